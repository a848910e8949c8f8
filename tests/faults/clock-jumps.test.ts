/**
 * The system's clock put forward and back: between two entries of the log, while evidence is read in, across
 * a warrant's end. Nothing is lost, the log keeps its order, and its last time is the floor of what the case
 * takes for now.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, mock, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  importInto,
  madeIntake,
  Place,
  passphrase,
  plainCase,
} from '../../electron/bundle/testing/made-bundles.ts';
import { note } from '../../electron/cases/custody-calls.ts';
import { makeScratch, removeScratch, renewScratch, sweepScratch } from '../../electron/intake/scratch.ts';
import { policy, warrantFile } from '../../electron/warrant/testing/made-authority.ts';
import { threadline } from '../cli/threadline.ts';
import { writeTextExport } from './evidence.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-clock-'));
after(() => rmSync(root, { recursive: true, force: true }));
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

let place: Place;
beforeEach(() => {
  place = new Place(root);
});

const made = { exhibit: 'AB/1', segments: [10, 10], attachments: ['one', 'two'] };
const wanted = { exhibit: 'AB/1', paths: ['/evidence/AB-1'] };

async function warrantedCase(): Promise<string> {
  const trust = place.write({ name: 'trust.json', bytes: Buffer.from(JSON.stringify(policy)) });
  const { folder } = await place.cases.create({
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase,
    basis: { kind: 'warrant', warrant: place.write(warrantFile()), trust },
  });
  return folder;
}

/** An intake during which the clock is set, once its first segment has come. */
const withJump =
  (jump: () => void): Place['intake'] =>
  (child) =>
    madeIntake(made)({
      ...child,
      job: child.job,
      say(message) {
        if (message.type === 'segment') jump();
        child.say(message);
      },
    });

test('entries keep their order whatever the clock does between them, and a case without a warrant goes on', async () => {
  const folder = await plainCase(place, []);
  const begun = place.now;
  const jumps = [YEAR, -2 * YEAR, 3 * DAY, -MINUTE, 0];
  for (const [n, jump] of jumps.entries()) {
    place.now += jump;
    const { opened } = place.cases.working;
    await note(opened, { action: 'person-decided', name: `${n}`, what: 'w', sha256: 'ab'.repeat(32) });
    assert.ok(
      opened.now() >= begun + YEAR,
      'it never takes an earlier time for now than it has lived through',
    );
  }
  await importInto(place, made);
  await place.cases.close('end');
  place.now -= 10 * YEAR;
  await place.cases.open(folder, passphrase);
  const { log } = place.cases.working.opened;
  const told = (await log.entries(0, 100)).filter(({ action }) => action === 'person-decided');
  assert.deepEqual(
    told.map(({ subjects }) => subjects[0]!.name),
    jumps.map((_, n) => `${n}`),
  );
  // What the clock said is what stands there: the chain has the order.
  assert.ok(told[1]!.time < told[0]!.time);
  assert.equal(log.facts.imports.length, 1);
  await place.cases.close('end');
});

for (const [how, jump] of [
  ['forward', 10 * YEAR],
  ['back', -10 * YEAR],
] as const) {
  test(`a clock put ${how} while evidence is read in changes nothing of what is kept`, async () => {
    const folder = await plainCase(place, []);
    place.intake = withJump(() => {
      place.now += jump;
    });
    place.cases.startIntake(wanted);
    await place.event('intake.done');
    assert.equal(place.store.stored[0]!.segments.length, 2);
    await place.cases.close('end');
    await place.cases.open(folder, passphrase);
    assert.equal(place.cases.working.opened.log.facts.imports.length, 1);
    await place.cases.close('end');
  });
}

test('a warrant that ends by the clock while evidence is read in: nothing of it is kept, also before anybody has looked', async () => {
  const folder = await warrantedCase();
  place.intake = withJump(() => {
    place.now = Date.parse('2024-05-02T00:00:00Z');
  });
  place.cases.startIntake(wanted);
  const { error } = await Promise.race([
    place.event('intake.failed'),
    place.event('intake.done').then(() => assert.fail('it was kept')),
  ]);
  assert.ok(error.kind === 'refused' && error.code === 'expired', error.message);
  assert.deepEqual(place.store.stored, []);
  await place.cases.close('end');
  // Put back to within the warrant: the log has seen its end.
  place.now = Date.parse('2024-04-03T00:00:00Z');
  const opened = await place.cases.open(folder, passphrase);
  assert.equal(opened.access, 'closed');
  assert.match(opened.accessReason!, /clock/);
  assert.equal(place.cases.working.opened.log.facts.imports.length, 0);
  await place.cases.close('end');
});

test('a clock that goes back a little while evidence is read in under a warrant does not end it', async () => {
  await warrantedCase();
  place.intake = withJump(() => {
    place.now -= MINUTE;
  });
  place.cases.startIntake(wanted);
  await place.event('intake.done');
  await place.cases.close('end');
});

test('a working copy in use is not taken for one that was left, however far the clock was put forward', async () => {
  const own = await makeScratch();
  // As another program's that runs.
  const theirs = path.join(path.dirname(own), `threadline-scratch-${process.ppid}-clock`);
  renameSync(own, theirs);
  mock.timers.enable({ apis: ['Date'], now: Date.now() + YEAR });
  try {
    await renewScratch(theirs);
    assert.ok(!(await sweepScratch()).includes(theirs));
    assert.ok(existsSync(theirs));
  } finally {
    mock.timers.reset();
    rmSync(theirs, { recursive: true, force: true });
    await removeScratch(own);
  }
});

test('the command line imports the same under a clock that jumps two years forward and back all the time', () => {
  writeTextExport(path.join(root, 'phone'), 3000);
  const jumping = path.join(root, 'jumping.mjs');
  writeFileSync(
    jumping,
    `const Real = Date;
    const year = 365 * 24 * 3600 * 1000;
    let reads = 0;
    const now = () => Real.now() + (reads++ % 2 === 0 ? year : -year);
    globalThis.Date = class extends Real {
      constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
      static now() { return now(); }
    };`,
  );
  const evidence = path.join(root, 'phone');
  const out = (name: string): string => path.join(root, name);
  const options = process.env.NODE_OPTIONS;
  assert.equal(threadline(['import', evidence, '--media', '--out', out('steady')]).status, 0);
  try {
    process.env.NODE_OPTIONS = `${options ?? ''} --import=${pathToFileURL(jumping).href}`;
    const { status, stderr } = threadline(['import', evidence, '--media', '--out', out('jumped')]);
    assert.equal(status, 0, stderr);
  } finally {
    if (options === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = options;
  }
  const times = readFileSync(path.join(out('jumped'), 'custody.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).time as string);
  for (const time of times) {
    assert.ok(Math.abs(Date.parse(time) - Date.now()) > YEAR / 2, `the clock did jump: ${time}`);
  }
  const { status, stderr } = threadline(['verify', out('jumped')]);
  assert.equal(status, 0, stderr);
  for (const name of ['messages.jsonl', 'chats.jsonl', 'accounts.jsonl']) {
    assert.deepEqual(
      readFileSync(path.join(out('jumped'), name)),
      readFileSync(path.join(out('steady'), name)),
      name,
    );
  }
});
