/**
 * `ZWAMESSAGEINFO.ZRECEIPTINFO`: who got and read a message, who reacted to it, and the poll in it. The
 * protobuf has no published schema; these fields are as public forensic tools found them in test images of
 * iOS 12 to 26:
 *
 *   2  of a recipient: 1 packed address, 5 seconds from 3 until it was read, 9 and 10 events {1 offset, 2 code},
 *      those of 10 deliveries to its devices in seconds from 3
 *   3  when it was sent, Unix seconds; newest versions leave it, 5 and 10 out and have 9 alone, whose unit and
 *      codes tools do not agree on
 *   7  reactions: 1 of others {1 key, 2 address, 3 emoji, 4 ms}, 2 the owner's {1 key, 2 emoji, 3 ms},
 *      3 of a channel {1 {1 emoji, 2 count}}
 *   8  a poll: 2 question, 3 options {1 text}, 5 votes of others and 6 the vote of the one without address
 *      {1 numbers of options, 2 ms, 3 key, 4 address}
 */
import { bytesOf, numberOf, type ProtobufField, readProtobuf } from '../../../shared/encoding/protobuf.ts';
import { unpackedJid } from './packed-jid.ts';

export interface InfoReceipt {
  /** Address in full; undefined where it is packed in an unknown way. */
  readonly jid: string | undefined;
  /** ms since 1970. */
  readonly delivered: number | undefined;
  readonly read: number | undefined;
  /** Events whose meaning is not known, as `offset:code`. */
  readonly events: readonly string[];
}

export interface InfoReaction {
  /** Absent: the owner's. */
  readonly jid: string | undefined;
  /** Empty when it was taken back. */
  readonly emoji: string;
  /** ms since 1970. */
  readonly at: number | undefined;
}

export interface InfoPoll {
  readonly question: string;
  readonly options: readonly string[];
  /** Numbers of options, from 0, of each voter; without an address, of the one whose phone it is or who asked. */
  readonly votes: readonly { readonly jid: string | undefined; readonly options: readonly number[] }[];
}

export interface ReceiptInfo {
  readonly receipts: readonly InfoReceipt[];
  readonly reactions: readonly InfoReaction[];
  /** Of a channel: each emoji with its count. */
  readonly tallies: readonly { readonly emoji: string; readonly count: number | undefined }[];
  readonly poll: InfoPoll | undefined;
}

/** Recipients, reactions or votes of one message; WhatsApp's largest groups have 2,000 members. */
const MOST = 20_000;
const NO_RECEIPTS: readonly InfoReceipt[] = [];
const NO_REACTIONS: readonly InfoReaction[] = [];
const NO_TALLIES: ReceiptInfo['tallies'] = [];

const utf8 = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

/** Nested messages of this number; one that is damaged is left out. */
function nested(fields: readonly ProtobufField[], number: number): ProtobufField[][] {
  const found: ProtobufField[][] = [];
  for (const field of fields) {
    if (field.number !== number || typeof field.value === 'number' || found.length >= MOST) continue;
    const inner = readProtobuf(field.value);
    if (inner) found.push(inner);
  }
  return found;
}

function receiptOf(fields: readonly ProtobufField[], base: number | undefined): InfoReceipt {
  const address = bytesOf(fields, 1);
  const read = numberOf(fields, 5);
  let delivered: number | undefined;
  const events: string[] = [];
  for (const field of fields) {
    if ((field.number !== 9 && field.number !== 10) || typeof field.value === 'number') continue;
    const event = readProtobuf(field.value);
    if (!event) continue;
    const offset = numberOf(event, 1) ?? 0;
    if (field.number === 9 || base === undefined) events.push(`${offset}:${numberOf(event, 2) ?? ''}`);
    else if (delivered === undefined || offset < delivered) delivered = offset;
  }
  const at = (seconds: number | undefined): number | undefined =>
    base === undefined || seconds === undefined ? undefined : (base + seconds) * 1000;
  return {
    jid: address && unpackedJid(address),
    delivered: at(delivered),
    read: at(read),
    events,
  };
}

function reactionsOf(groups: readonly ProtobufField[][]): InfoReaction[] {
  const reactions: InfoReaction[] = [];
  for (const group of groups) {
    for (const one of nested(group, 1)) {
      const address = bytesOf(one, 2);
      reactions.push({
        jid: address && (unpackedJid(address) ?? utf8(address)),
        emoji: utf8(bytesOf(one, 3)) ?? '',
        at: numberOf(one, 4),
      });
    }
    for (const one of nested(group, 2)) {
      reactions.push({ jid: undefined, emoji: utf8(bytesOf(one, 2)) ?? '', at: numberOf(one, 3) });
    }
  }
  return reactions;
}

function talliesOf(groups: readonly ProtobufField[][]): ReceiptInfo['tallies'] {
  return groups
    .flatMap((group) => nested(group, 3).flatMap((list) => nested(list, 1)))
    .flatMap((one) => {
      const emoji = utf8(bytesOf(one, 1));
      return emoji === undefined || emoji === '' ? [] : [{ emoji, count: numberOf(one, 2) }];
    });
}

/** Repeated numbers, one by one or packed. */
function numbersOf(fields: readonly ProtobufField[], number: number): number[] {
  const numbers: number[] = [];
  for (const field of fields) {
    if (field.number !== number || numbers.length >= MOST) continue;
    if (typeof field.value === 'number') numbers.push(field.value);
    // WhatsApp's polls have at most 12 options: each number is one byte.
    else numbers.push(...field.value.subarray(0, MOST));
  }
  return numbers;
}

function pollOf(fields: readonly ProtobufField[]): InfoPoll {
  const votes = [...nested(fields, 5), ...nested(fields, 6)].map((vote) => {
    const address = bytesOf(vote, 4);
    return { jid: address && (unpackedJid(address) ?? utf8(address)), options: numbersOf(vote, 1) };
  });
  return {
    question: utf8(bytesOf(fields, 2)) ?? '',
    options: nested(fields, 3).map((option) => utf8(bytesOf(option, 1)) ?? ''),
    votes: votes.filter(({ options }) => options.length > 0),
  };
}

/** What the bytes say; undefined when they are no protobuf. */
export function readReceiptInfo(bytes: Uint8Array): ReceiptInfo | undefined {
  const fields = readProtobuf(bytes);
  if (!fields) return undefined;
  const base = numberOf(fields, 3);
  let receipts: InfoReceipt[] | undefined;
  let groups: ProtobufField[][] | undefined;
  let poll: InfoPoll | undefined;
  for (const { number, value } of fields) {
    if (typeof value === 'number') continue;
    if (number !== 2 && number !== 7 && number !== 8) continue;
    const inner = readProtobuf(value);
    if (!inner) continue;
    if (number === 2) {
      receipts ??= [];
      if (receipts.length < MOST) receipts.push(receiptOf(inner, base));
    } else if (number === 7) {
      groups ??= [];
      groups.push(inner);
    } else poll = pollOf(inner);
  }
  return {
    receipts: receipts ?? NO_RECEIPTS,
    reactions: groups ? reactionsOf(groups) : NO_REACTIONS,
    tallies: groups ? talliesOf(groups) : NO_TALLIES,
    poll,
  };
}
