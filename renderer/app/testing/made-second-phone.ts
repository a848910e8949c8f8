/**
 * Joanna's phone: the other end of two chats of the first phone, with files whose bytes there are, and with
 * what the first phone has none of.
 */
import type { Account, Attachment, Chat } from '../../../shared/model/index.ts';
import type { SegmentMessage } from '../../../shared/segment/index.ts';
import { BELL, BRIDGE, BROKEN_FILM, CARD, type MadeFile, RIVER, STATION } from './made-files.ts';
import { BASHIR, GROUP, INSTANT, JOANNA, madeKey, NOA, OWNER } from './made-messages.ts';
import { type MadeSource, madeSourceOf } from './made-source.ts';

export const SECOND_EXHIBIT = 'AB/2';

const exhibit = SECOND_EXHIBIT;
const platform = 'whatsapp' as const;
const BACKUP_SHA256 = '5e'.repeat(32);

const account = (id: string, name: string): Account => ({
  id,
  exhibit,
  platform,
  phone: `+${id.split('@')[0]}`,
  names: [{ name, from: 'wa.db wa_contacts.display_name' }],
});

const ACCOUNTS: readonly Account[] = [
  { ...account(JOANNA, 'Joanna Ho'), isOwner: true },
  account(OWNER, 'Marta N.'),
  account(BASHIR, 'Dr Bashir Haddad'),
  account(NOA, 'Noa'),
];

const CHATS: readonly Chat[] = [
  { id: OWNER, exhibit, platform, type: 'direct', members: [OWNER] },
  { id: GROUP, exhibit, platform, title: 'Walkers', type: 'group', members: [JOANNA, OWNER, BASHIR, NOA] },
];

const present = ({ name, mime, sha256, bytes }: MadeFile): Attachment => ({
  name,
  mime,
  bytes: bytes.length,
  sha256,
  present: true,
});

const minutes = (from: number): string => new Date(INSTANT + from * 60_000).toISOString();

type Made = Partial<SegmentMessage> & { readonly key?: string };

/** In the order of the source, which is not that of time. */
const MESSAGES: readonly Made[] = [
  // Both phones have these two.
  { chat: GROUP, sender: JOANNA, sentAt: minutes(-2000), key: madeKey(2), text: 'Which way this time?' },
  { chat: GROUP, sender: BASHIR, sentAt: minutes(-3.2), key: madeKey(24), text: 'It is time.' },
  // The first phone alone has the message that this one replies to.
  { chat: GROUP, sender: JOANNA, sentAt: minutes(-1960), text: 'I take mine black', replyTo: madeKey(4) },
  // After the clocks went forward, on 2024-03-31 at 01:00 UTC.
  { chat: GROUP, sender: NOA, sentAt: '2024-03-31T00:30:00.000Z', text: 'Half past midnight' },
  { chat: GROUP, sender: NOA, sentAt: '2024-03-31T01:30:00.000Z', text: 'An hour later' },
  {
    chat: GROUP,
    sender: BASHIR,
    sentAt: '2024-03-31T09:00:00.000Z',
    text: 'Joanna, can you undo this?',
    deleted: { by: OWNER },
    mentions: [JOANNA, '447700900099@s.whatsapp.net'],
  },
  {
    chat: GROUP,
    kind: 'system',
    direction: 'system',
    sender: OWNER,
    sentAt: '2024-03-31T09:01:00.000Z',
    system: { action: 'disappearing-timer', value: '604800' },
  },
  {
    chat: GROUP,
    kind: 'call',
    sender: OWNER,
    sentAt: '2024-03-31T09:02:00.000Z',
    call: { video: true, seconds: 3725, outcome: 'answered' },
    system: { action: 'call', accounts: [BASHIR, NOA] },
  },
  {
    sender: OWNER,
    kind: 'image',
    sentAt: minutes(-1300),
    text: 'From the bridge',
    attachments: [present(BRIDGE)],
  },
  {
    sender: JOANNA,
    kind: 'image',
    sentAt: minutes(-1290),
    attachments: [present(STATION), present(RIVER)],
  },
  { sender: OWNER, kind: 'voice', sentAt: minutes(-1280), attachments: [present(BELL)] },
  { sender: JOANNA, kind: 'contact', sentAt: minutes(-1270), attachments: [present(CARD)] },
  { sender: OWNER, kind: 'video', sentAt: minutes(-1260), attachments: [present(BROKEN_FILM)] },
  {
    sender: JOANNA,
    kind: 'sticker',
    sentAt: minutes(-1250),
    attachments: [{ mime: 'image/webp', sha256: 'c0'.repeat(32), present: false }],
  },
  {
    sender: OWNER,
    kind: 'live-location',
    sentAt: minutes(-1240),
    location: { lat: -33.8568, lon: 151.2153 },
  },
  {
    sender: OWNER,
    kind: 'poll',
    sentAt: minutes(-1230),
    text: 'Coffee or tea?',
    poll: { question: 'Coffee or tea?', options: [{ text: 'Coffee' }, { text: 'Tea', votes: 3 }] },
  },
  { sender: JOANNA, sentAt: minutes(-1220), text: 'A long story. '.repeat(700), edited: {} },
  { sender: OWNER, sentAt: minutes(-1210), text: '   ' },
  { sentAt: minutes(-1200), direction: 'in', text: 'Nobody is named as my sender' },
  { sender: OWNER, kind: 'payment', sentAt: minutes(-1190), text: '£12.50' },
  { sender: JOANNA, text: 'A draft that was never sent', key: '3EB0FEED' },
];

/** @param ahead ms that its clock is ahead. */
export function madeSecondPhone(ahead = 0): MadeSource {
  const messages = MESSAGES.map(({ key, ...given }, i): SegmentMessage => {
    const row = 100 + i;
    return {
      chat: OWNER,
      kind: 'text',
      ...(given.sender === undefined ? {} : { direction: given.sender === JOANNA ? 'out' : 'in' }),
      ...(given.sentAt === undefined ? {} : { timeBasis: 'utc', timePrecision: 's' }),
      source: {
        file: 'msgstore.db',
        table: 'message',
        row,
        key: key ?? `3EB1${row.toString(16).toUpperCase().padStart(16, '0')}`,
        ...(given.sentAt === undefined ? { raw: { timestamp: -1 } } : {}),
      },
      ...given,
      ...(given.sentAt === undefined
        ? {}
        : { sentAt: new Date(Date.parse(given.sentAt) + ahead).toISOString() }),
    };
  });
  const kept = messages.length;
  return madeSourceOf({
    chats: CHATS,
    accounts: ACCOUNTS,
    messages,
    record: {
      exhibit,
      file: 'phone',
      bytes: 1_200_000,
      sha256: BACKUP_SHA256,
      files: [
        { name: 'Databases/msgstore.db.crypt14', bytes: 1_180_000, sha256: 'e5'.repeat(32) },
        ...[BRIDGE, STATION, RIVER, BELL, CARD, BROKEN_FILM].map(({ name, sha256, bytes }) => ({
          name: `Media/${name}`,
          bytes: bytes.length,
          sha256,
        })),
      ],
      container: ['folder', 'whatsapp-crypt14', 'zlib'],
      reader: 'whatsapp-android',
      readerVersion: 1,
      platform,
      counts: { read: kept, kept, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
      warnings: [],
      damage: [],
      started: '2024-04-01T10:00:00.000Z',
      ended: '2024-04-01T10:00:02.000Z',
      software: 'threadline 0.1.0',
    },
  });
}
