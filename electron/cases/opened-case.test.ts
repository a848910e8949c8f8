import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
import { createCase, LOG_FILE, type OpenedCase, openCase } from './opened-case.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-case-'));
after(() => rmSync(root, { recursive: true, force: true }));

const options = { software: 'threadline 0.1.0', lost: () => undefined };
const record = {
  reference: 'OP LANTERN / 3',
  timeZone: 'Europe/London',
  created: '2024-04-01T08:00:00.000Z',
  basis: { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' },
} as const;
const passphrase = 'four plain words here';
let under: string;
beforeEach(() => {
  under = path.join(mkdtempSync(path.join(root, 'docs-')), 'Threadline');
});

const create = (place: { folder: string } | { under: string } = { under }): Promise<OpenedCase> =>
  createCase({ record, passphrase, place, cost: LEAST_COST }, options);

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
  assert.deepEqual(opened.record, record);
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
  await assert.rejects(createCase({ record, passphrase, place: { under }, cost }, options));
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
  rewrite(sealEntry(custody, id, place, body));
  const opened = await openCase(folder, passphrase, options);
  assert.equal(opened.imports, 1);
  await opened.close('end');
});

test('a log whose last line a crash cut off is repaired while the case is closed, and the case opens', async () => {
  const made = await create();
  await made.close('end');
  const file = path.join(made.folder, LOG_FILE);
  writeFileSync(file, readFileSync(file).subarray(0, -20));
  const opened = await openCase(made.folder, passphrase, options);
  assert.deepEqual(
    (await entriesOf(opened)).map(({ action }) => action),
    ['case-created', 'log-repaired', 'case-opened'],
  );
  await opened.close('end');
});
