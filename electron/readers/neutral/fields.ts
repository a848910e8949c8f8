/** The fields of a line, one by one, as docs/model.md has them. */
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
import {
  anyObject,
  atLeastZero,
  boolean,
  type Check,
  degrees,
  type Fault,
  hex,
  id,
  listOf,
  number,
  numberOrDigits,
  objectOf,
  oneOf,
  raw,
  size,
  text,
  time,
} from './checks.ts';

const ids = listOf(id);

const attachment = objectOf(
  {},
  {
    name: text,
    mime: text,
    bytes: size,
    sha256: hex(64),
    md5: hex(32),
    present: boolean,
    // Of a file that was found by another import.
    file: anyObject,
    path: text,
  },
);

const source = objectOf(
  {},
  {
    file: text,
    table: text,
    row: numberOrDigits,
    line: number,
    byte: number,
    key: text,
    code: number,
    raw,
  },
);

const messageFields = objectOf(
  { chat: id, kind: oneOf(MESSAGE_KINDS) },
  {
    id,
    exhibit: id,
    platform: oneOf(PLATFORMS),
    sender: id,
    direction: oneOf(DIRECTIONS),
    sentAt: time,
    timeBasis: oneOf(TIME_BASES),
    timePrecision: oneOf(TIME_PRECISIONS),
    timeAmbiguous: boolean,
    receivedAt: time,
    text,
    edited: objectOf({}, { at: time }),
    deleted: objectOf({}, { by: id, at: time }),
    replyTo: id,
    forwarded: boolean,
    mentions: ids,
    reactions: listOf(objectOf({ emoji: text }, { sender: id, at: time })),
    receipts: listOf(objectOf({ account: id }, { delivered: time, read: time, played: time })),
    attachments: listOf(attachment),
    location: objectOf({ lat: degrees(90), lon: degrees(180) }, { name: text }),
    call: objectOf({ video: boolean, outcome: oneOf(CALL_OUTCOMES) }, { seconds: atLeastZero }),
    poll: objectOf({ question: text, options: listOf(objectOf({ text }, { votes: atLeastZero })) }, {}),
    system: objectOf({ action: oneOf(SYSTEM_ACTIONS) }, { accounts: ids, value: text }),
    source,
  },
);

type IsOf<Of> = Of extends Check<infer Is> ? Is : never;
export type MessageLine = IsOf<typeof messageFields>;

/** What is wrong with a message whose fields are all right each by itself. */
function clockFault({ sentAt, timeBasis }: MessageLine): Fault | undefined {
  if (sentAt === undefined || (timeBasis === 'device-local') !== sentAt.endsWith('Z')) return undefined;
  return {
    field: 'sentAt',
    should: timeBasis === 'device-local' ? 'without a Z, being device-local' : 'with a Z, or device-local',
  };
}

export const message: Check<MessageLine> = (value) =>
  messageFields(value) ?? clockFault(value as MessageLine);

export const chat = objectOf(
  { id, type: oneOf(CHAT_TYPES) },
  { exhibit: id, platform: oneOf(PLATFORMS), title: text, members: ids },
);

export const account = objectOf(
  { id },
  {
    exhibit: id,
    platform: oneOf(PLATFORMS),
    phone: text,
    handle: text,
    names: listOf(objectOf({ name: text, from: text }, {})),
    isOwner: boolean,
  },
);
