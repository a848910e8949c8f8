import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Refusal, type RefusalCode } from '../../shared/model/index.ts';
import { type EntryBody, encodeLine, originOfCase, type SealedBody } from '../custody/entry.ts';
import { verifyLog } from '../custody/log.ts';
import { deriveKeys, newCaseKey } from '../keys/case-keys.ts';
import { openEntry, sealEntry, sealEntryWhileClosed } from '../keys/entry-seal.ts';
import { LEAST_COST } from '../keys/passphrase.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { LOG_FILE } from './case-folder.ts';
import { createCase } from './create-case.ts';
import { LogHeads } from './log-heads.ts';
import { openCase } from './open-case.ts';
import type { CaseOptions, OpenedCase } from './opened-case.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-case-'));
after(() => rmSync(root, { recursive: true, force: true }));

const optionsOf = (userData: string): CaseOptions => ({
  software: 'threadline 0.1.0',
  heads: new LogHeads(userData),
  now: Date.now,
  lost: () => undefined,
});
let options: CaseOptions;
const record = {
  reference: 'OP LANTERN / 3',
  timeZone: 'Europe/London',
  created: '2024-04-01T08:00:00.000Z',
} as const;
const basis = { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' } as const;
const passphrase = 'four plain words here';
let under: string;
beforeEach(() => {
  options = optionsOf(mkdtempSync(path.join(root, 'user-')));
  under = path.join(mkdtempSync(path.join(root, 'docs-')), 'Threadline');
});

const create = (place: { folder: string } | { under: string } = { under }): Promise<OpenedCase> =>
  createCase({ record, basis, passphrase, place, cost: LEAST_COST }, options);

const refused =
  (code: RefusalCode, reason?: RegExp) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code && (reason === undefined || reason.test(error.reason));

/** The log's entries, opened with an open case's keys. */
async function entriesOf({ folder, keys, id }: OpenedCase): Promise<EntryBody[]> {
  const entries: EntryBody[] = [];
  const { broken } = await verifyLog(
    path.join(folder, LOG_FILE),
    ({ seq, prev, sealed }) => {
      const opened = openEntry(keys, id, { seq, prev }, sealed!);
      entries.push(JSON.parse(Buffer.from(opened!.body).toString()));
    },
    originOfCase(id),
  );
  assert.equal(broken, undefined);
  return entries;
}

function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) =>
      entry.isFile()
        ? `${entry.name}\n${readFileSync(path.join(entry.parentPath, entry.name), 'latin1')}`
        : entry.name,
    )
    .join('\n');
}

test('a case is made, closed and opened again, and the log tells of all of it', async () => {
  const made = await create();
  assert.equal(path.basename(made.folder), 'OP LANTERN - 3');
  assert.deepEqual(readdirSync(made.folder).sort(), ['attachments', 'case.json', 'case.lock', 'custody.log']);
  const store = Buffer.from(made.keys.store).toString('hex');
  await made.close('closed by the user');
  assert.deepEqual(readdirSync(made.folder).sort(), ['attachments', 'case.json', 'custody.log']);

  const opened = await openCase(made.folder, passphrase, options);
  const { log, ...kept } = opened.record;
  assert.deepEqual(kept, { ...record, basis });
  assert.equal(log!.entries, 2);
  assert.equal(opened.id, made.id);
  assert.equal(opened.imports, 0);
  assert.equal(Buffer.from(opened.keys.store).toString('hex'), store);
  const entries = await entriesOf(opened);
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['case-created', 'case-closed', 'case-opened'],
  );
  assert.deepEqual(entries[1]!.subjects, [{ reason: 'closed by the user' }]);
  await opened.close('end');
});

test('closing wipes the keys', async () => {
  const made = await create();
  await made.close('end');
  for (const key of Object.values(made.keys) as Uint8Array[]) assert.ok(key.every((byte) => byte === 0));
});

test('of a closed case nothing can be read but its folder’s name', async () => {
  const made = await create({ folder: path.join(under, 'neutral') });
  await made.close('end');
  assert.doesNotMatch(everythingIn(made.folder), /LANTERN|London|2024|created|opened|closed by/);
});

test('a second case of the same reference gets a folder of its own', async () => {
  const cases = [await create(), await create()];
  assert.deepEqual(readdirSync(under).sort(), ['OP LANTERN - 3', 'OP LANTERN - 3 (2)']);
  for (const one of cases) await one.close('end');
});

