/** The case store in a real browser: its workers, IndexedDB on disk, a restart between two openings. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { CaseSummary } from '../../renderer/query/api.ts';
import { buildPage, launchPage, type OpenPage } from './store-browser.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-store-'));
const site = path.join(scratch, 'site');
let browser: OpenPage;

before(async () => {
  await buildPage(site);
  browser = await launchPage(site, path.join(scratch, 'profile'));
});
after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Ends the browser and starts it again on the same profile. */
async function restart(): Promise<void> {
  await browser.close();
  browser = await launchPage(site, path.join(scratch, 'profile'));
}

/** Runs code on the page; `storePage` is renderer/case-store/testing/page.ts. */
const on = <T>(code: string): Promise<T> => browser.evaluate<T>(`(async () => { ${code} })()`);
const open = (caseId: string, key = 7) => on(`return storePage.open('${caseId}', ${key})`);
const close = () => on('storePage.close()');
const job = (made: object) =>
  on<{ stored: number; said: { type: string; reason?: string }[] }>(
    `return storePage.job(${JSON.stringify(made)})`,
  );
const summary = () => on<CaseSummary>('return storePage.summary()');
const texts = () => on<string[]>('return storePage.texts()');
const indexed = () => on('await storePage.indexed()');

/** Changes the case's records, closed, as somebody with the disk in hand could; `t` is the table. */
async function tamper(caseId: string, table: string, code: string): Promise<void> {
  await on(`const db = await new storePage.Dexie('threadline-case-${caseId}').open();
    const t = db.table('${table}');
    const jobs = [...new Set((await t.toCollection().primaryKeys()).map((key) => key[0]))];
    const [job] = jobs;
    ${code}
    db.close();`);
}

const counts = (caseId: string) =>
  on<Record<string, number>>(`const db = await new storePage.Dexie('threadline-case-${caseId}').open();
    const counts = {};
    for (const table of db.tables) counts[table.name] = await table.count();
    db.close();
    return counts;`);

const SEGMENTS = [3, 2, 4, 1];
const ALL = Array.from({ length: 10 }, (_, i) => `secret AB/1 ${i + 1}`);

/** A case with one exhibit of ten messages in four segments, closed. */
async function storedCase(caseId: string): Promise<void> {
  await open(caseId);
  const { said } = await job({ job: 'j1', exhibit: 'AB/1', segments: SEGMENTS, end: 'commit' });
  assert.deepEqual(
    said.map(({ type }) => type),
    ['job-committed'],
  );
  await indexed();
  await close();
}

async function damageAfter(caseId: string, table: string, code: string) {
  await storedCase(caseId);
  await tamper(caseId, table, code);
  await open(caseId);
  const [{ damage }, left] = [await summary(), await texts()];
  await close();
  return { damage: damage.map(({ exhibit, seq, reason }) => `${exhibit} ${seq} ${reason}`), left };
}

test('two exhibits stored are the same after a restart of the browser', async () => {
  assert.deepEqual(await open('round'), { type: 'ready', caseId: 'round', interrupted: [] });
  await job({ job: 'j1', exhibit: 'AB/1', segments: SEGMENTS, end: 'commit' });
  await job({ job: 'j2', exhibit: 'AB/2', segments: [2], end: 'commit' });
  await indexed();
  const [before, rows] = [await summary(), await texts()];
  assert.equal(before.messages, 12);
  assert.equal(before.revision, 3);
  await restart();
  await open('round');
  assert.deepEqual(await summary(), { ...before, revision: 1 });
  assert.deepEqual(await texts(), rows);
  await close();
});

