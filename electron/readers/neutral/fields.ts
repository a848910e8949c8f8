/** The fields of a line, one by one, as docs/model.md has them. */
import * as v from 'valibot';
import {
  CALL_OUTCOMES,
  CHAT_TYPES,
  DIRECTIONS,
  MESSAGE_KINDS,
  PLATFORMS,
  SYSTEM_ACTIONS,
  TIME_BASES,
  TIME_PRECISIONS,
} from '../../../shared/model/index.ts';
import { readingMs } from '../../../shared/time/instant.ts';
import { type Fields, isRecord } from '../json/fields.ts';
import type { Raw } from '../json/raw.ts';
import { LONGEST_NAME, LONGEST_TEXT } from '../json/texts.ts';

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT, `at most ${LONGEST_TEXT} characters`));
const id = v.pipe(
  v.string(),
  v.nonEmpty('a text that is not empty'),
  v.maxLength(LONGEST_NAME, `at most ${LONGEST_NAME} characters`),
);
const ids = v.array(id);
const time = v.pipe(
  v.string(),
  v.check(
    (at) => !Number.isNaN(readingMs(at)),
    'a time that exists, as 2024-03-22T14:38:05.000Z or, of an unknown zone, without the Z',
  ),
);
const atLeastZero = v.pipe(v.number(), v.minValue(0, 'a number that is not negative'));
const size = v.pipe(
  v.number(),
  v.safeInteger('a whole number'),
  v.minValue(0, 'a number that is not negative'),
);
const degrees = (most: number) =>
  v.pipe(
    v.number(),
    v.minValue(-most, `a number from -${most} to ${most}`),
    v.maxValue(most, `a number from -${most} to ${most}`),
  );
const hex = (digits: number) =>
  v.pipe(
    v.string(),
    v.check((hash) => hash.length === digits && /^[0-9a-f]+$/.test(hash), `${digits} digits, 0-9 and a-f`),
  );
const opt = v.exactOptional;
const number = v.number();

// Not `v.record`, which leaves out keys such as `constructor` without a word.
const isRaw = (value: unknown): boolean =>
  isRecord(value) &&
  Object.values(value).every((one) => one === null || typeof one === 'string' || typeof one === 'number');

const attachment = v.strictObject({
  name: opt(text),
  mime: opt(text),
  bytes: opt(size),
  sha256: opt(hex(64)),
  md5: opt(hex(32)),
  present: opt(v.boolean()),
  // Of a file that was found by another import; kept as it is.
  file: opt(v.custom<Fields>(isRecord, 'an object')),
  path: opt(text),
});

const source = v.strictObject({
  file: opt(text),
  table: opt(text),
  // What a double does not hold comes as its digits.
  row: opt(v.union([number, text])),
  line: opt(number),
  byte: opt(number),
  key: opt(text),
  code: opt(number),
  raw: opt(v.custom<Raw>(isRaw, 'an object of texts, numbers and nulls')),
});

export const MESSAGE = {
  id: opt(id),
  exhibit: opt(id),
  platform: opt(v.picklist(PLATFORMS)),
  chat: id,
  sender: opt(id),
  direction: opt(v.picklist(DIRECTIONS)),
  sentAt: opt(time),
  timeBasis: opt(v.picklist(TIME_BASES)),
  timePrecision: opt(v.picklist(TIME_PRECISIONS)),
  timeAmbiguous: opt(v.boolean()),
  receivedAt: opt(time),
  kind: v.picklist(MESSAGE_KINDS),
  text: opt(text),
  edited: opt(v.strictObject({ at: opt(time) })),
  deleted: opt(v.strictObject({ by: opt(id), at: opt(time) })),
  replyTo: opt(id),
  forwarded: opt(v.boolean()),
  mentions: opt(ids),
  reactions: opt(v.array(v.strictObject({ sender: opt(id), emoji: text, at: opt(time) }))),
  receipts: opt(
    v.array(v.strictObject({ account: id, delivered: opt(time), read: opt(time), played: opt(time) })),
  ),
  attachments: opt(v.array(attachment)),
  location: opt(v.strictObject({ lat: degrees(90), lon: degrees(180), name: opt(text) })),
  call: opt(
    v.strictObject({ video: v.boolean(), seconds: opt(atLeastZero), outcome: v.picklist(CALL_OUTCOMES) }),
  ),
  poll: opt(
    v.strictObject({
      question: text,
      options: v.array(v.strictObject({ text, votes: opt(atLeastZero) })),
    }),
  ),
  system: opt(v.strictObject({ action: v.picklist(SYSTEM_ACTIONS), accounts: opt(ids), value: opt(text) })),
  source: opt(source),
};

