/** What the investigator added goes along with a case, or what concerns the chosen exhibits does, and nothing else. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { annotationState } from '../../shared/annotations/index.ts';
import type { Request } from '../../shared/contract/index.ts';
import { listsOf, matchFiles } from '../cases/watch-lists.ts';
import { accountOf, addAll, addLists, annotate, decide, nth } from './testing/made-additions.ts';
import { forBundle, Place, plainCase, sha256 } from './testing/made-bundles.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-added-'));
after(() => rmSync(root, { recursive: true, force: true }));

let here: Place;
let there: Place;
beforeEach(() => {
  here = new Place(root);
  there = new Place(root);
});

async function save(place: Place, more: Partial<Request<'bundle.save'>> = {}): Promise<string> {
  const target = path.join(place.folder, 'case.tlcase');
  const request = { recipient: { passphrase: forBundle }, withAttachments: true, withAdded: true, ...more };
  await place.bundles.save(request, async () => target);
  return target;
}

async function open(place: Place, file: string): Promise<void> {
  await place.bundles.open({ file, bundlePassphrase: forBundle, passphrase: 'another passphrase' });
  await place.settled();
}

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** Which of the made attachments a case's hash sets list. */
async function hitsIn(place: Place, contents: readonly string[]): Promise<number[][]> {
  const hashes = Buffer.concat(contents.map((content) => bytesOf(sha256(content))));
  const md5 = new Uint8Array(16 * contents.length);
  const hits = await matchFiles(place.cases.working.opened, { sha256: new Uint8Array(hashes), md5 });
  return hits.map(({ files }) => [...files]);
}

test('decisions, annotations and lists come back on another workstation as they were, and again from there', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: [5, 5], attachments: ['one', 'two'] }]);
  await addAll(here);
  await open(there, await save(here));
  assert.deepEqual(there.store.decisions, here.store.decisions);
  assert.deepEqual(there.store.annotations, here.store.annotations);
  assert.deepEqual(await listsOf(there.cases.working.opened), await listsOf(here.cases.working.opened));
  assert.deepEqual(await hitsIn(there, ['one', 'two']), [[0]]);
  const log = await there.cases.working.opened.log.entries(0, 100);
  assert.deepEqual(
    log.map(({ action }) => action),
    [
      'case-created',
      'case-received',
      'list-added',
      'list-added',
      'added-received',
      'evidence-hashed',
      'exhibit-imported',
    ],
  );
  assert.deepEqual(log[4]!.counts, { decisions: 2, annotations: 3 });

  await annotate(there, 'a4', { kind: 'note-removed', note: 'n1' });
  const third = new Place(root);
  await open(third, await save(there));
  assert.deepEqual(third.store.decisions, here.store.decisions);
  assert.deepEqual(
    third.store.annotations.map(({ id }) => id),
    ['a1', 'a2', 'a3', 'a4'],
  );
  assert.equal(annotationState(third.store.annotations).notes.size, 0);
  assert.equal((await listsOf(third.cases.working.opened)).length, 2);
});

test('without what was added nothing of it is in the bundle, and the log says so', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: [5] }]);
  await addAll(here);
  await open(there, await save(here, { withAdded: false }));
  assert.deepEqual(there.store.decisions, []);
  assert.deepEqual(there.store.annotations, []);
  assert.deepEqual(await listsOf(there.cases.working.opened), []);
  const saved = (await here.cases.working.opened.log.entries(0, 100)).at(-1)!;
  assert.equal(saved.subjects[0]!.withAdded, false);
  assert.equal(saved.counts!.annotations, 0);
});

