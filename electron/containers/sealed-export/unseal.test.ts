/** Sealed exports as evidence: opened with their own key, and what they hold as if it had been given. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { type EvidenceKey, identify, newStreamKey, openEvidence, parseKey, sealExport } from '../index.ts';
import { contentsOf, refusalOf, tempFolder } from '../testing/opening.ts';
import { KEYS, makeBackup, makeKeyFile } from '../whatsapp-crypt/testing/made-backup.ts';
import { makeZip } from '../zip/testing/made-zip.ts';
import { innerName } from './unseal.ts';

const { folder, remove } = tempFolder('unseal');
after(remove);

const bytes = newStreamKey();
const key: EvidenceKey = { kind: 'sealed-export', key: bytes };
const CHAT = '[22/03/2024, 14:36:48] Ana: on my way\n';

let made = 0;
let scratch: string;
beforeEach(() => {
  scratch = path.join(folder, `scratch-${made++}`);
  mkdirSync(scratch);
});

async function sealed(inner: string, content: Uint8Array, name = 'AB-1.tlx'): Promise<string> {
  const parts: Uint8Array[] = [];
  async function* source() {
    yield content;
  }
  const about = { exhibit: 'AB/1', creator: 'Escrow One', inner, chunkBytes: 1024 };
  for await (const part of sealExport(about, source(), bytes)) parts.push(part);
  const where = path.join(folder, `${made++}`);
  mkdirSync(where);
  writeFileSync(path.join(where, name), Buffer.concat(parts));
  return path.join(where, name);
}

async function opened(given: string, withKey?: EvidenceKey) {
  const evidence = await openEvidence(given, { scratch, ...(withKey ? { key: withKey } : {}) });
  const contents = await contentsOf(evidence.tree);
  await evidence.tree.close();
  return { container: evidence.container, contents, locked: evidence.locked };
}

test('it is known by its head, under any name, and asks for its key', async () => {
  for (const name of ['AB-1.tlx', 'renamed.bin']) {
    const identified = await identify(await sealed('chat.txt', Buffer.from(CHAT), name));
    assert.deepEqual(identified.container, ['sealed-export']);
    assert.equal(identified.needsKey, 'sealed-export');
  }
  const other = path.join(folder, 'other.tlx');
  writeFileSync(other, 'not sealed at all');
  const { code, reason } = await refusalOf(identify(other));
  assert.equal(code, 'unsupported');
  assert.match(reason, /named as a sealed export, but is none/);
});

test('a text stands in it under its own name', async () => {
  const given = await sealed('WhatsApp Chat with Ana.txt', Buffer.from(CHAT));
  assert.deepEqual(await opened(given, key), {
    container: ['sealed-export', 'file'],
    contents: { 'WhatsApp Chat with Ana.txt': CHAT },
    locked: [],
  });
});

test('an archive in it is opened, and a backup in that stays locked: the key is of the export alone', async () => {
  const backup = makeBackup(Buffer.from('messages'), { version: 15 });
  const zip = makeZip([
    { name: '_chat.txt', content: CHAT },
    { name: 'msgstore.db.crypt15', content: backup },
  ]);
  const seen = await opened(await sealed('export.zip', zip), key);
  assert.deepEqual(seen.container, ['sealed-export', 'zip']);
  assert.equal(seen.contents['_chat.txt'], CHAT);
  assert.deepEqual(seen.locked, [{ file: 'msgstore.db.crypt15', needsKey: 'whatsapp-crypt15-root' }]);
  const lone = await sealed('msgstore.db.crypt15', backup);
  assert.equal((await refusalOf(opened(lone, key))).code, 'key-missing');
});

test('digits open it as a release does; another key, a key file and no key are refused and leave nothing', async () => {
  const given = await sealed('chat.txt', Buffer.from(CHAT));
  const hex = Buffer.from(bytes).toString('hex');
  for (const right of [await parseKey({ hex }), await parseKey({ released: bytes, kind: 'sealed-export' })]) {
    assert.equal((await opened(given, right)).contents['chat.txt'], CHAT);
  }
  const before = readdirSync(scratch);
  const keyFile = path.join(folder, 'key');
  writeFileSync(keyFile, makeKeyFile());
  const wrong = [await parseKey({ hex: 'ab'.repeat(32) }), await parseKey({ file: keyFile })];
  for (const one of wrong) assert.equal((await refusalOf(opened(given, one))).code, 'wrong-key');
  assert.equal((await refusalOf(opened(given))).code, 'key-missing');
  assert.deepEqual(readdirSync(scratch), before);
  await assert.rejects(parseKey({ released: bytes.subarray(1), kind: 'sealed-export' }), /not a key of kind/);
});

test('a key of a sealed export opens no backup', async () => {
  const backup = path.join(folder, 'msgstore.db.crypt15');
  writeFileSync(backup, makeBackup(Buffer.from('messages'), { version: 15 }));
  const { code, reason } = await refusalOf(opened(backup, { kind: 'sealed-export', key: KEYS.root }));
  assert.equal(code, 'wrong-key');
  assert.match(reason, /not with a key of another kind/);
});

test('one that was cut off, and one in another, are refused and leave nothing', async () => {
  const given = await sealed('chat.txt', Buffer.alloc(5000, 'x'));
  const whole = readFileSync(given);
  writeFileSync(given, whole.subarray(0, whole.length - 1500));
  assert.equal((await refusalOf(opened(given, key))).code, 'tampered');
  assert.deepEqual(readdirSync(scratch), []);
  const nested = await sealed('inner.tlx', whole);
  assert.match((await refusalOf(opened(nested, key))).reason, /holds another sealed export/);
});

test('one in a folder or an archive is named, and not opened', async () => {
  const inner = readFileSync(await sealed('chat.txt', Buffer.from(CHAT)));
  const where = path.join(folder, 'with-others');
  mkdirSync(where);
  writeFileSync(path.join(where, 'AB-1.tlx'), inner);
  writeFileSync(path.join(where, '_chat.txt'), CHAT);
  const zip = path.join(folder, 'with-others.zip');
  writeFileSync(
    zip,
    makeZip([
      { name: 'AB-1.tlx', content: inner },
      { name: '_chat.txt', content: CHAT },
    ]),
  );
  for (const given of [where, zip]) {
    const evidence = await openEvidence(given, { scratch });
    assert.deepEqual(evidence.tree.leftOut, [
      { file: 'AB-1.tlx', reason: 'it is a sealed export, which is opened only when it is given by itself' },
    ]);
    await evidence.tree.close();
  }
});

test('a name that some system would not take is changed as little as is needed', () => {
  assert.equal(innerName('WhatsApp Chat – Ana.zip'), 'WhatsApp Chat – Ana.zip');
  assert.equal(innerName('a:b*c?.txt'), 'a_b_c_.txt');
  assert.equal(innerName('NUL.zip'), '_NUL.zip');
  assert.equal(innerName('notes. .'), 'notes');
  assert.equal(innerName('...'), '_');
});
