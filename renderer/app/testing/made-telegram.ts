/** A Telegram export of Marta's: Joanna is there by her number as it is dialled at home, and by another account. */
import type { Account } from '../../../shared/model/index.ts';
import type { SegmentMessage } from '../../../shared/segment/index.ts';
import { INSTANT } from './made-messages.ts';
import { type MadeSource, madeSourceOf } from './made-source.ts';

export const TELEGRAM_EXHIBIT = 'EF/3';

const exhibit = TELEGRAM_EXHIBIT;
const platform = 'telegram' as const;
const from = 'result.json contacts';

const accounts = (joanna: string): Account[] => [
  { id: 'user1', exhibit, platform, phone: '+447700900999', names: [{ name: 'Marta', from }], isOwner: true },
  { id: 'user2', exhibit, platform, phone: joanna, names: [{ name: 'J', from }] },
];

/** @param joanna her number without its country code, as `07700 900 123`. */
export function madeTelegram(joanna: string): MadeSource {
  const messages: SegmentMessage[] = ['Are you there too?', 'Only for this.'].map((text, i) => ({
    chat: 'user2',
    kind: 'text',
    direction: i === 0 ? 'out' : 'in',
    sender: i === 0 ? 'user1' : 'user2',
    sentAt: new Date(INSTANT - 3_600_000 + 60_000 * i).toISOString(),
    timeBasis: 'utc',
    timePrecision: 's',
    text,
    source: { file: 'result.json', byte: 100 * i },
  }));
  return madeSourceOf({
    chats: [{ id: 'user2', exhibit, platform, type: 'direct', members: ['user1', 'user2'] }],
    accounts: accounts(joanna),
    messages,
    record: {
      exhibit,
      file: 'result.json',
      bytes: 400,
      sha256: 'ef'.repeat(32),
      files: [],
      container: ['file'],
      reader: 'telegram',
      readerVersion: 1,
      platform,
      counts: { read: 2, kept: 2, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
      warnings: [],
      damage: [],
      started: '2024-04-01T10:00:00.000Z',
      ended: '2024-04-01T10:00:01.000Z',
      software: 'threadline 0.1.0',
    },
  });
}
