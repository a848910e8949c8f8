/** A small case with every kind of message, for looking at views and driving them without a main process. */
import type { Account, Chat } from '../../../shared/model/index.ts';
import type { SegmentMessage } from '../../../shared/segment/index.ts';
import { type MadeSource, madeSourceOf } from './made-source.ts';

export const EXHIBIT = 'AB/1';
export const OWNER = '447700900001@s.whatsapp.net';
export const JOANNA = '447700900002@s.whatsapp.net';
export const BASHIR = '447700900003@s.whatsapp.net';
export const NOA = '447700900004@s.whatsapp.net';
const LONG = '447700900005@s.whatsapp.net';
export const GROUP = '120363000000000001@g.us';
const STATUS = 'status@broadcast';
/** The moment that the made case is about. */
export const INSTANT = Date.UTC(2024, 2, 22, 14, 40);
const MINUTE = 60_000;
const SHA = 'ab'.repeat(32);

const platform = 'whatsapp' as const;
const account = (id: string, name: string, more: Partial<Account> = {}): Account => ({
  id,
  exhibit: EXHIBIT,
  platform,
  phone: `+${id.split('@')[0]}`,
  names: [{ name, from: 'wa.db wa_contacts.display_name' }],
  ...more,
});

const ACCOUNTS: readonly Account[] = [
  account(OWNER, 'Marta Nowak', { isOwner: true }),
  account(JOANNA, 'Joanna Ho'),
  account(BASHIR, 'بشير حداد'),
  account(NOA, 'נועה כהן'),
  account(LONG, 'Maximiliane Freifrau von Hohenstein-Großröhrsdorf zu Unterwellenborn (Büro, nur werktags)'),
];

const CHATS: readonly Chat[] = [
  { id: JOANNA, exhibit: EXHIBIT, platform, type: 'direct', members: [JOANNA] },
  { id: BASHIR, exhibit: EXHIBIT, platform, type: 'direct', members: [BASHIR] },
  { id: LONG, exhibit: EXHIBIT, platform, type: 'direct', members: [LONG] },
  {
    id: GROUP,
    exhibit: EXHIBIT,
    platform,
    title: 'Saturday walk 🥾',
    type: 'group',
    members: [OWNER, JOANNA, BASHIR, NOA],
  },
  { id: STATUS, exhibit: EXHIBIT, platform, type: 'status', members: [] },
];

type Made = Partial<SegmentMessage> & { readonly minute: number };

