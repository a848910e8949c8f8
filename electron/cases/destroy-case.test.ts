import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import type { OpenCase } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { InvalidCall } from './call-error.ts';
import { DESTROYED_LOG } from './case-file.ts';
import { destroyCase } from './destroy-case.ts';
import { LogHeads } from './log-heads.ts';
import { ShownLog } from './received-log.ts';
import { Desk } from './testing/desk.ts';
import { PICTURE } from './testing/fake-intake.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-destroy-'));
after(() => rmSync(root, { recursive: true, force: true }));

const passphrase = 'four plain words here';
const basis = { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' } as const;

let desk: Desk;
let made: OpenCase;
beforeEach(async () => {
  desk = new Desk(root);
  made = await desk.cases.create({ reference: 'OP LANTERN', timeZone: 'Europe/London', passphrase, basis });
  desk.cases.startIntake({ exhibit: 'AB/1', paths: ['/evidence/msgstore.db.crypt15'] });
  await desk.event('intake.done');
});

const asked = { reference: 'OP LANTERN', passphrase, reason: 'Retention ended' };
const destroy = (request: typeof asked = asked) =>
  destroyCase(
    {
      cases: desk.cases,
      recent: desk.recent,
      heads: new LogHeads(path.join(desk.folder, 'user-data')),
      report: (cause) => void desk.reported.push(cause),
    },
    request,
  );

/** All bytes under the case's folder. */
const contents = (): Buffer =>
  Buffer.concat(
    readdirSync(made.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name))),
  );

test('a destroyed case cannot be opened by its passphrase, and its attachments and store are gone', async () => {
  const sealedKey = JSON.parse(readFileSync(path.join(made.folder, 'case.json'), 'utf8')).key as string;
  assert.ok(contents().includes(sealedKey));
  assert.ok(readdirSync(path.join(made.folder, 'attachments')).length > 0);
  assert.deepEqual(await destroy(), { log: path.join(made.folder, DESTROYED_LOG), storeDeleted: true });
  assert.deepEqual(readdirSync(made.folder).sort(), ['case.json', 'custody.log', DESTROYED_LOG].sort());
  assert.ok(!contents().includes(sealedKey));
  assert.ok(!contents().includes(PICTURE));
  assert.deepEqual(desk.page.kept, []);
  assert.ok(desk.page.closed);
  await assert.rejects(
    desk.cases.open(made.folder, passphrase),
    /the case was destroyed on \d{4}-\d\d-\d\d; its log is in/,
  );
  assert.deepEqual(await desk.recent.list(), []);
  assert.throws(() => desk.cases.working, InvalidCall);
  assert.deepEqual(desk.reported, []);
});

test('its log stays, readable without the key, whole and with the counts', async () => {
  await destroy();
  const [first, ...lines] = readFileSync(path.join(made.folder, DESTROYED_LOG), 'utf8').trimEnd().split('\n');
  const statement = JSON.parse(first!);
  assert.equal(statement.reference, 'OP LANTERN');
  assert.equal(statement.reason, 'Retention ended');
  assert.deepEqual(statement.messages, { 'AB/1': 2 });
  const log = new ShownLog(made.id, DESTROYED_LOG);
  const entries = lines.map((line) => log.take(JSON.parse(line)));
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['case-created', 'evidence-hashed', 'exhibit-imported', 'case-destroyed'],
  );
  assert.deepEqual(entries.at(-1)!.counts, { 'AB/1': 2 });
  assert.equal(statement.log.entries, 4);
  const sealed = readFileSync(path.join(made.folder, 'custody.log'), 'utf8').trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).line),
    sealed,
  );
});

test('another reference or passphrase destroys nothing, and a wrong passphrase is in the log', async () => {
  await assert.rejects(destroy({ ...asked, reference: 'op lantern' }), InvalidCall);
  await assert.rejects(
    destroy({ ...asked, passphrase: 'something else entirely' }),
    (error) => error instanceof Refusal && error.code === 'wrong-passphrase',
  );
  assert.equal(desk.cases.working.opened.log.size, 4);
  await desk.cases.close('end');
  const again = await desk.cases.open(made.folder, passphrase);
  assert.equal(again.imports, 1);
  await desk.cases.close('end');
});

test('jobs under way end before the case does', async () => {
  const child = Promise.withResolvers<void>();
  desk.intake = () => child.promise;
  const before = desk.emitted.length;
  desk.cases.startIntake({ exhibit: 'AB/2', paths: ['/evidence/other.zip'] });
  const done = destroy();
  const failed = await desk.event('intake.failed', before);
  assert.equal(failed.error.kind, 'cancelled');
  child.resolve();
  assert.equal((await done).storeDeleted, true);
});