export const CHAT = {
  id,
  exhibit: opt(id),
  platform: opt(v.picklist(PLATFORMS)),
  title: opt(text),
  type: v.picklist(CHAT_TYPES),
  members: opt(ids),
};

export const ACCOUNT = {
  id,
  exhibit: opt(id),
  platform: opt(v.picklist(PLATFORMS)),
  phone: opt(text),
  handle: opt(text),
  names: opt(v.array(v.strictObject({ name: text, from: text }))),
  isOwner: opt(v.boolean()),
};

type Schemas = Readonly<Record<string, v.GenericSchema>>;
type Line<Of extends Schemas> = v.InferOutput<v.StrictObjectSchema<Of, undefined>>;
export type MessageLine = Line<typeof MESSAGE>;
export type ChatLine = Line<typeof CHAT>;
export type AccountLine = Line<typeof ACCOUNT>;

export interface Fault {
  /** Such as `attachments.0.bytes`; absent where the line as a whole is wrong. */
  readonly field?: string;
  readonly should: string;
}

/** Characters of a field's name that are shown. */
const SHOWN = 60;
const shown = (key: unknown): string => String(key).slice(0, SHOWN).toWellFormed();

function faultOf(key: string, [issue]: readonly [v.BaseIssue<unknown>, ...unknown[]]): Fault {
  const field = [key, ...(issue.path ?? []).map((item) => item.key)].map(shown).join('.');
  if (issue.kind === 'validation' || issue.type === 'custom') return { field, should: issue.message };
  if (issue.expected === 'never') return { field, should: 'no field of that name' };
  return { field, should: issue.expected ?? issue.message };
}

/** What is wrong with a message whose fields are all right each by itself. */
export function clockFault({ sentAt, timeBasis }: MessageLine): Fault | undefined {
  if (sentAt === undefined || (timeBasis === 'device-local') !== sentAt.endsWith('Z')) return undefined;
  return {
    field: 'sentAt',
    should: timeBasis === 'device-local' ? 'without a Z, being device-local' : 'with a Z, or device-local',
  };
}

/** Checks the fields of lines of one kind. */
export class LineCheck<Of extends Schemas> {
  private readonly schemas: ReadonlyMap<string, v.GenericSchema>;
  private readonly required: readonly string[];

  constructor(schemas: Of) {
    this.schemas = new Map(Object.entries(schemas));
    this.required = Object.keys(schemas).filter((key) => schemas[key]!.type !== 'exact_optional');
  }

  /** The line, or what is wrong with the first of its fields that is. */
  check(value: unknown): Line<Of> | { readonly fault: Fault } {
    if (!isRecord(value)) return { fault: { should: 'an object' } };
    const checked: Record<string, unknown> = {};
    for (const key in value) {
      const schema = this.schemas.get(key);
      if (!schema) return { fault: { field: shown(key), should: 'no field of that name' } };
      const result = v.safeParse(schema, value[key], { abortEarly: true });
      if (!result.success) return { fault: faultOf(key, result.issues) };
      checked[key] = result.output;
    }
    for (const key of this.required) {
      if (!(key in checked)) return { fault: { field: key, should: 'there' } };
    }
    return checked as Line<Of>;
  }
}
