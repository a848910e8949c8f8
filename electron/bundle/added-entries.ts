/** Decisions and annotations as they stand in a bundle, checked as they are read: anyone may have written them. */
import * as v from 'valibot';
import {
  type Annotation,
  type LastingFilter,
  LONGEST_NOTE,
  type MessageSubject,
  MOST_TAGGED,
  TAG_COLOURS,
} from '../../shared/annotations/index.ts';
import type { LedgerName, Ledgers } from '../../shared/contract/case-port.ts';
import { MESSAGE_KINDS, PLATFORMS } from '../../shared/model/index.ts';
import { type Decision, MOST_AHEAD } from '../../shared/people/index.ts';

/** An entry of a ledger, as a line of its part. */
export interface AddedLine<Entry> {
  /** Its place among all that the case had, from 0. */
  readonly n: number;
  readonly entry: Entry;
  /** What of it is of exhibits that were not chosen was left out: it is not the one that the log has the digest of. */
  readonly cut?: true;
  /** It came into the case with a bundle: its own log does not name it. */
  readonly received?: true;
}

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const line = v.pipe(v.string(), v.maxLength(4096));
const text = v.pipe(v.string(), v.maxLength(64 * 1024));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.string(), v.isoTimestamp());
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const platform = v.picklist(PLATFORMS);
const accounts = v.array(text);

const decided = { id, at: time, reason: text };
const decisionSchema = v.variant('kind', [
  v.strictObject({ ...decided, kind: v.literal('merge'), accounts }),
  v.strictObject({ ...decided, kind: v.literal('split'), accounts, from: accounts }),
  v.strictObject({ ...decided, kind: v.literal('decline'), accounts: v.strictTuple([text, text]) }),
  v.strictObject({
    ...decided,
    kind: v.literal('country'),
    exhibit: line,
    country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
  }),
  v.strictObject({
    ...decided,
    kind: v.literal('clock'),
    exhibit: line,
    ahead: v.pipe(v.number(), v.safeInteger(), v.minValue(-MOST_AHEAD), v.maxValue(MOST_AHEAD)),
    name: line,
    basis: v.exactOptional(
      v.strictObject({ exhibit: line, pairs: count, mad: v.pipe(v.number(), v.minValue(0)) }),
    ),
  }),
  v.strictObject({ ...decided, kind: v.literal('undo'), decision: id }),
]) satisfies v.GenericSchema<unknown, Decision>;

const messageSubject = v.strictObject({
  kind: v.literal('message'),
  exhibit: line,
  id: line,
  source: v.strictObject({
    file: text,
    table: v.exactOptional(text),
    row: v.exactOptional(v.number()),
    line: v.exactOptional(v.number()),
    byte: v.exactOptional(v.number()),
    key: v.exactOptional(text),
  }),
}) satisfies v.GenericSchema<unknown, MessageSubject>;

const listedId = { exhibit: line, platform, id: text };
const subject = v.variant('kind', [
  messageSubject,
  v.strictObject({ kind: v.literal('chat'), ...listedId }),
  v.strictObject({ kind: v.literal('person'), ...listedId }),
  v.strictObject({ kind: v.literal('file'), sha256: hex }),
]);
const listed = v.strictObject(listedId);
const yes = v.exactOptional(v.literal(true));

const filterSchema = v.strictObject({
  kinds: v.exactOptional(v.array(v.picklist(MESSAGE_KINDS))),
  exhibits: v.exactOptional(v.array(line)),
  from: v.exactOptional(v.number()),
  to: v.exactOptional(v.number()),
  query: v.exactOptional(text),
  otherScripts: v.exactOptional(v.boolean()),
  attachments: yes,
  copies: yes,
  lists: v.exactOptional(v.array(id)),
  tags: v.exactOptional(v.array(id)),
  noted: yes,
  chats: v.exactOptional(v.array(listed)),
  people: v.exactOptional(v.array(listed)),
  between: v.exactOptional(v.strictTuple([listed, listed])),
}) satisfies v.GenericSchema<unknown, LastingFilter>;

const annotated = { id, at: time, author: line, reason: text };
const look = { name: line, colour: v.picklist(TAG_COLOURS), letters: v.pipe(v.string(), v.maxLength(100)) };
const messages = v.pipe(v.array(messageSubject), v.maxLength(MOST_TAGGED));
const annotationSchema = v.variant('kind', [
  v.strictObject({ ...annotated, kind: v.literal('tag-made'), tag: id, ...look }),
  v.strictObject({ ...annotated, kind: v.literal('tag-changed'), tag: id, ...look }),
  v.strictObject({ ...annotated, kind: v.literal('tag-removed'), tag: id }),
  v.strictObject({ ...annotated, kind: v.literal('tagged'), tag: id, messages }),
  v.strictObject({ ...annotated, kind: v.literal('untagged'), tag: id, messages }),
  v.strictObject({
    ...annotated,
    kind: v.literal('note-written'),
    note: id,
    subject,
    text: v.pipe(v.string(), v.maxLength(LONGEST_NOTE)),
  }),
  v.strictObject({ ...annotated, kind: v.literal('note-removed'), note: id }),
  v.strictObject({
    ...annotated,
    kind: v.literal('search-saved'),
    search: id,
    name: line,
    filter: filterSchema,
  }),
  v.strictObject({ ...annotated, kind: v.literal('search-renamed'), search: id, name: line }),
  v.strictObject({ ...annotated, kind: v.literal('search-removed'), search: id }),
  v.strictObject({ ...annotated, kind: v.literal('undo'), annotation: id }),
]) satisfies v.GenericSchema<unknown, Annotation>;

/**
 * The line as it was written: the log has the SHA-256 of an entry's own JSON, with its fields in their order,
 * which a schema that copies would change.
 */
const unchanged = <Entry>(
  entry: v.GenericSchema<unknown, Entry>,
): v.GenericSchema<unknown, AddedLine<Entry>> => {
  const schema = v.strictObject({
    n: count,
    entry,
    cut: yes,
    received: yes,
  });
  return v.custom<AddedLine<Entry>>((given) => v.is(schema, given));
};

/** Schemas of the lines of each ledger's part. */
export const ADDED_LINES: {
  readonly [Name in LedgerName]: v.GenericSchema<unknown, AddedLine<Ledgers[Name]>>;
} = {
  decisions: unchanged(decisionSchema),
  annotations: unchanged(annotationSchema),
};
