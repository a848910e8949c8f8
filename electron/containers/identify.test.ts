import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { identify } from './identify.ts';
import { refusalOf, tempFolder } from './testing/opening.ts';
import { versionInName, withoutSuffix } from './whatsapp-crypt/backup-name.ts';
import { makeBackup } from './whatsapp-crypt/testing/made-backup.ts';
import { makeZip } from './zip/testing/made-zip.ts';

const { folder, remove } = tempFolder('identify');
after(remove);

function file(name: string, bytes: string | Uint8Array): string {
  const full = path.join(folder, name);
  writeFileSync(full, bytes);
  return full;
}

const backup = (version: 12 | 14 | 15): Buffer => makeBackup(Buffer.from('content'), { version });
const zip = makeZip([{ name: '_chat.txt', content: 'hi' }]);
const sqlite = Buffer.from('SQLite format 3\0'.padEnd(4096, '\0'), 'latin1');

test('evidence is known by its content, whatever it is called', async () => {
  const known: [string, string | Uint8Array, string, string | undefined][] = [
    ['msgstore.db.crypt12', backup(12), 'whatsapp-crypt12', 'whatsapp-key-file'],
    ['msgstore.db.crypt14', backup(14), 'whatsapp-crypt14', 'whatsapp-key-file'],
    ['msgstore.db.crypt15', backup(15), 'whatsapp-crypt15', 'whatsapp-crypt15-root'],
    ['renamed.dat', backup(15), 'whatsapp-crypt15', 'whatsapp-crypt15-root'],
    ['renamed', backup(14), 'whatsapp-crypt14', 'whatsapp-key-file'],
    ['renamed.jpg', backup(12), 'whatsapp-crypt12', 'whatsapp-key-file'],
    ['msgstore-2024.db.crypt14.1', backup(14), 'whatsapp-crypt14', 'whatsapp-key-file'],
    ['wrong number.crypt12', backup(15), 'whatsapp-crypt15', 'whatsapp-crypt15-root'],
    ['export.zip', zip, 'zip', undefined],
    ['export', zip, 'zip', undefined],
    ['export.crypt15', zip, 'zip', undefined],
    ['self-extracting.exe', Buffer.concat([Buffer.alloc(100, 'MZ'), zip]), 'zip', undefined],
    ['msgstore.db', sqlite, 'file', undefined],
    ['decrypted.db.crypt15', sqlite, 'file', undefined],
    ['_chat.txt', '[22/03/2024, 14:36:48] Ana: hi', 'file', undefined],
    ['program.exe', Buffer.alloc(1000, 'MZ'), 'file', undefined],
  ];
  for (const [name, bytes, container, needsKey] of known) {
    const found = await identify(file(name, bytes));
    assert.deepEqual([found.container, found.needsKey], [[container], needsKey], name);
    assert.deepEqual([found.name, found.bytes], [name, bytes.length]);
  }
  assert.deepEqual((await identify(folder)).container, ['folder']);
});

test('a crypt12 without its name or its ending is not taken for one: its header says too little', async () => {
  const bytes = backup(12);
  bytes.write('12', bytes.length - 2);
  assert.deepEqual((await identify(file('a.bin', bytes))).container, ['whatsapp-crypt12']);
  bytes.write('zz', bytes.length - 2);
  assert.deepEqual((await identify(file('a.bin', bytes))).container, ['file']);
});

test('a file whose name its content does not bear out is refused', async () => {
  const refusals: [string, string | Uint8Array, string, RegExp][] = [
    [
      'msgstore.db.crypt15',
      Buffer.alloc(5000, 7),
      'unsupported',
      /named as a crypt15 backup, but has no header/,
    ],
    ['cut.db.crypt14', backup(14).subarray(0, 60), 'unsupported', /or the header is cut off/],
    ['old.db.crypt8', Buffer.alloc(5000, 7), 'unsupported', /crypt8 backups are not supported/],
    ['notes.zip', 'Buy milk.', 'unsupported', /named as a ZIP archive, but is none/],
    ['empty.zip', '', 'empty', /the file is empty/],
  ];
  for (const [name, bytes, code, reason] of refusals) {
    const refusal = await refusalOf(identify(file(name, bytes)));
    assert.equal(refusal.code, code);
    assert.equal(refusal.file, name);
    assert.match(refusal.reason, reason);
  }
});

test('what is not there, or is neither file nor folder, is refused', async () => {
  assert.equal(
    (await refusalOf(identify(path.join(folder, 'nowhere.zip')))).message,
    'nowhere.zip: there is no such file or folder',
  );
  if (process.platform === 'win32') return;
  execFileSync('mkfifo', [path.join(folder, 'pipe')]);
  assert.equal((await refusalOf(identify(path.join(folder, 'pipe')))).message, 'pipe: it is not a file');
});

test('a path that ends in a separator names the same folder', async () => {
  mkdirSync(path.join(folder, 'Media'));
  assert.equal((await identify(path.join(folder, 'Media') + path.sep)).name, 'Media');
});

test('names of backups say their version, and what they hold', () => {
  const names: [string, number | undefined, string][] = [
    ['msgstore.db.crypt15', 15, 'msgstore.db'],
    ['Databases/msgstore-2024-03-21.1.db.crypt14', 14, 'Databases/msgstore-2024-03-21.1.db'],
    ['msgstore.db.crypt12.1', 12, 'msgstore.db'],
    ['MSGSTORE.DB.CRYPT15', 15, 'MSGSTORE.DB'],
    ['msgstore.db.crypt1', 1, 'msgstore.db'],
    ['msgstore.db', undefined, 'msgstore.db'],
    ['crypt15', undefined, 'crypt15'],
    ['Backups/.crypt15', 15, 'Backups/.crypt15'],
  ];
  for (const [name, version, plain] of names) {
    assert.equal(versionInName(name), version, name);
    assert.equal(withoutSuffix(name), plain, name);
  }
});
