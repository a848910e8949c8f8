/**
 * Records of every table of the case store flipped, swapped, missing or repeated, as somebody with the disk in
 * hand could do it: found at the next opening (of a search's blocks, when a search asks for them), named, and
 * the rest usable. Of segments, more in store.test.ts.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { buildPage } from './store-browser.ts';
import { TestedStore } from './tested-store.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-tampered-'));
const site = path.join(scratch, 'site');
let store: TestedStore;

before(async () => {
  await buildPage(site);
  store = await TestedStore.launch(site, path.join(scratch, 'profile'));
});
after(async () => {
  await store.end();
  rmSync(scratch, { recursive: true, force: true });
});

const AT = { at: '2024-04-01T08:00:00.000Z', reason: 'r' };
const accounts = ['whatsapp\0in\0AB/1\0Beatrix Geheim', 'whatsapp\0in\0AB/1\0owner'];
const merge = (id: string) => ({ id, ...AT, kind: 'merge', accounts });
const tag = (id: string) => ({
  id,
  ...AT,
  author: 'j.ho',
  kind: 'tag-made',
  tag: id,
  name: id,
  colour: 'teal',
  letters: 'T',
});

/** Messages 1 to 5 of AB/1 in segments of 3 and 2, messages 1 and 2 of AB/2, three decisions, three tags. */
async function storedCase(): Promise<void> {
  await store.open();
  await store.job({ job: 'j1', exhibit: 'AB/1', segments: [3, 2], end: 'commit' });
  await store.job({ job: 'j2', exhibit: 'AB/2', segments: [2], end: 'commit' });
  await store.indexed();
  for (const id of ['1', '2', '3']) await store.decide(merge(id));
  for (const id of ['a', 'b', 'c']) await store.annotate(tag(id));
  await store.close();
}

const OF_1 = [1, 2, 3, 4, 5].map((n) => `secret AB/1 ${n}`);
const OF_2 = [1, 2].map((n) => `secret AB/2 ${n}`);

type Defect = 'flipped' | 'swapped' | 'missing' | 'repeated';

/** What is done to a table `t` with the keys `a`, `b` of two of its records and `beyond`, a key behind its last. */
const DEFECTS: Readonly<Record<Defect, string>> = {
  flipped: 'const r = await t.get(a); new Uint8Array(r.bytes)[5] ^= 1; await t.put(r);',
  swapped: `const [r, s] = [await t.get(a), await t.get(b)];
    await t.bulkPut([{ ...r, iv: s.iv, bytes: s.bytes }, { ...s, iv: r.iv, bytes: r.bytes }]);`,
  missing: 'await t.delete(a);',
  repeated: 'await t.add({ ...(await t.get(a)), ...beyond });',
};

interface Table {
  readonly table: string;
  /** Code for the keys; \`jobs\` are the tags of AB/1 and AB/2. */
  readonly keys: string;
  /** What is named, a part of each line, by defect. */
  readonly named: Readonly<Record<Defect, readonly RegExp[]>>;
  /** Messages left, where not all are. */
  readonly left?: Partial<Record<Defect, readonly string[]>>;
  readonly decisions?: Partial<Record<Defect, readonly string[]>>;
  readonly tags?: Partial<Record<Defect, readonly string[]>>;
}

/** Keys of the first two records of the first job that has two, and of one behind its last. */
const ofJob = `const keys = await t.toCollection().primaryKeys();
  const job = (await exhibits())['AB/1'];
  const own = keys.filter((key) => key[0] === job);
  const [a, b] = own; const beyond = { n: own.length };`;

