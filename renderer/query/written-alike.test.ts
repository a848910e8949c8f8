import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import type { CaseIndex } from './case-index.ts';
import { peopleFound } from './people-found.ts';
import { indexOf, makeSource, openMade } from './testing/made-case.ts';
import { findWitnesses } from './witnesses.ts';
import { writtenAlike } from './written-alike.ts';

const [DAN, JO] = ['447700900001@s.whatsapp.net', '447700900002@s.whatsapp.net'];
const START = Date.UTC(2024, 2, 22, 14);

interface Said {
  readonly by: 'dan' | 'jo';
  readonly text: string;
  /** Not on the phone, or not in the export. */
  readonly lacking?: 'phone' | 'export';
  /** In the export by somebody else. */
  readonly as?: string;
}

const NAMES = { dan: 'Daniel Marsh', jo: 'Jonas Keller' };

const messages = (said: readonly Said[], side: 'phone' | 'export'): SegmentMessage[] =>
  said.flatMap(({ by, text, lacking, as }, i): SegmentMessage[] => {
    if (lacking === side) return [];
    const isPhone = side === 'phone';
    return [
      {
        chat: isPhone ? JO! : 'Daniel Marsh',
        sender: isPhone ? (by === 'dan' ? DAN! : JO!) : (as ?? NAMES[by]),
        kind: 'text',
        text,
        sentAt: new Date(START + i * 60_000).toISOString(),
        timeBasis: 'utc',
        timePrecision: 's',
        source: isPhone
          ? { file: 'msgstore.db', table: 'message', row: i + 1, key: `KEY-${i}` }
          : { file: '_chat.txt', line: i + 1 },
      },
    ];
  });

/** A phone, and the text export of the other side's, which knows names only. */
async function bothOf(said: readonly Said[]): Promise<CaseIndex> {
  const phone = makeSource('AB/1', DAN!, messages(said, 'phone'));
  const text = makeSource('AB/2', NAMES.jo, messages(said, 'export'), {
    members: { 'Daniel Marsh': [NAMES.dan, NAMES.jo] },
  });
  const index = indexOf([phone, { ...text, record: { ...text.record, reader: 'whatsapp-text' } }]);
  return { ...index, witnesses: await findWitnesses(index.columns, index.exhibits.length, openMade) };
}

const TALK: readonly Said[] = Array.from({ length: 12 }, (_, i) => ({
  by: i % 3 === 2 ? 'jo' : 'dan',
  text: `a sentence that is written once, ${i}`,
}));

const named = (index: CaseIndex) =>
  writtenAlike(index).map(({ people, exhibits, matched, could }) => [
    ...people.map((person) => index.people[person]!.ids[0]!.id),
    ...exhibits,
    matched,
    could,
  ]);

test('senders whose messages are the same on two exhibits are one, with how many are and could be', async () => {
  const index = await bothOf([
    ...TALK.slice(0, 5),
    { by: 'dan', text: 'only on the phone, in the midst of it', lacking: 'export' },
    ...TALK.slice(5),
    { by: 'dan', text: 'written after the export was made', lacking: 'export' },
  ]);
  assert.deepEqual(named(index), [
    [DAN, NAMES.dan, 'AB/1', 'AB/2', 8, 9],
    [JO, NAMES.jo, 'AB/1', 'AB/2', 4, 4],
  ]);
  const { suggestions } = peopleFound(index);
  assert.deepEqual(
    suggestions.map(({ evidence }) => evidence),
    [
      [{ kind: 'messages', exhibits: ['AB/1', 'AB/2'], matched: 8, could: 9 }],
      [{ kind: 'messages', exhibits: ['AB/1', 'AB/2'], matched: 4, could: 4 }],
    ],
  );
});

test('where the export gives a sender’s messages to several, or too few are the same, nobody is', async () => {
  const mixed = TALK.map((one, i) => (i % 4 === 1 ? { ...one, as: 'Somebody Else' } : one));
  assert.deepEqual(
    named(await bothOf(mixed)).filter(([first]) => first === DAN),
    [],
  );
  const few: Said[] = [
    ...Array.from({ length: 9 }, (_, i): Said => ({ by: 'dan', text: `a sentence of his, number ${i}` })),
    { by: 'jo', text: 'a sentence of hers, the first' },
    { by: 'jo', text: 'a sentence of hers, the second' },
  ];
  assert.deepEqual(
    named(await bothOf(few)).map(([first]) => first),
    [DAN],
  );
});

test('nothing is merged by it, and what was declined is not said again', async () => {
  const index = await bothOf(TALK);
  assert.equal(index.people.length, 4);
  const [first] = peopleFound(index).suggestions;
  const decline = { kind: 'decline', id: 'd', at: '', reason: 'r', accounts: first!.accounts } as const;
  const after = { ...index, summary: { ...index.summary, decisions: [decline] } };
  assert.equal(peopleFound(after).suggestions.length, 1);
});
