/** Archives among the files of a folder or of another archive. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Cancelled } from '../../shared/model/index.ts';
import { withArchives } from './archives-in-tree.ts';
import { openFolder } from './folder/open-folder.ts';
import { type EvidenceKey, openEvidence } from './index.ts';
import { UNPACK_LIMITS } from './limits.ts';
import { bytesOf, contentsOf, refusalOf, tempFolder } from './testing/opening.ts';
import { KEYS, makeBackup } from './whatsapp-crypt/testing/made-backup.ts';
import { openZip } from './zip/open-zip.ts';
import { type MadeEntry, makeZip } from './zip/testing/made-zip.ts';

const { folder, remove } = tempFolder('archives');
after(remove);

type Files = Readonly<Record<string, string | Uint8Array>>;
const zipOf = (files: Files, method = 8): Buffer =>
  makeZip(Object.entries(files).map(([name, content]) => ({ name, content, method })));

let made = 0;
let scratch = '';
beforeEach(() => {
  scratch = path.join(folder, `scratch-${++made}`);
  mkdirSync(scratch);
});

function folderOf(files: Files): string {
  const root = path.join(folder, `${++made}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

function zipFile(files: Files): string {
  const file = path.join(folder, `${++made}.zip`);
  writeFileSync(file, zipOf(files));
  return file;
}

/** The text files of a tree; archives are only named, since their bytes are no text. */
async function opened(given: string, key?: EvidenceKey) {
  const evidence = await openEvidence(given, { scratch, ...(key ? { key } : {}) });
  const paths = evidence.tree.entries.map((entry) => entry.path);
  const texts = await contentsOf({
    entries: evidence.tree.entries.filter((entry) => entry.path.endsWith('.txt')),
  });
  await evidence.tree.close();
  return { ...evidence, paths, texts };
}

const CHAT = '[22/03/2024, 14:36:48] Ana: on my way';

test('archives in a folder or an archive open as folders of their names, and stay files', async () => {
  const files = {
    'a.txt': 'beside',
    'chat.zip': zipOf({ '_chat.txt': CHAT, 'Media/IMG-1.jpg': 'jpeg' }),
    'takeout/takeout-001.zip': zipOf({ 'Takeout/b.txt': 'b' }),
  };
  for (const [given, outer] of [
    [folderOf(files), 'folder'],
    [zipFile(files), 'zip'],
  ] as const) {
    const { paths, texts, container, tree, madeFrom } = await opened(given);
    assert.deepEqual(paths, [
      'a.txt',
      'chat.zip',
      'chat.zip/Media/IMG-1.jpg',
      'chat.zip/_chat.txt',
      'takeout/takeout-001.zip',
      'takeout/takeout-001.zip/Takeout/b.txt',
    ]);
    assert.deepEqual(texts, {
      'a.txt': 'beside',
      'chat.zip/_chat.txt': CHAT,
      'takeout/takeout-001.zip/Takeout/b.txt': 'b',
    });
    assert.deepEqual(container, [outer, 'zip']);
    assert.deepEqual(tree.leftOut, []);
    assert.equal(madeFrom.get('chat.zip/_chat.txt'), 'chat.zip');
  }
});

test('an archive is known by its first bytes, or by its name where a program stands before it', async () => {
  const unpacker = makeZip([{ name: 'c.txt', content: 'c' }], { before: Buffer.alloc(100, 'MZ') });
  const { texts, tree } = await opened(
    folderOf({ 'export.bin': zipOf({ 'b.txt': 'b' }), 'unpacks-itself.zip': unpacker, 'a.txt': 'a' }),
  );
  assert.deepEqual(texts, { 'a.txt': 'a', 'export.bin/b.txt': 'b', 'unpacks-itself.zip/c.txt': 'c' });
  assert.deepEqual(
    tree.leftOut.map(({ file, where }) => [file, where]),
    [['unpacks-itself.zip', 'bytes 0 to 99']],
  );
});