test('of chosen exhibits goes along what concerns them: the rest is left out, and what names both is cut', async () => {
  await plainCase(here, [
    { exhibit: 'AB/1', segments: [5], attachments: ['one'] },
    { exhibit: 'AB/2', segments: [5], attachments: ['two'] },
  ]);
  const [ofFirst, ofSecond] = [nth(here, 'AB/1', 0), nth(here, 'AB/2', 0)];
  const [a, b, c] = [accountOf('AB/1', 0), accountOf('AB/2', 0), accountOf('AB/2', 1)];
  await decide(here, 'd1', { kind: 'merge', reason: 'r', accounts: [a, b] });
  await decide(here, 'd2', { kind: 'merge', reason: 'r', accounts: [a, b, c] });
  await decide(here, 'd3', { kind: 'country', reason: 'r', exhibit: 'AB/1', country: 'GB' });
  await decide(here, 'd4', {
    kind: 'clock',
    reason: 'r',
    exhibit: 'AB/2',
    ahead: 1000,
    name: 'x',
    basis: { exhibit: 'AB/1', pairs: 3, mad: 0 },
  });
  await decide(here, 'd5', { kind: 'undo', reason: 'r', decision: 'd1' });
  const look = { colour: 'red', letters: 'X' } as const;
  await annotate(here, 'a1', { kind: 'tag-made', tag: 'both', name: 'On both', ...look });
  await annotate(here, 'a2', { kind: 'tag-made', tag: 'first', name: 'On the first', ...look });
  await annotate(here, 'a3', { kind: 'tagged', tag: 'both', messages: [ofFirst, ofSecond] });
  await annotate(here, 'a4', { kind: 'tagged', tag: 'first', messages: [ofFirst] });
  await annotate(here, 'a5', {
    kind: 'note-written',
    note: 'n1',
    subject: ofFirst,
    text: 'quotes the first phone',
  });
  await annotate(here, 'a6', { kind: 'note-written', note: 'n2', subject: ofSecond, text: 'on the second' });
  await annotate(here, 'a7', {
    kind: 'note-written',
    note: 'n3',
    subject: { kind: 'file', sha256: sha256('two') },
    text: 'a picture of the second',
  });
  await annotate(here, 'a8', {
    kind: 'note-written',
    note: 'n4',
    subject: { kind: 'file', sha256: sha256('one') },
    text: 'a picture of the first',
  });
  await annotate(here, 'a9', { kind: 'search-saved', search: 's1', name: 'All', filter: { query: 'van' } });
  await annotate(here, 'a10', {
    kind: 'search-saved',
    search: 's2',
    name: 'Second',
    filter: { exhibits: ['AB/2'] },
  });
  await annotate(here, 'a11', { kind: 'undo', annotation: 'a4' });
  await annotate(here, 'a12', { kind: 'undo', annotation: 'a6' });
  await addLists(here);

  const file = await save(here, { exhibits: ['AB/2'] });
  await open(there, file);
  assert.deepEqual(
    there.store.decisions.map(({ id, ...one }) => [id, 'accounts' in one ? one.accounts : 'basis' in one]),
    [
      ['d2', [b, c]],
      ['d4', false],
    ],
  );
  assert.deepEqual(
    there.store.annotations.map(({ id }) => id),
    ['a1', 'a3', 'a6', 'a7', 'a10', 'a12'],
  );
  const tagged = there.store.annotations[1]!;
  assert.ok(tagged.kind === 'tagged');
  assert.deepEqual(tagged.messages, [ofSecond]);
  assert.ok(!JSON.stringify(there.store.annotations).includes('AB/1'));
  assert.equal((await listsOf(there.cases.working.opened)).length, 2);
  const saved = (await here.cases.working.opened.log.entries(0, 200)).at(-1)!;
  assert.deepEqual(saved.counts, {
    messages: 5,
    withheld: 0,
    attachments: 1,
    attachmentsMissing: 0,
    decisions: 2,
    annotations: 6,
    lists: 2,
  });
});

test('what the store has otherwise than the log is not bundled; what it lost is counted', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: [5] }]);
  await addAll(here);
  const [first, ...others] = here.store.annotations;
  here.store.annotations.splice(0, 3, { ...first!, author: 'somebody else' }, ...others);
  await assert.rejects(save(here), /its annotation 1 is not what its log has/);
  const odd = { ...first!, unless: 'never' };
  here.store.annotations.splice(0, 3, odd, ...others);
  await assert.rejects(save(here), /its annotation 1 is not as it should be/);
  assert.throws(() => readFileSync(path.join(here.folder, 'case.tlcase')));
  here.store.annotations.splice(0, 3, first!, others[0]!);
  await open(there, await save(here));
  const gathered = (await here.cases.working.opened.log.entries(0, 100)).at(-2)!;
  assert.equal(gathered.action, 'added-gathered');
  assert.deepEqual(gathered.counts, { decisions: 2, annotations: 2, lists: 2, lacking: 1 });
});

test('where the store cannot keep what was added, none of the imports counts', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: [5] }]);
  await addAll(here);
  const file = await save(here);
  const { makePage } = there;
  there.makePage = () => {
    const page = makePage();
    page.answer = (sent) =>
      sent.type === 'ledger-add'
        ? { type: 'ledger-added', run: sent.run, reason: 'the disk is full' }
        : page.keep(sent);
    return page;
  };
  await open(there, file);
  const failed = there.emitted.filter(({ name }) => name === 'intake.failed');
  assert.equal(failed.length, 1);
  assert.match(JSON.stringify(failed), /the disk is full/);
  assert.deepEqual(there.store.stored, []);
});