const SPECIAL: readonly Made[] = [
  {
    minute: -3000,
    chat: GROUP,
    kind: 'system',
    direction: 'system',
    sender: OWNER,
    system: { action: 'group-created', value: 'Saturday walk 🥾' },
  },
  {
    minute: -2990,
    chat: GROUP,
    kind: 'system',
    direction: 'system',
    sender: OWNER,
    system: { action: 'member-added', accounts: [JOANNA, BASHIR, NOA] },
  },
  {
    minute: -2000,
    chat: GROUP,
    sender: JOANNA,
    text: 'Which way this time?\nI can bring the map.',
    reactions: [
      { sender: OWNER, emoji: '👍', at: '2024-03-21T05:21:00.000Z' },
      { sender: BASHIR, emoji: '👍' },
      { sender: NOA, emoji: '❤️' },
    ],
  },
  {
    minute: -1990,
    chat: GROUP,
    sender: BASHIR,
    text: 'مرحبا، أنا في الطريق وسأصل في الساعة الثالثة والنصف',
    replyTo: 3,
  },
  { minute: -1980, chat: GROUP, sender: NOA, text: 'אני אביא קפה ☕ ועוגיות לכולם', mentions: [JOANNA] },
  {
    minute: -1970,
    chat: GROUP,
    sender: OWNER,
    direction: 'out',
    kind: 'poll',
    text: 'Where do we meet?',
    poll: {
      question: 'Where do we meet?',
      options: [
        { text: 'Station', votes: 2 },
        { text: 'Bridge', votes: 1 },
        { text: 'At home', votes: 0 },
      ],
    },
  },
  {
    minute: -1500,
    chat: JOANNA,
    sender: JOANNA,
    kind: 'image',
    text: 'The old bridge',
    attachments: [
      { name: 'IMG-20240322-WA0003.jpg', mime: 'image/jpeg', bytes: 48_211, sha256: SHA, present: true },
    ],
  },
  {
    minute: -1490,
    chat: JOANNA,
    sender: OWNER,
    direction: 'out',
    kind: 'voice',
    attachments: [{ name: 'PTT-20240322-WA0004.opus', mime: 'audio/ogg', bytes: 9_120, present: false }],
  },
  {
    minute: -1480,
    chat: JOANNA,
    sender: JOANNA,
    kind: 'video',
    attachments: [{ name: 'VID-20240322-WA0005.mp4', mime: 'video/mp4', bytes: 2_481_220, present: false }],
  },
  {
    minute: -1470,
    chat: JOANNA,
    sender: JOANNA,
    kind: 'document',
    text: 'Timetable',
    attachments: [
      {
        name: 'a very long file name that goes on and on until nobody reads it any more, version 12 (final).pdf',
        mime: 'application/pdf',
        bytes: 120_000,
        present: false,
      },
    ],
  },
  {
    minute: -1400,
    chat: JOANNA,
    sender: JOANNA,
    kind: 'location',
    location: { lat: 51.5007, lon: -0.1246, name: 'Old bridge' },
  },
  {
    minute: -1390,
    chat: JOANNA,
    sender: JOANNA,
    kind: 'contact',
    text: 'Noa',
    attachments: [{ name: 'Noa.vcf', mime: 'text/vcard', bytes: 310, present: false }],
  },
  {
    minute: -300,
    chat: BASHIR,
    sender: BASHIR,
    kind: 'call',
    call: { video: false, seconds: 61, outcome: 'answered' },
  },
  { minute: -290, chat: BASHIR, sender: BASHIR, kind: 'call', call: { video: true, outcome: 'missed' } },
  {
    minute: -200,
    chat: BASHIR,
    sender: BASHIR,
    text: 'See you at 14:45',
    edited: { at: '2024-03-22T11:22:00.000Z' },
  },
  {
    minute: -190,
    chat: BASHIR,
    sender: BASHIR,
    kind: 'deleted',
    deleted: { by: BASHIR, at: '2024-03-22T11:31:00.000Z' },
  },
  {
    minute: -180,
    chat: BASHIR,
    sender: OWNER,
    direction: 'out',
    text: 'ok',
    forwarded: true,
    receipts: [{ account: BASHIR, delivered: '2024-03-22T11:40:01.000Z', read: '2024-03-22T11:41:00.000Z' }],
  },
  { minute: -120, chat: BASHIR, sender: BASHIR, text: 'photo_\u202egpj.exe and a zero\u200bwidth' },
  {
    minute: -100,
    chat: LONG,
    sender: LONG,
    text: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung '.repeat(12),
  },
  {
    minute: -90,
    chat: LONG,
    sender: LONG,
    kind: 'view-once',
    attachments: [{ mime: 'image/jpeg', present: false }],
  },
  {
    minute: -80,
    chat: LONG,
    sender: LONG,
    kind: 'unknown',
    source: { file: 'msgstore.db', table: 'message', row: 80, key: '3EB0FF80', code: 117 },
  },
  {
    minute: -60,
    chat: STATUS,
    sender: JOANNA,
    kind: 'image',
    text: 'Sunset',
    attachments: [{ name: 'IMG-20240322-WA0010.jpg', mime: 'image/jpeg', bytes: 8_211, present: false }],
  },
  {
    minute: -30,
    chat: JOANNA,
    sender: JOANNA,
    text: 'https://example.invalid/a?b=c <b>not bold</b> & "quoted"',
  },
  {
    minute: -8,
    chat: JOANNA,
    sender: OWNER,
    direction: 'out',
    kind: 'call',
    call: { video: false, outcome: 'missed' },
  },
  { minute: -3.2, chat: GROUP, sender: BASHIR, text: 'It is time.' },
  { minute: 4, chat: GROUP, sender: NOA, text: 'Where is everybody?' },
  {
    minute: 6,
    chat: GROUP,
    sender: JOANNA,
    text: 'On the way',
    replyTo: 'KEY-OF-A-MESSAGE-THAT-IS-NOT-HERE',
  },
];

