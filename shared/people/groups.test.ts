import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Decision } from './decision.ts';
import { decidedGroups } from './groups.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e'];
const at = '2024-04-01T08:00:00.000Z';
const reason = 'as the witness said';
const merge = (id: string, ...accounts: string[]): Decision => ({ id, at, reason, kind: 'merge', accounts });
const split = (id: string, accounts: string[], from: string[]): Decision => ({
  id,
  at,
  reason,
  kind: 'split',
  accounts,
  from,
});
const undo = (id: string, decision: string): Decision => ({ id, at, reason, kind: 'undo', decision });
const groups = (automatic: number[], decisions: Decision[], keys = KEYS): number[] => [
  ...decidedGroups(keys, Uint32Array.from(automatic), decisions),
];
/** Which entries are together, whatever the groups are called. */
const together = (list: readonly number[]): string[] =>
  [...new Set(list)].map((group) => list.flatMap((g, i) => (g === group ? [i] : [])).join('')).sort();

test('a merge joins the accounts and all that were held for the same persons', () => {
  assert.deepEqual(together(groups([0, 0, 1, 1, 2], [merge('1', 'b', 'c')])), ['0123', '4']);
});

test('a split sets accounts apart wherever they stand, also those that were one without a decision', () => {
  assert.deepEqual(together(groups([0, 0, 0, 1, 2], [split('1', ['b'], ['a', 'c'])])), ['02', '1', '3', '4']);
  const twice = ['a', 'b', 'a', 'b', 'c'];
  assert.deepEqual(together(groups([0, 0, 0, 0, 1], [split('1', ['b'], ['a'])], twice)), ['02', '13', '4']);
});

test('undoing takes one decision back and leaves those that came after it', () => {
  const made = [merge('1', 'a', 'b'), merge('2', 'c', 'd'), undo('3', '1')];
  assert.deepEqual(together(groups([0, 1, 2, 3, 4], made)), ['0', '1', '23', '4']);
});

test('accounts that the case does not have change nothing', () => {
  const made = [merge('1', 'a', 'gone'), split('2', ['gone'], ['b'])];
  assert.deepEqual(groups([0, 1, 2, 3, 4], made), [0, 1, 2, 3, 4]);
});

test('decisions in turn give the same persons as plain sets do', () => {
  const some = fc.subarray(KEYS, { minLength: 1 });
  const one = fc.record({ kind: fc.constantFrom('merge', 'split', 'undo'), accounts: some, of: fc.nat(6) });
  const automatic = fc.array(fc.nat(4), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(automatic, fc.array(one, { maxLength: 7 }), (first, drawn) => {
      const decisions = drawn.map(({ kind, accounts, of }, i): Decision => {
        if (kind === 'merge') return merge(`${i}`, ...accounts);
        return kind === 'split' ? split(`${i}`, accounts, []) : undo(`${i}`, `${of}`);
      });
      const undone = new Set(decisions.flatMap((d) => (d.kind === 'undo' ? [d.decision] : [])));
      let sets = [...new Set(first)].map((g) => new Set(KEYS.filter((_, i) => first[i] === g)));
      for (const decision of decisions) {
        if (undone.has(decision.id) || decision.kind === 'undo') continue;
        if (decision.kind === 'merge') {
          const hit = sets.filter((set) => decision.accounts.some((key) => set.has(key)));
          sets = [...sets.filter((set) => !hit.includes(set)), new Set(hit.flatMap((set) => [...set]))];
        } else if (decision.kind === 'split') {
          const chosen = new Set(decision.accounts);
          sets = sets
            .flatMap((set) => [
              new Set([...set].filter((key) => !chosen.has(key))),
              new Set([...set].filter((key) => chosen.has(key))),
            ])
            .filter((set) => set.size > 0);
        }
      }
      const expected = sets.map((set) => KEYS.flatMap((key, i) => (set.has(key) ? [i] : [])).join('')).sort();
      assert.deepEqual(together(groups(first, decisions)), expected);
    }),
  );
});
