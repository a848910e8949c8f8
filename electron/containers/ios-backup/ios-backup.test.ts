/** Backups of Finder and iTunes, plain and encrypted, as folders and in archives. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { assertKeySuffices, type EvidenceKey, openEvidence } from '../index.ts';
import { bytesOf, contentsOf, refusalOf, tempFolder } from '../testing/opening.ts';
import { KEYS } from '../whatsapp-crypt/testing/made-backup.ts';
import { makeZip } from '../zip/testing/made-zip.ts';
import {
  fileIdOf,
  type MadeBackup,
  type MadeFile,
  makeIosBackup,
  WHATSAPP_DOMAIN,
} from './testing/made-ios-backup.ts';

const { folder, remove } = tempFolder('ios-backup');
after(remove);
const scratch = path.join(folder, 'scratch');
mkdirSync(scratch);

const PASSWORD = 'correct horse';
const KEY: EvidenceKey = { kind: 'ios-backup-password', password: PASSWORD };
const FILES: readonly MadeFile[] = [
  { domain: WHATSAPP_DOMAIN, relativePath: '', flags: 2 },
  { domain: WHATSAPP_DOMAIN, relativePath: 'ChatStorage.sqlite', content: 'the messages' },
  {
    domain: WHATSAPP_DOMAIN,
    relativePath: 'Message/Media/4477@s.whatsapp.net/a/b/ab.jpg',
    content: 'picture',
  },
  { domain: 'HomeDomain', relativePath: 'Library/SMS/sms.db', content: 'x'.repeat(64), protectionClass: 4 },
  { domain: 'CameraRollDomain', relativePath: 'Media/empty.txt', content: '' },
];
const CONTENTS = {
  'AppDomainGroup-group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite': 'the messages',
  'AppDomainGroup-group.net.whatsapp.WhatsApp.shared/Message/Media/4477@s.whatsapp.net/a/b/ab.jpg': 'picture',
  'CameraRollDomain/Media/empty.txt': '',
  'HomeDomain/Library/SMS/sms.db': 'x'.repeat(64),
};

let made = 0;
function backup(more: Partial<MadeBackup> = {}): string {
  const where = path.join(folder, `backup-${++made}`);
  makeIosBackup(where, { files: FILES, ...more });
  return where;
}

const opened = (given: string, key?: EvidenceKey) =>
  openEvidence(given, { scratch, ...(key ? { key } : {}) });

/** Contents of the files that are not the backup's own lists. */
async function phoneFiles(given: string, key?: EvidenceKey): Promise<Record<string, string>> {
  const evidence = await opened(given, key);
  const contents = await contentsOf(evidence.tree);
  await evidence.tree.close();
  return Object.fromEntries(
    Object.entries(contents).filter(([name]) => !/\.(?:plist|db)$/.test(name) || name.includes('sms')),
  );
}

