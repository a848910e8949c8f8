/**
 * The phones of a case of any size, the same for a seed, for the bench of the window at ten million messages:
 * each with 250 chats of its own (one of five a group) and 2,500 accounts, and for each two phones a group that
 * both hold: one message of twenty is on both, with one key, a clock apart by a second and a half.
 */
import type { SourceLists } from '../shared/contract/case-port.ts';
import type { Account, Chat } from '../shared/model/index.ts';
import { SegmentWriter } from '../shared/segment/index.ts';
import { type MadeWords, randomFrom } from './made-words.ts';

/** Goes up whenever other messages are made. */
export const MADE_PHONE_VERSION = 1;

const CHATS = 250;
const ACCOUNTS = 2500;
const DIRECT = CHATS - CHATS / 5;
const GROUP_MEMBERS = 46;
const SHARED_EVERY = 20;
const SHARED_MEMBERS = 40;
const AHEAD_MS = 1500;
const START = Date.UTC(2021, 0, 1);
const SPAN = 3 * 365 * 86_400_000;
const IMAGES = 0.08;
const VOICES = 0.03;
const REPLIES = 0.08;
const REACTED = 0.03;

/** @param n of a phone, from 1. */
export const exhibitOf = (n: number): string => `AB/${n}`;
const jidOf = (n: number, person: number): string =>
  `44${7_000_000_000 + n * 100_000 + person}@s.whatsapp.net`;

const hex = (random: () => number, words: number): string =>
  Array.from({ length: words }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');

interface MadeChat {
  readonly id: string;
  readonly isGroup: boolean;
  readonly members: readonly string[];
}

/** Account 0 is the owner; 1 to 200 have a chat of their own, the others stand in groups. */
function chatsOf(n: number): MadeChat[] {
  const chats: MadeChat[] = [];
  let met = DIRECT + 1;
  for (let chat = 0; chat < CHATS; chat++) {
    if (chat % 5 !== 0) {
      const person = chats.filter(({ isGroup }) => !isGroup).length + 1;
      chats.push({ id: jidOf(n, person), isGroup: false, members: [jidOf(n, 0), jidOf(n, person)] });
      continue;
    }
    const others = Array.from({ length: GROUP_MEMBERS }, () => jidOf(n, met++ % ACCOUNTS));
    const friends = Array.from({ length: 6 }, (_, k) => jidOf(n, 1 + ((chat + k * 31) % DIRECT)));
    const members = [...new Set([jidOf(n, 0), ...friends, ...others])];
    chats.push({ id: `1203630${n}${String(chat).padStart(4, '0')}@g.us`, isGroup: true, members });
  }
  return chats;
}

/** The group that a phone holds with the one beside it. */
function sharedGroup(n: number): MadeChat {
  const first = n % 2 === 1 ? n : n - 1;
  const members = Array.from({ length: SHARED_MEMBERS }, (_, i) => jidOf(first + (i % 2), i >> 1));
  return { id: `1203639${first}@g.us`, isGroup: true, members };
}

/**
 * A phone's messages as segments; returns its lists.
 * @param n its number, from 1. @param count of its messages.
 */
export function* madePhone(made: MadeWords, n: number, count: number): Generator<ArrayBuffer, SourceLists> {
  const exhibit = exhibitOf(n);
  const platform = 'whatsapp' as const;
  const owner = jidOf(n, 0);
  const own = chatsOf(n);
  const shared = sharedGroup(n);
  const phone = randomFrom(1000 + n);
  const pair = randomFrom(5000 + ((n - 1) >> 1));
  const ahead = n % 2 === 0 ? AHEAD_MS : 0;
  const writer = new SegmentWriter(exhibit, platform);
  const step = SPAN / count;

  for (let i = 0; i < count; i++) {
    const isShared = i % SHARED_EVERY === 0;
    const random = isShared ? pair : phone;
    const chat = isShared ? shared : own[Math.floor(CHATS * random() ** 2)]!;
    const { members } = chat;
    const sender = chat.isGroup
      ? members[Math.floor(members.length * random() ** 2)]!
      : members[random() < 0.5 ? 0 : 1]!;
    // Nearly in order, as databases are.
    const late = random() < 0.02 ? random() * 3_600_000 : 0;
    const at = Math.floor(START + i * step - late) + (isShared ? ahead : 0);
    const what = random();
    const kind = what < IMAGES ? 'image' : what < IMAGES + VOICES ? 'voice' : 'text';
    const reply = random() < REPLIES && i > 100 ? i - Math.floor(random() * 100) : undefined;
    const reaction =
      chat.isGroup && random() < REACTED ? members[Math.floor(random() * members.length)] : null;
    const key = hex(random, 4).toUpperCase();
    writer.add(
      {
        chat: chat.id,
        sender,
        direction: sender === owner ? 'out' : 'in',
        sentAt: new Date(at).toISOString(),
        timeBasis: 'utc',
        timePrecision: 'ms',
        kind,
        ...(kind === 'voice' ? {} : { text: made.text(random) }),
        ...(kind === 'text'
          ? {}
          : {
              attachments: [
                {
                  name: kind === 'image' ? `IMG-${i}.jpg` : `PTT-${i}.opus`,
                  mime: kind === 'image' ? 'image/jpeg' : 'audio/ogg',
                  bytes: 20_000 + Math.floor(random() * 200_000),
                  sha256: hex(random, 8),
                  present: true,
                },
              ],
            }),
        ...(reply === undefined ? {} : { replyTo: reply }),
        ...(reaction ? { reactions: [{ sender: reaction, emoji: '👍' }] } : {}),
        source: { file: 'msgstore.db', table: 'message', row: i + 1, key, code: kind === 'text' ? 0 : 1 },
      },
      i + 1,
    );
    if (writer.isFull) yield writer.finish();
  }
  if (!writer.isEmpty) yield writer.finish();

  const known = new Map([...own, shared].map((chat) => [chat.id, chat]));
  for (const { members } of known.values()) for (const id of members) writer.accounts.of(id);
  for (const id of known.keys()) writer.chats.of(id);
  const name = randomFrom(9000 + n);
  const word = (): string => made.words[200 + Math.floor(name() * 4000)]!;
  return {
    chats: writer.chats.ids.map((id): Chat => {
      const { isGroup, members } = known.get(id)!;
      const title = isGroup ? { title: `${word()} ${word()}` } : {};
      return {
        id,
        exhibit,
        platform,
        ...title,
        type: isGroup ? 'group' : 'direct',
        members: [...members].sort(),
      };
    }),
    accounts: writer.accounts.ids.map(
      (id): Account => ({
        id,
        exhibit,
        platform,
        phone: `+${id.split('@')[0]}`,
        names: [{ name: `${word()} ${word()}`, from: 'wa.db' }],
        ...(id === owner ? { isOwner: true as const } : {}),
      }),
    ),
  };
}
