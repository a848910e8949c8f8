/** Attacks on the scope: what is outside must leave its count and nothing else. */
import { Attachments } from '../../electron/intake/attachments.ts';
import { readSource } from '../../electron/intake/read-source.ts';
import type { DraftMessage, ReadBatch, ReadResult } from '../../shared/evidence/index.ts';
import type { Scope } from '../../shared/scope/index.ts';
import type { AttackGroup } from './attack.ts';

const ANA = '447700900002@s.whatsapp.net';
const BEN = '447700900003@s.whatsapp.net';
const lists: ReadResult = {
  chats: [
    { id: ANA, platform: 'whatsapp', type: 'direct', members: [ANA] },
    { id: BEN, platform: 'whatsapp', type: 'direct', members: [BEN] },
  ],
  accounts: [ANA, BEN].map((id) => ({
    id,
    platform: 'whatsapp' as const,
    phone: `+${id.slice(0, 12)}`,
    names: [],
  })),
  warnings: [],
  damage: [],
};

const from = (sender: string, more: Partial<DraftMessage> = {}): DraftMessage => ({
  chat: sender,
  sender,
  kind: 'text',
  text: 'hello',
  sentAt: '2024-03-10T12:00:00.000Z',
  timeBasis: 'utc',
  timePrecision: 'ms',
  source: { file: 'msgstore.db', table: 'message', row: 1 },
  ...more,
});

type Clause = Scope['clauses'][number];
const ofAna: Clause = {
  accounts: [{ phone: '+447700900002' }],
  context: { counterpart: false, wholeGroups: false },
  from: '2024-03-01T00:00:00Z',
  to: '2024-03-23T00:00:00Z',
  uncertainTimes: 'leave-out',
};

/** Reads messages under clauses. @returns what became of them, from the counts. */
async function counted(clauses: readonly Clause[], ...messages: readonly DraftMessage[]): Promise<string> {
  const { counts } = await readSource({
    read: async function* (): AsyncGenerator<ReadBatch, ReadResult, void> {
      const { chats, accounts } = lists;
      yield { lists: { chats, accounts }, messages: [...messages], skipped: [] };
      return lists;
    },
    context: {
      exhibit: 'AB/1',
      tree: { entries: [], leftOut: [], close: async () => {} },
      source: { reader: 'r', platform: 'whatsapp', title: 't', paths: ['msgstore.db'], needs: {} },
      options: {},
      signal: new AbortController().signal,
      materialise: async () => '',
    },
    attachments: new Attachments({ entries: new Map(), known: new Map(), onUse() {} }),
    ordinalsBefore: 0,
    scope: { clauses, privileged: { accounts: [], words: [] } },
    emit: async () => {},
    onBatch() {},
  });
  const outside = Object.entries(counts.outOfScope).map(([reason, count]) => `, ${count} ${reason}`);
  return `${counts.read} read, ${counts.kept} kept${outside.join('')}`;
}

export const scope: AttackGroup = {
  title: 'The scope',
  control: async () => {
    if ((await counted([ofAna], from(ANA))) !== '1 read, 1 kept') throw new Error('not kept');
  },
  attacks: [
    {
      attack: 'The evidence holds messages of an account that the warrant does not list.',
      how: () => counted([ofAna], from(ANA), from(BEN)),
      code: 'found',
      says: '2 read, 1 kept, 1 account not listed',
    },
    {
      attack: 'A stranger writes in the listed account’s chat.',
      how: () => counted([ofAna], from(BEN, { chat: ANA })),
      code: 'found',
      says: '1 read, 0 kept, 1 account not listed',
    },
    {
      attack: 'A message lies in the very instant in which the scope ends.',
      how: () => counted([ofAna], from(ANA, { sentAt: '2024-03-23T00:00:00.000Z' })),
      code: 'found',
      says: '1 read, 0 kept, 1 after the time covered',
    },
    {
      attack: 'A message has no time, to pass every bound.',
      how: () => {
        const { sentAt: _at, timeBasis: _basis, timePrecision: _precision, ...timeless } = from(ANA);
        return counted([ofAna], timeless);
      },
      code: 'found',
      says: '1 read, 0 kept, 1 time not known',
    },
    {
      attack: 'The device’s clock had no zone, and the message may have been written after the end.',
      how: () =>
        counted([ofAna], from(ANA, { sentAt: '2024-03-22T23:00:00.000', timeBasis: 'device-local' })),
      code: 'found',
      says: '1 read, 0 kept, 1 time may lie outside',
    },
    {
      attack: 'An amendment’s clause overlaps the warrant’s, so that a message might count twice.',
      how: () => counted([ofAna, { ...ofAna, accounts: 'any' }], from(ANA)),
      code: 'found',
      says: '1 read, 1 kept',
    },
    {
      attack: 'One clause covers the account and another the time, and a message meets half of each.',
      how: () => counted([ofAna, { ...ofAna, accounts: 'any', to: '2024-03-05T00:00:00Z' }], from(BEN)),
      code: 'found',
      says: '1 read, 0 kept, 1 after the time covered',
    },
  ],
};
