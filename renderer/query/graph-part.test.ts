import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ContactGraph, GraphEdge } from './api.ts';
import { chatShares } from './chat-shares.ts';
import { applyFilter } from './filter.ts';
import { contactTies } from './graph.ts';
import { nodeOfKey, partOf, tiesBetween, tiesOf } from './graph-part.ts';
import { graphTies } from './testing/graph-ties.ts';
import { filterArbitrary, indexOf, plainRows, rowsFound, sourcesArbitrary } from './testing/made-case.ts';

const node = (person: number, messages: number) => ({ key: `p${person}`, person, label: '', messages });
const tie = (a: number, b: number, messages: number): GraphEdge => {
  const select = { between: [a, b] as const };
  return { source: `p${a}`, target: `p${b}`, messages, forth: messages, back: 0, select };
};

/** Four in a chain of ties of 5, 9 and 2, a fifth without a tie. */
const CHAIN = graphTies({
  nodes: [node(0, 3), node(1, 20), node(2, 4), node(3, 20), node(4, 1)],
  edges: [tie(0, 1, 5), tie(1, 2, 9), tie(2, 3, 2)],
});

const keys = ({ nodes }: ContactGraph): string => nodes.map(({ key }) => key).join(' ');
const ends = ({ edges }: ContactGraph): string =>
  edges.map(({ source, target }) => `${source}-${target}`).join(' ');

test('a graph within the bounds comes whole, also who has no tie', () => {
  const part = partOf(CHAIN, { wholeNodes: 5, wholeTies: 3, strongest: 1 });
  assert.equal(keys(part), 'p0 p1 p2 p3 p4');
  assert.equal(part.edges.length, 3);
  assert.equal(keys(partOf(CHAIN)), 'p0 p1 p2 p3 p4');
});

test('of a larger one come its strongest ties and their ends, and the counts of the whole', () => {
  for (const whole of [
    { wholeNodes: 4, wholeTies: 9 },
    { wholeNodes: 9, wholeTies: 2 },
  ]) {
    const part = partOf(CHAIN, { ...whole, strongest: 2 });
    assert.equal(ends(part), 'p0-p1 p1-p2');
    assert.equal(keys(part), 'p0 p1 p2');
    assert.equal(part.ties, 3);
    assert.deepEqual([...part.roster.person], [1, 3, 2, 0, 4]);
    assert.deepEqual([...part.roster.chat], [-1, -1, -1, -1, -1]);
    assert.deepEqual([...part.roster.messages], [20, 20, 4, 3, 1]);
    assert.deepEqual([...part.roster.ties], [2, 1, 2, 1, 0]);
  }
});

test('a node that is asked for comes with its own ties, or alone', () => {
  const cut = { wholeNodes: 0, wholeTies: 0, strongest: 1 };
  assert.equal(ends(partOf(CHAIN, { ...cut, also: 'p3' })), 'p1-p2 p2-p3');
  assert.equal(keys(partOf(CHAIN, { ...cut, also: 'p4' })), 'p1 p2 p4');
});

test('of the nodes asked for come all and the ties among them, or the strongest of these', () => {
  const whole = { wholeNodes: 9, wholeTies: 9, strongest: 1 };
  const among = ['p3', 'p1', 'p2', 'p4', 'p9'];
  const part = partOf(CHAIN, { ...whole, among });
  assert.equal(keys(part), 'p1 p2 p3 p4');
  assert.equal(ends(part), 'p1-p2 p2-p3');
  assert.equal(part.ties, 3);
  const cut = partOf(CHAIN, { ...whole, wholeTies: 1, among });
  assert.equal(keys(cut), 'p1 p2');
  assert.equal(ends(partOf(CHAIN, { ...whole, among: [] })), '');
});

test('of many ties the strongest are kept, of equal ones the first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 120 }),
      fc.integer({ min: 1, max: 9 }),
      (all, strongest) => {
        const nodes = Array.from({ length: all.length + 1 }, (_, i) => node(i, 1));
        const ties = graphTies({ nodes, edges: all.map((messages, i) => tie(i, i + 1, messages)) });
        const part = partOf(ties, { wholeNodes: 0, wholeTies: 0, strongest });
        const plain = [...all.keys()].sort((a, b) => all[b]! - all[a]! || a - b).slice(0, strongest);
        assert.deepEqual(
          part.edges.map(({ source }) => Number(source.slice(1))),
          plain.sort((a, b) => a - b),
        );
      },
    ),
  );
});

test('ties are found by their ends, whichever comes first', () => {
  const found = tiesBetween(CHAIN, [
    ['p2', 'p1'],
    ['p0', 'p3'],
    ['p0', 'p1'],
    ['p9', 'p1'],
    ['p1', 'p2'],
  ]);
  assert.deepEqual(
    found.map((edge) => edge?.messages ?? null),
    [9, null, 5, null, 9],
  );
});

test('every node of a graph is found by its key, and no other', () => {
  fc.assert(
    fc.property(sourcesArbitrary, filterArbitrary, (sources, filter) => {
      const index = indexOf(sources);
      const ties = contactTies(index, applyFilter(index, filter, rowsFound(index, filter.query)), 'nodes');
      const { nodes } = partOf(ties);
      for (const [at, { key }] of nodes.entries()) assert.equal(nodeOfKey(ties, key), at);
      const known = new Set(nodes.map(({ key }) => key));
      for (const { index: person } of index.people) {
        assert.equal(nodeOfKey(ties, `p${person}`) >= 0, known.has(`p${person}`));
      }
      for (const { index: chat } of index.chats)
        assert.equal(nodeOfKey(ties, `g${chat}`) >= 0, known.has(`g${chat}`));
      assert.equal(nodeOfKey(ties, 'p9999'), -1);
    }),
  );
});

test('the ties of a node are all that end at it, the strongest first', () => {
  assert.deepEqual(
    tiesOf(CHAIN, 'p2').map(({ messages }) => messages),
    [9, 2],
  );
  assert.deepEqual(tiesOf(CHAIN, 'p4'), []);
});

test('what a person wrote of each chat agrees with the plain rows of the result', () => {
  fc.assert(
    fc.property(sourcesArbitrary, filterArbitrary, (sources, filter) => {
      const index = indexOf(sources);
      const rows = rowsFound(index, filter.query);
      const matches = applyFilter(index, filter, rows);
      const plain = plainRows(index).filter((_, row) => matches.rows === null || matches.rows.includes(row));
      for (const { index: person } of index.people) {
        const shares = chatShares(index, matches, person);
        const expected = index.chats.flatMap(({ index: chat, members }) => {
          const own = plain.filter((row) => row.chat === chat);
          const written = own.filter(({ sender }) => sender === person).length;
          return own.length > 0 && members.includes(person) ? [{ chat, written, messages: own.length }] : [];
        });
        assert.deepEqual(
          shares.toSorted((a, b) => a.chat - b.chat),
          expected,
        );
        for (let i = 1; i < shares.length; i++) assert.ok(shares[i - 1]!.written >= shares[i]!.written);
        const tied = tiesOf(contactTies(index, matches, 'nodes'), `p${person}`);
        assert.ok(tied.length === 0 || shares.length > 0);
      }
    }),
  );
});
