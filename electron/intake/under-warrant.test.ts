/** What a warrant does to a source on its way into segments. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DraftMessage, ReadBatch, ReadContext, ReadResult } from '../../shared/evidence/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import type { Scope } from '../../shared/scope/index.ts';
import { SegmentReader } from '../../shared/segment/index.ts';
import { sodium } from '../keys/sodium.ts';
import { Attachments } from './attachments.ts';
import { unpackSegment } from './packed-segment.ts';
import { openWithheld, Quarantine, type QuarantinedItem } from './quarantine.ts';
import { addsUp, readSource, type SourceSegment } from './read-source.ts';

const OWNER = '447700900001@s.whatsapp.net';
const ANA = '447700900002@s.whatsapp.net';
const BEN = '447700900003@s.whatsapp.net';
const LAWYER = '447700900004@s.whatsapp.net';
const GROUP = '120363000000000001@g.us';

const result: ReadResult = {
  chats: [
    { id: ANA, platform: 'whatsapp', title: 'Ana', type: 'direct', members: [ANA] },
    { id: BEN, platform: 'whatsapp', title: 'Ben', type: 'direct', members: [BEN] },
    { id: LAWYER, platform: 'whatsapp', title: 'Counsel', type: 'direct', members: [LAWYER] },
    { id: GROUP, platform: 'whatsapp', title: 'Walk', type: 'group', members: [ANA, BEN, OWNER] },
  ],
  accounts: [OWNER, ANA, BEN, LAWYER].map((id) => ({
    id,
    platform: 'whatsapp' as const,
    phone: `+${id.slice(0, 12)}`,
    names: [{ name: `name of ${id}`, from: 'wa.db' }],
    ...(id === OWNER ? { isOwner: true as const } : {}),
  })),
  warnings: [],
  damage: [],
};

const context: ReadContext = {
  exhibit: 'AB/1',
  tree: { entries: [], leftOut: [], close: async () => {} },
  source: { reader: 'r', platform: 'whatsapp', title: 't', paths: ['msgstore.db'], needs: {} },
  options: {},
  signal: new AbortController().signal,
  materialise: async () => '',
};

const draft = (
  row: number,
  chat: string,
  sender: string,
  more: Partial<DraftMessage> = {},
): DraftMessage => ({
  chat,
  sender,
  kind: 'text',
  text: `message ${row}`,
  source: { file: 'msgstore.db', table: 'message', row },
  ...more,
});

const scope: Scope = {
  clauses: [
    {
      accounts: [{ phone: '+447700900002' }],
      context: { counterpart: true, wholeGroups: false },
      uncertainTimes: 'keep',
    },
  ],
  privileged: { accounts: [], words: [] },
};

async function run(
  messages: readonly DraftMessage[],
  under: Scope | undefined,
  options: { announce?: boolean; filterKey?: string } = {},
) {
  const segments: SourceSegment[] = [];
  const withheld: QuarantinedItem[] = [];
  const used: string[] = [];
  let reads = 0;
  const quarantine = options.filterKey === undefined ? null : new Quarantine(options.filterKey);
  const read = await readSource({
    read: async function* (): AsyncGenerator<ReadBatch, ReadResult, void> {
      reads++;
      const { chats, accounts } = result;
      yield {
        ...(options.announce ? { lists: { chats, accounts } } : {}),
        messages: [],
        skipped: [{ reason: 'status -1 placeholder', source: { file: 'msgstore.db' } }],
      };
      yield { messages, skipped: [] };
      return result;
    },
    context,
    attachments: new Attachments({
      entries: new Map([['a.jpg', { path: 'a.jpg', bytes: 1, async *open() {} }]]),
      known: new Map(),
      onUse: (path) => used.push(path),
    }),
    ordinalsBefore: 0,
    scope: under,
    withhold: quarantine
      ? ({ ordinal, privilege, ...message }) =>
          withheld.push(quarantine.seal({ exhibit: 'AB/1', source: 0, ordinal, privilege }, message))
      : undefined,
    emit: async (segment) => void segments.push(segment),
    onBatch() {},
  });
  const chats = segments.flatMap(({ newChats }) => newChats);
  const accounts = segments.flatMap(({ newAccounts }) => newAccounts);
  const kept = segments.flatMap(({ bytes }) => {
    const segment = new SegmentReader(unpackSegment(bytes));
    return Array.from({ length: segment.count }, (_, i) => segment.message(i, chats, accounts));
  });
  return { read, kept, withheld, used, reads };
}

const all = [
  draft(1, ANA, ANA),
  draft(2, ANA, OWNER, { replyTo: 1 }),
  draft(3, BEN, BEN, { attachments: [{ present: true }], attachmentPaths: ['a.jpg'] }),
  draft(4, GROUP, ANA, { mentions: [OWNER] }),
  draft(5, GROUP, BEN),
];

for (const announce of [true, false]) {
  test(`what is outside never reaches a segment, a list or an attachment (lists ${announce ? 'said first' : 'heard by reading twice'})`, async () => {
    const { read, kept, used, reads } = await run(all, scope, { announce });
    assert.deepEqual(
      kept.map(({ id, text }) => [id, text]),
      [
        ['AB-1:1', 'message 1'],
        ['AB-1:2', 'message 2'],
        ['AB-1:4', 'message 4'],
      ],
    );
    assert.deepEqual(read.counts.outOfScope, { 'account not listed': 2 });
    assert.ok(addsUp(read.counts));
    assert.deepEqual(
      read.lists.chats.map(({ id, members }) => [id, members]),
      [
        [ANA, [ANA]],
        [GROUP, [ANA, OWNER]],
      ],
    );
    assert.deepEqual(read.lists.accounts.map(({ id }) => id).sort(), [OWNER, ANA].sort());
    assert.ok(!JSON.stringify(read.lists).includes(BEN));
    assert.deepEqual(used, [], 'the attachment of a message outside is not even read');
    assert.equal(reads, announce ? 1 : 2, 'a second time where its lists are told at its end');
  });
}

test('a chat that the reader describes nowhere is one of those who write in it', async () => {
  const { kept } = await run(
    [draft(1, 'chat 9', BEN), draft(2, 'chat 9', ANA), draft(3, 'chat 8', BEN)],
    scope,
  );
  assert.deepEqual(
    kept.map(({ id, sender }) => [id, sender]),
    [
      ['AB-1:1', BEN],
      ['AB-1:2', ANA],
    ],
  );
});

test('a scope that lists no account is judged in one reading', async () => {
  const images: Scope = {
    clauses: [{ ...scope.clauses[0]!, accounts: 'any', kinds: ['image'] }],
    privileged: { accounts: [], words: [] },
  };
  const { read, kept, reads } = await run(all, images);
  assert.equal(reads, 1);
  assert.equal(kept.length, 0);
  assert.deepEqual(read.counts.outOfScope, { 'kind not covered': 5 });
  assert.deepEqual(read.lists.chats, []);
});

test('a message keeps its number whatever else is in scope, so that an amended import gives the same ids', async () => {
  const narrow = await run(all, scope);
  const whole = await run(all, undefined);
  const ids = new Map(whole.kept.map((message) => [message.source.row, message.id]));
  for (const message of narrow.kept) assert.equal(message.id, ids.get(message.source.row));
  assert.equal(whole.kept[1]!.replyTo, 'AB-1:1');
});

const filter = sodium.crypto_box_keypair();
const filterKey = Buffer.from(filter.publicKey).toString('base64');
const privileged: Scope = {
  clauses: [{ ...scope.clauses[0]!, accounts: 'any' }],
  privileged: { accounts: [{ account: { phone: '+447700900004' }, privilege: 'legal' }], words: ['counsel'] },
};

test('privileged messages are withheld, sealed one by one, and open to the filter key alone', async () => {
  const messages = [
    draft(1, LAWYER, OWNER),
    draft(2, ANA, ANA),
    draft(3, GROUP, BEN, { text: 'ask COUNSEL first' }),
  ];
  const { read, kept, withheld } = await run(messages, privileged, { announce: true, filterKey });
  assert.equal(read.counts.privileged, 2);
  assert.ok(addsUp(read.counts));
  assert.deepEqual(
    kept.map(({ text }) => text),
    ['message 2'],
  );
  assert.deepEqual(
    withheld.map(({ ordinal, privilege }) => [ordinal, privilege]),
    [
      [1, 'legal'],
      [3, 'words'],
    ],
  );
  const opened = openWithheld(withheld[0]!, filter);
  assert.equal(opened.message.text, 'message 1');
  assert.equal(opened.chat.title, 'Counsel');
  assert.deepEqual(opened.accounts.map(({ id }) => id).sort(), [OWNER, LAWYER].sort());
  assert.ok(
    !JSON.stringify(withheld.map(({ sealed }) => Buffer.from(sealed).toString('latin1'))).includes('message'),
  );
  assert.throws(
    () => openWithheld(withheld[0]!, sodium.crypto_box_keypair()),
    (cause) => cause instanceof Refusal && cause.code === 'wrong-key',
  );
  assert.throws(
    () => openWithheld({ ...withheld[0]!, sealed: withheld[1]!.sealed }, filter),
    (cause) => cause instanceof Refusal && cause.code === 'tampered',
  );
});

test('without a filter key privileged messages are counted, and nothing of them is kept', async () => {
  const { read, kept, withheld } = await run([draft(1, LAWYER, OWNER)], privileged, { announce: true });
  assert.equal(read.counts.privileged, 1);
  assert.deepEqual([kept.length, withheld.length], [0, 0]);
});

test('counts add up, and only what is in scope is kept, whatever the messages', async () => {
  const person = fc.constantFrom(OWNER, ANA, BEN, LAWYER);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ chat: fc.constantFrom(ANA, BEN, LAWYER, GROUP), sender: person }), {
        maxLength: 40,
      }),
      fc.boolean(),
      async (made, announce) => {
        const messages = made.map(({ chat, sender }, i) =>
          draft(i + 1, chat, chat === GROUP || sender === OWNER ? sender : chat),
        );
        const { read, kept } = await run(messages, scope, { announce });
        assert.ok(addsUp(read.counts));
        const covered = messages.filter(({ chat, sender }) => sender === ANA || chat === ANA);
        assert.deepEqual(
          kept.map(({ source }) => source.row),
          covered.map(({ source }) => source.row),
        );
      },
    ),
    { numRuns: 60 },
  );
});
