import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { Cancelled } from '../../../shared/model/index.ts';
import { bytesOf, contentsOf, refusalOf, tempFolder } from '../testing/opening.ts';
import { listFolder } from './list-folder.ts';
import { openFolder } from './open-folder.ts';

const { folder, remove } = tempFolder('folder');
after(remove);
const onUnix = { skip: process.platform === 'win32' };

let made = 0;
/** A folder with these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const root = path.join(folder, `${++made}`);
  mkdirSync(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

/** As a user who is stopped by permissions, which root is not. */
async function asUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid!() !== 0) return work();
  chmodSync(folder, 0o755);
  process.seteuid!(65534);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}

test('a folder opens to its files at any depth, by path', async () => {
  const files = {
    'Media/b/IMG-2.jpg': '2',
    'Media/IMG-1.jpg': '1',
    'a.txt': 'a',
    'Ä.txt': '',
    '_chat.txt': 'hi',
  };
  const root = folderOf(files);
  mkdirSync(path.join(root, 'no files in it'));
  const opened = await openFolder(root);
  assert.deepEqual(await contentsOf(opened), files);
  assert.deepEqual(
    opened.entries.map((entry) => entry.path),
    ['Media/IMG-1.jpg', 'Media/b/IMG-2.jpg', '_chat.txt', 'a.txt', 'Ä.txt'],
  );
  assert.deepEqual(opened.leftOut, []);
});

test('links are not followed, pipes and sockets not opened; each is named', onUnix, async () => {
  const root = folderOf({ 'a.txt': 'a' });
  symlinkSync('/etc/passwd', path.join(root, 'link to a file'));
  symlinkSync('/etc', path.join(root, 'link to a folder'));
  symlinkSync(root, path.join(root, 'link in a circle'));
  symlinkSync('nowhere', path.join(root, 'link to nothing'));
  execFileSync('mkfifo', [path.join(root, 'pipe')]);
  const opened = await openFolder(root);
  assert.deepEqual(await contentsOf(opened), { 'a.txt': 'a' });
  assert.deepEqual(opened.leftOut, [
    { file: 'link in a circle', reason: 'a symbolic link, not followed' },
    { file: 'link to a file', reason: 'a symbolic link, not followed' },
    { file: 'link to a folder', reason: 'a symbolic link, not followed' },
    { file: 'link to nothing', reason: 'a symbolic link, not followed' },
    { file: 'pipe', reason: 'a pipe, not read' },
  ]);
});

test('a folder that is given by a link is the folder', onUnix, async () => {
  const root = folderOf({ 'a.txt': 'a' });
  symlinkSync(root, path.join(folder, 'given'));
  assert.deepEqual(await contentsOf(await openFolder(path.join(folder, 'given'))), { 'a.txt': 'a' });
});

test('files and folders that this user may not read are named, and the rest is read', onUnix, async () => {
  const root = folderOf({
    'a.txt': 'a',
    'secret.jpg': 'x'.repeat(100),
    'shut/b.txt': 'b',
    'shut/c.txt': 'c',
  });
  chmodSync(path.join(root, 'secret.jpg'), 0);
  chmodSync(path.join(root, 'shut'), 0);
  try {
    await asUser(async () => {
      const opened = await openFolder(root);
      assert.deepEqual(await contentsOf(opened), { 'a.txt': 'a' });
      assert.deepEqual(opened.leftOut, [
        { file: 'secret.jpg', reason: 'this user may not read it' },
        { file: 'shut', reason: 'this user may not read it' },
      ]);
      const refusal = await refusalOf(openFolder(path.join(root, 'shut')));
      assert.equal(refusal.message, 'shut: this user may not read it');
    });
  } finally {
    chmodSync(path.join(root, 'shut'), 0o700);
  }
});

test('a name that is not Unicode is named, and the rest is read', {
  skip: process.platform !== 'linux',
}, async () => {
  const root = folderOf({ 'a.txt': 'a' });
  const bad = (name: string): Buffer => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name, 'latin1')]);
  writeFileSync(bad('caf\xe9.txt'), 'b');
  mkdirSync(bad('d\xff'));
  writeFileSync(bad('d\xff/c.txt'), 'c');
  const opened = await openFolder(root);
  assert.deepEqual(await contentsOf(opened), { 'a.txt': 'a' });
  assert.deepEqual(opened.leftOut, [
    { file: 'caf\ufffd.txt', reason: 'its name is not valid Unicode, so it cannot be opened' },
    { file: 'd\ufffd', reason: 'its name is not valid Unicode, so it cannot be opened' },
  ]);
});

