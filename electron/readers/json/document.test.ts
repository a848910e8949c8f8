import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DocumentOptions } from './document.ts';
import type { Descent } from './events.ts';
import { PROBLEM, REFUSED } from './problems.ts';
import { eventsOf, rebuild, reference, withRoundedNumbers } from './testing/rebuild.ts';
import { ValueScanner } from './value-scanner.ts';

/** Descents into nothing, into what such documents have, and into everything for some levels. */
const LEVELS: Descent = {
  members: { a: { members: { a: {} }, elements: {} }, messages: { elements: {} } },
  elements: { members: { a: {} }, elements: { elements: {} } },
};
const DESCENTS: readonly Descent[] = [{}, LEVELS, { members: {} }, { elements: {} }];

const spaces = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
/** Strings with all that is special in JSON, escaped in one way or another. */
const string = fc
  .string({
    unit: fc.constantFrom('a', '"', '\\', '/', '\n', '\u0007', 'é', '😀', '\ud83d', '{', ']', ',', ':'),
  })
  .chain((text) =>
    fc.constantFrom(
      JSON.stringify(text),
      `"${[...text].map((c) => c.replace(/[\s\S]/g, (u) => `\\u${u.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('')}"`,
    ),
  );
const scalar = fc.oneof(
  string,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => JSON.stringify(n)),
  fc.constantFrom('0', '-0', '1e5', '1.5E-3', 'true', 'false', 'null', '123456789012345'),
);
const key = fc.oneof(fc.constantFrom('"a"', '"messages"', '"__proto__"', '"constructor"'), string);

/** The text of a document, with spaces anywhere; keys of an object differ. */
const { text: jsonText } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc
      .array(fc.tuple(spaces, tie('text'), spaces), { maxLength: 5 })
      .map((all) => `[${all.map((parts) => parts.join('')).join(',') || ' '}]`),
    fc
      .uniqueArray(fc.tuple(spaces, key, spaces, tie('text'), spaces), {
        maxLength: 5,
        selector: (parts) => JSON.parse(parts[1]),
      })
      .map((all) => `{${all.map(([s, k, t, v, u]) => `${s}${k}${t}:${u}${v}`).join(',')}}`),
  ),
}));
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

test('any JSON, in any pieces and however entered, gives what JSON.parse gives, with exact offsets', () => {
  fc.assert(
    fc.property(jsonText, sizes, fc.constantFrom(...DESCENTS), (text, pieces, descent) => {
      const file = Buffer.from(text.toWellFormed());
      const { value, given, refused, problems } = rebuild(eventsOf(file, descent, pieces));
      assert.deepEqual([refused, problems], [[], []]);
      const expected = reference(file.toString());
      if (!expected) return;
      assert.deepEqual(withRoundedNumbers(value), expected.value);
      for (const { byte, value: one } of given) {
        const scanner = new ValueScanner(100);
        scanner.begin(byte);
        const end = scanner.scan(file, byte);
        const alone = reference(file.toString('utf8', byte, end < 0 ? file.length : end));
        assert.deepEqual(withRoundedNumbers(one), alone?.value);
        assert.doesNotMatch(String.fromCharCode(file[byte]!), /\s/);
      }
    }),
    { numRuns: 500 },
  );
});