test('nothing of the evidence stands readable in the browser’s files', async () => {
  await storedCase('closed');
  await on(`const db = new storePage.Dexie('control');
    db.version(1).stores({ rows: 'id' });
    await db.rows.put({ id: 1, bytes: new TextEncoder().encode('plain control text').buffer });
    db.close();`);
  await restart();
  const files = readdirSync(path.join(scratch, 'profile'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /IndexedDB/.test(entry.parentPath))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
  const has = (text: string) =>
    files.some((bytes) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')));
  assert.ok(has('plain control'), 'the search sees what is not sealed');
  for (const word of ['secret AB', 'AB/1', 'confidential', 'Beatrix', 'Geheim', 'Vertraulich', 'whatsapp']) {
    assert.equal(has(word), false, word);
  }
});

test('a job that was cut off, or aborted, leaves nothing', async () => {
  await storedCase('swept');
  await open('swept');
  const full = await counts('swept');
  const aborted = await job({ job: 'j2', exhibit: 'AB/2', segments: [2, 2], end: 'abort' });
  assert.deepEqual(aborted.said, [{ type: 'job-aborted', job: 'j2' }]);
  assert.deepEqual(await counts('swept'), full);
  assert.equal((await job({ job: 'j3', exhibit: 'AB/3', segments: [2, 2], end: 'leave' })).stored, 2);
  assert.equal((await counts('swept')).segments, full.segments! + 2);
  await restart();
  assert.deepEqual(await open('swept'), {
    type: 'ready',
    caseId: 'swept',
    interrupted: [{ job: 'j3', exhibit: 'AB/3' }],
  });
  assert.deepEqual(await texts(), ALL);
  assert.deepEqual((await summary()).damage, []);
  await close();
  // The main process has noted it: what is left is what was there before, and it is not named again.
  assert.deepEqual(await counts('swept'), full);
  assert.deepEqual(await open('swept'), { type: 'ready', caseId: 'swept', interrupted: [] });
  await close();
});

test('a case that is open in one window is refused in a second, and opens once the first is closed', async () => {
  await storedCase('locked');
  await open('locked');
  await assert.rejects(open('locked'), /the case is open in another window/);
  assert.deepEqual(await texts(), ALL);
  await restart();
  await open('locked');
  await close();
});

test('a wrong key opens nothing, is said so, and removes nothing', async () => {
  await storedCase('key');
  const before = await counts('key');
  await open('key', 8);
  const { messages, damage } = await summary();
  assert.equal(messages, 0);
  assert.ok(damage.length > 0);
  await close();
  assert.deepEqual(await counts('key'), before);
  await open('key');
  assert.deepEqual(await texts(), ALL);
  await close();
});

for (const [table, record] of [
  ['segments', 'the record'],
  ['heaps', 'the record of its texts'],
] as const) {
  test(`${table}: a segment that was taken away is named, with what it held, and the rest stays`, async () => {
    const { damage, left } = await damageAfter(`dropped ${table}`, table, 'await t.delete([job, 1]);');
    assert.deepEqual(damage, [`AB/1 1 ${record} is missing (2 messages, 2024-03-02)`]);
    assert.deepEqual(left, [...ALL.slice(0, 3), ...ALL.slice(5)]);
  });

  test(`${table}: two segments that changed places are named, and neither is used`, async () => {
    const { damage, left } = await damageAfter(
      `swapped ${table}`,
      table,
      'const [a, b] = [await t.get([job, 0]), await t.get([job, 2])]; await t.bulkPut([{ ...a, n: 2 }, { ...b, n: 0 }]);',
    );
    assert.deepEqual(damage, [
      `AB/1 0 ${record} was altered or exchanged; what stands in its place is segment 2 (3 messages, 2024-03-01)`,
      `AB/1 2 ${record} was altered or exchanged; what stands in its place is segment 0 (4 messages, 2024-03-03)`,
    ]);
    assert.deepEqual(left, [...ALL.slice(3, 5), ...ALL.slice(9)]);
  });

  test(`${table}: a segment that stands twice is named and counts once`, async () => {
    const { damage, left } = await damageAfter(
      `repeated ${table}`,
      table,
      'const a = await t.get([job, 0]); await t.bulkPut([{ ...a, n: 3 }, { ...a, n: 4 }]);',
    );
    assert.deepEqual(damage, [
      'AB/1 -1 a record beyond those of the import was added: a copy of segment 0; it is not used',
      `AB/1 3 ${record} was altered or exchanged; what stands in its place is segment 0 (1 message, 2024-03-04)`,
    ]);
    assert.deepEqual(left, ALL.slice(0, 9));
  });

  test(`${table}: a flipped bit costs its segment alone`, async () => {
    const { damage, left } = await damageAfter(
      `flipped ${table}`,
      table,
      'const a = await t.get([job, 2]); new Uint8Array(a.bytes)[40] ^= 4; await t.put(a);',
    );
    assert.deepEqual(damage, [`AB/1 2 ${record} was altered or exchanged (4 messages, 2024-03-03)`]);
    assert.deepEqual(left, [...ALL.slice(0, 5), ...ALL.slice(9)]);
  });
}

test('the head of one segment is not used with the texts of another', async () => {
  const { damage, left } = await damageAfter(
    'crossed',
    'heaps',
    "const s = db.table('segments'); await t.put({ ...(await s.get([job, 0])) });",
  );
  assert.deepEqual(damage, [
    'AB/1 0 the record of its texts was altered or exchanged (3 messages, 2024-03-01)',
  ]);
  assert.deepEqual(left, ALL.slice(3));
});

const found = (query: string) => on<string[]>(`return storePage.found(${JSON.stringify(query)})`);

test('a search finds in what was stored just now, and after a restart', async () => {
  await open('searched');
  await job({ job: 'j1', exhibit: 'AB/1', segments: SEGMENTS, end: 'commit' });
  await job({ job: 'j2', exhibit: 'AB/2', segments: [2], end: 'commit' });
  const asked = ['secret', '4', '"secret AB 1" -3', 'exhibit:AB/2', 'from:beatrix 2', '/ 1?0$/'];
  const before: string[][] = [];
  for (const query of asked) before.push(await found(query));
  await indexed();
  for (const [i, query] of asked.entries()) assert.deepEqual(await found(query), before[i], query);
  assert.equal(before[0]!.length, 12);
  assert.deepEqual(before[1], ['secret AB/1 4']);
  assert.deepEqual(before[5], ['secret AB/1 10']);
  await restart();
  await open('searched');
  for (const [i, query] of asked.entries()) assert.deepEqual(await found(query), before[i], query);
  assert.deepEqual((await summary()).damage, []);
  await close();
});

for (const [what, code] of [
  ['head', 'await t.delete([job, 0]);'],
  ['block', 'const a = await t.get([job, 1]); new Uint8Array(a.bytes)[20] ^= 4; await t.put(a);'],
  ['block that is missing', 'await t.delete([job, 1]);'],
] as const) {
  test(`without a ${what} of the search structures a search finds the same, and it is said`, async () => {
    const name = `search ${what}`;
    await storedCase(name);
    await tamper(name, 'search', code);
    await open(name);
    assert.deepEqual(await found('4'), ['secret AB/1 4']);
    assert.deepEqual(await found('secret'), ALL);
    const { damage } = await summary();
    assert.equal(damage.length >= 1, true);
    for (const { reason } of damage) assert.match(reason, /^its search index: .*slower, and as exact$/);
    await close();
  });
}

test('search structures that were cut off are made anew when the case is next opened', async () => {
  await storedCase('indexed');
  await open('cut off');
  await job({ job: 'j1', exhibit: 'AB/1', segments: SEGMENTS, end: 'commit' });
  // Closed at once: they are made behind the commit.
  await close();
  await open('cut off');
  assert.deepEqual(await found('4'), ['secret AB/1 4']);
  await indexed();
  assert.deepEqual(await found('4'), ['secret AB/1 4']);
  assert.deepEqual((await summary()).damage, []);
  await close();
  assert.deepEqual(await counts('cut off'), await counts('indexed'));
});

test('without a source’s accounts its messages are not shown, and why is said', async () => {
  const { damage, left } = await damageAfter('lists', 'lists', 'await t.delete([job, 1]);');
  assert.deepEqual(damage, [
    'AB/1 -1 part 0 of its accounts: the record is missing; its 4 segments cannot be shown without it',
  ]);
  assert.deepEqual(left, []);
});

const DECIDED = {
  at: '2024-04-01T08:00:00.000Z',
  reason: 'geheimer Grund',
  kind: 'merge',
  accounts: ['whatsapp\0in\0AB/1\0Beatrix Geheim', 'whatsapp\0in\0AB/1\0owner'],
};
const decide = (id: string, more: object = {}) =>
  on(`await storePage.decide(${JSON.stringify({ id, ...DECIDED, ...more })})`);

test('decisions about persons hold at once and after a restart, and are sealed', async () => {
  await storedCase('decided');
  await open('decided');
  assert.equal((await summary()).people.length, 2);
  await decide('1');
  const merged = await summary();
  assert.deepEqual(
    merged.people.map(({ ids, messages }) => [ids.length, messages]),
    [[2, 10]],
  );
  await decide('2', { kind: 'undo', decision: '1' });
  await decide('3');
  await close();
  await restart();
  await open('decided');
  const again = await summary();
  assert.equal(again.people.length, 1);
  assert.deepEqual(
    again.decisions.map(({ id }) => id),
    ['1', '2', '3'],
  );
  assert.deepEqual(again.damage, []);
  await close();
  const bytes = await on<string>(`const db = await new storePage.Dexie('threadline-case-decided').open();
    const all = await db.table('decisions').toArray();
    db.close();
    return all.map(({ bytes }) => new TextDecoder('latin1').decode(bytes)).join('');`);
  assert.doesNotMatch(bytes, /geheim|Beatrix|merge/);
});

test('a decision that was taken away or changed is named, and the others hold', async () => {
  await storedCase('redecided');
  await open('redecided');
  for (const id of ['1', '2', '3']) await decide(id);
  await close();
  await tamper(
    'redecided',
    'decisions',
    `await t.delete(0);
    const two = await t.get(1);
    await t.put({ ...(await t.get(2)), n: 1 });
    await t.put({ ...two, n: 3 });`,
  );
  await open('redecided');
  const { decisions, damage, people } = await summary();
  assert.deepEqual(
    decisions.map(({ id }) => id),
    ['3'],
  );
  assert.equal(people.length, 1);
  assert.deepEqual(
    damage.map(({ reason }) => reason),
    [
      'decision 1 about persons is missing',
      'decision 2 about persons was altered or exchanged',
      'decision 4 about persons was altered or exchanged',
    ],
  );
  await decide('5');
  assert.equal((await summary()).decisions.length, 2);
  await close();
});

test('a job’s record that is gone is replaced by the catalogue, and the catalogue by the jobs’ records', async () => {
  const job = await damageAfter('job-record', 'jobs', 'await t.clear();');
  assert.deepEqual(job.damage, [
    'AB/1 -1 the record of its import is missing; the catalogue of the case replaces it',
  ]);
  assert.deepEqual(job.left, ALL);
  const catalogue = await damageAfter('catalogue', 'catalogue', 'await t.clear();');
  assert.deepEqual(catalogue.damage, [
    ' -1 the catalogue of the case is missing: an import taken away whole would not be noticed',
  ]);
  assert.deepEqual(catalogue.left, ALL);
});

test('an import taken away whole is noticed', async () => {
  const { damage, left } = await damageAfter(
    'whole',
    'segments',
    "await t.clear(); await db.table('lists').clear(); await db.table('jobs').clear();",
  );
  assert.equal(damage.filter((line) => line.startsWith('AB/1')).length, 6);
  assert.deepEqual(left, []);
});

test('the record of an unfinished job put back over a done one removes nothing', async () => {
  await open('rollback');
  await job({ job: 'j1', exhibit: 'AB/1', segments: SEGMENTS, end: 'leave' });
  await on(`const db = await new storePage.Dexie('threadline-case-rollback').open();
    globalThis.kept = await db.table('jobs').toArray(); db.close();`);
  await on(`return storePage.finish('j1')`);
  await close();
  await tamper('rollback', 'jobs', 'await t.bulkPut(globalThis.kept);');
  await open('rollback');
  assert.deepEqual(await texts(), ALL);
  assert.match((await summary()).damage[0]!.reason, /the record of its import was altered/);
  await close();
});

test('segments out of order fail the job, with the reason, and the store goes on', async () => {
  await open('order');
  const { said } = await job({
    job: 'j1',
    exhibit: 'AB/1',
    segments: [1, 1, 1],
    order: [0, 2],
    end: 'abort',
  });
  assert.deepEqual(
    said.map(({ type }) => type),
    ['job-failed', 'job-aborted'],
  );
  assert.match(said[0]!.reason!, /segment 2 of source 0 came out of its order/);
  await job({ job: 'j2', exhibit: 'AB/1', segments: SEGMENTS, end: 'commit' });
  assert.deepEqual(await texts(), ALL);
  await close();
});

test('a full disk fails the job with that reason and keeps what was stored before', async () => {
  await storedCase('full');
  // The browser remembers for a while how much room there was.
  await restart();
  await browser.limitStorage(100_000);
  await open('full');
  try {
    const { said } = await job({ job: 'j2', exhibit: 'AB/2', segments: [4000, 4000, 4000], end: 'abort' });
    assert.deepEqual(said, [
      {
        type: 'job-failed',
        job: 'j2',
        reason: said[0]!.reason!,
      },
      { type: 'job-aborted', job: 'j2' },
    ]);
    assert.match(said[0]!.reason!, /^the disk is full, or the store has reached the room it is allowed: /);
  } finally {
    await browser.limitStorage(null);
  }
  assert.deepEqual(await texts(), ALL);
  await close();
});
