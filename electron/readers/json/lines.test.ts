import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JSON_LIMITS } from './limits.ts';
import { type JsonLineEvent, JsonLineReader } from './lines.ts';
import { PROBLEM, REFUSED } from './problems.ts';
import { withRoundedNumbers } from './testing/rebuild.ts';

interface ReadLines {
  readonly lines: readonly (readonly [line: number, byte: number, value: unknown])[];
  readonly refused: readonly string[];
  readonly problems: readonly string[];
}

function read(file: Uint8Array, sizes: readonly number[], limits = JSON_LIMITS): ReadLines {
  const reader = new JsonLineReader({ limits });
  const events: JsonLineEvent[] = [];
  for (let at = 0, n = 0; at < file.length; n++) {
    const size = sizes[Math.min(n, sizes.length - 1)]!;
    events.push(...reader.push(file.slice(at, at + size)));
    at += size;
  }
  events.push(...reader.finish());
  const lines: [number, number, unknown][] = [];
  const refused: string[] = [];
  const problems: string[] = [];
  for (const event of events) {
    if (event.is === 'lines') {
      for (const [n, value] of event.values.entries()) {
        lines.push([event.lines[n]!, event.bytes[n]!, value]);
      }
    } else if (event.is === 'refused') {
      refused.push(`line ${event.line}, byte ${event.byte}, ${event.length}: ${event.reason}`);
    } else problems.push(`line ${event.line}, byte ${event.byte}: ${event.reason}`);
  }
  return { lines, refused, problems };
}

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });

test('each line is a value with its number and offset, in any pieces', () => {
  const line = fc.oneof(
    fc.json({ stringUnit: fc.constantFrom('a', 'é', '😀', ' ', '{', ']', ',', '"', '\n') }),
    fc.constantFrom('', ' ', '{"a":1},{"b":2}', '{"a":[1', '2]}', '{"a":1,"a":2}', 'x', '[}', '"', '1 2'),
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.constantFrom('\n', '\r\n', ' \n'),
      fc.boolean(),
      sizes,
      (texts, end, isEnded, pieces) => {
        const file = Buffer.from(texts.join(end) + (isEnded ? end : ''));
        const got = read(file, pieces);
        assert.deepEqual(got, read(file, [1e6]));
        const expected: [number, number, unknown][] = [];
        let refused = 0;
        let byte = 0;
        for (const [n, text] of texts.entries()) {
          const lead = Buffer.byteLength(text.slice(0, text.length - text.trimStart().length));
          try {
            if (text.trim() !== '') expected.push([n + 1, byte + lead, JSON.parse(text)]);
          } catch {
            refused++;
          }
          byte += Buffer.byteLength(text + end);
        }
        assert.deepEqual(
          got.lines.map(([n, at, value]) => [n, at, withRoundedNumbers(value)]),
          expected.map(([n, at, value]) => [n, at, withRoundedNumbers(value)]),
        );
        assert.equal(got.refused.length, refused);
      },
    ),
    { numRuns: 500 },
  );
});

test('bad lines are named by line and byte, and the lines around them are given', () => {
  const text = [
    '\ufeff{"a":1}',
    '{"a":"\\q"}',
    '',
    '{"b":1,"b":2}',
    `"${'x'.repeat(2000)}"`,
    `${'['.repeat(9)}${']'.repeat(9)}`,
    '{"a":3}',
  ];
  for (const size of [1, 7, 10_000]) {
    assert.deepEqual(read(Buffer.from(text.join('\n')), [size], { valueBytes: 1000, depth: 8, keys: 10 }), {
      lines: [
        [1, 3, { a: 1 }],
        [4, 23, { b: 2 }],
        [7, 2059, { a: 3 }],
      ],
      refused: [
        `line 2, byte 11, 10: ${REFUSED.malformed}`,
        `line 5, byte 37, 2002: ${REFUSED.tooLarge}`,
        `line 6, byte 2040, 18: ${REFUSED.tooDeep}`,
      ],
      problems: [`line 4, byte 30: ${PROBLEM.repeatedKey}`],
    });
  }
});

test('a last line that is cut off is refused', () => {
  const { lines, refused } = read(Buffer.from('{"a":1}\n{"a":'), [4]);
  assert.deepEqual([lines.length, refused], [1, [`line 2, byte 8, 5: ${REFUSED.malformed}`]]);
});
