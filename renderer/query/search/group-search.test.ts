import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compileExpression,
  Matcher,
  type Plan,
  parseQuery,
  phrasesOf,
  planOf,
} from '../../../shared/search/index.ts';
import { SegmentReader, SegmentWriter } from '../../../shared/segment/index.ts';
import { Block } from './block.ts';
import { type BuiltBlock, GroupBuilder } from './group-builder.ts';
import { GroupSearch, neededBlocks } from './group-search.ts';
import { BlockDamaged } from './postings.ts';

interface Texts {
  readonly text?: string | undefined;
  readonly name?: string | undefined;
}

function build(messages: readonly Texts[], segmentOf = 5): BuiltBlock[] {
  const writer = new SegmentWriter('AB/1', 'whatsapp');
  const builder = new GroupBuilder();
  messages.forEach(({ text, name }, i) => {
    writer.add(
      {
        chat: 'a',
        kind: 'text',
        ...(text === undefined ? {} : { text }),
        ...(name === undefined ? {} : { attachments: [{ name, present: true as const }] }),
        source: { file: 'f', line: i },
      },
      i + 1,
    );
    if ((i + 1) % segmentOf === 0) builder.add(new SegmentReader(writer.finish()));
  });
  if (!writer.isEmpty) builder.add(new SegmentReader(writer.finish()));
  assert.equal(builder.messages, messages.length);
  return [...builder.finish()];
}

/** Messages that the blocks find, below `before`. */
function search(
  blocks: readonly BuiltBlock[],
  messages: readonly Texts[],
  plan: Plan,
  before = messages.length,
): number[] {
  const firsts = blocks.map(({ first }) => first);
  const needed = neededBlocks(firsts, plan);
  const group = new GroupSearch(firsts, new Map(needed.map((i) => [i, blocks[i]!.bytes])), {
    messages: messages.length,
    before,
    is: (asked, doc) =>
      asked.type === 'field'
        ? isFromX(doc)
        : textsOf(messages[doc]!).some((one) => compileExpression(asked).matcher(one).find()),
  });
  const { list, test: passes } = group.docsOf(plan);
  return [...(list ?? Array(before).keys())].filter((doc) => passes === null || passes(doc));
}

/** A field that tests can ask: every third message is from "x". */
const isFromX = (doc: number): boolean => doc % 3 === 0;
const textsOf = ({ text: own, name }: Texts): string[] => [own, name].filter((one) => one !== undefined);

const WORDS = [
  ...[
    'bomb',
    'bombs',
    'Train',
    'trian',
    'café',
    'cafe',
    'CAFÉ',
    'مُحَمَّد',
    'محمد',
    'أحمد',
    'привет',
    'Ёлка',
    'privet',
  ],
  ...[
    '東京タワー',
    '京',
    'タワ',
    'ข้าว',
    '👍',
    '👍🏽',
    '12',
    '345 67',
    '07700 900123',
    '+447700900123',
    'حبيبي',
    '7abibi',
  ],
  ...[
    'https://example.com/a',
    'www.example.com',
    'GB29 NWBK 6016 1331 9268 19',
    'GB29NWBK60161331926819',
    "don't",
    'wwww.x',
    'a_b',
    '½',
  ],
];
const EXPRESSIONS = [
  'bomb',
  'omb',
  'BOMBS?',
  'tra?in|caf',
  '(caf|trian)(e|\u0301)?',
  'k?cafe+',
  'x*rain',
  'cafe\\b',
  'exam.*com',
  '(?i:nwbk)|77009',
  '\\d{3}\\s?67',
  '[cé]af',
  'don.t',
  'привет',
  'ttps?:',
  '(rain){0,2}x?',
];
const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...WORDS) }, fc.string({ maxLength: 4 })), {
    maxLength: 6,
  })
  .chain((words) => fc.constantFrom(' ', ', ', '-', '').map((between) => words.join(between)));
