import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventName, Events } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { originOfCase } from '../custody/entry.ts';
import { type EntryBody, verifyLog } from '../custody/log.ts';
import type { CaseKeys } from '../keys/case-keys.ts';
import { openEntry } from '../keys/entry-seal.ts';
import { LEAST_COST } from '../keys/passphrase.ts';
import { WorkstationIdentity } from '../keys/workstation.ts';
import { decodeCaseFile, unlockCase } from './case-file.ts';
import { LOG_FILE } from './case-folder.ts';
import { Cases } from './cases.ts';
import { LogHeads } from './log-heads.ts';
import { RecentCases } from './recent-cases.ts';
import { type FakeIntake, fakeLaunch, goodJob, PICTURE, PICTURE_SHA256 } from './testing/fake-intake.ts';
import { FakePage } from './testing/fake-page.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-cases-'));
after(() => rmSync(root, { recursive: true, force: true }));

type Emitted = { [Name in EventName]: { readonly name: Name; readonly event: Events[Name] } }[EventName];

let folder: string;
let page: FakePage;
let emitted: Emitted[];
let reported: unknown[];
let behaviour: (child: FakeIntake) => void | Promise<void>;
let heard = Promise.withResolvers<void>();
let cases: Cases;
let recent: RecentCases;

const passphrase = 'four plain words here';
const basis = { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' } as const;
const newCase = { reference: 'OP LANTERN', timeZone: 'Europe/London', passphrase, basis };
const wanted = { exhibit: 'AB/1', paths: ['/evidence/msgstore.db.crypt15'] };

beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'user-'));
  page = new FakePage();
  emitted = [];
  reported = [];
  behaviour = goodJob;
  recent = new RecentCases(path.join(folder, 'user-data'));
  cases = new Cases({
    casesFolder: path.join(folder, 'cases'),
    software: 'threadline 0.1.0',
    cost: LEAST_COST,
    launch: fakeLaunch((child) => behaviour(child)),
    recent,
    heads: new LogHeads(path.join(folder, 'user-data')),
    identity: new WorkstationIdentity(path.join(folder, 'user-data'), LEAST_COST),
    offerPort: () => page,
    emit(name, event) {
      emitted.push({ name, event } as Emitted);
      heard.resolve();
    },
    report: (cause) => void reported.push(cause),
  });
});

/** Waits for an event of that name, past those seen already. */
async function event<Name extends EventName>(wantedName: Name, from = 0): Promise<Events[Name]> {
  for (;;) {
    const found = emitted.slice(from).find(({ name }) => name === wantedName);
    if (found) return found.event as Events[Name];
    heard = Promise.withResolvers();
    await heard.promise;
  }
}

async function entriesOf(caseFolder: string): Promise<EntryBody[]> {
  const file = decodeCaseFile(readFileSync(path.join(caseFolder, 'case.json')), 'case');
  const { keys }: { keys: CaseKeys } = await unlockCase(file, passphrase, 'case');
  const entries: EntryBody[] = [];
  await verifyLog(
    path.join(caseFolder, LOG_FILE),
    ({ seq, prev, sealed }) => {
      const { body } = openEntry(keys, file.id, { seq, prev }, sealed!)!;
      entries.push(JSON.parse(Buffer.from(body).toString()));
    },
    originOfCase(file.id),
  );
  return entries;
}

