/** What the benches of the store and of the whole path measure on the page: the store and the query, and Dexie rows to compare with. */
import { Dexie } from 'dexie';
import { CREDITS, type SourceLists } from '../../../shared/contract/case-port.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { SegmentReader } from '../../../shared/segment/index.ts';
import type { QueryApi } from '../../query/api.ts';
import type { OpenStore } from '../api.ts';
import { openStore } from '../open-store.ts';
import { CasePort } from './case-port-end.ts';
import { largeSource } from './large-source.ts';
import { packed } from './packing.ts';

const EXHIBIT = 'AB/1';
let store: OpenStore;
let port: CasePort;

function generate(count: number): { segments: ArrayBuffer[]; lists: SourceLists } {
  const source = largeSource(count, EXHIBIT);
  const segments: ArrayBuffer[] = [];
  for (;;) {
    const { done, value } = source.next();
    if (done) return { segments, lists: value };
    segments.push(value);
  }
}

/** @returns ms until the columns of all messages were open. */
export async function measureOpen(caseId: string): Promise<number> {
  const channel = new MessageChannel();
  port = new CasePort(channel.port1);
  port.send({ type: 'case-key', caseId, key: new Uint8Array(32).fill(5) });
  const start = performance.now();
  store = await openStore({ caseId, timeZone: 'Europe/London', port: channel.port2 });
  await store.query.filter({});
  const took = performance.now() - start;
  await port.next();
  return took;
}

export function measureClose(): void {
  store.close();
}

/** @returns ms from the first segment sent to the commit told, and the segments' bytes. */
export async function measureStoring(count: number): Promise<{ took: number; bytes: number }> {
  const { segments, lists } = generate(count);
  const bytes = segments.reduce((sum, segment) => sum + segment.byteLength, 0);
  // Packed by the intake, in a process of its own: not part of what the store does.
  const parcels: ArrayBuffer[] = [];
  for (const segment of segments) parcels.push(await packed(segment));
  const job = crypto.randomUUID();
  const start = performance.now();
  port.send({ type: 'job-begin', job, exhibit: EXHIBIT });
  let acknowledged = 0;
  for (const [seq, segment] of parcels.entries()) {
    if (seq - acknowledged >= CREDITS) await stored();
    port.send({ type: 'segment', job, source: 0, seq, bytes: segment }, [segment]);
  }
  while (acknowledged < segments.length) await stored();
  const record = { exhibit: EXHIBIT, file: 'msgstore.db' } as IntakeRecord;
  port.send({ type: 'job-commit', job, sources: [{ lists, record }] });
  const answer = await port.next();
  if (answer.type !== 'job-committed') throw new Error(JSON.stringify(answer));
  return { took: performance.now() - start, bytes };

  async function stored(): Promise<void> {
    const message = await port.next();
    if (message.type !== 'segment-stored') throw new Error(JSON.stringify(message));
    acknowledged++;
  }
}

/**
 * Rows at their cheapest: numbers for chat, sender and time, which are the indexes, and the message's
 * other fields as they are.
 */
function rowsOf(segment: ArrayBuffer, chats: readonly string[], accounts: readonly string[]): object[] {
  const reader = new SegmentReader(segment);
  const { chat, sender, at } = reader.columns;
  return Array.from({ length: reader.count }, (_, i) => {
    const { id: _id, exhibit: _exhibit, platform: _platform, ...rest } = reader.message(i, chats, accounts);
    return { ...rest, chat: chat[i]!, sender: sender[i]!, at: at[i]! };
  });
}

/** @returns ms of one bulkAdd of the first `count` messages of the large source. */
export function measureRows(count: number): Promise<number> {
  const { segments, lists } = generate(count);
  const chats = lists.chats.map(({ id }) => id);
  const accounts = lists.accounts.map(({ id }) => id);
  return measureBulkAdd(segments.flatMap((segment) => rowsOf(segment, chats, accounts)));
}

/**
 * @param takeSegment the next segment in base64, empty after the last.
 * @returns ms of one bulkAdd of the messages of these segments, and how many they are.
 */
export async function measureRowsOf(
  takeSegment: (of: string) => Promise<string>,
  chats: readonly string[],
  accounts: readonly string[],
): Promise<{ took: number; messages: number }> {
  const rows: object[] = [];
  for (let text = await takeSegment(''); text !== ''; text = await takeSegment('')) {
    rows.push(...rowsOf(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)).buffer, chats, accounts));
  }
  return { took: await measureBulkAdd(rows), messages: rows.length };
}

async function measureBulkAdd(rows: readonly object[]): Promise<number> {
  const db = new Dexie(`rows-${crypto.randomUUID()}`);
  db.version(1).stores({ messages: '++id, chat, sender, at' });
  await db.open();
  const start = performance.now();
  await db.table('messages').bulkAdd(rows);
  const took = performance.now() - start;
  await db.delete();
  return took;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

/** @returns median ms of each call as the page's main thread sees it, after texts were folded once. */
export async function measureCalls(): Promise<Record<string, number>> {
  const { query } = store;
  const { from, to } = await query.summary();
  const edges = Float64Array.from({ length: 1001 }, (_, i) => from! + ((to! - from!) * i) / 1000);
  const start = performance.now();
  await query.filter({ query: 'open all blocks' });
  const firstSearch = performance.now() - start;
  const calls: Record<string, (query: QueryApi, run: number) => Promise<unknown>> = {
    'filter by nothing': (q) => q.filter({}),
    'filter by chats and dates': (q, run) => q.filter({ chats: [run, 1, 2, 3], from: from! + 86_400_000 }),
    'filter by kind': (q) => q.filter({ kinds: ['image'] }),
    'text, a phrase': (q, run) => q.filter({ query: `"WATER people ${run % 2 === 0 ? 'my' : 'than'}"` }),
    'text, Cyrillic': (q, run) => q.filter({ query: ['ПРИВЕТ', 'дела', 'Как'][run % 3]! }),
    'text, a beginning': (q, run) => q.filter({ query: `${'zqxj'[run % 4]!}*` }),
    'histogram of 1,000 bins': (q) => q.histogram(edges),
    '60 rows': (q, run) => q.rows(run * 1000, run * 1000 + 60),
    'graph, groups as nodes': (q) => q.graph('nodes'),
    'graph, groups folded': (q) => q.graph('fold'),
    '60 messages of a conversation': (q, run) => q.conversationRows(run, 0, 60),
  };
  const medians: Record<string, number> = { 'first search': firstSearch };
  for (const [name, call] of Object.entries(calls)) {
    const times: number[] = [];
    for (let run = 0; run < 9; run++) {
      if (!name.startsWith('filter') && !name.startsWith('text')) await query.filter({});
      const before = performance.now();
      await call(query, run);
      times.push(performance.now() - before);
    }
    medians[name] = median(times);
  }
  return medians;
}
