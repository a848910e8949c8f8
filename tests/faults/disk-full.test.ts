/** A disk that runs full, at each stage: what was full is named, nothing is lost, and it goes on when there is room. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import {
  importInto,
  madeIntake,
  Place,
  passphrase,
  plainCase,
} from '../../electron/bundle/testing/made-bundles.ts';
import { callError, isFault } from '../../electron/cases/call-error.ts';
import { logEntries, note, saveCheckpoint } from '../../electron/cases/custody-calls.ts';
import { StorePage } from '../../electron/cases/testing/store-page.ts';
import { originOfCase } from '../../electron/custody/entry.ts';
import { verifyLog } from '../../electron/custody/log.ts';
import { makeIdentity } from '../../electron/keys/identity.ts';
import { LEAST_COST } from '../../electron/keys/passphrase.ts';
import { SmallDisk } from './small-disk.ts';

const first = SmallDisk.mount();
const skip = typeof first === 'string' ? first : false;
if (typeof first !== 'string') first.unmount();

let disk: SmallDisk;
let place: Place;
beforeEach(() => {
  if (skip) return;
  disk = SmallDisk.mount() as SmallDisk;
  place = new Place(disk.folder);
});
afterEach(async () => {
  if (skip) return;
  await place.cases.close('the test is over');
  disk.unmount();
});

const { identity } = await makeIdentity('J. Ho', 'five words of an identity', LEAST_COST);
const within = (name: string): string => path.join(disk.folder, name);

/** Its call is refused with these words; no developer has to look at it. */
const full = (what: RegExp) => (cause: unknown) => {
  const { kind, message } = callError(cause);
  assert.equal(kind, 'fault');
  assert.match(message, what);
  assert.match(message, / cannot be written: the disk is full; make room and do it again$/);
  assert.equal(isFault(cause), false);
  return true;
};

/** The case's log is whole, and opens at the next opening with all that it says. */
async function actionsAfterReopening(folder: string): Promise<string[]> {
  await place.cases.close('closed');
  const { broken } = await verifyLog(
    path.join(folder, 'custody.log'),
    undefined,
    originOfCase(JSON.parse(readFileSync(path.join(folder, 'case.json'), 'utf8')).id),
  );
  assert.equal(broken, undefined);
  await place.cases.open(folder, passphrase);
  const { entries } = await logEntries(place.cases.working.opened, { of: 'case', from: 0, count: 1000 });
  return entries.map(({ action }) => action);
}

const noted = (what: string) =>
  note(place.cases.working.opened, { action: 'person-decided', name: '', what, sha256: '0'.repeat(64) });

/** Fills the disk, and the last page of the log: nothing more can be written. @returns entries that it took. */
async function fillAll(pagesLeft = 0): Promise<number> {
  disk.fill(pagesLeft);
  for (let taken = 0; ; taken++) {
    try {
      await noted('');
    } catch (cause) {
      full(/^the log \(custody\.log\)/)(cause);
      return taken;
    }
  }
}

const files = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

/** What is done with a case that is open, and what is named where it cannot be written. */
const STAGES: readonly (readonly [stage: string, what: RegExp, work: () => Promise<unknown>])[] = [
  ['an entry of the log', /^the log \(custody\.log\)/, () => noted('of more than a page'.repeat(300))],
  [
    'a checkpoint',
    /^a file of the case’s checkpoints/,
    () => saveCheckpoint(place.cases.working.opened, identity, within('checkpoint.json')),
  ],
  ['a report', /^report\.html/, () => place.cases.saveFile(within('report.html'), Buffer.alloc(5000))],
  [
    'a bundle',
    /^case\.tlcase/,
    () =>
      place.bundles.save(
        { recipient: { passphrase: 'words for it' }, withAttachments: true, withAdded: true },
        async () => within('case.tlcase'),
      ),
  ],
  ['the case’s head', /^case\.json/, () => place.cases.working.opened.keepHead()],
];

for (const [stage, what, work] of STAGES) {
  test(`with a full disk ${stage} is refused by its name, and done when there is room`, {
    skip,
  }, async () => {
    const folder = await plainCase(place, [{ exhibit: 'AB/1', segments: [20], attachments: ['one', 'two'] }]);
    const before = files(disk.folder);
    disk.fill();
    await assert.rejects(work, full(what));
    disk.free();
    assert.equal(files(disk.folder), before, 'nothing half-written stays');
    await work();
    await actionsAfterReopening(folder);
  });
}

