/** A phone with more people on it than can be drawn: each wrote to its owner, and in a group. */
import type { SourceLists } from '../../../../../shared/contract/case-port.ts';
import type { IntakeRecord } from '../../../../../shared/model/index.ts';
import { SegmentWriter } from '../../../../../shared/segment/index.ts';

const EXHIBIT = 'AB/1';
const platform = 'whatsapp' as const;
const jid = (person: number): string => `44770${String(person).padStart(7, '0')}@s.whatsapp.net`;
const OWNER = jid(0);
const groupOf = (person: number): string => `12036300${person % 40}@g.us`;

/** Person n wrote 1 + n mod 50 messages to the owner, and one in a group of their own number modulo 40. */
export function madeCrowd(people: number): {
  segments: ArrayBuffer[];
  lists: SourceLists;
  record: IntakeRecord;
} {
  const writer = new SegmentWriter(EXHIBIT, platform);
  const segments: ArrayBuffer[] = [];
  let ordinal = 0;
  const add = (chat: string, sender: string): void => {
    ordinal++;
    writer.add(
      {
        chat,
        sender,
        direction: 'in',
        kind: 'text',
        text: 'Hello',
        sentAt: new Date(Date.UTC(2024, 0, 1) + ordinal * 1000).toISOString(),
        timeBasis: 'utc',
        timePrecision: 's',
        source: { file: 'msgstore.db', table: 'message', row: ordinal },
      },
      ordinal,
    );
    if (writer.isFull) segments.push(writer.finish());
  };
  for (let person = 1; person <= people; person++) {
    for (let i = 0; i <= person % 50; i++) add(jid(person), jid(person));
    add(groupOf(person), jid(person));
  }
  if (!writer.isEmpty) segments.push(writer.finish());
  writer.accounts.of(OWNER);
  return {
    segments,
    lists: {
      chats: writer.chats.ids.map((id) => {
        const isGroup = id.endsWith('@g.us');
        const title = isGroup ? { title: `Group ${id.slice(8, id.indexOf('@'))}` } : {};
        return { id, exhibit: EXHIBIT, platform, ...title, type: isGroup ? 'group' : 'direct', members: [] };
      }),
      accounts: writer.accounts.ids.map((id) => ({
        id,
        exhibit: EXHIBIT,
        platform,
        names: [{ name: `Person ${Number(id.slice(5, 12))}`, from: 'wa.db' }],
        ...(id === OWNER ? { isOwner: true as const } : {}),
      })),
    },
    record: {
      exhibit: EXHIBIT,
      file: 'msgstore.db',
      bytes: 1,
      sha256: '0'.repeat(64),
      files: [],
      container: ['file'],
      reader: 'whatsapp-android',
      readerVersion: 1,
      platform,
      counts: { read: ordinal, kept: ordinal, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
      warnings: [],
      damage: [],
      started: '2024-04-01T08:00:00.000Z',
      ended: '2024-04-01T08:00:01.000Z',
      software: 'threadline 0.1.0',
    },
  };
}
