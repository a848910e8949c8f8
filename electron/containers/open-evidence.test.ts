/** Backups where an investigator has them: in a folder of a phone, in a ZIP of it, several at a time. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { assertKeySuffices, type EvidenceKey, openEvidence, parseKey } from './index.ts';
import { contentsOf, refusalOf, tempFolder } from './testing/opening.ts';
import { KEYS, makeBackup, makeKeyFile } from './whatsapp-crypt/testing/made-backup.ts';
import { makeZip } from './zip/testing/made-zip.ts';

const { folder, remove } = tempFolder('evidence');
after(remove);
const scratch = path.join(folder, 'scratch');
mkdirSync(scratch);

const root: EvidenceKey = { kind: 'whatsapp-crypt15-root', root: KEYS.root };
const otherRoot: EvidenceKey = { kind: 'whatsapp-crypt15-root', root: KEYS.aes };
writeFileSync(path.join(folder, 'key'), makeKeyFile());
const keyFile = await parseKey({ file: path.join(folder, 'key') });

type Files = Readonly<Record<string, string | Uint8Array>>;
const crypt15 = (content: string): Buffer => makeBackup(Buffer.from(content), { version: 15 });
const crypt14 = (content: string): Buffer => makeBackup(Buffer.from(content), { version: 14 });
/** A set of several files, as backups of stickers and wallpapers are. */
const set = (files: Files): Buffer =>
  makeBackup(makeZip(Object.entries(files).map(([name, content]) => ({ name, content }))), {
    version: 15,
    packing: 'none',
    md5: false,
    features: false,
  });

