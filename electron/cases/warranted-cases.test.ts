/** Cases under a warrant: what they take, with which keys, for how long, and what their log says of it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import type { OpenCase, Request, WarrantStatus } from '../../shared/contract/index.ts';
import { Refusal, type RefusalCode } from '../../shared/model/index.ts';
import type { Amendment, Revocation, Warrant } from '../../shared/warrant/documents.ts';
import type { Authorisation, ToIntake } from '../intake/protocol.ts';
import { Quarantine, type QuarantinedItem } from '../intake/quarantine.ts';
import { cardOf } from '../keys/identity.ts';
import type { DocumentFile } from '../warrant/documents.ts';
import { digestOfFile } from '../warrant/documents.ts';
import {
  commissioner,
  EVIDENCE,
  minister,
  NOW,
  person,
  policy,
  releaseFile,
  SECRET,
  signedFile,
  stranger,
  warrantFile,
} from '../warrant/testing/made-authority.ts';
import { LOG_FILE } from './case-folder.ts';
import { Desk } from './testing/desk.ts';
import { type FakeIntake, recordOf } from './testing/fake-intake.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-warranted-'));
after(() => rmSync(root, { recursive: true, force: true }));

const passphrase = 'four plain words here';
const DAY = 86_400_000;
const reviewer = await person('Reviewer');

let desk: Desk;
beforeEach(() => {
  desk = new Desk(root);
});

const trustFile: DocumentFile = { name: 'trust.json', bytes: Buffer.from(JSON.stringify(policy)) };

function request(warrant = warrantFile(), reference = 'OP LANTERN'): Request<'case.create'> {
  return {
    reference,
    timeZone: 'Europe/London',
    passphrase,
    basis: { kind: 'warrant', warrant: desk.write(warrant), trust: desk.write(trustFile) },
  };
}

const statusOf = ({ basis }: OpenCase): WarrantStatus => {
  assert.ok(basis.kind === 'warrant');
  return basis.warrant;
};

const refused =
  (code: RefusalCode, words: RegExp) =>
  (cause: unknown): boolean => {
    assert.ok(cause instanceof Refusal, String(cause));
    assert.match(cause.message, words);
    assert.equal(cause.code, code);
    return true;
  };

const ofWarrant = (warrant: DocumentFile) => digestOfFile(warrant, 'warrant');

const amendmentFile = (warrant: DocumentFile, more: Partial<Amendment>): DocumentFile =>
  signedFile(
    'amendment.json',
    {
      version: 1,
      kind: 'amendment',
      id: 'A-1',
      issuer: 'Home Office',
      issued: '2024-04-02T09:00:00Z',
      warrant: ofWarrant(warrant),
      ...more,
    },
    minister,
    commissioner,
  );

const revocationFile = (document: string): DocumentFile =>
  signedFile(
    'revocation.json',
    {
      version: 1,
      kind: 'revocation',
      id: 'R-1',
      issuer: 'Home Office',
      issued: '2024-04-02T09:00:00Z',
      document,
      reason: 'The purpose is met',
    } satisfies Revocation,
    minister,
  );

/** The intake's side of a job under a warrant; `authorised` gets what it may do. */
const warrantedIntake =
  (authorised: Authorisation[], withheld: readonly QuarantinedItem[] = [], sha256 = EVIDENCE) =>
  async (child: FakeIntake): Promise<void> => {
    assert.equal(child.job.underWarrant, true);
    assert.equal(child.job.key, undefined);
    const file = { name: 'msgstore.db.crypt15', sha256 };
    child.say({ type: 'hashed', evidence: [{ ...file, files: [file] }] });
    const answer: ToIntake = await child.next();
    assert.ok(answer.type === 'authorised');
    authorised.push(structuredClone(answer.authorisation));
    for (const item of withheld) child.say({ type: 'quarantined', item });
    const bytes = Uint8Array.of(authorised.length).buffer;
    child.say({ type: 'segment', source: 0, seq: 0, bytes, newChats: [], newAccounts: [] });
    await child.next();
    const record = { ...recordOf(child.job.exhibit), warrant: answer.authorisation.warrant };
    child.say({ type: 'done', outcome: { sources: [{ lists: { chats: [], accounts: [] }, record }] } });
  };