test('a case is not made in a folder that holds something else, and that stays as it was', async () => {
  mkdirSync(under, { recursive: true });
  writeFileSync(path.join(under, 'letter.txt'), 'x');
  await assert.rejects(create({ folder: under }), refused('unreadable', /not empty/));
  assert.deepEqual(readdirSync(under), ['letter.txt']);
});

test('a case that cannot be made leaves nothing behind', async () => {
  // More memory than there is.
  const cost = { memoryKiB: 2 ** 40, passes: 1 };
  await assert.rejects(createCase({ record, basis, passphrase, place: { under }, cost }, options));
  assert.deepEqual(readdirSync(under), []);
});

test('a refused passphrase is noted in the log although the case is closed, and names no passphrase', async () => {
  const made = await create();
  await made.close('end');
  for (const wrong of ['guess one', 'guess two']) {
    await assert.rejects(openCase(made.folder, wrong, options), refused('wrong-passphrase'));
  }
  const opened = await openCase(made.folder, passphrase, options);
  const entries = await entriesOf(opened);
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['case-created', 'case-closed', 'passphrase-refused', 'passphrase-refused', 'case-opened'],
  );
  assert.doesNotMatch(JSON.stringify(entries), /guess/);
  await opened.close('end');
});

test('a case that is open is refused elsewhere, and opens once it is closed', async () => {
  const made = await create();
  await assert.rejects(openCase(made.folder, passphrase, options), refused('unreadable', /open in another/));
  await made.close('end');
  await (await openCase(made.folder, passphrase, options)).close('end');
});

test('imports are counted by source, without those that failed after they were logged', async () => {
  const made = await create();
  const imported = (job: string) =>
    made.log.append({ actor: 'x', action: 'exhibit-imported', subjects: [{ exhibit: 'AB/1', job }] });
  for (const job of ['a', 'a', 'b', 'c']) await imported(job);
  await made.log.append({ actor: 'x', action: 'import-failed', subjects: [{ exhibit: 'AB/1', job: 'b' }] });
  await made.close('end');
  const opened = await openCase(made.folder, passphrase, options);
  assert.equal(opened.imports, 3);
  await opened.close('end');
});

test('a folder without a case, a missing folder and a file are refused by name', async () => {
  mkdirSync(path.join(under, 'empty'), { recursive: true });
  writeFileSync(path.join(under, 'file'), 'x');
  await assert.rejects(
    openCase(path.join(under, 'empty'), passphrase, options),
    (error) => refused('unreadable', /no case in this folder/)(error) && (error as Refusal).file === 'empty',
  );
  await assert.rejects(openCase(path.join(under, 'gone'), passphrase, options), refused('unreadable'));
  await assert.rejects(
    openCase(path.join(under, 'file'), passphrase, options),
    refused('unreadable', /not a folder/),
  );
});

test('a case whose log is missing, or was changed, does not open', async () => {
  const made = await create();
  await made.close('end');
  const file = path.join(made.folder, LOG_FILE);
  const log = readFileSync(file);
  const changed = Buffer.from(log);
  changed[40]! ^= 1;
  writeFileSync(file, changed);
  await assert.rejects(openCase(made.folder, passphrase, options), refused('tampered', /line 1/));
  rmSync(file);
  await assert.rejects(openCase(made.folder, passphrase, options), refused('tampered', /missing/));
  writeFileSync(file, log);
  await (await openCase(made.folder, passphrase, options)).close('end');
});

test('a log rewritten with a chain of its own does not open: its entries lack the key', async () => {
  const made = await create();
  const { id, folder } = made;
  const custody = Uint8Array.from(made.keys.custody);
  const { closedLogKey } = JSON.parse(readFileSync(path.join(folder, 'case.json'), 'utf8'));
  const entry: EntryBody = { time: '', actor: 'x', action: 'exhibit-imported', subjects: [], software: 'x' };
  const body = Buffer.from(JSON.stringify(entry));
  const place = { seq: 0, prev: originOfCase(id) };
  await made.close('end');
  const rewrite = (sealed: SealedBody): void => {
    const line = Buffer.from(encodeLine(0, entry, originOfCase(id), sealed));
    writeFileSync(path.join(folder, LOG_FILE), `${line}\n`);
  };
  const forged = {
    'another key': sealEntry(deriveKeys(newCaseKey()).custody, id, place, body),
    'another place': sealEntry(custody, id, { ...place, prev: sha256Hex('x') }, body),
    'a box that claims what only an open case does': sealEntryWhileClosed(
      Buffer.from(closedLogKey, 'base64'),
      id,
      place,
      body,
    ),
    'no bytes': { sealed: Buffer.alloc(0), commitment: '' },
    'another commitment': { ...sealEntry(custody, id, place, body), commitment: 'ab'.repeat(32) },
  };
  for (const [what, sealed] of Object.entries(forged)) {
    rewrite(sealed);
    await assert.rejects(
      openCase(folder, passphrase, options),
      refused('tampered', /not written with/),
      what,
    );
  }
  // Who has the key writes entries that open; what the log was stands elsewhere, too.
  rewrite(sealEntry(custody, id, place, body));
  await assert.rejects(openCase(folder, passphrase, options), refused('tampered', /its end was taken away/));
});

