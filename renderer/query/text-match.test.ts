import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import { foldText } from '../../shared/text/fold.ts';
import { indexOf, makeSource } from './testing/made-case.ts';
import { TextMatch } from './text-match.ts';

const message = (text: string | undefined, names: readonly string[] = []): SegmentMessage => ({
  chat: 'Ana',
  kind: 'text',
  ...(text === undefined ? {} : { text }),
  ...(names.length > 0 ? { attachments: names.map((name) => ({ name, present: true })) } : {}),
  source: { file: 'f', line: 1 },
});

function found(
  messages: readonly SegmentMessage[],
  phrase: string,
  sizes: readonly number[] = [],
): number[] | null {
  const { columns } = indexOf([makeSource('AB/1', null, messages, { sizes })]);
  const rows = new TextMatch().rowsWith(columns, phrase);
  return rows && [...rows].flatMap((hit, row) => (hit ? [row] : []));
}

/** Few letters, so that phrases are met often and begin often without going on. */
const letters = fc.constantFrom(
  'a',
  'b',
  'A',
  'B',
  ' ',
  'é',
  'É',
  'e\u0301',
  'Σ',
  'ς',
  'ж',
  'Ж',
  '7',
  '😀',
  '\u200e',
  'ب',
);
const words = (maxLength: number) => fc.array(letters, { maxLength }).map((all) => all.join(''));

test('a phrase is found in exactly the messages whose folded text or attachment name has it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.option(words(12), { nil: undefined }), fc.array(words(5), { maxLength: 2 })), {
        maxLength: 12,
      }),
      words(4),
      fc.array(fc.nat({ max: 4 }), { maxLength: 3 }),
      (texts, phrase, sizes) => {
        const wanted = foldText(phrase);
        const expected = texts.flatMap(([text, names], row) =>
          [text ?? '', ...names].some((one) => foldText(one).includes(wanted)) ? [row] : [],
        );
        const rows = found(
          texts.map(([text, names]) => message(text, names)),
          phrase,
          sizes,
        );
        assert.deepEqual(rows, wanted === '' ? null : expected);
      },
    ),
    { numRuns: 600 },
  );
});

test('a phrase is not found across the end of a message', () => {
  assert.deepEqual(found([message('the att'), message('ack'), message('Attack!')], 'attack'), [2]);
});

test('texts of many scripts are found in either case, and words hidden by invisible marks too', () => {
  const texts = [
    'Meet at 14:40',
    'ВСТРЕЧА в 14:40',
    'الموعد 14:40',
    'ΣΥΝΆΝΤΗΣΗ',
    'm\u200be\u200bet here',
    '会議は14:40',
  ];
  const of = (phrase: string) =>
    found(
      texts.map((text) => message(text)),
      phrase,
    );
  assert.deepEqual(of('MEET'), [0, 4]);
  assert.deepEqual(of('встреча'), [1]);
  assert.deepEqual(of('الموعد'), [2]);
  assert.deepEqual(of('συνάντησης'.slice(0, -1)), [3]);
  assert.deepEqual(of('会議'), [5]);
  assert.deepEqual(of('14:40'), [0, 1, 2, 5]);
});

test('an attachment is found by its name', () => {
  assert.deepEqual(found([message(undefined, ['IMG-20240322-WA0003.jpg']), message('img')], 'img-2024'), [0]);
});

test('folding ahead changes nothing of what is found and ends', () => {
  const { columns } = indexOf([
    makeSource('AB/1', null, [message('Été'), message('ete'), message('ÉTÉ')], { sizes: [0, 0] }),
  ]);
  const match = new TextMatch();
  let steps = 0;
  while (match.prepareOne(columns)) steps++;
  assert.equal(steps, 3);
  assert.deepEqual([...match.rowsWith(columns, 'été')!], [1, 0, 1]);
});