test('archives in archives open two deep, and one that lies deeper is named', async () => {
  const three = zipOf({ 'deep.txt': '3' });
  const two = zipOf({ 'two.txt': '2', 'three.zip': three });
  const one = zipOf({ 'one.txt': '1', 'two.zip': two });
  for (const given of [folderOf({ 'one.zip': one }), zipFile({ 'one.zip': one })]) {
    const { paths, texts, container, tree, madeFrom } = await opened(given);
    assert.deepEqual(texts, { 'one.zip/one.txt': '1', 'one.zip/two.zip/two.txt': '2' });
    assert.ok(paths.includes('one.zip/two.zip/three.zip'));
    assert.deepEqual(tree.leftOut, [
      { file: 'one.zip/two.zip/three.zip', reason: 'it was not opened: it lies in two other archives' },
    ]);
    assert.deepEqual(container.slice(1), ['zip', 'zip']);
    assert.equal(madeFrom.get('one.zip/two.zip/two.txt'), 'one.zip/two.zip');
    assert.equal(madeFrom.get('one.zip/two.zip'), 'one.zip');
  }
});

test('documents and programs stay files, by their names or by what is in them', async () => {
  const document = zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.txt': 'x' });
  const { paths, tree } = await opened(
    folderOf({
      'a.txt': 'a',
      'letter.docx': document,
      'sent-without-a-name': document,
      'book.epub': zipOf({ mimetype: 'application/epub+zip', 'a.txt': 'x' }, 0),
      'tool.jar': zipOf({ 'x.txt': 'x' }),
      'app.bin': zipOf({ 'AndroidManifest.xml': '', 'res/x.txt': 'x' }),
    }),
  );
  assert.deepEqual(paths, [
    'a.txt',
    'app.bin',
    'book.epub',
    'letter.docx',
    'sent-without-a-name',
    'tool.jar',
  ]);
  assert.deepEqual(tree.leftOut, []);
});

test('a document’s file in an archive that is named .zip hides nothing', async () => {
  const { texts } = await opened(
    folderOf({ 'chat.zip': zipOf({ '[Content_Types].xml': '<Types/>', '_chat.txt': CHAT }) }),
  );
  assert.equal(texts['chat.zip/_chat.txt'], CHAT);
});

const chat: MadeEntry = { name: '_chat.txt', content: CHAT };
const unreadable: [name: string, bytes: Uint8Array, reason: RegExp][] = [
  ['cut-off.zip', zipOf({ 'b.txt': CHAT.repeat(50) }).subarray(0, 100), /cut off/],
  ['none.zip', Buffer.from('this is no archive at all, only a text'), /end record is missing/],
  ['leads-out.zip', makeZip([{ name: '../evil.txt' }]), /“\.\.\/evil\.txt” is unsafe/],
  ['locked.zip', makeZip([{ ...chat, flags: 0x801 }]), /encrypted with a password/],
  ['empty.zip', makeZip([]), /has no files/],
];
for (const [name, bytes, reason] of unreadable) {
  test(`an inner archive that cannot be read is named, and no other is lost: ${name}`, async () => {
    const files = { 'a.txt': 'a', 'good.zip': zipOf({ 'b.txt': 'b' }), [name]: bytes };
    for (const given of [folderOf(files), zipFile(files)]) {
      const { texts, paths, tree } = await opened(given);
      assert.deepEqual(texts, { 'a.txt': 'a', 'good.zip/b.txt': 'b' });
      assert.ok(paths.includes(name));
      assert.deepEqual(
        tree.leftOut.map(({ file }) => file),
        [name],
      );
      assert.match(tree.leftOut[0]!.reason, /^it was not opened: /);
      assert.match(tree.leftOut[0]!.reason, reason);
    }
  });
}

