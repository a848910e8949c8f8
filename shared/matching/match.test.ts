import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  comparedText,
  differencesOf,
  hash1,
  hash2,
  MATCHED_BY,
  matchSides,
  mayMatch,
  meetingOf,
  type Side,
  STATE,
  TELLING_BYTES,
} from './index.ts';

interface Made {
  readonly when: number;
  readonly text?: string;
  readonly key?: string;
  readonly chat?: number;
  readonly sender?: number;
  readonly span?: number;
  readonly state?: number;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Messages in ascending order of time. */
function sideOf(messages: readonly Made[]): Side {
  const whole = (field: (one: Made) => number): Uint32Array => Uint32Array.from(messages, field);
  const hashed = (hash: (b: Uint8Array) => number, part: 'text' | 'key') =>
    whole((one) => (one[part] === undefined ? 0 : hash(bytes(one[part]))));
  return {
    count: messages.length,
    when: Float64Array.from(messages, ({ when }) => when),
    span: whole(({ span = 1000 }) => span),
    chat: whole(({ chat = 0 }) => chat),
    sender: whole(({ sender = 0 }) => sender),
    key1: hashed(hash1, 'key'),
    key2: hashed(hash2, 'key'),
    text1: hashed(hash1, 'text'),
    text2: hashed(hash2, 'text'),
    state: Uint8Array.from(
      messages,
      ({ state = 0, text = '' }) => state | (bytes(text).length >= TELLING_BYTES ? STATE.telling : 0),
    ),
  };
}

const matched = (a: readonly Made[], b: readonly Made[]) => matchSides(sideOf(a), sideOf(b));
const found = (a: readonly Made[], b: readonly Made[]) => {
  const [first, second] = [sideOf(a), sideOf(b)];
  return differencesOf(first, second, matchSides(first, second)).map((one) => [
    one.kind,
    one.first,
    one.second,
  ]);
};
const MIN = 60_000;

test('messages with one key are one, whatever their texts and times, in one chat', () => {
  const { ofFirst, by } = matched(
    [
      { when: 0, key: 'k1', text: 'before' },
      { when: 1, key: 'k2', text: 'x', chat: 1 },
    ],
    [
      { when: 2, key: 'k2', text: 'y', chat: 2 },
      { when: 9 * MIN, key: 'k1', text: 'after' },
    ],
  );
  assert.deepEqual([...ofFirst], [1, -1]);
  assert.deepEqual([...by], [MATCHED_BY.key, 0]);
});

test('without keys equal texts of a chat are matched in turn, each once, within the window', () => {
  const ok = (when: number, more: Partial<Made> = {}): Made => ({ when, text: 'ok', ...more });
  const a = [ok(0), ok(10_000), ok(60 * MIN), ok(120 * MIN, { chat: 1 })];
  const b = [ok(1000), ok(11_000), ok(12_000), ok(70 * MIN), ok(120 * MIN, { chat: 2 })];
  const { ofFirst, by } = matched(a, b);
  assert.deepEqual([...ofFirst], [0, 1, -1, -1]);
  assert.deepEqual([...by], [MATCHED_BY.text, MATCHED_BY.text, 0, 0]);
});

test('two messages whose keys differ are two, though they say the same at the same time', () => {
  assert.deepEqual(
    [...matched([{ when: 0, key: 'k1', text: 'ok' }], [{ when: 0, key: 'k2', text: 'ok' }]).ofFirst],
    [-1],
  );
});

test('a clock that is hours off is found by texts written once, and repeated ones are matched by it', () => {
  const off = 3 * 60 * MIN + 12_000;
  const texts = [
    'the bridge at noon then',
    'bring both of the bags',
    'nobody saw us leave there',
    'ok',
    'ok',
    'ok',
  ];
  const a = texts.map((text, i) => ({ when: i * 10 * MIN, text }));
  const b = texts.map((text, i) => ({ when: i * 10 * MIN + off + (i % 2) * 1000, text }));
  const { ofFirst, offset } = matched(a, b);
  assert.deepEqual([...ofFirst], [0, 1, 2, 3, 4, 5]);
  assert.equal(offset!.pairs, 6);
  assert.ok(Math.abs(offset!.median - off) <= 1000);
  assert.ok(offset!.mad <= 500);
});

test('a group and its export under another name are one chat by what both have once', () => {
  const lines = ['the bridge at noon then', 'bring both of the bags', 'nobody saw us leave there', 'ok'];
  const a = lines.map((text, i) => ({ when: i * 10 * MIN, text, chat: 4, key: `k${i}` }));
  const b = lines.map((text, i) => ({ when: i * 10 * MIN, text, chat: 7, span: MIN }));
  const { ofFirst, chatOnFirst } = matched(a, b);
  assert.deepEqual([...chatOnFirst], [[7, 4]]);
  assert.deepEqual([...ofFirst], [0, 1, 2, 3]);
  assert.deepEqual([...matched(a.slice(0, 2), b.slice(0, 2)).ofFirst], [-1, -1]);
});

test('what was deleted on one side is a finding, by its key or as the one message of its sender then', () => {
  const a = [
    { when: 0, key: 'k1', text: 'burn it' },
    { when: 10 * MIN, text: 'the other one', sender: 3 },
    { when: 20 * MIN, text: 'ok' },
  ];
  const b = [
    { when: 0, key: 'k1', state: STATE.deleted },
    { when: 10 * MIN + 1000, sender: 3, state: STATE.deleted },
    { when: 20 * MIN, text: 'ok' },
  ];
  assert.deepEqual(found(a, b), [
    ['deleted', 0, 0],
    ['deleted', 1, 1],
  ]);
  assert.deepEqual(found(b, a), [
    ['deleted', 0, 0],
    ['deleted', 1, 1],
  ]);
});

test('texts that differ, and times beyond the clocks’ offset, are findings', () => {
  const key = (i: number) => ({ key: `k${i}`, text: `message ${i}` });
  const a = Array.from({ length: 9 }, (_, i) => ({ when: i * MIN, ...key(i) }));
  const b = a.map((one, i) => ({
    ...one,
    when: one.when + 5000,
    ...(i === 4 ? { text: 'message 4, really' } : {}),
  }));
  b[8] = { ...b[8]!, when: 8 * MIN + 5 * MIN };
  assert.deepEqual(found(a, b), [
    ['text', 4, 4],
    ['time', 8, 8],
  ]);
});

test('a message is lacking only within the stretch that both have of its chat', () => {
  const one = (when: number, i: number, chat = 0): Made => ({ when, key: `k${i}`, text: `m${i}`, chat });
  const a = [one(0, 0), one(MIN, 1), one(2 * MIN, 2), one(3 * MIN, 3), one(4 * MIN, 4), one(5 * MIN, 9, 5)];
  const b = [
    one(MIN, 1),
    { ...one(2.5 * MIN, 6), state: STATE.ownNote },
    one(3 * MIN, 3),
    one(6 * MIN, 10, 6),
  ];
  assert.deepEqual(found(a, b), [['missing', 2, -1]]);
  assert.deepEqual(found(b, a), [['missing', -1, 2]]);
});

test('a picture without a text is not said to be lacking in an export that has no keys', () => {
  const a = [
    { when: 0, key: 'k1', text: 'the bridge at noon then' },
    { when: MIN, key: 'k2' },
    { when: 2 * MIN, key: 'k3', text: 'nobody saw us leave there' },
    { when: 3 * MIN, key: 'k4', text: 'bring both of the bags' },
  ];
  const exported = [a[0]!, { when: 1.5 * MIN, text: undefined }, a[3]!].map(({ when, text }) => ({
    when,
    ...(text === undefined ? {} : { text }),
  }));
  assert.deepEqual(found(a, exported), [['missing', 2, -1]]);
  assert.deepEqual(found(a, [a[0]!, a[3]!]), [
    ['missing', 1, -1],
    ['missing', 2, -1],
  ]);
});

test('of an export’s text only what its writer wrote is compared', () => {
  const compared = (text: string, exported: boolean): string =>
    new TextDecoder().decode(comparedText(bytes(text), exported));
  assert.equal(compared(' Here? \u200e<attached: 1.jpg>', true), 'Here?');
  assert.equal(compared('\u200eimage omitted', true), '');
  assert.equal(compared('“é” – ok\n', true), '“é” – ok');
  assert.equal(compared(' a \u200e b ', false), 'a \u200e b');
});

test('pairs are mutual, and the two sides may change places where keys decide', () => {
  const made = fc.record({
    when: fc.nat(20).map((n) => n * 30_000),
    text: fc.constantFrom('ok', 'yes', 'the bridge at noon then', undefined),
    key: fc.constantFrom('k1', 'k2', 'k3', 'k4', undefined),
    chat: fc.nat(2),
    sender: fc.nat(2),
    state: fc.constantFrom(0, 0, STATE.deleted, STATE.ownNote),
  });
  const list = fc
    .array(made, { maxLength: 25 })
    .map((all) => all.map((one) => JSON.parse(JSON.stringify(one)) as Made).sort((x, y) => x.when - y.when));
  fc.assert(
    fc.property(list, list, (a, b) => {
      const { ofFirst, ofSecond, by } = matched(a, b);
      for (const [i, j] of ofFirst.entries()) {
        assert.equal(by[i] === 0, j < 0);
        if (j < 0) continue;
        assert.equal(ofSecond[j], i);
        if (by[i] === MATCHED_BY.key) assert.equal(a[i]!.key, b[j]!.key);
        else {
          assert.ok(a[i]!.key === undefined || b[j]!.key === undefined);
          if (by[i] === MATCHED_BY.text) assert.equal(a[i]!.text, b[j]!.text);
        }
      }
      assert.equal(ofSecond.filter((i) => i >= 0).length, ofFirst.filter((j) => j >= 0).length);
      const keyed = (ours: readonly Made[]) => ours.filter(({ key }) => key !== undefined);
      const count = (m: ReturnType<typeof matched>) => m.ofFirst.filter((j) => j >= 0).length;
      assert.equal(count(matched(keyed(a), keyed(b))), count(matched(keyed(b), keyed(a))));
    }),
  );
});

test('exhibits between which nothing can match are told without matching them', () => {
  const may = (a: readonly Made[], b: readonly Made[]): boolean =>
    mayMatch(meetingOf(sideOf(a)), meetingOf(sideOf(b)));
  const keyed = (...keys: string[]): Made[] => keys.map((key, when) => ({ when, key, text: 'ok' }));
  assert.equal(may(keyed('k1', 'k2', 'k3'), keyed('k4', 'k2')), true);
  assert.equal(may(keyed('k1', 'k3'), keyed('k2', 'k4')), false);
  assert.equal(may([], keyed('k2')), false);
  // What a device notes for itself is known by its key alone; a text, or a deletion, without a key may match.
  assert.equal(may([{ when: 0, state: STATE.ownNote }], keyed('k2')), false);
  assert.equal(may([{ when: 0, text: 'ok' }], keyed('k2')), true);
  assert.equal(may([{ when: 0, state: STATE.ownNote | STATE.deleted }], keyed('k2')), true);

  const made = fc.record({
    when: fc.nat(20).map((n) => n * 30_000),
    text: fc.constantFrom('ok', 'the bridge at noon then', undefined),
    key: fc.constantFrom('k1', 'k2', 'k3', 'k4', 'k5', 'k6', undefined),
    state: fc.constantFrom(0, 0, STATE.deleted, STATE.ownNote),
  });
  const list = fc
    .array(made, { maxLength: 4 })
    .map((all) => all.map((one) => JSON.parse(JSON.stringify(one)) as Made).sort((x, y) => x.when - y.when));
  fc.assert(
    fc.property(list, list, (a, b) => {
      if (may(a, b)) return;
      assert.ok(matched(a, b).ofFirst.every((partner) => partner === -1));
    }),
    { numRuns: 1000 },
  );
});
