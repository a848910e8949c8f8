/** What the panel says of a message, as terms and values, apart from how it is drawn. */
import type { Message, Receipt, Source } from '../../../shared/model/index.ts';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { codeText } from '../message/call-text.ts';

export interface Fact {
  readonly term: string;
  readonly value: string;
  /** Hashes, ids and keys are set in one width. */
  readonly fixed?: true;
  /** What a copy button beside it copies, such as "the SHA-256". */
  readonly copied?: string;
  /** Whether it is text from evidence, which runs in its own direction. */
  readonly said?: true;
}

const DIRECTION_WORDS = {
  in: 'In: received by the device',
  out: 'Out: sent by the device’s owner',
  system: 'System: written by the platform',
} as const;

/** @param chat title. @param sender name; null where there is none. */
export function messageFacts(message: Message, chat: string, sender: string | null): Fact[] {
  const { id, exhibit, platform, kind, direction } = message;
  const code = codeText(message);
  return [
    { term: 'Id', value: id, fixed: true, copied: 'the id' },
    { term: 'Exhibit', value: exhibit, said: true },
    { term: 'Platform', value: platform },
    { term: 'Chat', value: chat, said: true },
    { term: 'Chat id', value: message.chat, said: true, fixed: true },
    ...(sender === null
      ? [{ term: 'Sender', value: 'not in the source' }]
      : [{ term: 'Sender', value: sender, said: true as const }]),
    ...(message.sender === undefined
      ? []
      : [{ term: 'Sender id', value: message.sender, said: true as const, fixed: true as const }]),
    { term: 'Kind', value: code === null ? KIND_WORDS[kind] : `${KIND_WORDS[kind]} (${code})` },
    { term: 'Direction', value: direction === undefined ? 'not in the source' : DIRECTION_WORDS[direction] },
  ];
}

export function placeFacts({ file, table, row, line, byte, key }: Source): Fact[] {
  const facts: Fact[] = [{ term: 'File', value: file, said: true, copied: 'the file’s name' }];
  const numbers = [
    ['Row', row],
    ['Line', line],
    ['Byte', byte],
  ] as const;
  if (table !== undefined) facts.push({ term: 'Table', value: table, said: true, fixed: true });
  for (const [term, value] of numbers) {
    if (value !== undefined) facts.push({ term, value: String(value), fixed: true });
  }
  if (key !== undefined) facts.push({ term: 'Key', value: key, said: true, fixed: true, copied: 'the key' });
  return facts;
}

/** Values as read that no other field has, in the source's own order; the code first. */
export function rawFacts({ code, raw = {} }: Source): Fact[] {
  const facts: Fact[] = code === undefined ? [] : [{ term: 'code', value: String(code), fixed: true }];
  for (const [term, value] of Object.entries(raw)) {
    facts.push({ term, value: value === null ? 'NULL' : String(value), said: true, fixed: true });
  }
  return facts;
}

/** What a receipt says, in the order in which it happened on the platform. */
export function receiptTimes({ delivered, read, played }: Receipt): [what: string, at: string][] {
  const times: [string, string | undefined][] = [
    ['Delivered', delivered],
    ['Read', read],
    ['Played', played],
  ];
  return times.filter((time): time is [string, string] => time[1] !== undefined);
}