test('a log whose last line a crash cut off is repaired while the case is closed, and the case opens', async () => {
  const made = await create();
  await made.close('end');
  const file = path.join(made.folder, LOG_FILE);
  appendFileSync(file, '{"seq":2,"sealed":"AbCd');
  const opened = await openCase(made.folder, passphrase, options);
  assert.deepEqual(
    (await entriesOf(opened)).map(({ action }) => action),
    ['case-created', 'case-closed', 'log-repaired', 'case-opened'],
  );
  await opened.close('end');
});

test('a case that was not closed, as after a crash, opens with all that its log had', async () => {
  const made = await create();
  await made.log.append({ actor: 'x', action: 'file-saved', subjects: [] });
  await made.letGo();
  const opened = await openCase(made.folder, passphrase, options);
  assert.equal(opened.log.size, 3);
  await opened.close('end');
});

/** The folder's log without its last lines. */
function cutLog(folder: string, lines: number): void {
  const file = path.join(folder, LOG_FILE);
  const all = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, `${all.slice(0, -lines).join('\n')}\n`);
}

test('an end of the log that was taken away is missed, on this workstation and on another', async () => {
  const made = await create();
  await made.close('end');
  cutLog(made.folder, 1);
  const elsewhere = optionsOf(mkdtempSync(path.join(root, 'user-')));
  for (const [where, when] of [
    [options, /when it was last open on this workstation, and 1 of them is missing/],
    [elsewhere, /when the case was last closed, and 1 of them is missing/],
  ] as const) {
    await assert.rejects(openCase(made.folder, passphrase, where), refused('tampered', when));
  }
});

test('a folder put back to an older state as a whole is found on the workstation that saw the newer one', async () => {
  const made = await create();
  await made.close('end');
  const copy = path.join(root, 'copy');
  cpSync(made.folder, copy, { recursive: true });
  await (await openCase(made.folder, passphrase, options)).close('end');
  rmSync(made.folder, { recursive: true });
  cpSync(copy, made.folder, { recursive: true });
  await assert.rejects(
    openCase(made.folder, passphrase, options),
    refused('tampered', /had 4 entries when it was last open on this workstation, and 2 of them are missing/),
  );
  // A workstation that has not had the case open cannot know, and the log says that it knew of no state.
  const opened = await openCase(copy, passphrase, optionsOf(mkdtempSync(path.join(root, 'user-'))));
  await opened.close('end');
  rmSync(copy, { recursive: true });
});

test('refused passphrases that were taken off the log again are missed', async () => {
  const made = await create();
  await made.close('end');
  await assert.rejects(openCase(made.folder, 'guess', options), refused('wrong-passphrase'));
  cutLog(made.folder, 1);
  await assert.rejects(
    openCase(made.folder, passphrase, options),
    refused('tampered', /when a passphrase was last refused on this workstation/),
  );
});

test('what the workstation noted of a log does not open the case once it was changed', async () => {
  const userData = mkdtempSync(path.join(root, 'user-'));
  options = optionsOf(userData);
  const made = await create();
  await made.close('end');
  const file = path.join(userData, 'log-heads.json');
  const noted = JSON.parse(readFileSync(file, 'utf8'));
  assert.deepEqual(Object.keys(noted), [made.id]);
  noted[made.id].open.entries = 1;
  writeFileSync(file, JSON.stringify(noted));
  options = optionsOf(userData);
  await assert.rejects(
    openCase(made.folder, passphrase, options),
    refused('tampered', /noted of its log was changed/),
  );
});