const wanted = { exhibit: 'AB/1', paths: ['/evidence/msgstore.db.crypt15'] };

const actions = async (): Promise<string[]> => {
  const { log } = desk.cases.working.opened;
  return (await log.entries(0, 500)).map(({ action }) => action);
};

test('a case is made under a warrant that holds, and opens with its documents verified anew', async () => {
  const made = await desk.cases.create(request());
  assert.equal(made.access, 'full');
  assert.equal(statusOf(made).state, 'in-force');
  assert.equal(statusOf(made).policy, 'Test authority');
  assert.deepEqual(
    statusOf(made).signers.map(({ holder }) => holder),
    ['A. Minister', 'J. Commissioner'],
  );
  assert.deepEqual(await actions(), ['case-created', 'document-added', 'warrant-verified']);
  await desk.cases.close('end');
  const opened = await desk.cases.open(made.folder, passphrase);
  assert.deepEqual(opened, made);
  await desk.cases.close('end');
});

test('of a closed case neither its documents nor their names can be read', async () => {
  const made = await desk.cases.create(request());
  await desk.cases.close('end');
  const files = readdirSync(made.folder, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  assert.equal(files.filter(({ parentPath }) => parentPath.endsWith('documents')).length, 2);
  for (const { name, parentPath } of files) {
    const bytes = readFileSync(path.join(parentPath, name));
    for (const word of [
      'W-2024-117',
      'LANTERN',
      'warrant',
      'Minister',
      'Test authority',
      ofWarrant(warrantFile()),
    ]) {
      assert.ok(!bytes.includes(word) && !name.includes(word), `${word} in ${name}`);
    }
  }
});

test('a case is not made under a warrant that does not hold, is over, or is of another case', async () => {
  const alone = signedFile('alone.json', JSON.parse(JSON.stringify(warrantJson())), minister);
  await assert.rejects(
    desk.cases.create(request(alone)),
    refused('untrusted', /alone\.json: .*commissioner/),
  );
  await assert.rejects(
    desk.cases.create(request(warrantFile(), 'OP OTHER')),
    refused('not-covered', /the warrant is of case OP LANTERN, not of OP OTHER/),
  );
  desk.now = Date.parse('2024-05-02T00:00:00Z');
  await assert.rejects(desk.cases.create(request()), refused('expired', /expired at 2024-05-01/));
  assert.throws(() => readdirSync(path.join(desk.folder, 'cases')), /ENOENT/);
});

/** What the made warrant says, to be signed otherwise. */
function warrantJson(): Warrant {
  const { payload } = JSON.parse(Buffer.from(warrantFile().bytes).toString());
  return JSON.parse(Buffer.from(payload, 'base64').toString());
}

test('a case under a warrant that is not in force yet waits for it, read-only', async () => {
  desk.now = Date.parse('2024-03-31T00:00:00Z');
  const made = await desk.cases.create(request());
  assert.equal(made.access, 'review');
  assert.match(made.accessReason!, /not in force before 2024-04-01/);
  assert.throws(() => desk.cases.startIntake(wanted), refused('not-covered', /not in force before/));
  desk.now = NOW;
  desk.intake = warrantedIntake([]);
  desk.cases.startIntake(wanted);
  await desk.event('intake.done');
  await desk.cases.close('end');
});

test('a job is authorised with the key that was released for it, and the log tells of each step', async () => {
  await desk.identity.create('Room 7', 'the room’s passphrase');
  const made = await desk.cases.create(request());
  const status = await desk.cases.addDocuments([
    desk.write(releaseFile({ recipient: desk.identity.unlocked! })),
  ]);
  assert.deepEqual(
    status.releases.map(({ forThisWorkstation, problem }) => ({ forThisWorkstation, problem })),
    [{ forThisWorkstation: true, problem: undefined }],
  );
  assert.ok(!JSON.stringify(status).includes('"sealed"'));
  const authorised: Authorisation[] = [];
  desk.intake = warrantedIntake(authorised);
  assert.throws(
    () => desk.cases.startIntake({ ...wanted, key: 'ab'.repeat(32) }),
    /a key comes with a release/,
  );
  assert.throws(() => desk.cases.startIntake({ ...wanted, keyFile: '/key' }), /a key comes with a release/);
  assert.throws(() => desk.cases.startIntake({ ...wanted, password: 'open' }), /a key comes with a release/);
  desk.cases.startIntake(wanted);
  const done = await desk.event('intake.done');
  assert.equal(done.records[0]!.warrant!.id, 'W-2024-117');
  assert.equal(done.difference, undefined);
  assert.deepEqual(authorised[0]!.key, { released: SECRET, kind: 'whatsapp-crypt15-root' });
  assert.equal(authorised[0]!.scope.clauses.length, 1);
  assert.deepEqual(await actions(), [
    'case-created',
    'document-added',
    'warrant-verified',
    'document-added',
    'key-released',
    'evidence-hashed',
    'exhibit-imported',
  ]);
  await desk.cases.close('end');
  assert.ok(!readFileSync(path.join(made.folder, LOG_FILE)).includes(Buffer.from(SECRET).toString('base64')));
});

test('where the release is locked away, revoked, for another workstation or not there, a job says which', async () => {
  await desk.identity.create('Room 7', 'the room’s passphrase');
  await desk.cases.create(request());
  const failure = async (): Promise<string> => {
    const from = desk.emitted.length;
    desk.cases.startIntake(wanted);
    return (await desk.event('intake.failed', from)).error.message;
  };
  desk.intake = async (child) => {
    const file = { name: 'msgstore.db.crypt15', sha256: EVIDENCE };
    child.say({ type: 'hashed', evidence: [{ ...file, files: [file] }] });
    await child.next();
    const reason = 'it is encrypted and no key was given';
    child.say({ type: 'failed', error: { kind: 'refused', code: 'key-missing', file: file.name, reason } });
  };
  assert.equal(await failure(), 'msgstore.db.crypt15: it is encrypted, and the case has no release for it');

  await desk.cases.addDocuments([
    desk.write({ ...releaseFile({ recipient: stranger }), name: 'theirs.json' }),
  ]);
  assert.equal(await failure(), 'theirs.json: it was released to another workstation');

  const own = releaseFile({ recipient: desk.identity.unlocked!, issued: '2024-04-01T13:00:00Z' });
  await desk.cases.addDocuments([desk.write({ ...own, name: 'own.json' })]);
  desk.identity.lock();
  assert.match(await failure(), /AB\/1: its key comes with a release .* locked: unlock it first/);
  await desk.cases.unlockIdentity('the room’s passphrase');
  await desk.cases.addDocuments([desk.write(revocationFile(digestOfFile(own, 'release')))]);
  assert.equal(await failure(), 'own.json: the release was revoked');
  assert.deepEqual(
    (await actions()).filter((action) => !action.startsWith('document')),
    [
      'case-created',
      'warrant-verified',
      'import-refused',
      'import-refused',
      'import-refused',
      'identity-unlocked',
      'import-refused',
    ],
  );
  await desk.cases.close('end');
});

test('what the warrant does not cover is refused before it is opened, and nothing of it stays', async () => {
  await desk.cases.create(request());
  desk.intake = warrantedIntake([], [], '00'.repeat(32));
  desk.cases.startIntake(wanted);
  const { error } = await desk.event('intake.failed');
  assert.equal(error.code, 'not-covered');
  assert.match(error.message, /its SHA-256 is not among those that the warrant states/);
  const other = desk.emitted.length;
  desk.cases.startIntake({ ...wanted, exhibit: 'AB/9' });
  assert.match((await desk.event('intake.failed', other)).error.message, /does not name exhibit AB\/9/);
  assert.deepEqual(desk.page.kept, []);
  await desk.cases.close('end');
});

test('documents of another case, a second warrant and what is no document are refused by name, and logged', async () => {
  await desk.cases.create(request());
  const other = warrantFile({ id: 'W-2' });
  const bad: [file: DocumentFile, code: RefusalCode, words: RegExp][] = [
    [{ ...other, name: 'w2.json' }, 'unsupported', /w2\.json: it is a warrant/],
    [amendmentFile(other, { expiry: '2024-06-01T00:00:00Z' }), 'not-covered', /amends another warrant/],
    [releaseFile({ warrant: other }), 'not-covered', /released under another warrant/],
    [
      releaseFile({ exhibit: { reference: 'ZZ/1', sha256: EVIDENCE } }),
      'not-covered',
      /does not name exhibit ZZ\/1/,
    ],
    [revocationFile('12'.repeat(32)), 'not-covered', /neither this case’s warrant nor a release/],
    [releaseFile({ by: stranger }), 'untrusted', /an escrow agent/],
    [
      { name: 'letter.txt', bytes: Buffer.from('dear all') },
      'unsupported',
      /letter\.txt: it is not a signed document/,
    ],
  ];
  const good = desk.write({
    ...amendmentFile(warrantFile(), { expiry: '2024-06-01T00:00:00Z' }),
    name: 'good.json',
  });
  for (const [file, code, words] of bad) {
    await assert.rejects(desk.cases.addDocuments([good, desk.write(file)]), refused(code, words));
  }
  const all = await actions();
  assert.equal(all.filter((action) => action === 'document-refused').length, bad.length);
  assert.equal(all.filter((action) => action === 'document-added').length, 1, 'nor was the good one kept');
  const status = await desk.cases.addDocuments([good, good]);
  assert.equal(status.amendments.length, 1);
  assert.equal(new Date(status.expiry).toISOString(), '2024-06-01T00:00:00.000Z');
  assert.equal((await desk.cases.addDocuments([good])).amendments.length, 1);
  await desk.cases.close('end');
});

test('after an amendment the exhibit is read in again in the place of the first import, and the window is told', async () => {
  const privileged = {
    accounts: [{ account: { phone: '+447700900004' }, privilege: 'legal' as const }],
    words: [],
    filterKey: cardOf(reviewer).box,
  };
  const warrant = warrantFile({ privileged });
  const made = await desk.cases.create(request(warrant));
  const quarantine = new Quarantine(privileged.filterKey);
  const item = (ordinal: number): QuarantinedItem =>
    quarantine.seal({ exhibit: 'AB/1', source: 0, ordinal, privilege: 'legal' }, {} as never);
  const authorised: Authorisation[] = [];
  desk.intake = warrantedIntake(authorised, [item(3), item(5)]);
  const { job: first } = desk.cases.startIntake(wanted);
  await desk.event('intake.done');
  await desk.cases.addDocuments([
    desk.write(amendmentFile(warrant, { scope: { ...warrantJson().scope, from: '2024-01-01T00:00:00Z' } })),
  ]);
  desk.page.answer = (message) =>
    message.type === 'job-commit'
      ? { type: 'job-committed', job: message.job, difference: { added: 1204, removed: 0 } }
      : desk.page.keep(message);
  const from = desk.emitted.length;
  desk.intake = warrantedIntake(authorised, [item(3)]);
  const { job: second } = desk.cases.startIntake(wanted);
  const done = await desk.event('intake.done', from);
  assert.deepEqual(done.difference, { added: 1204, removed: 0 });
  assert.equal(authorised[1]!.scope.clauses.length, 2);
  assert.equal(authorised[1]!.filterKey, privileged.filterKey);
  const commits = desk.page.heard.filter((message) => message.type === 'job-commit');
  assert.deepEqual(
    commits.map(({ job, replaces }) => ({ job, replaces })),
    [
      { job: first, replaces: [] },
      { job: second, replaces: [first] },
    ],
  );
  const { quarantine: kept, log } = desk.cases.working.opened;
  assert.deepEqual(await kept.entries(first), []);
  assert.deepEqual(
    (await kept.entries(second)).map(({ ordinal }) => ordinal),
    [3],
  );
  assert.deepEqual(
    log.facts.imports.map(({ job }) => job),
    [second],
  );
  await desk.cases.close('end');
  assert.equal((await desk.cases.open(made.folder, passphrase)).imports, 1);
  await desk.cases.close('end');
});

test('withheld messages of a job that fails do not stay', async () => {
  const filterKey = cardOf(reviewer).box;
  const privileged = { accounts: [], words: ['counsel'], filterKey };
  const made = await desk.cases.create(request(warrantFile({ privileged })));
  const quarantine = new Quarantine(filterKey);
  const item = quarantine.seal({ exhibit: 'AB/1', source: 0, ordinal: 1, privilege: 'words' }, {} as never);
  desk.page.answer = (message) =>
    message.type === 'job-commit'
      ? { type: 'job-failed', job: message.job, reason: 'the disk is full' }
      : desk.page.keep(message);
  desk.intake = warrantedIntake([], [item]);
  desk.cases.startIntake(wanted);
  await desk.event('intake.failed');
  assert.deepEqual(readdirSync(path.join(made.folder, 'quarantine')), []);
  assert.deepEqual((await actions()).slice(-4), [
    'evidence-hashed',
    'exhibit-imported',
    'messages-withheld',
    'import-failed',
  ]);
  await desk.cases.close('end');
});

test('once the warrant expired the case is read-only, takes no evidence and gives out no file', async () => {
  const made = await desk.cases.create(request());
  desk.intake = async (child) => {
    await child.next();
  };
  desk.cases.startIntake(wanted);
  desk.now = Date.parse('2024-05-01T00:00:01Z');
  const target = path.join(desk.folder, 'graph.png');
  await assert.rejects(
    desk.cases.saveFile(target, Buffer.from('x')),
    refused('expired', /expired at 2024-05-01/),
  );
  assert.throws(
    () => desk.cases.startIntake(wanted),
    refused('expired', /may be looked at until 2024-07-30/),
  );
  const told = await desk.event('case.access');
  assert.equal(told.access, 'review');
  assert.equal(told.state, 'review');
  assert.equal((await desk.event('intake.failed')).error.kind, 'cancelled');
  await desk.cases.close('end');
  const opened = await desk.cases.open(made.folder, passphrase);
  assert.equal(opened.access, 'review');
  assert.equal(desk.ports, 2, 'messages may be looked at');
  assert.deepEqual(
    (await actions()).filter((action) => action === 'access-changed'),
    ['access-changed'],
  );
  await desk.cases.close('end');
});

test('a later expiry opens it again', async () => {
  desk.now = Date.parse('2024-04-30T00:00:00Z');
  const made = await desk.cases.create(request());
  desk.now += 2 * DAY;
  const amendment = amendmentFile(warrantFile(), { expiry: '2024-06-01T00:00:00Z' });
  assert.equal((await desk.cases.addDocuments([desk.write(amendment)])).state, 'in-force');
  desk.intake = warrantedIntake([]);
  desk.cases.startIntake(wanted);
  await desk.event('intake.done');
  await desk.cases.close('end');
  assert.equal((await desk.cases.open(made.folder, passphrase)).access, 'full');
  await desk.cases.close('end');
});

test('a revoked warrant closes the case, and then it opens to its log only', async () => {
  const made = await desk.cases.create(request());
  const status = await desk.cases.addDocuments([desk.write(revocationFile(ofWarrant(warrantFile())))]);
  assert.equal(status.state, 'revoked');
  assert.equal((await desk.event('case.access')).access, 'closed');
  assert.match(
    (await desk.event('case.closed')).reason,
    /revoked at 2024-04-02T09:00:00Z: The purpose is met/,
  );
  assert.ok(desk.page.closed);

  const opened = await desk.cases.open(made.folder, passphrase);
  assert.equal(opened.access, 'closed');
  assert.equal(desk.ports, 1, 'no key and no messages go to the page');
  assert.throws(() => desk.cases.startIntake(wanted), refused('revoked', /The purpose is met/));
  assert.equal(await desk.cases.attachment(made.id, 'ab'.repeat(32)), null);
  assert.ok((await actions()).includes('access-changed'));
  await desk.cases.close('end');
});

test('after the time of review the case opens to its log only', async () => {
  const made = await desk.cases.create(request());
  await desk.cases.close('end');
  desk.now = Date.parse('2024-07-31T00:00:00Z');
  const opened = await desk.cases.open(made.folder, passphrase);
  assert.equal(opened.access, 'closed');
  assert.equal(statusOf(opened).state, 'ended');
  assert.match(opened.accessReason!, /could be looked at until 2024-07-30/);
  assert.equal(desk.ports, 1);
  await desk.cases.close('end');
});

test('a clock that was put back does not bring an expired warrant back', async () => {
  const made = await desk.cases.create(request());
  await desk.cases.close('end');
  desk.now = Date.parse('2024-05-02T00:00:00Z');
  await desk.cases.open(made.folder, passphrase);
  await desk.cases.close('end');
  // A few minutes are a clock that is set right; the log's own time counts.
  desk.now -= 3 * 60_000;
  assert.equal((await desk.cases.open(made.folder, passphrase)).access, 'review');
  await desk.cases.close('end');
  desk.now = NOW;
  const opened = await desk.cases.open(made.folder, passphrase);
  assert.equal(opened.access, 'closed');
  assert.match(opened.accessReason!, /clock stands at 2024-04-02.*log goes on to 2024-05-02/);
  assert.throws(() => desk.cases.startIntake(wanted), refused('untrusted', /clock/));
  await desk.cases.close('end');
});

test('a clock that is put back while the case is open closes it', async () => {
  await desk.cases.create(request());
  desk.now += DAY;
  desk.cases.working.watch.recheck();
  desk.now -= DAY;
  desk.cases.working.watch.recheck();
  assert.match((await desk.event('case.closed')).reason, /clock/);
});

test('a case whose revocation was taken out of its folder does not open', async () => {
  const made = await desk.cases.create(request());
  const documents = path.join(made.folder, 'documents');
  const before = readdirSync(documents);
  await desk.cases.addDocuments([
    desk.write(amendmentFile(warrantFile(), { expiry: '2024-06-01T00:00:00Z' })),
  ]);
  const [added] = readdirSync(documents).filter((name) => !before.includes(name));
  await desk.cases.close('end');
  const bytes = readFileSync(path.join(documents, added!));
  rmSync(path.join(documents, added!));
  await assert.rejects(
    desk.cases.open(made.folder, passphrase),
    refused('tampered', /the amendment amendment\.json, which its log names, is missing/),
  );
  bytes[30]! ^= 1;
  writeFileSync(path.join(documents, added!), bytes);
  await assert.rejects(desk.cases.open(made.folder, passphrase), refused('tampered', /does not open/));
});

test('a case without a warrant never comes under one, and carries its ground', async () => {
  const basis = { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' } as const;
  const made = await desk.cases.create({ ...request(), basis });
  assert.deepEqual(made.basis, basis);
  await assert.rejects(
    desk.cases.addDocuments([desk.write(releaseFile())]),
    refused('not-covered', /under no warrant/),
  );
  const [created] = await desk.cases.working.opened.log.entries(0, 1);
  assert.deepEqual(created!.subjects[1], {
    basis: 'without-warrant',
    ground: 'consent',
    text: 'the owner consented',
  });
  desk.now = Date.parse('2030-01-01T00:00:00Z');
  await desk.cases.close('end');
  assert.equal((await desk.cases.open(made.folder, passphrase)).access, 'full');
  await desk.cases.close('end');
});