test('a path longer than Windows once allowed is read', async () => {
  const name = `${'a folder with a long name/'.repeat(12)}_chat.txt`;
  const opened = await openFolder(folderOf({ [name]: 'deep' }));
  assert.ok(name.length > 260);
  assert.deepEqual(await contentsOf(opened), { [name]: 'deep' });
});

test('an empty folder and one that is not there are refused by name', async () => {
  const empty = await refusalOf(openFolder(folderOf({})));
  assert.equal(empty.code, 'empty');
  assert.match(empty.message, /^\d+: the folder has no files$/);
  const missing = await refusalOf(openFolder(path.join(folder, 'nowhere')));
  assert.equal(missing.message, 'nowhere: there is no such file or folder');
});

test('a folder with nothing but links is refused with the first of them', onUnix, async () => {
  const root = folderOf({});
  symlinkSync('/etc/passwd', path.join(root, 'link'));
  assert.match(
    (await refusalOf(openFolder(root))).reason,
    /nothing in it can be read \(link: a symbolic link/,
  );
});

test('a folder with too many files is refused before they are all listed', async () => {
  const root = folderOf(Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`${n}.txt`, ''])));
  assert.equal((await listFolder(root, { mostFiles: 12 })).files.length, 12);
  const refusal = await refusalOf(listFolder(root, { mostFiles: 11 }));
  assert.equal(refusal.code, 'too-large');
  assert.match(refusal.reason, /more than 11 files/);
});

test('a file that is not as it was listed is refused when it is read', async () => {
  const changes: [string, (file: string) => void][] = [
    ['longer', (file) => appendFileSync(file, 'more')],
    ['shorter', (file) => truncateSync(file, 1)],
    ['of another time', (file) => utimesSync(file, 1, 1)],
  ];
  for (const [what, change] of changes) {
    const root = folderOf({ 'a.txt': 'as it was' });
    const [entry] = (await openFolder(root)).entries;
    change(path.join(root, 'a.txt'));
    const refusal = await refusalOf(bytesOf(entry!));
    assert.equal(refusal.message, 'a.txt: it changed while it was being read', what);
  }
  const root = folderOf({ 'a.txt': 'as it was' });
  const [entry] = (await openFolder(root)).entries;
  rmSync(path.join(root, 'a.txt'));
  assert.equal((await refusalOf(bytesOf(entry!))).message, 'a.txt: there is no such file or folder');
});

test('a file that shrinks while it is being read is refused', async () => {
  const root = folderOf({ 'a.txt': 'x'.repeat(2_000_000) });
  const [entry] = (await openFolder(root)).entries;
  const refusal = await refusalOf(
    (async () => {
      for await (const piece of entry!.open()) {
        assert.ok(piece.length > 0);
        truncateSync(path.join(root, 'a.txt'), 10);
      }
    })(),
  );
  assert.equal(refusal.message, 'a.txt: it changed while it was being read');
});

test('a pipe put in the place of a listed file is refused, and nothing waits for it', onUnix, async () => {
  const root = folderOf({ 'a.txt': 'a' });
  const [entry] = (await openFolder(root)).entries;
  renameSync(path.join(root, 'a.txt'), path.join(root, 'b.txt'));
  execFileSync('mkfifo', [path.join(root, 'a.txt')]);
  assert.equal((await refusalOf(bytesOf(entry!))).message, 'a.txt: it is not a file');
});

test('of a listed folder nothing else is read', async () => {
  const root = folderOf({ 'a.txt': 'a' });
  const listing = await listFolder(root);
  writeFileSync(path.join(root, 'b.txt'), 'came later');
  assert.deepEqual(await contentsOf(await openFolder(root, { listing })), { 'a.txt': 'a' });
});

test('listing and opening can be cancelled', async () => {
  const root = folderOf({ 'a.txt': 'a' });
  const signal = AbortSignal.abort();
  await assert.rejects(listFolder(root, { signal }), Cancelled);
  await assert.rejects(openFolder(root, { listing: await listFolder(root), signal }), Cancelled);
});
