/**
 * Writes one thread as Facebook's download does (strings mis-encoded and in ASCII), one conversation as an
 * archive of X does (both with two spaces of indent, the newest message first), or one chat as Telegram
 * Desktop does (one space, the oldest first), or lines of the neutral form as a converter would, of any number
 * of messages, the same for the same seed.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

const WORDS =
  'the and you that was for are with his they have this from one had word but not what all were when your can said there use each which she how their will até não já está 😀 👍 ok'.split(
    ' ',
  );
const PEOPLE = ['Ana Sousa', 'Brock', 'Misty', 'Prof. Oak', 'João', 'Zoë 🌸', 'Mum', 'Sam'];

/** Numbers from 0 up to 1: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const misencoded = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const inAscii = (json: string): string =>
  json.replace(/[\x80-\xff]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);

function* thread(messages: number): Generator<string> {
  const next = numbers(20_240_322);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const participants = PEOPLE.map((name) => ({ name: misencoded(name) }));
  yield inAscii(`{\n  "participants": ${JSON.stringify(participants)},\n  "messages": [\n`);
  let at = Date.UTC(2024, 2, 22);
  for (let n = 0; n < messages; n++) {
    at -= Math.floor(next() * 300_000);
    const words = Array.from({ length: 1 + Math.floor(next() * 20) }, () => one(WORDS)).join(' ');
    const kind = next();
    const message = {
      sender_name: misencoded(one(PEOPLE)),
      timestamp_ms: at,
      ...(kind < 0.9 ? { content: misencoded(words) } : {}),
      ...(kind >= 0.9
        ? { photos: [{ uri: `messages/inbox/all_1/photos/${n}.jpg`, creation_timestamp: 1 }] }
        : {}),
      ...(next() < 0.1
        ? { reactions: [{ reaction: misencoded('👍'), actor: misencoded(one(PEOPLE)) }] }
        : {}),
      is_geoblocked_for_viewer: false,
    };
    const json = JSON.stringify(message, null, 2).replace(/^/gm, '    ');
    yield inAscii(`${n === 0 ? '' : ',\n'}${json}`);
  }
  yield '\n  ],\n  "title": "All",\n  "is_still_participant": true,\n  "thread_path": "inbox/all_1",\n  "magic_words": []\n}\n';
}

function* conversation(messages: number): Generator<string> {
  const next = numbers(20_240_322);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const ids = PEOPLE.map((_, n) => String(1_000_000_007 * (n + 1)));
  yield 'window.YTD.direct_messages_group.part0 = [\n  {\n    "dmConversation" : {\n      "conversationId" : "900",\n      "messages" : [\n';
  let at = Date.UTC(2024, 2, 22);
  for (let n = 0; n < messages; n++) {
    at -= Math.floor(next() * 300_000);
    const id = String(1_770_000_000_000_000_000n - BigInt(n));
    const messageCreate = {
      reactions:
        next() < 0.1
          ? [{ senderId: one(ids), reactionKey: 'like', eventId: id, createdAt: new Date(at).toISOString() }]
          : [],
      urls: [],
      text: Array.from({ length: 1 + Math.floor(next() * 20) }, () => one(WORDS)).join(' '),
      mediaUrls: next() < 0.1 ? [`https://ton.twitter.com/dm/${id}/${id}/photo.jpg`] : [],
      senderId: one(ids),
      id,
      createdAt: new Date(at).toISOString(),
    };
    const json = JSON.stringify({ messageCreate }, null, 2).replace(/^/gm, '        ');
    yield `${n === 0 ? '' : ',\n'}${json}`;
  }
  yield '\n      ]\n    }\n  }\n]\n';
}

function* telegramChat(messages: number): Generator<string> {
  const next = numbers(20_240_322);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  yield '{\n "name": "All",\n "type": "private_supergroup",\n "id": 1555000111,\n "messages": [\n';
  let at = Date.UTC(2016, 2, 22);
  for (let n = 0; n < messages; n++) {
    at += Math.floor(next() * 300_000);
    const person = Math.floor(next() * PEOPLE.length);
    const words = Array.from({ length: 1 + Math.floor(next() * 20) }, () => one(WORDS)).join(' ');
    const date = new Date(at).toISOString().slice(0, 19);
    const kind = next();
    const from_id = `user${1_000_000_007 * (person + 1)}`;
    const link = { type: 'link', text: 'https://example.org' };
    const message = {
      id: n + 1,
      type: 'message',
      date,
      date_unixtime: String(Math.trunc(at / 1000)),
      from: PEOPLE[person],
      from_id,
      ...(next() < 0.1 && n > 10 ? { reply_to_message_id: n - Math.floor(next() * 10) } : {}),
      ...(kind >= 0.9
        ? { photo: `photos/photo_${n}.jpg`, photo_file_size: 70_000, width: 960, height: 1280 }
        : {}),
      text: kind >= 0.9 ? '' : kind < 0.1 ? [words, link] : words,
      text_entities: kind >= 0.9 ? [] : [{ type: 'plain', text: words }, ...(kind < 0.1 ? [link] : [])],
      ...(next() < 0.1
        ? {
            reactions: [
              { type: 'emoji', count: 1, emoji: '👍', recent: [{ from: PEOPLE[person], from_id, date }] },
            ],
          }
        : {}),
    };
    const json = JSON.stringify(message, null, 1).replace(/^/gm, '  ');
    yield `${n === 0 ? '' : ',\n'}${json}`;
  }
  yield '\n ]\n}\n';
}

function* neutralLines(messages: number): Generator<string> {
  const next = numbers(20_240_322);
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const idOf = (n: number): string => (0x3eb0_0000_0000 + n * 7919).toString(16);
  let at = Date.UTC(2024, 2, 22);
  for (let n = 0; n < messages; n++) {
    at += Math.floor(next() * 300_000);
    const person = Math.floor(next() * PEOPLE.length);
    const hasFile = next() >= 0.9;
    const message = {
      id: idOf(n),
      chat: `+4477009002${Math.floor(next() * 40) + 10}`,
      sender: `+44770090000${person}`,
      direction: person === 0 ? 'out' : 'in',
      sentAt: new Date(at).toISOString(),
      timeBasis: 'utc',
      timePrecision: 'ms',
      kind: hasFile ? 'image' : 'text',
      ...(hasFile
        ? {}
        : { text: Array.from({ length: 1 + Math.floor(next() * 20) }, () => one(WORDS)).join(' ') }),
      ...(next() < 0.1 && n > 10 ? { replyTo: idOf(n - 1 - Math.floor(next() * 10)) } : {}),
      ...(next() < 0.1 ? { reactions: [{ sender: `+44770090000${person}`, emoji: '👍' }] } : {}),
      ...(hasFile ? { attachments: [{ name: `${n}.jpg`, mime: 'image/jpeg', bytes: 70_000 }] } : {}),
      source: { file: 'signal.sqlite', table: 'message', row: n + 1 },
    };
    yield `${JSON.stringify(message)}\n`;
  }
}

const AT_ONCE = 2 ** 20;

const FORMS = { messenger: thread, x: conversation, telegram: telegramChat, neutral: neutralLines };
export type Form = keyof typeof FORMS;

export function writeMade(form: Form, file: string, messages: number): void {
  const handle = openSync(file, 'w');
  let waiting = '';
  for (const part of FORMS[form](messages)) {
    waiting += part;
    if (waiting.length < AT_ONCE) continue;
    writeSync(handle, waiting);
    waiting = '';
  }
  writeSync(handle, waiting);
  closeSync(handle);
}
