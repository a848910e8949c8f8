/** Tags, notes and saved searches in a real browser's IndexedDB: what was stored is there after any end. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { CaseAnnotations, CaseSummary } from '../../renderer/query/api.ts';
import {
  type Annotation,
  annotationState,
  type Change,
  type MessageSubject,
  subjectKey,
} from '../../shared/annotations/index.ts';
import { buildPage, launchPage, type OpenPage } from './store-browser.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-annotations-'));
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

async function restart(): Promise<void> {
  await browser.close();
  browser = await launchPage(site, path.join(scratch, 'profile'));
}

const on = <T>(code: string): Promise<T> => browser.evaluate<T>(`(async () => { ${code} })()`);
const open = (caseId: string) => on(`return storePage.open('${caseId}', 7)`);
const close = () => on('storePage.close()');
const annotate = (...annotations: Annotation[]) =>
  on(`await storePage.annotate(${JSON.stringify(annotations)})`);
const annotations = () => on<CaseAnnotations>('return storePage.annotations()');
const found = (query: string) => on<string[]>(`return storePage.found(${JSON.stringify(query)})`);
const MESSAGES = 6;

/** An open case with one exhibit. */
async function opened(caseId: string): Promise<MessageSubject[]> {
  await open(caseId);
  const made = { job: 'j1', exhibit: 'AB/1', segments: [4, 2], end: 'commit' };
  await on(`return storePage.job(${JSON.stringify(made)})`);
  return on<MessageSubject[]>('return storePage.subjects()');
}

let ids = 0;
const made = (change: Change): Annotation => ({
  id: `${ids++}`,
  at: '2024-04-01T08:00:00.000Z',
  author: 'j.ho',
  reason: 'as the witness said',
  ...change,
});
const tag = (id: string, name = id): Annotation =>
  made({ kind: 'tag-made', tag: id, name, colour: 'teal', letters: 'X' });

/** What the window shows of a list of annotations, by a plain reading of them. */
function plain(list: readonly Annotation[]) {
  const { tags, notes, searches } = annotationState(list);
  return {
    tags: [...tags.values()].map(({ name, messages }) => [name, messages.size]),
    notes: [...notes.values()].map(({ text, subject }) => [text, subjectKey(subject)]),
    searches: [...searches.values()].map(({ name }) => name),
  };
}
const shown = ({ tags, notes, searches }: CaseAnnotations) => ({
  tags: tags.map(({ name, messages }) => [name, messages]),
  notes: notes.map(({ text, subject }) => [text, subjectKey(subject)]),
  searches: searches.map(({ name }) => name),
});

