import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { makeSampleCase, type SampleManifest, sampleCase } from './make.ts';
import {
  at,
  bytesAt,
  COMMITTED,
  CONTACTS,
  databaseContent,
  filesBelow,
  INSTANT,
  MSGSTORE,
  openContacts,
  openMsgstore,
  workFolder,
} from './testing/opened.ts';

const work = workFolder();
after(() => rmSync(work, { recursive: true, force: true }));

const MEDIA = COMMITTED.filter((name) => name.startsWith('AB-1/Media/'));

test('made twice, the case has the same bytes', async () => {
  const [first, second] = [await sampleCase(), await sampleCase()];
  assert.deepEqual([...first.keys()], [...second.keys()]);
  for (const [name, bytes] of first) assert.ok(bytes.equals(second.get(name)!), name);
});

test('the committed files are what make.ts makes; of the databases, every row', async () => {
  const folder = path.join(work, 'made');
  await makeSampleCase(folder);
  assert.deepEqual(filesBelow(folder).sort(), COMMITTED);
  for (const name of COMMITTED) {
    // Their bytes depend on the builds of SQLite and zlib.
    if (name === MSGSTORE || name === CONTACTS) continue;
    assert.ok(bytesAt(name, folder).equals(bytesAt(name)), `${name} is out of date: run make.ts`);
  }
  for (const [made, kept] of [
    [await openMsgstore(work, folder), await openMsgstore(work)],
    [openContacts(folder), openContacts()],
  ] as const) {
    assert.deepEqual(databaseContent(made), databaseContent(kept));
    made.close();
    kept.close();
  }
});

test('case.json names files that are there, the zone and the instant', () => {
  const manifest: SampleManifest = JSON.parse(bytesAt('case.json').toString('utf8'));
  assert.equal(manifest.reference, 'OP LANTERN');
  assert.equal(manifest.timeZone, 'Europe/London');
  assert.equal(Date.parse(manifest.instant), INSTANT);
  assert.deepEqual(
    manifest.exhibits.map(({ reference }) => reference),
    ['AB/1', 'AB/2', 'AB/3'],
  );
  for (const { files, keyFile } of manifest.exhibits) {
    for (const name of [...files, ...(keyFile === undefined ? [] : [keyFile])])
      assert.ok(statSync(at(name)), name);
  }
});

test('it is small: under 1.5 MB', () => {
  const bytes = COMMITTED.reduce((sum, name) => sum + statSync(at(name)).size, 0);
  assert.ok(bytes < 1_500_000, String(bytes));
});

test('files of media have the size and the SHA-256 that the database says, and some are missing', async () => {
  const store = await openMsgstore(work);
  const rows = store.prepare('SELECT file_path, file_length, file_hash FROM message_media').all();
  store.close();
  const stated = new Map(rows.map((row) => [`AB-1/${row.file_path}`, row]));
  assert.ok(MEDIA.length >= 30);
  assert.ok(MEDIA.length < stated.size);
  for (const name of MEDIA) {
    const bytes = bytesAt(name);
    assert.equal(bytes.length, stated.get(name)?.file_length, name);
    assert.equal(createHash('sha256').update(bytes).digest('base64'), stated.get(name)?.file_hash, name);
  }
});

/** First bytes by extension: JPEG (T.81), RIFF, Ogg, PDF. */
const MAGIC: Readonly<Record<string, string>> = {
  '.jpg': 'ffd8ffe0',
  '.wav': '52494646',
  '.opus': '4f676753',
  '.pdf': '25504446',
};

test('media are what their names say', () => {
  assert.deepEqual([...new Set(MEDIA.map((name) => path.extname(name)))].sort(), Object.keys(MAGIC).sort());
  for (const name of MEDIA) {
    const bytes = bytesAt(name);
    assert.equal(bytes.subarray(0, 4).toString('hex'), MAGIC[path.extname(name)], name);
    if (name.endsWith('.jpg')) assert.equal(bytes.subarray(-2).toString('hex'), 'ffd9', name);
  }
});