let made = 0;
/** The same files as a folder and as an archive: what is opened must be alike. */
function asFolderAndZip(files: Files): { readonly folder: string; readonly zip: string } {
  const where = path.join(folder, `${++made}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(where, name)), { recursive: true });
    writeFileSync(path.join(where, name), content);
  }
  const zip = `${where}.zip`;
  const entries = Object.entries(files).map(([name, content], index) => ({
    name,
    content,
    method: (index % 2) * 8,
  }));
  writeFileSync(zip, makeZip(entries));
  return { folder: where, zip };
}

async function opened(given: string, key?: EvidenceKey) {
  const evidence = await openEvidence(given, { scratch, ...(key ? { key } : {}) });
  const contents = await contentsOf(evidence.tree);
  await evidence.tree.close();
  return { ...evidence, contents };
}

const CHAT = '[22/03/2024, 14:36:48] Ana: on my way';

test('a backup in a folder or archive of a phone is opened in its place, beside what is plain', async () => {
  const files = {
    'WhatsApp/Databases/msgstore.db.crypt15': crypt15('messages'),
    'WhatsApp/Media/IMG-1.jpg': 'jpeg',
    'wa.db': 'contacts',
  };
  const { folder: where, zip } = asFolderAndZip(files);
  for (const [given, container] of [
    [where, 'folder'],
    [zip, 'zip'],
  ] as const) {
    const evidence = await opened(given, root);
    assert.deepEqual(Object.keys(evidence.contents), [
      'WhatsApp/Databases/msgstore.db',
      'WhatsApp/Databases/msgstore.db.crypt15',
      'WhatsApp/Media/IMG-1.jpg',
      'wa.db',
    ]);
    assert.equal(evidence.contents['WhatsApp/Databases/msgstore.db'], 'messages');
    assert.deepEqual(evidence.container, [container, 'whatsapp-crypt15', 'zlib']);
    assert.deepEqual(evidence.tree.leftOut, []);
    assert.deepEqual(
      [...evidence.madeFrom],
      [['WhatsApp/Databases/msgstore.db', 'WhatsApp/Databases/msgstore.db.crypt15']],
    );
    assertKeySuffices([evidence], true);
  }
});

test('several backups of one database are a database each, and none hides another or a plain file', async () => {
  const { folder: where, zip } = asFolderAndZip({
    'msgstore.db': 'plain',
    'msgstore.db.crypt15': crypt15('of last night'),
    'msgstore-2024-03-21.1.db.crypt15': crypt15('of the 21st'),
    'msgstore-2024-03-20.1.db.crypt15': crypt15('of the 20th'),
  });
  for (const given of [where, zip]) {
    const { contents, tree } = await opened(given, root);
    assert.equal(contents['msgstore.db'], 'plain');
    assert.equal(contents['msgstore.db.crypt15/msgstore.db'], 'of last night');
    assert.equal(contents['msgstore-2024-03-21.1.db'], 'of the 21st');
    assert.equal(contents['msgstore-2024-03-20.1.db'], 'of the 20th');
    assert.deepEqual(tree.leftOut, []);
  }
});

test('of two backups that hold a file of one name the newer kind has its place', async () => {
  const other = makeBackup(Buffer.from('in a set'), { version: 15 });
  const { folder: where } = asFolderAndZip({
    'msgstore.db.crypt15': other,
    'msgstore.db.crypt15.1': crypt15('a copy'),
  });
  const { contents } = await opened(where, root);
  assert.equal(contents['msgstore.db'], 'in a set');
  assert.equal(contents['msgstore.db.crypt15.1/msgstore.db'], 'a copy');
});

test('a renamed backup is found by its header, and a backup sent as a document stays a file as well', async () => {
  const sent = crypt15('sent');
  const { folder: where, zip } = asFolderAndZip({ 'Media/Documents/holiday.dat': sent, 'a.txt': CHAT });
  for (const given of [where, zip]) {
    const { contents } = await opened(given, root);
    assert.equal(contents['Media/Documents/holiday.dat/holiday.dat'], 'sent');
    assert.equal(contents['Media/Documents/holiday.dat'], sent.toString());
  }
});

test('the files of a set stand below its own path', async () => {
  const { folder: where } = asFolderAndZip({
    'Backups/stickers.crypt15': set({ 'a.webp': 'sticker', 'more/b.webp': 'another' }),
  });
  const { contents, container } = await opened(where, root);
  assert.equal(contents['Backups/stickers.crypt15/a.webp'], 'sticker');
  assert.equal(contents['Backups/stickers.crypt15/more/b.webp'], 'another');
  assert.deepEqual(container, ['folder', 'whatsapp-crypt15', 'zip']);
  const lone = path.join(folder, 'stickers.crypt15');
  writeFileSync(lone, set({ 'a.webp': 'sticker' }));
  const alone = await opened(lone, root);
  assert.deepEqual(alone.contents, { 'a.webp': 'sticker' });
  assert.deepEqual(alone.container, ['whatsapp-crypt15', 'zip']);
});

test('without a key, what is plain is read and backups are named with what they need', async () => {
  const { folder: where, zip } = asFolderAndZip({
    '_chat.txt': CHAT,
    'msgstore.db.crypt15': crypt15('messages'),
    'old.db.crypt14': crypt14('older'),
  });
  for (const given of [where, zip]) {
    const evidence = await opened(given);
    assert.equal(evidence.contents['_chat.txt'], CHAT);
    assert.deepEqual(evidence.locked, [
      { file: 'msgstore.db.crypt15', needsKey: 'whatsapp-crypt15-root' },
      { file: 'old.db.crypt14', needsKey: 'whatsapp-key-file' },
    ]);
    assert.deepEqual(
      evidence.tree.leftOut.map(({ file }) => file),
      ['msgstore.db.crypt15', 'old.db.crypt14'],
    );
    assert.match(evidence.tree.leftOut[0]!.reason, /encrypted and no key was given/);
    assertKeySuffices([evidence], true);
    assert.throws(
      () => assertKeySuffices([evidence], false),
      /^Refusal: msgstore\.db\.crypt15: it is encrypted and no key was given$/,
    );
  }
});

test('a key opens the backups that it is for, and the others are named with the reason', async () => {
  const { folder: where } = asFolderAndZip({
    'msgstore.db.crypt15': crypt15('messages'),
    'old.db.crypt14': crypt14('older'),
  });
  const byRoot = await opened(where, root);
  assert.equal(byRoot.contents['msgstore.db'], 'messages');
  assert.deepEqual(
    byRoot.tree.leftOut.map(({ file }) => file),
    ['old.db.crypt14'],
  );
  assert.match(
    byRoot.tree.leftOut[0]!.reason,
    /^it was not opened: a crypt14 backup opens with the phone’s key/,
  );
  assertKeySuffices([byRoot], true);
  const byFile = await opened(where, keyFile);
  assert.equal(byFile.contents['old.db'], 'older');
  assert.match(
    byFile.tree.leftOut[0]!.reason,
    /^it was not opened: a crypt15 backup opens with its 64-digit key/,
  );
});

test('a key that opens nothing is refused, unless it opens other evidence of the job', async () => {
  const { folder: where, zip } = asFolderAndZip({
    '_chat.txt': CHAT,
    'msgstore.db.crypt15': crypt15('messages'),
  });
  for (const given of [where, zip]) {
    const evidence = await opened(given, otherRoot);
    assert.throws(
      () => assertKeySuffices([evidence], true),
      /^Refusal: msgstore\.db\.crypt15: the key does not open/,
    );
    const lone = path.join(folder, 'other.db.crypt15');
    writeFileSync(lone, makeBackup(Buffer.from('x'), { version: 15, keys: { ...KEYS, root: KEYS.aes } }));
    assertKeySuffices([evidence, await opened(lone, otherRoot)], true);
  }
});

test('a damaged backup beside whole ones is named, and leaves no plaintext', async () => {
  const damaged = crypt15('damaged');
  damaged[damaged.length - 40]! ^= 1;
  const { folder: where, zip } = asFolderAndZip({
    'msgstore.db.crypt15': crypt15('messages'),
    'msgstore-2024-03-21.1.db.crypt15': damaged,
  });
  for (const given of [where, zip]) {
    const before = readdirSync(scratch).length;
    const { contents, tree } = await opened(given, root);
    assert.equal(contents['msgstore.db'], 'messages');
    assert.equal(contents['msgstore-2024-03-21.1.db'], undefined);
    assert.match(tree.leftOut[0]!.reason, /^it was not opened: the backup is damaged/);
    assert.equal(readdirSync(scratch).length, before + 1);
  }
});

test('a damaged archive entry that is a backup is named as such', async () => {
  const zip = path.join(folder, 'damaged-entry.zip');
  const bytes = crypt15('messages');
  writeFileSync(
    zip,
    makeZip([
      { name: 'a.txt', content: CHAT },
      { name: 'one.db.crypt15', content: crypt15('one'), method: 0 },
      { name: 'two.db.crypt15', content: bytes, method: 0, stated: { crc32: 1 } },
    ]),
  );
  const { tree } = await openEvidence(zip, { scratch, key: root });
  assert.deepEqual(
    tree.entries.map((entry) => entry.path),
    ['a.txt', 'one.db', 'one.db.crypt15', 'two.db.crypt15'],
  );
  await tree.close();
  assert.deepEqual(tree.leftOut, [
    {
      file: 'two.db.crypt15',
      reason: 'it was not opened: its content is damaged: it does not match its checksum',
    },
  ]);
});

test('a file that is named as a backup and is none is named, whatever key there is', async () => {
  const { folder: where } = asFolderAndZip({
    'a.txt': CHAT,
    'b.db.crypt15': 'x'.repeat(500),
    'c.db.crypt8': 'y',
  });
  for (const key of [undefined, root]) {
    const { tree } = await opened(where, key);
    assert.deepEqual(
      tree.leftOut.map(({ file }) => file),
      ['b.db.crypt15', 'c.db.crypt8'],
    );
    assert.match(tree.leftOut[0]!.reason, /named as an encrypted backup, but has no header/);
  }
});

test('a lone backup without a key, and with one that does not fit, is refused at once', async () => {
  const lone = path.join(folder, 'msgstore.db.crypt15');
  writeFileSync(lone, crypt15('messages'));
  assert.equal((await refusalOf(opened(lone))).code, 'key-missing');
  const before = readdirSync(scratch);
  assert.equal((await refusalOf(opened(lone, otherRoot))).code, 'wrong-key');
  assert.equal((await refusalOf(opened(lone, keyFile))).code, 'wrong-key');
  assert.deepEqual(readdirSync(scratch), before);
});

test('decrypted bytes that were not unpacked are named', async () => {
  const lone = path.join(folder, 'behind.db.crypt15');
  const { deflateSync } = await import('node:zlib');
  const content = Buffer.concat([deflateSync('messages'), Buffer.alloc(12)]);
  writeFileSync(lone, makeBackup(content, { version: 15, packing: 'none' }));
  const { contents, tree } = await opened(lone, root);
  assert.deepEqual(contents, { 'behind.db': 'messages' });
  assert.match(tree.leftOut[0]!.reason, /^12 decrypted bytes stand behind/);
});

test('evidence is never written to', async () => {
  const files = { '_chat.txt': CHAT, 'msgstore.db.crypt15': crypt15('messages') };
  const { folder: where, zip } = asFolderAndZip(files);
  const whole = readFileSync(zip);
  await opened(where, root);
  await opened(zip, root);
  assert.deepEqual(readdirSync(where).sort(), Object.keys(files).sort());
  for (const [name, content] of Object.entries(files)) {
    assert.deepEqual(readFileSync(path.join(where, name)), Buffer.from(content));
  }
  assert.deepEqual(readFileSync(zip), whole);
  assert.ok(!existsSync(path.join(where, 'msgstore.db')));
});