const messagesArbitrary = fc.array(
  fc.record({
    text: fc.option(text, { freq: 5, nil: undefined }),
    name: fc.option(text, { freq: 1, nil: undefined }),
  }),
  { maxLength: 24 },
);
const leaf = fc.oneof(
  fc.constantFrom(...WORDS).map((word) => `"${word}"`),
  fc.constantFrom(...WORDS.filter((word) => !/[ :/]/.test(word))),
  fc.constantFrom('bom*', 'p*', 'タ*', 'train~', 'bmob~2', 'приве~2', '"a b"', 'from:x', '0*', '3*'),
  fc.constantFrom(...EXPRESSIONS).map((source) => `/${source}/`),
  fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...WORDS)).map(([a, b]) => `"${a} ${b}"`),
);
const { query } = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} or ${b})`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} ${b})`),
    tie('query').map((inner) => `not ${inner}`),
  ),
}));

test('blocks find what looking at every message finds', () => {
  fc.assert(
    fc.property(
      messagesArbitrary,
      fc.array(query, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      (messages, queries, otherScripts) => {
        const blocks = build(messages);
        for (const asked of queries) {
          const plan = planOf(parseQuery(asked)!, { otherScripts });
          const matcher = new Matcher<number>(plan, (_field, doc) => isFromX(doc));
          const expected = messages.flatMap((message, doc) =>
            matcher.test(doc, textsOf(message)) ? [doc] : [],
          );
          assert.deepEqual(search(blocks, messages, plan), expected, asked);
          const before = messages.length >> 1;
          const first = expected.filter((doc) => doc < before);
          assert.deepEqual(search(blocks, messages, plan, before), first, `${asked}, the first`);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('many terms over many blocks are found, and no other', () => {
  const messages = Array.from({ length: 6000 }, (_, i) => ({
    text: Array.from({ length: 8 }, (_, j) => `w${((i * 31 + j * 977) % 20_011).toString(36)}`).join(' '),
  }));
  const blocks = build(messages, 4096);
  assert.ok(blocks.length > 3, `${blocks.length} blocks`);
  const expected = new Map<string, number[]>();
  for (const [doc, { text: own }] of messages.entries()) {
    for (const word of new Set(own.split(' '))) {
      const docs = expected.get(word) ?? [];
      expected.set(word, docs);
      docs.push(doc);
    }
  }
  for (let i = 0; i < 20_011; i += 97) {
    const word = `w${i.toString(36)}`;
    assert.deepEqual(search(blocks, messages, planOf(parseQuery(word)!)), expected.get(word) ?? [], word);
  }
  for (const start of ['w', 'wa', 'wab', 'wzz', 'x']) {
    const found = new Set([...expected].flatMap(([word, docs]) => (word.startsWith(start) ? docs : [])));
    const docs = search(blocks, messages, planOf(parseQuery(`${start}*`)!));
    assert.deepEqual(
      docs,
      [...found].sort((a, b) => a - b),
      start,
    );
  }
});

test('a phrase is counted for ranking as often as it stands', () => {
  const messages = [{ text: 'green van, green van' }, { text: 'green' }, { text: 'van green van' }];
  const blocks = build(messages);
  const plan = planOf(parseQuery('"green van"')!);
  const firsts = blocks.map(({ first }) => first);
  const group = new GroupSearch(firsts, new Map([...blocks.entries()].map(([i, { bytes }]) => [i, bytes])), {
    messages: 3,
    is: () => false,
  });
  const { docs, times } = group.phrase(phrasesOf(plan)[0]!);
  assert.deepEqual([...docs], [0, 2]);
  assert.deepEqual([...times], [2, 1]);
});

test('a damaged block is told, not taken for one', () => {
  const [{ bytes }] = build([{ text: 'green van' }, { text: 'green green' }]) as [BuiltBlock];
  assert.throws(() => new Block(bytes.subarray(0, 5)), BlockDamaged);
  for (let length = 8; length < bytes.length; length++) {
    const visit = (): unknown => new Block(bytes.slice(0, length)).where(() => true);
    assert.throws(
      visit,
      (error) => error instanceof BlockDamaged || error instanceof RangeError,
      `${length}`,
    );
  }
});