test('damage of an entry, and what an inner archive leaves out, stand below its path', async () => {
  const inner = makeZip([
    { name: 'link', content: '/etc/passwd', mode: 0o120777 },
    { name: 'twice.txt', content: 'first' },
    { name: 'twice.txt', content: 'second' },
    { name: 'bad.jpg', content: 'x'.repeat(50), method: 0, stated: { crc32: 1 } },
  ]);
  const evidence = await openEvidence(folderOf({ 'in/chat.zip': inner }), { scratch });
  const bad = evidence.tree.entries.find((entry) => entry.path.endsWith('bad.jpg'))!;
  const refusal = await refusalOf(bytesOf(bad));
  assert.equal(
    refusal.message,
    'in/chat.zip/bad.jpg: its content is damaged: it does not match its checksum',
  );
  const twice = evidence.tree.entries.filter((entry) => entry.path === 'in/chat.zip/twice.txt');
  assert.deepEqual(await Promise.all(twice.map(async (entry) => (await bytesOf(entry)).toString())), [
    'first',
  ]);
  assert.deepEqual(
    evidence.tree.leftOut.map(({ file, reason }) => `${file}: ${reason}`),
    [
      'in/chat.zip/link: a symbolic link, not followed',
      'in/chat.zip/twice.txt: a second entry of the same name, not read',
    ],
  );
});

test('an archive beside a folder of its own name takes a number, and neither hides the other', async () => {
  const files = {
    'chat.zip': zipOf({
      '_chat.txt': 'in the archive',
      'x.zip': zipOf({ 'n.txt': 'n' }),
      'x.zip/n.txt': 'm',
    }),
    'chat.zip/_chat.txt': 'in the folder',
    'chat.zip (2)/_chat.txt': 'in another',
  };
  const { texts } = await opened(zipFile(files));
  assert.deepEqual(texts, {
    'chat.zip/_chat.txt': 'in the folder',
    'chat.zip (2)/_chat.txt': 'in another',
    'chat.zip (3)/_chat.txt': 'in the archive',
    'chat.zip (3)/x.zip/n.txt': 'm',
    'chat.zip (3)/x.zip (2)/n.txt': 'n',
  });
});

test('two copies of an archive are both opened', async () => {
  const bytes = zipOf({ '_chat.txt': CHAT });
  const { texts } = await opened(folderOf({ 'chat.zip': bytes, 'chat (1).zip': bytes }));
  assert.deepEqual(Object.keys(texts), ['chat (1).zip/_chat.txt', 'chat.zip/_chat.txt']);
});

test('a backup in an inner archive opens with its key, beside the backup', async () => {
  const key: EvidenceKey = { kind: 'whatsapp-crypt15-root', root: KEYS.root };
  const phone = zipOf({
    'Databases/msgstore.db.crypt15': makeBackup(Buffer.from('messages'), { version: 15 }),
  });
  for (const given of [folderOf({ 'phone.zip': phone }), zipFile({ 'phone.zip': phone })]) {
    const evidence = await openEvidence(given, { scratch, key });
    const database = evidence.tree.entries.find((entry) => entry.path.endsWith('msgstore.db'))!;
    assert.equal(database.path, 'phone.zip/Databases/msgstore.db');
    assert.equal((await bytesOf(database)).toString(), 'messages');
    assert.deepEqual(evidence.container.slice(1), ['zip', 'whatsapp-crypt15', 'zlib']);
    assert.equal(evidence.madeFrom.get(database.path), `${database.path}.crypt15`);
    assert.equal(evidence.madeFrom.get(`${database.path}.crypt15`), 'phone.zip');
    await evidence.tree.close();
    const locked = await openEvidence(given, { scratch });
    assert.deepEqual(
      locked.locked.map(({ file }) => file),
      ['phone.zip/Databases/msgstore.db.crypt15'],
    );
    await locked.tree.close();
  }
});

const LIMITS = { ...UNPACK_LIMITS, totalBytes: 50_000, ratio: 20, freeBytes: 10_000 };