/** Changes, removes, repeats or adds bytes. */
const mutation = fc.array(
  fc.record({
    at: fc.nat(10_000),
    remove: fc.nat(3),
    put: fc.oneof(
      fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', '0', 'e', '-', ' ', '\0', 'x', '/*', 'NaN'),
      fc.constant(''),
    ),
  }),
  { minLength: 1, maxLength: 3 },
);

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('whatever becomes of the bytes: either it is JSON, or it is said where it is not, the same in any pieces', () => {
  fc.assert(
    fc.property(jsonText, mutation, sizes, fc.constantFrom(...DESCENTS), (text, changes, pieces, descent) => {
      let broken = text.toWellFormed();
      for (const { at, remove, put } of changes) {
        const place = at % (broken.length + 1);
        broken = broken.slice(0, place) + put + broken.slice(place + remove);
      }
      const file = Buffer.from(broken.toWellFormed());
      const whole = rebuild(eventsOf(file, descent, [file.length + 1]));
      const piecewise = rebuild(eventsOf(file, descent, pieces));
      assert.deepEqual(piecewise, whole);
      const isNamed = whole.refused.length > 0 || whole.problems.length > 0;
      if (!isJson(file.toString())) assert.ok(isNamed);
      else if (!isNamed) {
        const expected = reference(file.toString());
        if (expected) assert.deepEqual(withRoundedNumbers(whole.value), expected.value);
      } else {
        // Keys that occur twice are all there can be to say of JSON.
        assert.deepEqual(whole.refused, []);
        for (const problem of whole.problems) assert.match(problem, /a key occurs twice/);
      }
    }),
    { numRuns: 1000 },
  );
});

test('random bytes are read to their end without an error of ours', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(fc.constantFrom(...Buffer.from('{}[]",:\\ 01-eEtrufalsn\n\x80\xff')), { maxLength: 200 }),
  );
  fc.assert(
    fc.property(bytes, sizes, (content, pieces) => {
      const file = Uint8Array.from(content);
      assert.deepEqual(rebuild(eventsOf(file, LEVELS, pieces)), rebuild(eventsOf(file, LEVELS, [1])));
    }),
    { numRuns: 500 },
  );
});

const LIST: Descent = { members: { messages: { elements: {} } } };
const read = (text: string | Uint8Array, descent = LIST, options?: DocumentOptions) => {
  const file = typeof text === 'string' ? Buffer.from(text) : text;
  const whole = rebuild(eventsOf(file, descent, [2 ** 20], options));
  assert.deepEqual(rebuild(eventsOf(file, descent, [1], options)), whole);
  return whole;
};

test('a file that is cut off gives what is whole, and says where it ends', () => {
  const { value, refused, problems } = read('{"name":"x","messages":[{"id":1},{"id":2},{"id":');
  assert.deepEqual(value, { name: 'x', messages: [{ id: 1 }, { id: 2 }] });
  assert.deepEqual(refused, [`messages/2 at 42, 6: ${REFUSED.cutOff}`]);
  assert.deepEqual(problems, [`48: ${PROBLEM.cutOff}`]);
  assert.deepEqual(read('{"name":"x').problems, [`10: ${PROBLEM.cutOff}`]);
  assert.deepEqual(read('{"na').problems, [`4: ${PROBLEM.cutOff}`]);
  assert.deepEqual(read('').problems, [`0: ${PROBLEM.empty}`]);
  assert.deepEqual(read(' \n').problems, [`2: ${PROBLEM.empty}`]);
});

test('what follows the document is named and not read', () => {
  const { value, problems } = read('{"messages":[1]} {"messages":[2]}');
  assert.deepEqual([value, problems], [{ messages: [1] }, [`17: ${PROBLEM.trailing}`]]);
});

test('an element that is no JSON is refused by itself, with the byte that is wrong', () => {
  const { value, refused } = read('{"messages":[{"a":1},{"a":01},{"a":"\t"},{"a" 1},nul,{"a":2}]}');
  assert.deepEqual(Object.values((value as { messages: object }).messages), [{ a: 1 }, { a: 2 }]);
  assert.deepEqual(
    refused.map((each) => each.split(':')[0]),
    ['messages/1 at 21, 8', 'messages/2 at 30, 9', 'messages/3 at 40, 7', 'messages/4 at 48, 3'],
  );
  const [event] = eventsOf(Buffer.from('["a",{"b":[1,tru]}]'), { elements: {} }, [99]).filter(
    ({ is }) => is === 'refused',
  );
  assert.equal(event?.is === 'refused' && event.detail, 'something stands in the place of a value, byte 13');
});

test('brackets that do not match end the reading there, and what was before is kept', () => {
  const { value, refused, problems } = read('{"messages":[{"a":1},{"a":[2},{"a":3}]}');
  assert.deepEqual(value, { messages: [{ a: 1 }] });
  assert.deepEqual(refused, [`messages/1 at 21, 7: ${REFUSED.malformed}`]);
  assert.equal(problems[0], `28: ${PROBLEM.notJson}: a bracket is closed by one of another kind`);
});

test('commas that are missing or too many are named, and reading goes on', () => {
  const { value, problems } = read('{"messages":[1 2,,3,],"x":1 "y":2,}');
  assert.deepEqual(value, { messages: [1, 2, 3], x: 1, y: 2 });
  assert.deepEqual(problems, [
    `15: ${PROBLEM.noComma}`,
    `17: ${PROBLEM.noValue}`,
    `20: ${PROBLEM.noValue}`,
    `28: ${PROBLEM.noComma}`,
    `34: ${PROBLEM.noValue}`,
  ]);
});

test('of a key that occurs twice the last one counts, and it is named', () => {
  const { value, problems } = read('{"messages":[{"id":1,"b":{"c":1,"c":2},"id":3}],"n":1,"n":2}');
  assert.deepEqual(value, { messages: [{ id: 3, b: { c: 2 } }], n: 2 });
  assert.deepEqual(problems, [
    `32: ${PROBLEM.repeatedKey}: c`,
    `39: ${PROBLEM.repeatedKey}: id`,
    `58: ${PROBLEM.repeatedKey}: n`,
  ]);
  assert.deepEqual(read('{"messages":[1],"messages":[2]}').problems, [
    `27: ${PROBLEM.repeatedEntered}: messages`,
  ]);
  // Written in two ways it is the same key.
  assert.equal(read('{"messages":[{"id":1,"\\u0069d":2}]}').problems.length, 1);
});

test('numbers that a double does not hold are given as they are written', () => {
  const { value, problems } = read(
    '{"messages":[{"id":12345678901234567890,"a":9007199254740991,"b":1e999,"c":0.12345678901234567890,"d":-1e2}],"z":12345678901234567890}',
  );
  assert.deepEqual(value, {
    messages: [
      { id: '12345678901234567890', a: 9007199254740991, b: '1e999', c: 0.12345678901234568, d: -100 },
    ],
    z: '12345678901234567890',
  });
  assert.deepEqual(problems, []);
});

test('halves of surrogate pairs stay, and bytes that are not UTF-8 are shown as U+FFFD and named', () => {
  const { value, problems } = read(
    Buffer.concat([
      Buffer.from('{"messages":["\\ud83d",{"a":"x","b":"caf'),
      Buffer.from([0xe9, 0xff]),
      Buffer.from('"},"é"]}'),
    ]),
  );
  assert.deepEqual(value, { messages: ['\ud83d', { a: 'x', b: 'caf\ufffd\ufffd' }, 'é'] });
  assert.deepEqual(problems, [`35: ${PROBLEM.notUtf8}`]);
});

test('a byte order mark is passed over', () => {
  const { value, given } = read('\ufeff{"messages":[7]}');
  assert.deepEqual([value, given[0]!.byte], [{ messages: [7] }, 16]);
  assert.deepEqual(read(Uint8Array.from([0xef, 0xbb])).problems, [`2: ${PROBLEM.cutOff}`]);
});

test('values too large or too deep are refused, and those around them given', () => {
  const limits = { valueBytes: 100, depth: 6, keys: 3 };
  const large = JSON.stringify({ a: '"\\'.repeat(100) });
  const deep = `${'['.repeat(5)}${']'.repeat(5)}`;
  const text = `{"messages":[1,${large},2,${deep},3,[[[[]]]],"${'x'.repeat(99)}",4]}`;
  const { value, refused } = read(text, LIST, { limits });
  assert.deepEqual(Object.values((value as { messages: object }).messages), [1, 2, 3, [[[[]]]], 4]);
  assert.deepEqual(
    refused.map((each) => each.slice(each.indexOf(': ') + 2)),
    [REFUSED.tooLarge, REFUSED.tooDeep, REFUSED.tooLarge],
  );
  assert.deepEqual(read('{"a":1,"b":1,"c":1,"d":1,"d":2}', LIST, { limits }).problems, [
    `23: ${PROBLEM.tooManyKeys}`,
  ]);
});

test('a million brackets are no deeper than the limit lets them be', () => {
  const { refused } = read(Buffer.from(`{"messages":[${'['.repeat(1e6)}`));
  assert.deepEqual(refused, [`messages/0 at 13, 1000000: ${REFUSED.cutOff}`]);
  const closed = read(Buffer.from(`{"messages":[${'['.repeat(5e5)}${']'.repeat(5e5)},1]}`));
  assert.deepEqual(closed.refused, [`messages/0 at 13, 1000000: ${REFUSED.tooDeep}`]);
});

test('Telegram’s control characters are read where they are expected, and named', () => {
  const text = '{"messages":[{"a":"x\\x0By\\\\x0B"},{"a":"\\x"}]}';
  const { value, problems, refused } = read(text, LIST, { hexEscapes: true });
  assert.deepEqual(value, { messages: [{ a: 'x\u000by\\x0B' }] });
  assert.deepEqual([problems, refused.length], [[`18: ${PROBLEM.hexEscape}`], 1]);
  assert.equal(read(text).refused.length, 2);
});

test('a key is read as it stands whatever keys objects before it had', () => {
  // V8 13.6 gives the second object the key of the first.
  const texts = ['{"a":1,"\\\\":2}', '{"a":1,"\\"":2}', '{"a":1,"\\u0007":2}', '{"a":1,"\\u0062":2}'];
  const { value } = read(`{"messages":[${[texts[0], ...texts].join(',')}]}`);
  assert.deepEqual(
    (value as { messages: object[] }).messages.map((each) => Object.keys(each)[1]),
    ['\\', '\\', '"', '\u0007', 'b'],
  );
});

test('a value where a list was expected is given whole', () => {
  const { value } = read('{"messages":{"1":{"id":1}},"other":[[1]]}');
  assert.deepEqual(value, { messages: { 1: { id: 1 } }, other: [[1]] });
  assert.deepEqual(read('[1]').value, [1]);
  assert.deepEqual(read(' 17 ').value, 17);
  assert.deepEqual(read('17').value, 17);
});