/** A folder's files as an archive. */
function zipped(where: string, prefix = ''): string {
  const names = readdirSync(where, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const zip = `${where}.zip`;
  writeFileSync(
    zip,
    makeZip(
      names.map((one) => {
        const full = path.join(one.parentPath, one.name);
        return {
          name: prefix + path.relative(where, full).split(path.sep).join('/'),
          content: readFileSync(full),
          method: 8,
        };
      }),
    ),
  );
  return zip;
}

for (const [what, password, container] of [
  ['a plain backup', undefined, 'ios-backup'],
  ['an encrypted backup', PASSWORD, 'ios-backup-encrypted'],
] as const) {
  const key = password === undefined ? undefined : KEY;

  test(`${what} stands under the names that its files had on the phone`, async () => {
    const where = backup(password === undefined ? {} : { password });
    assert.deepEqual(await phoneFiles(where, key), CONTENTS);
    const evidence = await opened(where, key);
    assert.deepEqual(evidence.container, ['folder', container]);
    assert.deepEqual(evidence.tree.leftOut, []);
    const database = `${WHATSAPP_DOMAIN}/ChatStorage.sqlite`;
    assert.equal(evidence.madeFrom.get(database), `7c/${fileIdOf(WHATSAPP_DOMAIN, 'ChatStorage.sqlite')}`);
    const entry = evidence.tree.entries.find(({ path: own }) => own === database)!;
    assert.equal(entry.bytes, 12);
    assert.equal((await bytesOf(entry)).toString(), 'the messages', 'it can be read twice');
    assertKeySuffices([evidence], true);
  });

  test(`${what} in an archive, or in a folder of several, is opened in its place`, async () => {
    const where = backup(password === undefined ? {} : { password });
    const zip = zipped(where, '00008110-000A/');
    const inZip = await phoneFiles(zip, key);
    assert.deepEqual(
      inZip,
      Object.fromEntries(
        Object.entries(CONTENTS).map(([name, content]) => [`00008110-000A/${name}`, content]),
      ),
    );
    const evidence = await opened(zip, key);
    assert.deepEqual(evidence.container, ['zip', container]);
    await evidence.tree.close();
  });
}

test('the file’s own name in the domain is the SHA-1 that tools know it by', () => {
  // Known to every tool that reads such backups.
  assert.equal(fileIdOf('HomeDomain', 'Library/SMS/sms.db'), '3d0d7e5fb2ce288813306e4d4636395e047a3d28');
  assert.equal(fileIdOf(WHATSAPP_DOMAIN, 'ChatStorage.sqlite'), '7c7fba66680ef796b916b067077cc246adacf01d');
});

test('contents of every length around a block come out as they went in', async () => {
  const files = Array.from({ length: 40 }, (_, n) => ({
    domain: 'D',
    relativePath: `f${n}`,
    content: Buffer.alloc(n, n + 1),
  }));
  const big = { domain: 'D', relativePath: 'big', content: Buffer.alloc(700_001, 'ab') };
  const where = backup({ files: [...files, big], password: PASSWORD });
  const { tree } = await opened(where, KEY);
  for (const { relativePath, content } of [...files, big]) {
    const entry = tree.entries.find(({ path: own }) => own === `D/${relativePath}`)!;
    assert.ok((await bytesOf(entry)).equals(content), relativePath);
    assert.equal(entry.bytes, content.length);
  }
});

test('a password of 64 hex digits is taken as it was typed', async () => {
  const digits = KEYS.root.toString('hex');
  const where = backup({ password: digits });
  const key: EvidenceKey = { kind: 'whatsapp-crypt15-root', root: KEYS.root, typed: digits };
  assert.deepEqual(await phoneFiles(where, key), CONTENTS);
});

test('without a password an encrypted backup is named with what it needs', async () => {
  const evidence = await opened(backup({ password: PASSWORD }));
  assert.deepEqual(evidence.container, ['folder']);
  assert.deepEqual(evidence.locked, [{ file: 'Manifest.plist', needsKey: 'ios-backup-password' }]);
  assert.deepEqual(evidence.tree.leftOut, [
    {
      file: 'Manifest.plist',
      reason: 'the backup was not opened: it is encrypted and no password was given',
    },
  ]);
  assert.throws(
    () => assertKeySuffices([evidence], false),
    /Manifest\.plist: it is encrypted and no key was given/,
  );
  assertKeySuffices([evidence], true);
});

test('a wrong password and a key of another kind are refused by name', async () => {
  const where = backup({ password: PASSWORD });
  for (const [key, reason] of [
    [
      { kind: 'ios-backup-password', password: 'guess' },
      /Manifest\.plist: the password does not open this backup/,
    ],
    [
      { kind: 'whatsapp-crypt15-root', root: KEYS.root },
      /opens with its password, not with a key of another kind/,
    ],
  ] as const) {
    const evidence = await opened(where, key);
    assert.throws(() => assertKeySuffices([evidence], true), reason);
  }
});

test('a password is also good for one of two backups', async () => {
  const where = path.join(folder, 'both');
  makeIosBackup(path.join(where, 'a'), { files: FILES, password: PASSWORD });
  makeIosBackup(path.join(where, 'b'), { files: FILES, password: 'another' });
  makeIosBackup(path.join(where, 'c'), { files: FILES });
  const evidence = await opened(where, KEY);
  assert.deepEqual(evidence.container, ['folder', 'ios-backup-encrypted', 'ios-backup']);
  assert.deepEqual(
    evidence.tree.leftOut.map(({ file, reason }) => [file, reason]),
    [['b/Manifest.plist', 'the backup was not opened: the password does not open this backup']],
  );
  assertKeySuffices([evidence], true);
});

test('a backup of iOS 10.0, whose list is open, is read with the password all the same', async () => {
  assert.deepEqual(
    await phoneFiles(backup({ password: PASSWORD, openDatabase: true, rounds: [0, 50] }), KEY),
    CONTENTS,
  );
});

test('files that others left beside the numbered ones stay as they are', async () => {
  const where = backup();
  const stray = 'ab'.repeat(20);
  mkdirSync(path.join(where, 'ab'), { recursive: true });
  writeFileSync(path.join(where, 'ab', stray), 'not in the list');
  writeFileSync(path.join(where, 'notes.txt'), 'mine');
  const contents = await phoneFiles(where);
  assert.equal(contents[`ab/${stray}`], 'not in the list');
  assert.equal(contents['notes.txt'], 'mine');
});

const reasons = (damage: readonly { file: string; where?: string; reason: string }[]): string[] =>
  damage.map(({ file, where, reason }) => `${file}${where === undefined ? '' : `, ${where}`}: ${reason}`);

test('names that lead out, names taken, and content that is not there are left out and named', async () => {
  const target: MadeFile = { domain: 'D', relativePath: 'target', content: 'target' };
  const where = backup({
    files: [
      target,
      { domain: 'D', relativePath: '../../etc/passwd', content: 'out' },
      { domain: '..', relativePath: 'x', content: 'out' },
      { domain: 'D', relativePath: '/absolute', content: 'out' },
      { domain: 'D', relativePath: 'nul\0byte', content: 'nul' },
      { domain: 'D', relativePath: 'gone', content: 'gone', isMissing: true },
      { domain: 'D', relativePath: './target', content: 'the same name' },
      { domain: 'D', relativePath: 'other', fileId: `../../${'a'.repeat(34)}`, isMissing: true },
      { domain: 'D', relativePath: 'link', flags: 4 },
      { domain: 'D', relativePath: 'odd', flags: 9 },
      // The name of a numbered file, so that each would stand for the other.
      {
        domain: fileIdOf('D', 'target').slice(0, 2),
        relativePath: fileIdOf('D', 'target'),
        content: 'circle',
      },
      { domain: 'D', relativePath: 'swapped', content: 'swapped', fileId: 'cd'.repeat(20) },
    ],
  });
  const { tree } = await opened(where);
  const named = reasons(tree.leftOut).sort();
  const id = fileIdOf('D', 'target');
  assert.deepEqual(
    named,
    [
      'D/gone: its content is not in the backup',
      'D/link: a symbolic link, not followed',
      'D/swapped: its content has another number than its name should give',
      'D/target: another file has its name or its content; it was left under its number',
      'Manifest.db: a file of its list was left out: its name has a NUL byte',
      'Manifest.db: a file of its list was left out: its name is an absolute path',
      'Manifest.db: a file of its list was left out: its name leads out of the backup',
      'Manifest.db: a file of its list was left out: its name leads out of the backup',
      'Manifest.db: row 10 of its list of files makes no sense and was left out',
      'Manifest.db: row 8 of its list of files makes no sense and was left out',
      `${id.slice(0, 2)}/${id}: another file has its name or its content; it was left under its number`,
    ].sort(),
  );
  const contents = await contentsOf(tree);
  assert.equal(contents['D/target'], 'target');
  assert.equal(contents['D/swapped'], 'swapped');
  assert.ok(Object.keys(contents).every((name) => !name.includes('..')));
});

test('a link in the place of a numbered file leads nowhere', {
  skip: process.platform === 'win32',
}, async () => {
  const where = backup();
  const outside = path.join(folder, 'outside.txt');
  writeFileSync(outside, 'not evidence');
  const id = fileIdOf('HomeDomain', 'Library/SMS/sms.db');
  rmSync(path.join(where, id.slice(0, 2), id));
  symlinkSync(outside, path.join(where, id.slice(0, 2), id));
  const { tree } = await opened(where);
  assert.deepEqual(reasons(tree.leftOut), [
    `${id.slice(0, 2)}/${id}: a symbolic link, not followed`,
    'HomeDomain/Library/SMS/sms.db: its content is not in the backup',
  ]);
});

test('files of another length than the list says are named, and what is there is given', async () => {
  const where = backup({
    files: [
      { domain: 'D', relativePath: 'cut', content: 'y'.repeat(100) },
      { domain: 'D', relativePath: 'whole', content: 'fine' },
    ],
    password: PASSWORD,
  });
  const id = fileIdOf('D', 'cut');
  const file = path.join(where, id.slice(0, 2), id);
  writeFileSync(file, readFileSync(file).subarray(0, 55));
  const { tree } = await opened(where, KEY);
  assert.deepEqual(reasons(tree.leftOut), ['D/cut: it is not as long as the list of files says']);
  const contents = await contentsOf(tree);
  assert.equal(contents['D/cut'], 'y'.repeat(48));
  assert.equal(contents['D/whole'], 'fine');
});

test('an encrypted file that is damaged, or whose key is, is refused when it is opened', async () => {
  const files: MadeFile[] = ['last', 'class', 'key'].map((name) => ({
    domain: 'D',
    relativePath: name,
    content: 'z'.repeat(40),
    ...(name === 'class' ? { protectionClass: 11 } : {}),
  }));
  const where = backup({ files, password: PASSWORD, openDatabase: true });
  const id = fileIdOf('D', 'last');
  const file = path.join(where, id.slice(0, 2), id);
  const bytes = readFileSync(file);
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(file, bytes);
  const db = new DatabaseSync(path.join(where, 'Manifest.db'));
  const row = db.prepare('SELECT file FROM Files WHERE relativePath = ?').get('key') as { file: Uint8Array };
  const blob = Buffer.from(row.file);
  const at = blob.indexOf(Buffer.from('03000000', 'hex'));
  blob[at + 10]! ^= 1;
  db.prepare('UPDATE Files SET file = ? WHERE relativePath = ?').run(blob, 'key');
  db.close();
  const { tree } = await opened(where, KEY);
  const refusal = (name: string) =>
    refusalOf(bytesOf(tree.entries.find(({ path: own }) => own === `D/${name}`)!));
  assert.match(
    (await refusal('last')).message,
    /^D\/last: it does not decrypt to a file’s end: it is damaged/,
  );
  assert.match((await refusal('class')).message, /no key of its protection class \(11\)/);
  assert.match((await refusal('key')).message, /^D\/key: its key in the list of files is damaged/);
});

for (const [defect, more, reason] of [
  [
    'no key bag',
    { manifest: (list) => void delete list.BackupKeyBag },
    /key bag \(BackupKeyBag\) is missing or damaged/,
  ],
  [
    'a key bag cut off',
    { keyBag: (bag) => bag.subarray(0, 100) },
    /key bag \(BackupKeyBag\) is missing or damaged/,
  ],
  [
    'no key of its list',
    { manifest: (list) => void delete list.ManifestKey },
    /the key of its list of files is missing/,
  ],
  [
    'a list that decrypts to nothing',
    {
      manifest: (list) => {
        list.ManifestKey = Buffer.concat([Buffer.from([3, 0, 0, 0]), Buffer.alloc(40, 1)]);
      },
    },
    /the key of its list of files is missing or damaged/,
  ],
] as const satisfies readonly (readonly [string, Partial<MadeBackup>, RegExp])[]) {
  test(`an encrypted backup with ${defect} is refused by that name`, async () => {
    const evidence = await opened(backup({ password: PASSWORD, ...more }), KEY);
    assert.throws(() => assertKeySuffices([evidence], false), reason);
    assert.match(evidence.tree.leftOut[0]!.reason, /^the backup was not opened: /);
  });
}

test('a list of files that is none is named, and refused where nothing else can be read', async () => {
  const where = backup();
  writeFileSync(path.join(where, 'Manifest.db'), 'Dear diary');
  const evidence = await opened(where);
  assert.match(reasons(evidence.tree.leftOut)[0]!, /it is not a SQLite database/);
  assertKeySuffices([evidence], true);
  assert.throws(() => assertKeySuffices([evidence], false), /Manifest\.db: it is not a SQLite database/);
});

test('a list of files without its table is refused, and a view in its place is not used', async () => {
  const where = backup();
  const db = new DatabaseSync(path.join(where, 'Manifest.db'));
  db.exec('ALTER TABLE Files RENAME TO Hidden; CREATE VIEW Files AS SELECT * FROM Hidden;');
  db.close();
  const evidence = await opened(where);
  assert.throws(() => assertKeySuffices([evidence], false), /no table Files/);
});

test('backups of iOS 9 are named as not supported', async () => {
  const where = path.join(folder, 'old');
  mkdirSync(where);
  writeFileSync(path.join(where, 'Manifest.mbdb'), 'mbdb');
  const { tree } = await opened(where);
  assert.match(reasons(tree.leftOut)[0]!, /^Manifest\.mbdb: backups of iOS 9 and earlier are not supported/);
});