const attachmentsIn = (caseFolder: string): string[] =>
  readdirSync(path.join(caseFolder, 'attachments'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

test('a case is made, its key goes to the store alone, and it is listed as recent by its folder', async () => {
  const made = await cases.create(newCase);
  assert.equal(made.reference, 'OP LANTERN');
  assert.equal(made.imports, 0);
  const [first] = page.heard;
  assert.ok(first?.type === 'case-key' && first.key.length === 32 && first.key.some((byte) => byte !== 0));
  assert.equal(first.caseId, made.id);
  assert.ok(!JSON.stringify(made).includes(Buffer.from(first.key).toString('hex')));
  const [listed] = await recent.list();
  assert.equal(listed!.folder, made.folder);
  assert.equal(listed!.name, 'OP LANTERN');
  await cases.close('end');
  assert.ok(page.closed);
});

test('an import is stored, logged and told of, and its attachment can be read', async () => {
  const made = await cases.create(newCase);
  const { job } = cases.startIntake(wanted);
  const done = await event('intake.done');
  assert.equal(done.job, job);
  assert.equal(done.records[0]!.exhibit, 'AB/1');
  assert.deepEqual(page.kept, [1, 2]);
  const stages = emitted.flatMap(({ name, event: told }) => (name === 'intake.progress' ? [told.stage] : []));
  assert.deepEqual(stages, ['reading', 'storing']);
  const picture = await cases.attachment(made.id, PICTURE_SHA256);
  assert.ok((await buffer(picture!.read())).equals(PICTURE));
  await picture!.close();
  assert.equal(await cases.attachment('another', PICTURE_SHA256), null);
  await cases.close('end');
  assert.equal(await cases.attachment(made.id, PICTURE_SHA256), null);
  const entries = await entriesOf(made.folder);
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['case-created', 'evidence-hashed', 'exhibit-imported', 'case-closed'],
  );
  assert.deepEqual(entries[2]!.subjects[0], {
    exhibit: 'AB/1',
    job,
    file: 'msgstore.db.crypt15',
    bytes: 12,
    sha256: 'ab'.repeat(32),
    reader: 'whatsapp-android',
    readerVersion: 1,
  });
  assert.equal(entries[2]!.counts!.kept, 2);
});

test('the log has an import on the disk before the store makes it part of the case', async () => {
  const made = await cases.create(newCase);
  const lines: number[] = [];
  page.answer = (message) => {
    const log = readFileSync(path.join(made.folder, LOG_FILE), 'utf8');
    if (message.type === 'job-commit') lines.push(log.split('\n').length - 1);
    return page.keep(message);
  };
  cases.startIntake(wanted);
  await event('intake.done');
  assert.deepEqual(lines, [3]);
  await cases.close('end');
});

test('the key that opens evidence is neither logged nor told', async () => {
  const digits = '0123456789abcdef'.repeat(4);
  const made = await cases.create(newCase);
  let given: unknown;
  behaviour = async (child) => {
    given = child.job.key;
    await goodJob(child);
  };
  cases.startIntake({ ...wanted, key: digits });
  await event('intake.done');
  assert.deepEqual(given, { hex: digits });
  const before = emitted.length;
  cases.startIntake({ ...wanted, exhibit: 'AB/2', password: 'evening, all 42' });
  await event('intake.done', before);
  assert.deepEqual(given, { password: 'evening, all 42' });
  await cases.close('end');
  const told = JSON.stringify([emitted, await entriesOf(made.folder)]);
  assert.ok(!told.includes(digits) && !told.includes('evening, all 42'));
  assert.throws(() => cases.startIntake({ ...wanted, key: digits, keyFile: '/key' }), /not as several/);
  assert.throws(() => cases.startIntake({ ...wanted, key: digits, password: 'open' }), /not as several/);
});

test('nothing stays of refused evidence, and log and window say why', async () => {
  const made = await cases.create(newCase);
  behaviour = async (child) => {
    child.say({ type: 'media', sha256: PICTURE_SHA256, bytes: PICTURE.length });
    child.say({ type: 'media-chunk', chunk: PICTURE });
    child.say({ type: 'media-end' });
    child.say({
      type: 'segment',
      source: 0,
      seq: 0,
      bytes: new ArrayBuffer(1),
      newChats: [],
      newAccounts: [],
    });
    await child.next();
    child.say({
      type: 'failed',
      error: { kind: 'refused', code: 'tampered', file: 'msgstore.db.crypt15', reason: 'its tag is wrong' },
    });
  };
  cases.startIntake(wanted);
  const { error } = await event('intake.failed');
  assert.deepEqual(error, {
    kind: 'refused',
    code: 'tampered',
    message: 'msgstore.db.crypt15: its tag is wrong',
  });
  assert.equal(page.heard.at(-1)!.type, 'job-abort');
  await cases.close('end');
  assert.deepEqual(attachmentsIn(made.folder), []);
  const [, entry] = await entriesOf(made.folder);
  assert.equal(entry!.action, 'import-refused');
  assert.match(JSON.stringify(entry!.subjects), /its tag is wrong/);
  assert.deepEqual(reported, []);
});

test('a fault’s own words, which may quote evidence, are neither told nor logged', async () => {
  const made = await cases.create(newCase);
  behaviour = (child) =>
    child.say({ type: 'failed', error: { kind: 'fault', message: 'unexpected token in “meet me at nine”' } });
  cases.startIntake(wanted);
  const { error } = await event('intake.failed');
  assert.equal(error.kind, 'fault');
  await cases.close('end');
  assert.doesNotMatch(JSON.stringify([error, await entriesOf(made.folder)]), /meet me/);
  assert.equal(reported.length, 1);
});

test('jobs run one after another, in order, and one that fails does not hold up the next', async () => {
  await cases.create(newCase);
  const begun: string[] = [];
  behaviour = async (child) => {
    begun.push(child.job.exhibit);
    if (child.job.exhibit === 'AB/2') child.exit({ code: 1 });
    else await goodJob(child);
  };
  for (const exhibit of ['AB/1', 'AB/2', 'AB/3']) cases.startIntake({ ...wanted, exhibit });
  const failed = await event('intake.failed');
  assert.equal(failed.exhibit, 'AB/2');
  while (emitted.filter(({ name }) => name === 'intake.done').length < 2)
    await event('intake.done', emitted.length);
  assert.deepEqual(begun, ['AB/1', 'AB/2', 'AB/3']);
  await cases.close('end');
});

test('a cancelled job, running or waiting, leaves nothing', async () => {
  const made = await cases.create(newCase);
  const started = Promise.withResolvers<void>();
  behaviour = () => started.resolve();
  const running = cases.startIntake(wanted);
  const waiting = cases.startIntake({ ...wanted, exhibit: 'AB/2' });
  await started.promise;
  cases.cancelIntake(waiting.job);
  cases.cancelIntake(running.job);
  while (emitted.filter(({ name }) => name === 'intake.failed').length < 2) {
    await event('intake.failed', emitted.length);
  }
  await cases.close('end');
  assert.deepEqual(page.kept, []);
  assert.deepEqual(
    (await entriesOf(made.folder)).map(({ action }) => action),
    ['case-created', 'import-cancelled', 'import-cancelled', 'case-closed'],
  );
});

test('a store that cannot keep a segment ends the job, and its reason is told', async () => {
  const made = await cases.create(newCase);
  page.answer = (message) =>
    message.type === 'segment'
      ? { type: 'job-failed', job: message.job, reason: 'the disk is full' }
      : page.keep(message);
  cases.startIntake(wanted);
  const { error } = await event('intake.failed');
  assert.match(error.message, /the disk is full/);
  await cases.close('end');
  assert.deepEqual(attachmentsIn(made.folder), []);
});

test('a store that fails at the commit takes the import back, also in the count of imports', async () => {
  const made = await cases.create(newCase);
  page.answer = (message) =>
    message.type === 'job-commit'
      ? { type: 'job-failed', job: message.job, reason: 'the disk is full' }
      : page.keep(message);
  cases.startIntake(wanted);
  await event('intake.failed');
  await cases.close('end');
  assert.deepEqual(attachmentsIn(made.folder), []);
  assert.deepEqual(
    (await entriesOf(made.folder)).map(({ action }) => action),
    ['case-created', 'evidence-hashed', 'exhibit-imported', 'import-failed', 'case-closed'],
  );
  page = new FakePage();
  assert.equal((await cases.open(made.folder, passphrase)).imports, 0);
  await cases.close('end');
});

test('an import that a crash cut off is named at the next opening, in the log and in the window, and counts no more', async () => {
  const made = await cases.create(newCase);
  page.answer = (message) => (message.type === 'job-commit' ? null : page.keep(message));
  const { job } = cases.startIntake(wanted);
  while (!page.heard.some(({ type }) => type === 'job-commit')) await pause(5);
  // As after a power cut: the log and the attachments are on the disk, the store’s last transaction is not.
  page.leave();
  await event('case.closed');
  assert.equal(attachmentsIn(made.folder).length > 0, true);
  page = new FakePage();
  page.interrupted = [{ job, exhibit: wanted.exhibit }];
  const before = emitted.length;
  assert.equal((await cases.open(made.folder, passphrase)).imports, 1);
  const failed = await event('intake.failed', before);
  assert.deepEqual([failed.job, failed.exhibit], [job, wanted.exhibit]);
  assert.match(failed.error.message, /read it in again/);
  while (!page.heard.some((sent) => sent.type === 'job-abort' && sent.job === job)) await pause(5);
  await cases.close('end');
  assert.deepEqual(attachmentsIn(made.folder), []);
  assert.deepEqual(
    (await entriesOf(made.folder)).map(({ action }) => action),
    [
      'case-created',
      'evidence-hashed',
      'exhibit-imported',
      'case-closed',
      'case-opened',
      'import-interrupted',
      'case-closed',
    ],
  );
  page = new FakePage();
  assert.equal((await cases.open(made.folder, passphrase)).imports, 0);
  await cases.close('end');
});

test('an import that the store has, though the window went away before it said so, counts', async () => {
  const made = await cases.create(newCase);
  page.answer = (message) => (message.type === 'job-commit' ? null : page.keep(message));
  cases.startIntake(wanted);
  while (!page.heard.some(({ type }) => type === 'job-commit')) await pause(5);
  page.leave();
  await event('case.closed');
  const attachments = attachmentsIn(made.folder).length;
  page = new FakePage();
  assert.equal((await cases.open(made.folder, passphrase)).imports, 1);
  await pause(5);
  await cases.close('end');
  assert.equal(attachmentsIn(made.folder).length, attachments - 1, 'the list of what was moved is gone');
  page = new FakePage();
  assert.equal((await cases.open(made.folder, passphrase)).imports, 1);
  await cases.close('end');
  assert.ok((await entriesOf(made.folder)).every(({ action }) => !/^import-/.test(action)));
});

test('closing a case in the middle of a job stops the job first', async () => {
  const made = await cases.create(newCase);
  const started = Promise.withResolvers<FakeIntake>();
  behaviour = (child) => started.resolve(child);
  cases.startIntake(wanted);
  const child = await started.promise;
  await cases.close('the window was closed');
  assert.ok(child.ended);
  assert.deepEqual(
    (await entriesOf(made.folder)).map(({ action }) => action),
    ['case-created', 'import-cancelled', 'case-closed'],
  );
  assert.deepEqual(readdirSync(made.folder).sort(), ['attachments', 'case.json', 'custody.log']);
});

test('a page that goes away in the middle of a job ends the job and closes the case', async () => {
  const made = await cases.create(newCase);
  const started = Promise.withResolvers<FakeIntake>();
  behaviour = (child) => started.resolve(child);
  cases.startIntake(wanted);
  const child = await started.promise;
  page.leave();
  const { error } = await event('intake.failed');
  assert.match(error.message, /let go of the case/);
  assert.ok(child.ended);
  assert.match((await event('case.closed')).reason, /let go of the case/);
  assert.throws(() => cases.startIntake(wanted), /no case is open/);
  assert.equal((await entriesOf(made.folder)).at(-1)!.action, 'case-closed');
});

test('a page that closes its store and then the case is not told what it did itself', async (t) => {
  await cases.create(newCase);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  page.leave();
  await cases.close('closed by the user');
  t.mock.timers.tick(60_000);
  await cases.close('again');
  assert.deepEqual(emitted, []);
});

test('a case whose page has gone makes way for the next one', async () => {
  const made = await cases.create(newCase);
  page.leave();
  page = new FakePage();
  const opened = await cases.open(made.folder, passphrase);
  assert.equal(opened.id, made.id);
  await cases.close('end');
});

test('a second case is not opened beside the first', async () => {
  await cases.create(newCase);
  await assert.rejects(cases.create({ ...newCase, reference: 'another' }), /close it first/);
  await cases.close('end');
});

test('a page that hangs does not keep the case open', async (t) => {
  await cases.create(newCase);
  const sent = Promise.withResolvers<void>();
  page.answer = (message) => {
    if (message.type === 'job-commit') sent.resolve();
    return message.type === 'job-commit' || message.type === 'job-abort' ? null : page.keep(message);
  };
  cases.startIntake(wanted);
  await sent.promise;
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const closed = cases.close('the window was closed');
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(!page.closed);
  t.mock.timers.tick(5000);
  await closed;
  assert.ok(page.closed);
});

test('a wrong passphrase is refused and nothing is open then', async () => {
  const made = await cases.create(newCase);
  await cases.close('end');
  await assert.rejects(
    cases.open(made.folder, 'another one'),
    (error) => error instanceof Refusal && error.code === 'wrong-passphrase',
  );
  assert.throws(() => cases.startIntake(wanted), /no case is open/);
  assert.equal(page.heard.length, 1);
});

test('a file that the page made is logged with its hash, and not written when the log cannot be', async () => {
  const made = await cases.create(newCase);
  const target = path.join(folder, 'graph.png');
  await cases.saveFile(target, Buffer.from('png'));
  assert.equal(readFileSync(target, 'utf8'), 'png');
  await cases.close('end');
  const [, entry] = await entriesOf(made.folder);
  assert.equal(entry!.action, 'file-saved');
  assert.equal(entry!.subjects[0]!.file, 'graph.png');
  await assert.rejects(cases.saveFile(target, Buffer.from('later')), /no case is open/);
  assert.equal(readFileSync(target, 'utf8'), 'png');
});

test('a case whose folder goes away is closed, and the window is told why', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const made = await cases.create(newCase);
  renameSync(made.folder, `${made.folder} moved`);
  t.mock.timers.tick(10_000);
  assert.match((await event('case.closed')).reason, /cannot be reached any more/);
  assert.ok(page.closed);
  assert.throws(() => cases.startIntake(wanted), /no case is open/);
});
