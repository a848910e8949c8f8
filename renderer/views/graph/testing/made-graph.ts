/** A small graph with its case: two people who talk, a group, a status feed. */
import type { CaseSummary, ContactGraph, GraphPart } from '../../../query/api.ts';
import { partOf as cutPart } from '../../../query/graph-part.ts';
import { graphTies } from '../../../query/testing/graph-ties.ts';

const platform = 'whatsapp' as const;
const exhibits = ['AB/1'];

export const SUMMARY: CaseSummary = {
  revision: 1,
  events: null,
  messages: 30,
  untimed: 0,
  from: null,
  to: null,
  timeBases: [],
  unindexed: 0,
  timeZone: 'Europe/London',
  exhibits: [],
  decisions: [],
  damage: [],
  chats: [
    {
      index: 0,
      id: '1203630@g.us',
      platform,
      exhibits,
      title: 'Saturday walk',
      type: 'group',
      members: [0, 1],
      from: null,
      to: null,
      messages: 10,
    },
    {
      index: 1,
      id: 'status@broadcast',
      platform,
      exhibits,
      title: 'Marta’s status',
      type: 'status',
      members: [0],
      from: null,
      to: null,
      messages: 2,
    },
  ],
  people: [
    {
      index: 0,
      ids: [{ exhibit: 'AB/1', platform, id: '447700900001@s.whatsapp.net' }],
      name: 'Marta Nowak',
      names: [{ name: 'Marta Nowak', from: 'wa.db' }],
      isOwner: true,
      ownerOf: ['AB/1'],
      messages: 18,
    },
    {
      index: 1,
      ids: [{ exhibit: 'AB/1', platform, id: '447700900002@s.whatsapp.net' }],
      name: 'Joanna Ho',
      names: [
        { name: 'Joanna Ho', from: 'wa.db' },
        { name: 'JoJo', from: 'push name' },
      ],
      phone: '+447700900002',
      isOwner: false,
      ownerOf: [],
      messages: 9,
    },
  ],
};

const GRAPH: ContactGraph = {
  nodes: [
    { key: 'p0', person: 0, label: 'Marta Nowak', messages: 18 },
    { key: 'p1', person: 1, label: 'Joanna Ho', messages: 9 },
    { key: 'g0', chat: 0, label: 'Saturday walk', messages: 10 },
    { key: 'g1', chat: 1, label: 'Marta’s status', messages: 2 },
  ],
  edges: [
    { source: 'p0', target: 'p1', messages: 15, forth: 10, back: 5, select: { between: [0, 1], chats: [2] } },
    { source: 'p0', target: 'g0', messages: 6, forth: 0, back: 0, select: { people: [0], chats: [0] } },
    { source: 'p1', target: 'g0', messages: 4, forth: 0, back: 0, select: { people: [1], chats: [0] } },
    { source: 'p0', target: 'g1', messages: 2, forth: 0, back: 0, select: { people: [0], chats: [1] } },
  ],
};

/** The graph, or its strongest ties. */
export function partOf(strongest?: number): GraphPart {
  return cutPart(
    graphTies(GRAPH),
    strongest === undefined ? undefined : { wholeNodes: 0, wholeTies: 0, strongest },
  );
}
