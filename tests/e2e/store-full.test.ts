/** The browser's room for the case store runs out, at each stage: named, nothing lost, and it goes on. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { buildPage } from './store-browser.ts';
import { TestedStore } from './tested-store.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-store-full-'));
const site = path.join(scratch, 'site');
let store: TestedStore;

before(() => buildPage(site));
after(() => rmSync(scratch, { recursive: true, force: true }));
// A browser of its own for each: what an earlier one removed counts as used for a while.
let profiles = 0;
beforeEach(async () => {
  store = await TestedStore.launch(site, path.join(scratch, `profile-${profiles++}`));
  store.use('full');
});
afterEach(() => store.end());

/** Bytes of room for a few small records. */
const LITTLE = 500_000;

const LONG = 3_000_000;
const ALL = Array.from({ length: 5 }, (_, i) => `secret AB/1 ${i + 1}`);
const first = { job: 'j1', exhibit: 'AB/1', segments: [3, 2], end: 'commit' };

const AT = { at: '2024-04-01T08:00:00.000Z', author: 'j.ho' };
const merge = (reason: string) => ({
  id: 'd',
  ...AT,
  reason,
  kind: 'merge',
  accounts: ['whatsapp\0in\0AB/1\0Beatrix Geheim', 'whatsapp\0in\0AB/1\0owner'],
});
const note = (text: string) => ({
  id: 'a',
  ...AT,
  reason: '',
  kind: 'note-written',
  note: 'n',
  subject: { kind: 'chat', exhibit: 'AB/1', platform: 'whatsapp', id: 'Vertraulich Gruppe' },
  text,
});

/** Runs a job that is to fail. @returns the store's reason. */
async function refusedJob(made: object): Promise<string> {
  const { said } = await store.job(made);
  const failed = said.find(({ type }) => type === 'job-failed');
  assert.ok(failed, JSON.stringify(said));
  return failed.reason!;
}

async function refused(work: Promise<unknown>): Promise<string> {
  const cause = await work.then(
    () => assert.fail('it was stored'),
    (thrown: Error) => thrown,
  );
  return cause.message;
}

interface Stage {
  readonly stage: string;
  readonly what: string;
  /** Done without room: the reason why it is refused. */
  readonly refused: () => Promise<string>;
  /** Done with room. */
  readonly again: () => Promise<unknown>;
  /** Whether it holds; asked before it was done again, and after. */
  readonly holds: () => Promise<boolean>;
}

const holdsSecond = async (): Promise<boolean> =>
  (await store.summary()).exhibits.some(({ exhibit }) => exhibit === 'AB/2');

const STAGES: readonly Stage[] = [
  {
    stage: 'a segment and its texts',
    what: '(segments? \\d+( to \\d+)? of AB/2, with (its|their) texts,)',
    refused: () => refusedJob({ job: 'j2', exhibit: 'AB/2', segments: Array(40).fill(4000), end: 'abort' }),
    again: () => store.job({ job: 'j3', exhibit: 'AB/2', segments: [4000], end: 'commit' }),
    holds: holdsSecond,
  },
  {
    stage: 'the lists of an import',
    what: 'the lists of the import',
    refused: () => refusedJob({ job: 'j2', exhibit: 'AB/2', segments: [2], title: LONG, end: 'commit' }),
    again: () => store.job({ job: 'j3', exhibit: 'AB/2', segments: [2], title: LONG, end: 'commit' }),
    holds: holdsSecond,
  },
  {
    stage: 'a decision about persons',
    what: 'the decision',
    refused: () => refused(store.decide(merge('x'.repeat(LONG)))),
    again: () => store.decide(merge('x'.repeat(LONG))),
    holds: async () => (await store.summary()).decisions.length === 1,
  },
  {
    stage: 'a note',
    what: 'the tag, note or search',
    refused: () => refused(store.annotate(note('x'.repeat(LONG)))),
    again: () => store.annotate(note('x'.repeat(LONG))),
    holds: async () =>
      (await store.on<{ notes: unknown[] }>('return storePage.annotations()')).notes.length === 1,
  },
];

for (const { stage, what, refused, again, holds } of STAGES) {
  test(`without room ${stage} is refused by its name, costs nothing, and is stored when there is room`, async () => {
    await store.open();
    await store.job(first);
    await store.indexed();
    await store.close();
    await store.leaveRoom(LITTLE);
    try {
      await store.open();
      assert.match(
        await refused(),
        new RegExp(
          `the disk is full, or the store has reached the room it is allowed: ${what} cannot be stored; make room and do it again`,
        ),
      );
      assert.equal(await holds(), false);
      assert.deepEqual(await store.texts(), ALL);
      await store.close();
    } finally {
      await store.makeRoom();
    }
    await store.open();
    assert.equal(await holds(), false);
    assert.deepEqual(await store.damage(), []);
    await again();
    await store.indexed();
    await store.close();
    await store.open();
    assert.equal(await holds(), true);
    assert.deepEqual(await store.damage(), []);
    await store.close();
  });
}

/** Digits are found in any grouping: the 1 of the exhibit counts. */
const FOUND = ['secret AB/1 1999', 'secret AB/1 11999'];

test('without room for the search index searches find the same, it is said, and it is made when there is room', async () => {
  await store.open();
  await store.job({ job: 'j1', exhibit: 'AB/1', segments: [4000, 4000, 4000], end: 'commit' });
  // Closed at once: the index is made behind the commit.
  await store.close();
  await store.leaveRoom(1000);
  try {
    await store.open();
    const damage = await store.on<string[]>(`for (;;) {
      const { damage, unindexed } = await storePage.summary();
      if (damage.length > 0 || unindexed === 0) return damage.map(({ reason }) => reason);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }`);
    assert.match(
      damage.join(),
      /^its search index: it could not be made: the disk is full, or .*: the search index cannot be stored; make room and do it again.*slower, and as exact$/,
    );
    assert.deepEqual(await store.found('11999'), FOUND);
    await store.close();
    const left = await store.tamper<number>("return await db.table('search').count()");
    assert.equal(left, 0, 'what was made of it takes no room');
  } finally {
    await store.makeRoom();
  }
  await store.open();
  await store.indexed();
  assert.deepEqual(await store.found('11999'), FOUND);
  assert.deepEqual(await store.damage(), []);
  await store.close();
});