test('archives in an archive may together unpack to no more than one', async () => {
  const each = { 'a.txt': 'ab'.repeat(9_000) };
  // Stored: what the outer archive holds is hardly more than itself.
  const given = path.join(folder, `${++made}.zip`);
  writeFileSync(given, zipOf({ '1.zip': zipOf(each, 0), '2.zip': zipOf(each, 0), '3.zip': zipOf(each, 0) }));
  const files = await openZip(given);
  const { entries, leftOut, close } = await withArchives(files, 18_100, {
    scratch,
    limits: { ...LIMITS, totalBytes: 100_000, ratio: 1000 },
  });
  assert.deepEqual(
    entries.map((entry) => entry.path),
    ['1.zip', '1.zip/a.txt', '2.zip', '2.zip/a.txt', '3.zip'],
  );
  assert.deepEqual(
    leftOut.map(({ file }) => file),
    ['3.zip'],
  );
  assert.match(leftOut[0]!.reason, /unpacks to more than/);
  await close();
});

test('a bomb of archives in archives is measured by what the outermost takes on the disk', async () => {
  const bomb = zipOf({ 'zeros.txt': Buffer.alloc(200_000) });
  const root = folderOf({ 'bomb.zip': zipOf({ 'inner.zip': bomb, 'small.txt': 'a' }) });
  const walked = await withArchives(await openFolder(root), undefined, {
    scratch,
    limits: { ...LIMITS, totalBytes: 2 ** 30 },
  });
  assert.deepEqual(
    walked.entries.map((entry) => entry.path),
    ['bomb.zip', 'bomb.zip/inner.zip', 'bomb.zip/small.txt'],
  );
  assert.deepEqual(
    walked.leftOut.map(({ file }) => file),
    ['bomb.zip/inner.zip'],
  );
  assert.match(walked.leftOut[0]!.reason, /more than 20 times its size/);
  assert.deepEqual(readdirSync(scratch), []);
});

test('more files than an archive may have are not taken from several either', async () => {
  const root = folderOf({ '1.zip': zipOf({ a: '', b: '' }), '2.zip': zipOf({ a: '', b: '' }) });
  const walked = await withArchives(await openFolder(root), undefined, {
    scratch,
    limits: { ...LIMITS, entries: 5 },
  });
  assert.deepEqual(
    walked.entries.map((entry) => entry.path),
    ['1.zip', '1.zip/a', '1.zip/b', '2.zip'],
  );
  assert.match(walked.leftOut[0]!.reason, /more than 5 files/);
});

test('an archive that changed since the folder was listed is refused when it is read', async () => {
  const root = folderOf({ 'chat.zip': zipOf({ '_chat.txt': CHAT }) });
  const { tree } = await openEvidence(root, { scratch });
  truncateSync(path.join(root, 'chat.zip'), 40);
  const text = tree.entries.find((entry) => entry.path === 'chat.zip/_chat.txt')!;
  assert.equal((await refusalOf(bytesOf(text))).message, 'chat.zip: it changed while it was being read');
});

test('copies of archives lie in the scratch folder alone, and only while they are needed', async () => {
  const inner = zipOf({ '_chat.txt': CHAT });
  await opened(folderOf({ 'chat.zip': inner }));
  assert.deepEqual(readdirSync(scratch), []);
  await opened(
    zipFile({ 'chat.zip': inner, 'cut.zip': inner.subarray(0, 50), 'doc.bin': zipOf({ mimetype: '' }) }),
  );
  assert.equal(readdirSync(scratch).length, 1);
});

test('walking archives can be cancelled', async () => {
  const files = await openFolder(folderOf({ 'chat.zip': zipOf({ '_chat.txt': CHAT }) }));
  await assert.rejects(withArchives(files, undefined, { scratch, signal: AbortSignal.abort() }), Cancelled);
});
