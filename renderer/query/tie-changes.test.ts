import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CHANGE_KINDS, type Filter, type Period } from './api.ts';
import { applyFilter } from './filter.ts';
import { contactTies } from './graph.ts';
import { partOf } from './graph-part.ts';
import { filterArbitrary, indexOf, rowsFound, sourcesArbitrary } from './testing/made-case.ts';
import { changeRow, changesOf, listChanges } from './tie-changes.ts';

const START = Date.UTC(2024, 2, 30, 22);
const period = fc
  .tuple(fc.integer({ min: -1, max: 10 }), fc.integer({ min: 1, max: 6 }))
  .map(
    ([from, hours]): Period => ({ from: START + from * 1_800_000, to: START + (from + hours) * 1_800_000 }),
  );

function counted(index: ReturnType<typeof indexOf>, filter: Filter) {
  return applyFilter(index, filter, rowsFound(index, filter.query));
}

test('changes add up: each tie of either period is of one kind, with the messages that selecting it lists', () => {
  fc.assert(
    fc.property(sourcesArbitrary, filterArbitrary, period, period, (sources, filter, first, second) => {
      const index = indexOf(sources);
      const ties = [first, second].map((one) =>
        contactTies(index, counted(index, { ...filter, ...one }), 'nodes'),
      );
      const [before, after] = ties.map(
        (one) => new Map(partOf(one).edges.map((e) => [`${e.source} ${e.target}`, e])),
      );
      const lengths = [first.to - first.from, second.to - second.from] as const;
      const changes = changesOf(ties[0]!, ties[1]!, lengths);
      const all = CHANGE_KINDS.flatMap((kind) => {
        const { listed, counts } = listChanges(changes, { first, second, kind });
        assert.equal(listed.length, counts.byKind[kind]);
        assert.deepEqual(
          counts.messages,
          [before!, after!].map((edges) =>
            [...edges.values()].reduce((sum, { messages }) => sum + messages, 0),
          ),
        );
        return [...listed].map((at) => changeRow(changes, at));
      });
      const keys = new Set([...before!.keys(), ...after!.keys()]);
      assert.equal(all.length, keys.size);
      for (const { kind, source, target, messages, select } of all) {
        assert.ok(keys.delete(`${source} ${target}`), `${source} ${target}`);
        const [one, other] = [before, after].map((edges) => edges!.get(`${source} ${target}`)?.messages ?? 0);
        assert.deepEqual(messages, [one, other]);
        const rates = [one! / lengths[0], other! / lengths[1]] as const;
        const expected =
          one === 0
            ? 'new'
            : other === 0
              ? 'gone'
              : Math.abs(rates[0] - rates[1]) < 1e-15
                ? 'same'
                : rates[1] > rates[0]
                  ? 'stronger'
                  : 'weaker';
        assert.equal(kind, expected);
        for (const [i, each] of [first, second].entries()) {
          assert.equal(select[i] === null, messages[i] === 0);
          if (select[i])
            assert.equal(counted(index, { ...filter, ...select[i], ...each }).count, messages[i]);
        }
      }
    }),
  );
});

test('the same periods the other way round turn new to gone and stronger to weaker', () => {
  fc.assert(
    fc.property(sourcesArbitrary, period, period, (sources, first, second) => {
      const index = indexOf(sources);
      const [one, other] = [first, second].map((each) => contactTies(index, counted(index, each), 'nodes'));
      const lengths = [first.to - first.from, second.to - second.from] as const;
      const there = listChanges(changesOf(one!, other!, lengths), { first, second }).counts.byKind;
      const back = listChanges(changesOf(other!, one!, [lengths[1], lengths[0]]), {
        first: second,
        second: first,
      }).counts.byKind;
      assert.deepEqual(back, {
        new: there.gone,
        gone: there.new,
        stronger: there.weaker,
        weaker: there.stronger,
        same: there.same,
      });
    }),
  );
});

test('what changed most a day comes first; what stayed the same is not among the changes', () => {
  fc.assert(
    fc.property(sourcesArbitrary, period, period, (sources, first, second) => {
      const index = indexOf(sources);
      const [one, other] = [first, second].map((each) => contactTies(index, counted(index, each), 'nodes'));
      const lengths = [first.to - first.from, second.to - second.from] as const;
      const changes = changesOf(one!, other!, lengths);
      const rows = [...listChanges(changes, { first, second }).listed].map((at) => changeRow(changes, at));
      assert.ok(rows.every(({ kind }) => kind !== 'same'));
      const apart = rows.map(({ messages }) => Math.abs(messages[1] / lengths[1] - messages[0] / lengths[0]));
      for (let i = 1; i < apart.length; i++) assert.ok(apart[i - 1]! >= apart[i]! - 1e-15);
    }),
  );
});
