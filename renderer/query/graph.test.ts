import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import type { ContactGraph, Filter, GroupMode } from './api.ts';
import { applyFilter } from './filter.ts';
import { contactTies, FOLDED_WRITERS } from './graph.ts';
import { partOf } from './graph-part.ts';
import {
  filterArbitrary,
  indexOf,
  makeSource,
  plainRows,
  rowsFound,
  sourcesArbitrary,
} from './testing/made-case.ts';

const contactGraph = (
  index: ReturnType<typeof indexOf>,
  matches: ReturnType<typeof resultOf>,
  mode: GroupMode,
): ContactGraph => partOf(contactTies(index, matches, mode));

function resultOf(index: ReturnType<typeof indexOf>, filter: Filter) {
  const rows = rowsFound(index, filter.query);
  return applyFilter(index, filter, rows);
}

test('selecting an edge lists as many messages as the edge says, whatever the filter', () => {
  fc.assert(
    fc.property(
      sourcesArbitrary,
      filterArbitrary,
      fc.constantFrom('nodes' as const, 'fold' as const),
      (sources, filter, mode) => {
        const index = indexOf(sources);
        const graph = contactGraph(index, resultOf(index, filter), mode);
        for (const { messages, select, source, target } of graph.edges) {
          assert.ok(messages > 0, `${source} ${target}`);
          assert.equal(resultOf(index, { ...filter, ...select }).count, messages, `${source} ${target}`);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('with groups as nodes every message of a known sender to someone is on one edge', () => {
  fc.assert(
    fc.property(sourcesArbitrary, filterArbitrary, (sources, filter) => {
      const index = indexOf(sources);
      const matches = resultOf(index, filter);
      const graph = contactGraph(index, matches, 'nodes');
      const plain = plainRows(index).filter((_, row) => matches.rows === null || matches.rows.includes(row));
      const sent = plain.filter(
        ({ sender, chat }) =>
          sender !== -1 && (index.chats[chat]!.type !== 'direct' || index.chats[chat]!.members.length > 1),
      );
      assert.equal(
        graph.edges.reduce((sum, { messages }) => sum + messages, 0),
        sent.length,
      );
      for (const { messages, forth, back, target } of graph.edges) {
        if (target.startsWith('p')) assert.equal(forth + back, messages);
      }
      for (const { person, chat, messages } of graph.nodes) {
        const own = plain.filter((row) => (person === undefined ? row.chat === chat : row.sender === person));
        assert.equal(messages, own.length);
      }
    }),
  );
});

test('every edge ends at nodes of the graph and no edge or node comes twice', () => {
  fc.assert(
    fc.property(sourcesArbitrary, fc.constantFrom('nodes' as const, 'fold' as const), (sources, mode) => {
      const index = indexOf(sources);
      const { nodes, edges } = contactGraph(index, resultOf(index, {}), mode);
      const keys = new Set(nodes.map(({ key }) => key));
      assert.equal(keys.size, nodes.length);
      for (const { source, target } of edges) assert.ok(keys.has(source) && keys.has(target));
      assert.equal(new Set(edges.map(({ source, target }) => `${source} ${target}`)).size, edges.length);
    }),
  );
});

const [ANA, BEN, CAM] = ['1@s.whatsapp.net', '2@s.whatsapp.net', '3@s.whatsapp.net'] as const;
const sent = (chat: string, sender: string): SegmentMessage => ({
  chat,
  sender,
  kind: 'text',
  source: { file: 'f', line: 1 },
});

/** The edges by the names of their ends. */
function named(graph: ContactGraph): [string, string, number, number, number][] {
  const label = (key: string): string => graph.nodes.find((node) => node.key === key)!.label;
  return graph.edges.map((e) => [label(e.source), label(e.target), e.messages, e.forth, e.back]);
}

test('a direct chat ties its two people there and back; a group is a node, or folded ties its writers', () => {
  const index = indexOf([
    makeSource('AB/1', ANA, [
      sent(BEN, ANA),
      sent(BEN, BEN),
      sent(BEN, BEN),
      sent('1@g.us', ANA),
      sent('1@g.us', CAM),
      sent('1@g.us', CAM),
    ]),
  ]);
  const all = resultOf(index, {});
  assert.deepEqual(named(contactGraph(index, all, 'nodes')), [
    ['Owner of AB/1', BEN, 3, 1, 2],
    ['Owner of AB/1', CAM, 1, 0, 0],
    [CAM, CAM, 2, 0, 0],
  ]);
  assert.deepEqual(named(contactGraph(index, all, 'fold')), [
    ['Owner of AB/1', BEN, 3, 1, 2],
    ['Owner of AB/1', CAM, 3, 0, 0],
  ]);
});

test('a status feed ties nobody to each other', () => {
  const index = indexOf([
    makeSource('AB/1', ANA, [sent('status@broadcast', BEN), sent('status@broadcast', CAM)]),
  ]);
  const graph = contactGraph(index, resultOf(index, {}), 'fold');
  assert.deepEqual(
    graph.edges.map(({ target }) => target),
    ['g0', 'g0'],
  );
});

test('a group with too many writers to fold stays a node with all its messages', () => {
  const writers = Array.from({ length: FOLDED_WRITERS + 1 }, (_, i) => `${i + 10}@s.whatsapp.net`);
  const index = indexOf([
    makeSource(
      'AB/1',
      null,
      writers.map((writer) => sent('1@g.us', writer)),
    ),
  ]);
  const graph = contactGraph(index, resultOf(index, {}), 'fold');
  assert.equal(graph.edges.length, writers.length);
  assert.deepEqual(
    graph.nodes.filter(({ chat }) => chat !== undefined).map(({ messages }) => messages),
    [writers.length],
  );
});
