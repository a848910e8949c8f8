import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContactNetwork } from '../../../query/api.ts';
import { NetworkMeasuring } from '../../../query/network/network-measuring.ts';
import { SUMMARY } from '../testing/made-graph.ts';
import {
  communityWords,
  keyOfCommunity,
  membersOf,
  overviewGraph,
  overviewText,
  tiesBetweenCommunities,
} from './communities.ts';
import { betweennessText, type Measure, measuresFile, orderedNodes, shareText } from './measure-rows.ts';
import { measuredOf } from './use-network.ts';

/** Marta and Joanna talk, and both wrote in the group. */
const CONTACTS: ContactNetwork = {
  nodes: 3,
  person: Int32Array.of(0, 1, -1),
  chat: Int32Array.of(-1, -1, 0),
  held: Uint32Array.of(18, 9, 10),
  source: Uint32Array.of(0, 0, 1),
  target: Uint32Array.of(1, 2, 2),
  messages: Uint32Array.of(15, 6, 4),
};

async function measured(contacts: ContactNetwork = CONTACTS) {
  return measuredOf(contacts, await new NetworkMeasuring().load(contacts), 'nodes');
}

test('nodes stand by any measure, equal ones by messages', async () => {
  const of = await measured();
  const by = (measure: Measure, descending: boolean): number[] => [
    ...orderedNodes(of, null, Uint32Array.of(2, 0, 1), { by: measure, descending }),
  ];
  assert.deepEqual(by('messages', true), [0, 2, 1]);
  assert.deepEqual(by('messages', false), [1, 2, 0]);
  assert.deepEqual(by('weightedDegree', true), [0, 1, 2]);
  assert.deepEqual(by('degree', false), [0, 2, 1]);
  assert.deepEqual(by('name', false), [1, 2, 0]);
  assert.deepEqual(by('betweenness', true), [0, 2, 1], 'by messages until it is counted');
});

test('a share of paths says how far off it may be', () => {
  assert.deepEqual([0, 0.00001, 0.0412, 0.5].map(shareText), ['0', '< 0.01 %', '4.12 %', '50.0 %']);
  const share = Float64Array.of(0.0412, 0.5);
  assert.equal(betweennessText({ share, error: null, sources: 2, tied: 2 }, 0), '4.12 %');
  const error = Float64Array.of(0.0123, 0);
  assert.equal(betweennessText({ share, error, sources: 2, tied: 9 }, 0), '4.12 % ± 1.23');
  assert.equal(betweennessText({ share, error, sources: 2, tied: 9 }, 1), '50.0 %');
});

test('the file has everybody in the order of the table', async () => {
  const bytes = measuresFile(
    await measured(),
    { share: Float64Array.of(0.25, 0, 0), error: null, sources: 3, tied: 3 },
    SUMMARY,
    Uint32Array.of(2, 0),
  );
  const [, group, marta] = new TextDecoder().decode(bytes).split('\r\n');
  assert.equal(group, 'Saturday walk,Group,1203630@g.us,10,2,10,0,,1');
  assert.equal(marta, 'Marta Nowak,Owner of AB/1,447700900001@s.whatsapp.net,18,2,21,0.25,,1');
});

test('a community is named and keyed after its hub, and says what is in it', async () => {
  const of = await measured();
  assert.equal(keyOfCommunity(of, 0), 'cp0');
  assert.deepEqual(membersOf(of, 0), ['p0', 'p1', 'g0']);
  assert.equal(overviewText(of), '1 community of 3 people and groups');
  assert.equal(
    communityWords(of, SUMMARY, 'cp0'),
    '\u2068Marta Nowak\u2069 and 2 others: 3 people and groups, 25 messages within, 0 to others',
  );
  assert.equal(communityWords(of, SUMMARY, 'cp1'), null);
  assert.deepEqual(
    overviewGraph(of, SUMMARY).nodes.map(({ key, label, messages }) => [key, label, messages]),
    [['cp0', '\u2068Marta Nowak\u2069 (3)', 25]],
  );
  assert.deepEqual(tiesBetweenCommunities(of, 0, 0, 2), [
    { source: 'p0', target: 'p1', messages: 15 },
    { source: 'p0', target: 'g0', messages: 6 },
  ]);
});