test('the log takes no part of an entry on a disk that is about to be full', { skip }, async () => {
  const folder = await plainCase(place, []);
  // Entries do not end where pages do: the disk takes the beginning of the one that does not fit.
  const taken = await fillAll(2);
  assert.ok(taken > 2);
  disk.free();
  await noted('');
  const actions = await actionsAfterReopening(folder);
  assert.equal(actions.filter((action) => action === 'person-decided').length, taken + 1);
  assert.ok(!actions.includes('log-repaired'));
});

test('a case that cannot be made for want of room leaves nothing, and is made when there is room', {
  skip,
}, async () => {
  disk.fill();
  await assert.rejects(plainCase(place, []), full(/^case\.lock/));
  const cases = path.join(place.folder, 'cases');
  assert.deepEqual(existsSync(cases) ? readdirSync(cases) : [], []);
  disk.free();
  await plainCase(place, []);
});

test('a case is closed on a full disk, is refused by name while it is full, and opens when there is room', {
  skip,
}, async () => {
  const folder = await plainCase(place, []);
  await fillAll();
  await assert.rejects(place.cases.close('closed'), full(/^the log \(custody\.log\)/));
  assert.throws(() => place.cases.working, /no case is open/);
  assert.match(String(place.reported), /the log \(custody\.log\) cannot be written/);
  assert.equal(existsSync(path.join(folder, 'case.lock')), false);
  disk.fill();
  await assert.rejects(place.cases.open(folder, passphrase), full(/^case\.lock/));
  disk.free();
  await place.cases.open(folder, passphrase);
  const actions = await actionsAfterReopening(folder);
  const told = actions.filter((action) => action !== 'person-decided');
  assert.deepEqual(told, ['case-created', 'case-opened', 'case-closed', 'case-opened']);
});

const PICTURES = ['one', 'x'.repeat(50_000), 'three'];
const made = { exhibit: 'AB/1', segments: [10, 10], attachments: PICTURES };

const attachments = (folder: string): number => files(path.join(folder, 'attachments'));

test('an attachment that the disk has no room for ends its import, of which nothing stays, and it is imported when there is room', {
  skip,
}, async () => {
  const folder = await plainCase(place, []);
  // Room for entries of the log, and none for fifty thousand bytes.
  disk.fill(4);
  place.intake = madeIntake(made);
  place.cases.startIntake({ exhibit: 'AB/1', paths: ['/evidence/AB-1'] });
  const { error } = await place.event('intake.failed');
  assert.match(error.message, /^an attachment of the case cannot be written: the disk is full/);
  assert.equal(attachments(folder), 0);
  assert.deepEqual(place.store.stored, []);
  disk.free();
  await importInto(place, made);
  assert.equal(attachments(folder), 3);
  const actions = await actionsAfterReopening(folder);
  assert.ok(actions.includes('import-failed'));
  assert.equal(place.cases.working.opened.log.facts.imports.length, 1);
});

test('an import that the log counts and that fails on a full disk is not forgotten by the store before the log knows', {
  skip,
}, async () => {
  const folder = await plainCase(place, []);
  const { log } = place.cases.working.opened;
  const append = log.append.bind(log);
  log.append = async (entry) => {
    const seq = await append(entry);
    // To the last byte: neither the attachments nor the end of the import can be written.
    if (entry.action === 'exhibit-imported') await fillAll();
    return seq;
  };
  place.intake = madeIntake(made);
  const { job } = place.cases.startIntake({ exhibit: 'AB/1', paths: ['/evidence/AB-1'] });
  const { error } = await place.event('intake.failed');
  assert.match(error.message, /the disk is full/);
  assert.equal(attachments(folder), 0);
  assert.ok(!place.store.heard.some((message) => message.type === 'job-abort'));
  disk.free();
  await place.cases.close('closed');
  // As the real store does with a job that it has begun and not committed.
  place.makePage = () => {
    const page = new StorePage();
    page.interrupted = [{ job, exhibit: 'AB/1' }];
    place.pages.push(page);
    return page;
  };
  await place.cases.open(folder, passphrase);
  await place.cases.working.store!.ready;
  await place.settled();
  assert.deepEqual(place.cases.working.opened.log.facts.imports, []);
  await importInto(place, made);
  assert.equal(place.cases.working.opened.log.facts.imports.length, 1);
  assert.equal(attachments(folder), 3);
});
