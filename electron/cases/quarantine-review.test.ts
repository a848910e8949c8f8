/** The quarantine: what is known of it without the filter key, and what the reviewer sees, decides and leaves in the log. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import type { CustodyEntry } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { SegmentReader } from '../../shared/segment/index.ts';
import { unpackSegment } from '../intake/packed-segment.ts';
import { Quarantine, type QuarantinedItem, type WithheldMessage } from '../intake/quarantine.ts';
import { cardOf, makeIdentity } from '../keys/identity.ts';
import { LEAST_COST } from '../keys/passphrase.ts';
import { EVIDENCE, policy, warrantFile } from '../warrant/testing/made-authority.ts';
import { InvalidCall } from './call-error.ts';
import { QuarantineReview } from './quarantine-review.ts';
import { StoreFailed } from './store-link.ts';
import { Desk } from './testing/desk.ts';
import { recordOf } from './testing/fake-intake.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-review-'));
after(() => rmSync(root, { recursive: true, force: true }));

const passphrase = 'four plain words here';
const { identity: reviewer, file: reviewerFile } = await makeIdentity('Reviewer', 'filter words', LEAST_COST);
const filterKey = cardOf(reviewer).box;
const LAWYER = '447700900004@s.whatsapp.net';

const withheld = (text: string): WithheldMessage => ({
  message: {
    chat: LAWYER,
    sender: LAWYER,
    direction: 'in',
    kind: 'text',
    text,
    sentAt: '2024-03-22T14:38:05.000Z',
    timeBasis: 'utc',
    timePrecision: 'ms',
    replyTo: 3,
    source: { file: 'msgstore.db', table: 'message', row: 128 },
  },
  chat: { id: LAWYER, exhibit: 'AB/1', platform: 'whatsapp', type: 'direct', members: [LAWYER] },
  accounts: [
    { id: LAWYER, exhibit: 'AB/1', platform: 'whatsapp', names: [{ name: 'Counsel', from: 'wa.db' }] },
  ],
});

let desk: Desk;
let review: QuarantineReview;
let identityFile: string;
let folder: string;

async function importWithheld(ordinals: readonly number[]): Promise<void> {
  const quarantine = new Quarantine(filterKey);
  const items = ordinals.map(
    (ordinal): QuarantinedItem =>
      quarantine.seal(
        { exhibit: 'AB/1', source: 0, ordinal, privilege: ordinal % 2 === 0 ? 'words' : 'legal' },
        withheld(`privileged ${ordinal}`),
      ),
  );
  desk.intake = async (child) => {
    const file = { name: 'msgstore.db', sha256: EVIDENCE };
    child.say({ type: 'hashed', evidence: [{ ...file, files: [file] }] });
    await child.next();
    for (const item of items) child.say({ type: 'quarantined', item });
    const record = { ...recordOf('AB/1'), file: 'msgstore.db', bytes: 99, sha256: EVIDENCE };
    child.say({ type: 'done', outcome: { sources: [{ lists: { chats: [], accounts: [] }, record }] } });
  };
  const from = desk.emitted.length;
  desk.cases.startIntake({ exhibit: 'AB/1', paths: ['/evidence/msgstore.db'] });
  await desk.event('intake.done', from);
}

beforeEach(async () => {
  desk = new Desk(root);
  review = new QuarantineReview(desk.cases);
  identityFile = desk.write({ name: 'reviewer.json', bytes: reviewerFile });
  const privileged = {
    accounts: [{ account: { phone: '+447700900004' }, privilege: 'legal' as const }],
    words: ['counsel'],
    filterKey,
  };
  const warrant = desk.write(warrantFile({ privileged }));
  const trust = desk.write({ name: 'trust.json', bytes: Buffer.from(JSON.stringify(policy)) });
  ({ folder } = await desk.cases.create({
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase,
    basis: { kind: 'warrant', warrant, trust },
  }));
  await importWithheld([4, 5, 9]);
});

const open = () => review.open({ identityFile, passphrase: 'filter words' });
const entries = (): Promise<CustodyEntry[]> => desk.cases.working.opened.log.entries(0, 500);
const last = async (): Promise<CustodyEntry> => (await entries()).at(-1)!;

test('without the filter key the numbers are known, and nothing else', async () => {
  assert.deepEqual(await review.summary(), [
    { exhibit: 'AB/1', privilege: 'words', messages: 1, decided: 0 },
    { exhibit: 'AB/1', privilege: 'legal', messages: 2, decided: 0 },
  ]);
  await desk.cases.close('end');
  const files = readdirSync(path.join(folder, 'quarantine'));
  assert.equal(files.length, 1);
  const bytes = readFileSync(path.join(folder, 'quarantine', files[0]!));
  for (const word of ['AB/1', 'legal', 'ordinal', 'privileged', 'Counsel'])
    assert.ok(!bytes.includes(word), word);
});

test('the reviewer sees the messages with their chat and names, and the log has each page before', async () => {
  const { session, items } = await open();
  assert.equal(items, 3);
  assert.equal((await last()).action, 'quarantine-opened');
  const page = await review.items({ session, from: 1, count: 2 });
  assert.deepEqual(
    page.items.map(({ item, privilege, state, chatTitle }) => ({ item, privilege, state, chatTitle })),
    [
      { item: 'AB-1:5', privilege: 'legal', state: 'withheld', chatTitle: 'Counsel' },
      { item: 'AB-1:9', privilege: 'legal', state: 'withheld', chatTitle: 'Counsel' },
    ],
  );
  const [first] = page.items;
  assert.equal(first!.message.id, 'AB-1:5');
  assert.equal(first!.message.text, 'privileged 5');
  assert.equal(first!.message.replyTo, 'AB-1:3');
  assert.equal(first!.message.source.row, 128);
  assert.deepEqual(first!.names, { [LAWYER]: 'Counsel' });
  const viewed = await last();
  assert.equal(viewed.action, 'quarantine-viewed');
  assert.deepEqual(viewed.subjects, [{ reviewer: 'Reviewer' }, { item: 'AB-1:5' }, { item: 'AB-1:9' }]);
  const size = desk.cases.working.opened.log.size;
  assert.deepEqual(await review.items({ session, from: 3, count: 10 }), { items: [] });
  assert.equal(desk.cases.working.opened.log.size, size, 'an empty page is no view');
  await review.close({ session });
  await assert.rejects(review.items({ session, from: 0, count: 1 }), InvalidCall);
  assert.equal((await last()).action, 'quarantine-closed');
});

test('a wrong passphrase is logged; another identity than the filter key’s is refused', async () => {
  await assert.rejects(
    review.open({ identityFile, passphrase: 'guess' }),
    (cause) => cause instanceof Refusal && cause.code === 'wrong-passphrase',
  );
  const { action, subjects } = await last();
  assert.equal(action, 'passphrase-refused');
  assert.deepEqual(subjects, [{ identity: 'reviewer.json' }]);
  const other = await makeIdentity('Other', 'x', LEAST_COST);
  const otherFile = desk.write({ name: 'other.json', bytes: other.file });
  await assert.rejects(
    review.open({ identityFile: otherFile, passphrase: 'x' }),
    (cause) => cause instanceof Refusal && cause.code === 'wrong-key' && /other\.json/.test(cause.message),
  );
});

test('a released message goes into the store under its own number, the decision in the log before it', async () => {
  const { session } = await open();
  const seen: string[] = [];
  desk.page.answer = (message) => {
    if (message.type === 'segment') {
      const { log } = desk.cases.working.opened;
      seen.push(`decided: ${log.facts.decision('AB/1', evidence(), 5)}`);
    }
    return desk.page.keep(message);
  };
  const evidence = (): string => {
    const subject = decided?.subjects[0];
    return String(subject?.evidence);
  };
  let decided: CustodyEntry | undefined;
  const append = desk.cases.working.opened.log.append.bind(desk.cases.working.opened.log);
  desk.cases.working.opened.log.append = async (entry) => {
    const seq = await append(entry);
    if (entry.action === 'quarantine-decided')
      [decided] = await desk.cases.working.opened.log.entries(seq, 1);
    return seq;
  };
  const reason = 'not of the client';
  assert.deepEqual(await review.decide({ session, item: 'AB-1:5', release: true, reason }), {
    state: 'released',
  });
  assert.deepEqual(seen, ['decided: released']);
  assert.equal(decided!.subjects[0]!.reason, reason);
  assert.equal((await last()).action, 'message-released');

  const segment = desk.page.heard.findLast((message) => message.type === 'segment')!;
  const commit = desk.page.heard.findLast((message) => message.type === 'job-commit')!;
  const { lists, record } = commit.sources[0]!;
  const message = new SegmentReader(unpackSegment(segment.bytes)).message(
    0,
    lists.chats.map(({ id }) => id),
    lists.accounts.map(({ id }) => id),
  );
  assert.equal(message.id, 'AB-1:5');
  assert.equal(message.text, 'privileged 5');
  assert.equal(record.reader, 'released-from-quarantine');
  assert.equal(record.file, 'msgstore.db');
  assert.equal(record.sha256, EVIDENCE);
  assert.equal(record.bytes, 99);
  assert.deepEqual(record.warnings, ['released from the quarantine by Reviewer: not of the client']);
  assert.deepEqual(commit.replaces, [commit.job], 'stored again, it takes its own place');

  const [again] = (await review.items({ session, from: 1, count: 1 })).items;
  assert.equal(again!.state, 'released');
  assert.deepEqual(
    (await review.summary()).map(({ decided: done }) => done),
    [0, 1],
  );
  await assert.rejects(
    review.decide({ session, item: 'AB-1:5', release: false, reason: 'x' }),
    /is not taken back/,
  );
});

test('a release that the store could not keep is done again by the same decision', async () => {
  const { session } = await open();
  const request = { session, item: 'AB-1:4', release: true, reason: 'a common word' };
  desk.page.answer = (message) =>
    message.type === 'job-commit'
      ? { type: 'job-failed', job: message.job, reason: 'the disk is full' }
      : desk.page.keep(message);
  await assert.rejects(review.decide(request), StoreFailed);
  desk.page.answer = (message) => desk.page.keep(message);
  assert.deepEqual(await review.decide(request), { state: 'released' });
  assert.deepEqual(await review.decide(request), { state: 'released' });
  const all = (await entries()).map(({ action }) => action);
  assert.equal(all.filter((action) => action === 'quarantine-decided').length, 1);
  const commits = desk.page.heard.filter((message) => message.type === 'job-commit').slice(1);
  assert.equal(new Set(commits.map(({ job }) => job)).size, 1);
});

test('kept withheld it can still be released later, and both decisions stay in the log', async () => {
  const { session } = await open();
  await review.decide({ session, item: 'AB-1:9', release: false, reason: 'legal advice' });
  const [kept] = (await review.items({ session, from: 2, count: 1 })).items;
  assert.equal(kept!.state, 'kept-withheld');
  await review.decide({ session, item: 'AB-1:9', release: true, reason: 'privilege was waived' });
  const decisions = (await entries()).filter(({ action }) => action === 'quarantine-decided');
  assert.deepEqual(
    decisions.map(({ subjects }) => subjects[0]!.decision),
    ['kept-withheld', 'released'],
  );
  await assert.rejects(
    review.decide({ session, item: 'AB-1:77', release: true, reason: 'x' }),
    /no such withheld message/,
  );
});

test('decisions outlast closing, and reading the same evidence in again', async () => {
  const { session } = await open();
  await review.decide({ session, item: 'AB-1:5', release: false, reason: 'legal advice' });
  await desk.cases.close('end');
  await assert.rejects(review.items({ session, from: 0, count: 1 }));
  await desk.cases.open(folder, passphrase);
  await importWithheld([4, 5, 9, 11]);
  const again = await open();
  assert.equal(again.items, 4);
  const { items } = await review.items({ session: again.session, from: 0, count: 10 });
  assert.deepEqual(
    items.map(({ item, state }) => [item, state]),
    [
      ['AB-1:4', 'withheld'],
      ['AB-1:5', 'kept-withheld'],
      ['AB-1:9', 'withheld'],
      ['AB-1:11', 'withheld'],
    ],
  );
});

test('it closes itself when it is not used, and when the case is closed, with the reason in the log', async () => {
  const idle = new QuarantineReview(desk.cases, 5);
  const { session } = await idle.open({ identityFile, passphrase: 'filter words' });
  while ((await last()).action !== 'quarantine-closed')
    await new Promise((resolve) => setTimeout(resolve, 2));
  await assert.rejects(idle.items({ session, from: 0, count: 1 }), /open it again/);
  await open();
  await desk.cases.close('end');
  await desk.cases.open(folder, passphrase);
  const reasons = (await entries()).filter(({ action }) => action === 'quarantine-closed');
  assert.deepEqual(
    reasons.map(({ subjects }) => subjects[0]!.reason),
    ['it was not used for ten minutes', 'the case was closed'],
  );
});

test('after the warrant expired it may be looked at, and nothing is released', async () => {
  desk.now = Date.parse('2024-05-02T00:00:00Z');
  const { session } = await open();
  assert.equal((await review.items({ session, from: 0, count: 1 })).items.length, 1);
  await assert.rejects(
    review.decide({ session, item: 'AB-1:5', release: true, reason: 'x' }),
    (cause) => cause instanceof Refusal && cause.code === 'expired',
  );
});
