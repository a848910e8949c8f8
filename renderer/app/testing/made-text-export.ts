/** A second exhibit: a chat exported as text, with every kind of time that a clock without a zone gives. */
import type { SourceLists } from '../../../shared/contract/case-port.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { type SegmentMessage, SegmentWriter } from '../../../shared/segment/index.ts';

export const TEXT_EXHIBIT = 'CD/2';
const CHAT = 'Allotment';

const LINES: readonly Omit<SegmentMessage, 'chat' | 'kind' | 'source'>[] = [
  {
    sender: 'Petra',
    text: 'Clocks go back tonight',
    sentAt: '2023-10-29T00:30:00.000Z',
    timeBasis: 'assumed-zone',
    timePrecision: 'min',
    timeAmbiguous: true,
  },
  {
    sender: 'Petra',
    text: 'Sometime that day',
    sentAt: '2024-03-20T00:00:00.000',
    timeBasis: 'device-local',
    timePrecision: 'day',
  },
  {
    sender: 'Petra',
    text: 'Leaving now',
    sentAt: '2024-03-22T14:35:00.000',
    timeBasis: 'device-local',
    timePrecision: 'min',
  },
  {
    sender: 'Owen',
    text: 'Gate is open',
    sentAt: '2024-03-22T14:41:00.000',
    timeBasis: 'device-local',
    timePrecision: 'min',
  },
  { sender: 'Owen', text: 'A line without a time' },
  { sender: 'Petra', text: 'Another one' },
];

export function madeTextExport(): { segments: ArrayBuffer[]; lists: SourceLists; record: IntakeRecord } {
  const writer = new SegmentWriter(TEXT_EXHIBIT, 'whatsapp');
  for (const [i, line] of LINES.entries()) {
    const source = { file: '_chat.txt', line: i + 1, byte: 60 * i };
    writer.add({ chat: CHAT, kind: 'text', direction: 'in', source, ...line }, i + 1);
  }
  const kept = LINES.length;
  const sha256 = 'cd'.repeat(32);
  return {
    segments: [writer.finish()],
    lists: {
      chats: [
        {
          id: CHAT,
          exhibit: TEXT_EXHIBIT,
          platform: 'whatsapp',
          title: CHAT,
          type: 'group',
          members: ['Owen', 'Petra'],
        },
      ],
      accounts: writer.accounts.ids.map((id) => ({
        id,
        exhibit: TEXT_EXHIBIT,
        platform: 'whatsapp',
        names: [{ name: id, from: '_chat.txt' }],
      })),
    },
    record: {
      exhibit: TEXT_EXHIBIT,
      file: '_chat.txt',
      bytes: 400,
      sha256,
      files: [{ name: '_chat.txt', bytes: 400, sha256 }],
      container: ['file'],
      reader: 'whatsapp-text',
      readerVersion: 1,
      platform: 'whatsapp',
      counts: { read: kept, kept, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
      warnings: [],
      damage: [],
      started: '2024-04-01T09:00:00.000Z',
      ended: '2024-04-01T09:00:01.000Z',
      software: 'threadline 0.1.0',
    },
  };
}