test('after any sequence of tagging, untagging, noting and undoing the reopened case is what plain code makes of it', async () => {
  const subjects = await opened('sequence');
  assert.equal(subjects.length, MESSAGES);
  await close();
  const step = fc.record({
    kind: fc.constantFrom(
      'tag-made',
      'tag-removed',
      'tagged',
      'tagged',
      'untagged',
      'note-written',
      'note-removed',
      'undo',
    ),
    name: fc.constantFrom('a', 'b'),
    rows: fc.subarray(subjects, { minLength: 1 }),
    back: fc.integer({ min: 1, max: 8 }),
  });
  const all: Annotation[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (drawn) => {
      const added = drawn.map(({ kind, name, rows, back }): Annotation => {
        if (kind === 'tag-made') return tag(name);
        if (kind === 'tag-removed') return made({ kind, tag: name });
        if (kind === 'note-written')
          return made({ kind, note: name, subject: rows[0]!, text: `note ${ids}` });
        if (kind === 'note-removed') return made({ kind, note: name });
        if (kind === 'undo') return made({ kind, annotation: `${ids - back}` });
        return made({ kind, tag: name, messages: rows });
      });
      await open('sequence');
      await annotate(...added);
      all.push(...added);
      const before = await annotations();
      await close();
      await open('sequence');
      const after = await annotations();
      await close();
      assert.deepEqual(shown(before), plain(all));
      assert.deepEqual(after, before);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

test('tags and notes are there after a restart, are found by a search, and what was read stays as it was', async () => {
  const subjects = await opened('restarted');
  const { revision } = await on<CaseSummary>('return storePage.summary()');
  await annotate(
    tag('t', 'Pick-up point'),
    made({ kind: 'tagged', tag: 't', messages: subjects.slice(1, 3) }),
    made({ kind: 'note-written', note: 'n', subject: subjects[5]!, text: 'who is this' }),
    made({ kind: 'search-saved', search: 's', name: 'points', filter: { query: 'tag:pick' } }),
  );
  const before = await annotations();
  assert.equal((await on<CaseSummary>('return storePage.summary()')).revision, revision);
  assert.equal((await found('tag:pick')).length, 2);
  await restart();
  await open('restarted');
  const { revision: _revision, ...after } = await annotations();
  assert.deepEqual({ ...after, revision: before.revision }, before);
  assert.equal((await found('tag:pick')).length, 2);
  assert.equal((await found('has:note')).length, 1);
  assert.equal((await found('-has:tag -has:note')).length, 3);
  await close();
});

test('the browser killed while many tags are written loses none that it said was on the disk', async () => {
  const subjects = await opened('killed');
  await annotate(tag('t'));
  await on(`globalThis.stored = 0;
    void (async () => {
      for (const one of ${JSON.stringify(Array.from({ length: 400 }, (_, i) => made({ kind: 'tagged', tag: 't', messages: [subjects[i % MESSAGES]!] })))}) {
        await storePage.annotate([one]);
        globalThis.stored++;
      }
    })()`);
  let stored = 0;
  while (stored < 20) stored = await on<number>('return globalThis.stored');
  await browser.kill();
  browser = await launchPage(site, path.join(scratch, 'profile'));
  await open('killed');
  const { history, earlier, tags } = await annotations();
  assert.ok(history.length + earlier < 401, 'the browser was killed too late');
  assert.ok(history.length + earlier >= 1 + stored, `${history.length + earlier} of at least ${1 + stored}`);
  assert.equal(tags[0]!.messages, MESSAGES);
  assert.deepEqual((await on<CaseSummary>('return storePage.summary()')).damage, []);
  await close();
});

test('an annotation that was taken away, changed or exchanged is named, and the others hold', async () => {
  const subjects = await opened('tampered');
  await annotate(
    tag('a'),
    tag('b'),
    made({ kind: 'tagged', tag: 'a', messages: [subjects[0]!] }),
    made({ kind: 'tagged', tag: 'b', messages: [subjects[1]!] }),
    tag('c'),
  );
  await close();
  await on(`const db = await new storePage.Dexie('threadline-case-tampered').open();
    const t = db.table('annotations');
    await t.delete(1);
    const two = await t.get(2);
    await t.put({ ...(await t.get(3)), n: 2 });
    await t.put({ ...two, n: 3 });
    db.close();`);
  await open('tampered');
  assert.deepEqual(shown(await annotations()).tags, [
    ['a', 0],
    ['c', 0],
  ]);
  const { damage } = await on<CaseSummary>('return storePage.summary()');
  assert.deepEqual(
    damage.map(({ reason }) => reason),
    [2, 3, 4].map(
      (n) =>
        `annotation ${n} (a tag, a note or a search) ${n === 2 ? 'is missing' : 'was altered or exchanged'}`,
    ),
  );
  // What comes next does not take the place of what is missing.
  await annotate(tag('d'));
  await close();
  await open('tampered');
  assert.equal(shown(await annotations()).tags.length, 3);
  await close();
});

test('a full disk refuses the annotation with that reason, and it does not hold', async () => {
  const subjects = await opened('full');
  await annotate(tag('t'));
  const large = made({ kind: 'note-written', note: 'n', subject: subjects[0]!, text: 'x'.repeat(3_000_000) });
  await close();
  await restart();
  await browser.limitStorage(100_000);
  await open('full');
  try {
    await assert.rejects(
      annotate(large),
      /the disk is full, or the store has reached the room it is allowed/,
    );
  } finally {
    await browser.limitStorage(null);
  }
  assert.equal((await annotations()).notes.length, 0);
  await annotate(made({ kind: 'tagged', tag: 't', messages: [subjects[0]!] }));
  await close();
  await open('full');
  const { tags, notes } = await annotations();
  assert.deepEqual([tags[0]!.messages, notes.length], [1, 0]);
  await close();
});

test('a case from before there were annotations opens, and takes them', async () => {
  await opened('old');
  await close();
  // What an earlier version made: the same database without the table.
  await on(`const old = await new storePage.Dexie('threadline-case-old').open();
    const kept = {};
    for (const t of old.tables) if (t.name !== 'annotations') kept[t.name] = await t.toArray();
    await old.delete();
    const db = new storePage.Dexie('threadline-case-old');
    db.version(2).stores({ segments: '[job+n]', heaps: '[job+n]', search: '[job+n]', lists: '[job+n]',
      jobs: 'job', catalogue: 'id', decisions: 'n' });
    await db.open();
    for (const [name, records] of Object.entries(kept)) await db.table(name).bulkAdd(records);
    db.close();`);
  await open('old');
  const subjects = await on<MessageSubject[]>('return storePage.subjects()');
  await annotate(tag('t'), made({ kind: 'tagged', tag: 't', messages: subjects }));
  await close();
  await open('old');
  assert.deepEqual(shown(await annotations()).tags, [['t', MESSAGES]]);
  await close();
});

test('nothing of tags, notes and searches stands readable in the browser’s files', async () => {
  const subjects = await opened('sealed');
  await annotate(
    tag('t', 'Verdachtswort'),
    made({ kind: 'note-written', note: 'n', subject: subjects[0]!, text: 'Geheimnotiz' }),
    made({ kind: 'search-saved', search: 's', name: 'Suchname', filter: { query: 'Suchwort' } }),
  );
  await close();
  await restart();
  const files = readdirSync(path.join(scratch, 'profile'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /IndexedDB/.test(entry.parentPath))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
  const has = (text: string) =>
    files.some((bytes) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')));
  assert.ok(has('annotations'), 'the names of tables stand in clear');
  for (const word of ['Verdachtswort', 'Geheimnotiz', 'Suchname', 'Suchwort', 'j.ho']) {
    assert.equal(has(word), false, word);
  }
});

interface Exported {
  readonly decisions: readonly unknown[];
  readonly annotations: readonly Annotation[];
  readonly reason?: string;
}
const exported = () => on<Exported>('return storePage.exported()');
const receive = (entries: readonly Annotation[]) =>
  on<string | undefined>(`return storePage.receive(${JSON.stringify({ ledger: 'annotations', entries })})`);

test('a bundle gets all of them in their order and with their fields as they were written, and gives them to another store', async () => {
  const [subject] = await opened('giving');
  // More runs than may be under way at once.
  const many = Array.from({ length: 2100 }, (_, i) => tag(`t${i}`));
  await annotate(tag('first'));
  await on(
    `await storePage.decide({ kind: 'country', id: 'd1', at: '2024-04-01T08:00:00.000Z', reason: 'r', exhibit: 'AB/1', country: 'GB' })`,
  );
  for (let at = 0; at < many.length; at += 256)
    assert.equal(await receive(many.slice(at, at + 256)), undefined);
  await annotate(made({ kind: 'tagged', tag: 'first', messages: [subject!] }));
  const { annotations: given, decisions } = await exported();
  assert.equal(JSON.stringify(given.slice(1, -1)), JSON.stringify(many));
  assert.equal(given.length, many.length + 2);
  assert.equal(decisions.length, 1);
  await close();
  await opened('taking');
  for (let at = 0; at < given.length; at += 256) await receive(given.slice(at, at + 256));
  await restart();
  await open('taking');
  assert.deepEqual((await exported()).annotations, given);
  const { tags } = await annotations();
  assert.deepEqual(
    tags.filter(({ messages }) => messages > 0).map(({ name, messages }) => [name, messages]),
    [['first', 1]],
  );
  await close();
});

test('where one was taken from among them or altered, a bundle gets none, and is told which', async () => {
  for (const [caseId, change, reason] of [
    ['gap', 'await db.annotations.delete(1);', /annotation 2 \(a tag, a note or a search\) is missing/],
    [
      'altered',
      `const record = await db.annotations.get(1); new Uint8Array(record.bytes)[3] ^= 1; await db.annotations.put(record);`,
      /annotation 2 .* was altered or exchanged/,
    ],
  ] as const) {
    await opened(caseId);
    await annotate(tag('a'), tag('b'), tag('c'));
    await close();
    await on(
      `const db = await new storePage.Dexie('threadline-case-${caseId}').open(); ${change.replaceAll('db.annotations', "db.table('annotations')")} db.close();`,
    );
    await open(caseId);
    const { annotations: given, reason: said } = await exported();
    assert.match(said ?? '', reason);
    assert.deepEqual(given, []);
    await close();
  }
});