/** Everyday messages around the special ones, so that lists are long enough to scroll. */
function everyday(count: number): Made[] {
  const chats = [JOANNA, BASHIR, LONG, GROUP];
  const words = [
    'Morning',
    'Running late',
    'Did you see this?',
    'Bin gleich da',
    'شكرا',
    'תודה',
    'Dziękuję 🙂',
    'Call me later',
  ];
  return Array.from({ length: count }, (_, i) => {
    const chat = chats[i % 4]!;
    const own = i % 3 === 0;
    const sender = own
      ? OWNER
      : chat === GROUP
        ? [JOANNA, BASHIR, NOA][i % 3 === 1 ? 0 : 1 + (i % 2)]!
        : chat;
    return {
      minute: -60 * 24 * 120 + i * ((60 * 24 * 120) / count) + (i % 7),
      chat,
      sender,
      direction: own ? ('out' as const) : ('in' as const),
      text: words[i % words.length]!,
    };
  });
}

/** WhatsApp's own id of a message by its place in the phone, from 0; other phones know it by the same. */
export function madeKey(index: number): string {
  return `3EB0${index.toString(16).toUpperCase().padStart(16, '0')}`;
}

/** The made case's first phone. @param extra everyday messages. */
export function madeSource(extra: number): MadeSource {
  const messages = [...SPECIAL, ...everyday(extra)].map(
    ({ minute, ...given }, i): SegmentMessage => ({
      chat: JOANNA,
      direction: given.sender === OWNER ? 'out' : 'in',
      kind: 'text',
      sentAt: new Date(INSTANT + minute * MINUTE).toISOString(),
      timeBasis: 'utc',
      timePrecision: 'ms',
      source: { file: 'msgstore.db', table: 'message', row: i + 1, key: madeKey(i), code: 0 },
      ...given,
    }),
  );
  return madeSourceOf({
    chats: CHATS,
    accounts: ACCOUNTS,
    messages,
    record: {
      exhibit: EXHIBIT,
      file: 'msgstore.db.crypt15',
      bytes: 240_529,
      sha256: '1425b944a2e3885fc936a7bb82f6548c5cc09523a2f61f02aa836c4ed8bbd16e',
      files: [
        {
          name: 'msgstore.db.crypt15',
          bytes: 240_529,
          sha256: '1425b944a2e3885fc936a7bb82f6548c5cc09523a2f61f02aa836c4ed8bbd16e',
        },
        { name: 'wa.db', bytes: 49_152, sha256: SHA },
      ],
      container: ['whatsapp-crypt15', 'zlib'],
      reader: 'whatsapp-android',
      readerVersion: 1,
      platform,
      counts: {
        read: messages.length + 2,
        kept: messages.length,
        outOfScope: {},
        privileged: 0,
        skipped: { 'status -1 placeholder': 2 },
        unknownCodes: { 'message 117': 1 },
      },
      warnings: ['3 files of the evidence were not needed by any message: Media/x.bin…'],
      damage: [
        { file: 'msgstore.db', where: 'message_media row 12', reason: 'the row’s file size is negative' },
      ],
      firstAt: '2023-11-23T14:40:00.000Z',
      lastAt: '2024-03-22T14:46:00.000Z',
      started: '2024-04-01T08:00:00.000Z',
      ended: '2024-04-01T08:00:03.000Z',
      software: 'threadline 0.1.0',
    },
  });
}