const altered = / was altered or exchanged/;
const TABLES: readonly Table[] = [
  {
    table: 'segments',
    keys: ofJob,
    named: {
      flipped: [/^AB\/1 0 the record was altered or exchanged \(3 messages, 2024-03-01\)$/],
      swapped: [/^AB\/1 0 .* what stands in its place is segment 1/, /^AB\/1 1 .* is segment 0/],
      missing: [/^AB\/1 0 the record is missing/],
      repeated: [/^AB\/1 -1 a record beyond those of the import was added: a copy of segment 0/],
    },
    left: { flipped: OF_1.slice(3), swapped: [], missing: OF_1.slice(3) },
  },
  {
    table: 'heaps',
    keys: ofJob,
    named: {
      flipped: [/^AB\/1 0 the record of its texts was altered or exchanged \(3 messages, 2024-03-01\)$/],
      swapped: [/^AB\/1 0 .* what stands in its place is segment 1/, /^AB\/1 1 .* is segment 0/],
      missing: [/^AB\/1 0 the record of its texts is missing/],
      repeated: [/^AB\/1 -1 a record beyond those of the import was added: a copy of segment 0/],
    },
    left: { flipped: OF_1.slice(3), swapped: [], missing: OF_1.slice(3) },
  },
  {
    table: 'search',
    keys: ofJob,
    named: {
      flipped: [/^AB\/1 -1 its search index: .*slower, and as exact$/],
      swapped: [/^AB\/1 -1 its search index: .*slower, and as exact$/],
      missing: [/^AB\/1 -1 its search index: .*slower, and as exact$/],
      repeated: [/^AB\/1 -1 a record was added to the search index of its import; it is not used$/],
    },
  },
  {
    table: 'lists',
    keys: ofJob,
    named: {
      flipped: [/^AB\/1 -1 part 0 of its chats: .*its 2 segments cannot be shown without it$/],
      swapped: [/^AB\/1 -1 part 0 of its accounts: .*its 2 segments cannot be shown without it$/],
      missing: [/^AB\/1 -1 part 0 of its chats: the record is missing; its 2 segments/],
      repeated: [/^AB\/1 -1 a record was added to the lists of its import; it is not used$/],
    },
    left: { flipped: [], swapped: [], missing: [] },
  },
  {
    table: 'jobs',
    keys: "const [a, b] = [(await exhibits())['AB/1'], (await exhibits())['AB/2']]; const beyond = { job: '0'.repeat(32) };",
    named: {
      flipped: [/^AB\/1 -1 the record of its import was altered; the catalogue of the case replaces it$/],
      swapped: [
        /^AB\/1 -1 the record of its import was altered; the catalogue of the case replaces it$/,
        /^AB\/2 -1 the record of its import was altered; the catalogue of the case replaces it$/,
      ],
      missing: [/^AB\/1 -1 the record of its import is missing; the catalogue of the case replaces it$/],
      repeated: [/^ -1 the record of an import was altered; what it stored cannot be told$/],
    },
  },
  {
    table: 'catalogue',
    // There is one: it changes places with the record of an import.
    keys: 'const [a, b] = [1, 1]; const beyond = { id: 2 };',
    named: {
      flipped: [
        /^ -1 the catalogue of the case was altered: an import taken away whole would not be noticed$/,
      ],
      swapped: [
        /^ -1 the catalogue of the case was altered: an import taken away whole would not be noticed$/,
      ],
      missing: [
        /^ -1 the catalogue of the case is missing: an import taken away whole would not be noticed$/,
      ],
      repeated: [/^ -1 a record was added to the catalogue of the case; it is not used$/],
    },
  },
  {
    table: 'decisions',
    keys: 'const [a, b] = [0, 1]; const beyond = { n: 3 };',
    named: {
      flipped: [/^ -1 decision 1 about persons was altered or exchanged$/],
      swapped: [/ decision 1 about persons was/, / decision 2 about persons was/],
      missing: [/^ -1 decision 1 about persons is missing$/],
      repeated: [/ decision 4 about persons was altered or exchanged$/],
    },
    decisions: { flipped: ['2', '3'], swapped: ['3'], missing: ['2', '3'] },
  },
  {
    table: 'annotations',
    keys: 'const [a, b] = [0, 1]; const beyond = { n: 3 };',
    named: {
      flipped: [/^ -1 annotation 1 \(a tag, a note or a search\) was altered or exchanged$/],
      swapped: [/ annotation 1 /, / annotation 2 /],
      missing: [/^ -1 annotation 1 .* is missing$/],
      repeated: [altered],
    },
    tags: { flipped: ['b', 'c'], swapped: ['c'], missing: ['b', 'c'] },
  },
];

/** Tags of the jobs by exhibit: the store names them by chance, so they are told by the number of their segments. */
const EXHIBITS = `const exhibits = async () => {
  const counts = {};
  for (const [job] of await db.table('segments').toCollection().primaryKeys()) counts[job] = (counts[job] ?? 0) + 1;
  const [one, two] = Object.keys(counts).sort((x, y) => counts[y] - counts[x]);
  return { 'AB/1': one, 'AB/2': two };
};`;

for (const { table, keys, named, left, decisions, tags } of TABLES) {
  for (const defect of Object.keys(DEFECTS) as Defect[]) {
    test(`${table}: a record that is ${defect} is found and named, and the rest is used`, async () => {
      store.use(`${table} ${defect}`);
      await storedCase();
      const change =
        table === 'catalogue' && defect === 'swapped'
          ? `const j = (await db.table('jobs').toArray())[0];
             await t.put({ ...(await t.get(1)), iv: j.iv, bytes: j.bytes });`
          : DEFECTS[defect];
      await store.tamper(`${EXHIBITS} const t = db.table('${table}'); ${keys} ${change}`);
      await store.open();
      const texts = await store.texts();
      // A search asks for the blocks of its structures; it finds the same without one.
      const found = await store.found('secret');
      const damage = await store.damage();
      for (const wanted of named[defect]) {
        assert.ok(
          damage.some((line) => wanted.test(line)),
          `${wanted} in ${JSON.stringify(damage)}`,
        );
      }
      assert.ok(damage.length >= 1 && damage.length <= 2, damage.join('\n'));
      const messages = left?.[defect] ?? OF_1;
      assert.deepEqual([...texts].sort(), [...messages, ...OF_2]);
      assert.deepEqual([...found].sort(), [...texts].sort());
      const summary = await store.summary();
      assert.deepEqual(
        summary.decisions.map(({ id }) => id),
        decisions?.[defect] ?? ['1', '2', '3'],
      );
      const { tags: known } = await store.on<{ tags: { name: string }[] }>('return storePage.annotations()');
      assert.deepEqual(
        known.map(({ name }) => name),
        tags?.[defect] ?? ['a', 'b', 'c'],
      );
      // What is added now is kept beside it.
      await store.decide(merge('next'));
      await store.close();
      await store.open();
      assert.ok((await store.summary()).decisions.some(({ id }) => id === 'next'));
      await store.close();
    });
  }
}
