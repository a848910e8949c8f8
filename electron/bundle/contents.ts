/** What the parts of a bundle hold, checked as they are read: whoever has the recipient's card can make one. */
import * as v from 'valibot';
import { GROUNDS } from '../../shared/contract/index.ts';
import {
  type Account,
  CHAT_TYPES,
  type Chat,
  type IntakeRecord,
  MESSAGE_KINDS,
  PLATFORMS,
  Refusal,
} from '../../shared/model/index.ts';
import { NONE, SegmentDamaged, SegmentReader } from '../../shared/segment/index.ts';
import { PRIVILEGES } from '../../shared/warrant/documents.ts';
import type { ShownLine } from '../cases/received-log.ts';
import type { QuarantineLine } from '../intake/quarantine.ts';

const line = v.pipe(v.string(), v.maxLength(4096));
const text = v.pipe(v.string(), v.maxLength(64 * 1024));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const base64 = v.pipe(v.string(), v.base64());
const platform = v.picklist(PLATFORMS);
const counts = v.record(v.string(), number);

/** The first part: what the case is, and its log's state when the bundle was made. */
export const caseSchema = v.strictObject({
  version: v.literal(2),
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  reference: line,
  timeZone: line,
  created: line,
  basis: v.variant('kind', [
    v.strictObject({ kind: v.literal('warrant'), digest: hex }),
    v.strictObject({ kind: v.literal('without-warrant'), ground: v.picklist(GROUNDS), text: line }),
  ]),
  log: v.strictObject({ entries: number, head: hex, root: hex }),
  /** All of them, or those that were chosen. */
  exhibits: v.union([v.literal('all'), v.array(line)]),
  withAttachments: v.boolean(),
  withAdded: v.boolean(),
  /** RFC 3339 UTC. */
  saved: line,
  software: line,
});
export type BundledCase = v.InferOutput<typeof caseSchema>;

export const chatSchema: v.GenericSchema<unknown, Chat> = v.object({
  id: text,
  exhibit: line,
  platform,
  title: v.exactOptional(text),
  type: v.picklist(CHAT_TYPES),
  members: v.array(text),
});

export const accountSchema: v.GenericSchema<unknown, Account> = v.object({
  id: text,
  exhibit: line,
  platform,
  phone: v.exactOptional(line),
  handle: v.exactOptional(text),
  names: v.array(v.object({ name: text, from: text })),
  isOwner: v.exactOptional(v.literal(true)),
});

const fileRecord = v.object({ name: text, bytes: number, sha256: line });

export const recordSchema: v.GenericSchema<unknown, IntakeRecord> = v.object({
  exhibit: line,
  file: text,
  bytes: number,
  sha256: line,
  files: v.array(fileRecord),
  container: v.array(line),
  reader: line,
  readerVersion: number,
  platform,
  counts: v.object({
    read: number,
    kept: number,
    outOfScope: counts,
    privileged: number,
    skipped: counts,
    unknownCodes: counts,
  }),
  warnings: v.array(text),
  damage: v.array(v.object({ file: text, where: v.exactOptional(text), reason: text })),
  warrant: v.exactOptional(
    v.object({
      id: line,
      sha256: hex,
      amendments: v.array(v.object({ id: line, sha256: hex })),
    }),
  ),
  dateOrder: v.exactOptional(v.picklist(['dmy', 'mdy', 'ymd', 'ambiguous'])),
  timeZone: v.exactOptional(line),
  firstAt: v.exactOptional(line),
  lastAt: v.exactOptional(line),
  started: line,
  ended: line,
  software: line,
});

export const shownLineSchema: v.GenericSchema<unknown, ShownLine> = v.strictObject({
  line: v.string(),
  salt: base64,
  body: v.string(),
  whileClosed: v.exactOptional(v.literal(true)),
});

export const quarantineLineSchema: v.GenericSchema<unknown, QuarantineLine> = v.strictObject({
  exhibit: line,
  source: number,
  ordinal: number,
  privilege: v.picklist([...PRIVILEGES, 'words'] as const),
  sealedKey: base64,
  sealed: base64,
});

/** How many chats and accounts a source has. */
export interface ListSizes {
  readonly chats: number;
  readonly accounts: number;
}

const ascends = (ends: Uint32Array, bytes: number): boolean =>
  ends.every((end, i) => end >= (i === 0 ? 0 : ends[i - 1]!)) && (ends.at(-1) ?? 0) <= bytes;

/**
 * Reads a segment, and makes sure that all it refers to is there.
 * @throws Refusal `tampered`.
 */
export function checkedSegment(
  bytes: ArrayBuffer,
  exhibit: string,
  sizes: ListSizes,
  file: string,
): SegmentReader {
  const damaged = (reason: string): Refusal => new Refusal('tampered', file, `a segment in it: ${reason}`);
  let segment: SegmentReader;
  try {
    segment = new SegmentReader(bytes);
  } catch (cause) {
    if (cause instanceof SegmentDamaged) throw damaged(cause.message);
    throw cause;
  }
  const { header, columns, heaps, count } = segment;
  if (header.exhibit !== exhibit) throw damaged('it is of another exhibit');
  if (!columns.chat.every((chat) => chat < sizes.chats)) throw damaged('it names a chat that is not listed');
  if (!columns.sender.every((one) => one === NONE || one < sizes.accounts)) {
    throw damaged('it names an account that is not listed');
  }
  const inside =
    columns.kind.every((kind) => kind < MESSAGE_KINDS.length) &&
    columns.place.every((place) => place < header.places.length) &&
    ascends(columns.textEnd, heaps.text.length) &&
    ascends(columns.keyEnd, heaps.key.length) &&
    ascends(columns.detailEnd, heaps.detail.length);
  if (!inside) throw damaged('it refers to what is not in it');
  try {
    for (let i = 0; i < count; i++) segment.detail(i);
  } catch (cause) {
    throw new Refusal('tampered', file, 'a segment in it: a detail of a message is damaged', { cause });
  }
  return segment;
}
