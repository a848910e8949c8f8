/** What a folder in the neutral form says of itself: `threadline.json`, or the records of an import's output. */
import * as v from 'valibot';
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { PLATFORMS, type Platform, Refusal } from '../../../shared/model/index.ts';
import { isRecord } from '../json/fields.ts';
import { jsonEvents, jsonLines } from '../json/index.ts';

export const FORMAT = 'threadline-neutral';
export const VERSION = 1;
export const MESSAGES = 'messages.jsonl';
export const CHATS = 'chats.jsonl';
export const ACCOUNTS = 'accounts.jsonl';
const STATEMENT = 'threadline.json';
/** An import's output has both. */
const INTAKE = 'intake.json';
const CUSTODY = 'custody.jsonl';

/** Bytes of `threadline.json`. */
const LONGEST_STATEMENT = 64 * 1024;
/** Bytes of the messages that are looked at for a platform. */
const LOOKED_AT = 1024 * 1024;

const platform = v.picklist(PLATFORMS);
const statement = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  platform: v.optional(platform),
});

export interface Form {
  /** The file that says it. */
  readonly file: string;
  /** Each once, in the order given; at least one. */
  readonly platforms: readonly Platform[];
  /** Why none of the folder can be read. */
  readonly fault?: string;
}

export type Entries = ReadonlyMap<string, EvidenceEntry>;

export const entriesOf = (entries: readonly EvidenceEntry[]): Entries =>
  new Map(entries.map((entry) => [entry.path, entry]));

/** The whole of a small file; undefined for a larger one. */
async function smallFile(entry: EvidenceEntry): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of entry.open()) {
    length += chunk.length;
    if (length > LONGEST_STATEMENT) return undefined;
    chunks.push(Uint8Array.from(chunk));
  }
  return Buffer.concat(chunks)
    .toString()
    .replace(/^\ufeff/, '');
}

/** The platform of the first message that states one, among the first of them. */
async function platformOfFirst(entry: EvidenceEntry | undefined): Promise<Platform> {
  async function* beginning(): AsyncGenerator<Uint8Array> {
    let length = 0;
    for await (const chunk of entry?.open() ?? []) {
      yield chunk;
      length += chunk.length;
      if (length >= LOOKED_AT) return;
    }
  }
  for await (const events of jsonLines(beginning())) {
    for (const event of events) {
      if (event.is !== 'lines') continue;
      for (const value of event.values) {
        if (isRecord(value) && v.is(platform, value.platform)) return value.platform;
      }
    }
  }
  return 'other';
}

async function statedForm(
  entry: EvidenceEntry,
  messages: EvidenceEntry | undefined,
): Promise<Form | undefined> {
  const faulty = (fault: string): Form => ({ file: entry.path, platforms: ['other'], fault });
  const text = await smallFile(entry);
  if (text === undefined) return faulty(`it has more than ${LONGEST_STATEMENT} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return faulty('it is not valid JSON');
  }
  // Another program's file of that name.
  if (!isRecord(value) || value.format !== FORMAT) return undefined;
  if (value.version !== VERSION) return faulty(`its version is not ${VERSION}, the one that can be read`);
  const checked = v.safeParse(statement, value);
  if (!checked.success) return faulty('its platform is none that docs/model.md names');
  return { file: entry.path, platforms: [checked.output.platform ?? (await platformOfFirst(messages))] };
}

/** The platforms of an import's output, as its intake records have them. */
async function importedForm(entry: EvidenceEntry): Promise<Form> {
  const platforms = new Set<Platform>();
  for await (const events of jsonEvents(entry.open(), { elements: { members: {} } })) {
    for (const event of events) {
      const isPlatform = event.is === 'member' && event.path.length === 1 && event.key === 'platform';
      if (isPlatform && v.is(platform, event.value)) platforms.add(event.value);
    }
  }
  if (platforms.size > 0) return { file: entry.path, platforms: [...platforms] };
  return { file: entry.path, platforms: ['other'], fault: 'it names no platform of an import' };
}

/**
 * What the folder of a `messages.jsonl` says of itself; undefined where it is not in the neutral form.
 * @param home the folder, ending with `/`; empty at the root.
 */
export async function formOf(entries: Entries, home: string): Promise<Form | undefined> {
  const stated = entries.get(home + STATEMENT);
  const intake = entries.get(home + INTAKE);
  try {
    const form = stated && (await statedForm(stated, entries.get(home + MESSAGES)));
    if (form) return form;
    return intake && entries.has(home + CUSTODY) ? await importedForm(intake) : undefined;
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return { file: (stated ?? intake!).path, platforms: ['other'], fault: cause.reason };
  }
}
