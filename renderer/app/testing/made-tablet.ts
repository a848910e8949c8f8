/** A third device, with files of the others under other names, and files that state times and places of their own. */
import type { Attachment } from '../../../shared/model/index.ts';
import type { SegmentMessage } from '../../../shared/segment/index.ts';
import { BRIDGE, type MadeFile, STATION } from './made-files.ts';
import { BASHIR, INSTANT, NOA } from './made-messages.ts';
import { type MadeSource, madeSourceOf } from './made-source.ts';

export const TABLET_EXHIBIT = 'AB/3';

const exhibit = TABLET_EXHIBIT;
const platform = 'whatsapp' as const;
const minutes = (from: number): string => new Date(INSTANT + from * 60_000).toISOString();

const found = (file: MadeFile, name: string, facts: Attachment['file']): Attachment => ({
  name,
  mime: file.mime,
  bytes: file.bytes.length,
  sha256: file.sha256,
  md5: 'd4'.repeat(16),
  present: true,
  ...(facts ? { file: facts } : {}),
});

const MESSAGES: readonly Partial<SegmentMessage>[] = [
  // A day before the other phone has it.
  {
    sender: NOA,
    kind: 'image',
    sentAt: minutes(-2800),
    attachments: [
      found(BRIDGE, 'bridge at dusk.png', {
        type: 'image/png',
        times: [
          { what: 'EXIF DateTimeOriginal', at: '2024-03-20T17:58:05.000' },
          { what: 'PNG tIME', at: '2024-03-20T18:02:11.000Z' },
        ],
        place: { lat: 51.5008333, lon: -0.122, altitude: 12.5, from: 'EXIF GPS' },
        device: 'Maker M-1',
      }),
    ],
  },
  {
    sender: BASHIR,
    kind: 'document',
    sentAt: minutes(-1000),
    forwarded: true,
    attachments: [
      found(STATION, 'invoice 0412.pdf', { type: 'image/png', mismatch: ['name'] }),
      { name: 'no hash.bin', present: false },
    ],
  },
  {
    sender: NOA,
    kind: 'document',
    attachments: [
      {
        name: 'تقرير نهائي.pdf',
        mime: 'application/pdf',
        bytes: 71_000,
        sha256: 'c1'.repeat(32),
        present: false,
      },
    ],
  },
];

export function madeTablet(): MadeSource {
  const messages = MESSAGES.map(
    (given, i): SegmentMessage => ({
      chat: NOA,
      kind: 'text',
      direction: 'in',
      ...(given.sentAt === undefined ? {} : { timeBasis: 'utc', timePrecision: 's' }),
      source: {
        file: 'msgstore.db',
        table: 'message',
        row: i + 1,
        key: `3EB2${String(i).padStart(16, '0')}`,
      },
      ...given,
    }),
  );
  const kept = messages.length;
  return madeSourceOf({
    chats: [{ id: NOA, exhibit, platform, type: 'direct', members: [NOA] }],
    accounts: [NOA, BASHIR].map((id) => ({
      id,
      exhibit,
      platform,
      phone: `+${id.split('@')[0]}`,
      names: [],
    })),
    messages,
    record: {
      exhibit,
      file: 'tablet',
      bytes: 900_000,
      sha256: '7a'.repeat(32),
      files: [{ name: 'Databases/msgstore.db.crypt15', bytes: 800_000, sha256: 'e7'.repeat(32) }],
      container: ['folder', 'whatsapp-crypt15', 'zlib'],
      reader: 'whatsapp-android',
      readerVersion: 1,
      platform,
      counts: { read: kept, kept, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
      warnings: [],
      damage: [],
      started: '2024-04-01T11:00:00.000Z',
      ended: '2024-04-01T11:00:02.000Z',
      software: 'threadline 0.1.0',
    },
  });
}
