import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { refusalOf, tempFolder } from '../testing/opening.ts';
import { readHeader } from './header.ts';
import { cipherKey, crypt15Key, type EvidenceKey, parseKey } from './key.ts';
import { KEYS, type MadeKeys, makeBackup, makeKeyFile, makeRootKeyFile } from './testing/made-backup.ts';

const { folder, remove } = tempFolder('keys');
after(remove);

const HEX = KEYS.root.toString('hex');
const ROOT: EvidenceKey = { kind: 'whatsapp-crypt15-root', root: new Uint8Array(KEYS.root) };

/** Without what was typed for it. */
async function rootOf(source: Parameters<typeof parseKey>[0]): Promise<EvidenceKey> {
  const { typed: _, ...key } = (await parseKey(source)) as EvidenceKey & { typed?: string };
  return key;
}

function fileOf(bytes: string | Uint8Array, name = 'some.key'): { file: string } {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return { file };
}

test('a crypt15 key is 64 digits, however they are grouped and written', async () => {
  const groups = HEX.match(/.{4}/g)!;
  for (const hex of [
    HEX,
    HEX.toUpperCase(),
    groups.join(' '),
    groups.join('-'),
    `\n${groups.join('\r\n')} `,
  ]) {
    assert.deepEqual(await rootOf({ hex }), ROOT);
  }
});

test('a crypt15 key may be a file: as WhatsApp writes it, or a text of the digits, also from Windows', async () => {
  const files = {
    'encrypted_backup.key': makeRootKeyFile(),
    'digits.txt': `${HEX}\n`,
    'grouped.txt': HEX.match(/.{4}/g)!.join(' '),
    'notepad.txt': `\ufeff${HEX}\r\n`,
    'powershell.txt': Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from(`${HEX}\r\n`, 'utf16le')]),
  };
  for (const [name, bytes] of Object.entries(files)) {
    assert.deepEqual(await rootOf(fileOf(bytes, name)), ROOT, name);
  }
});

test('the phone’s key file gives the key and what it is for', async () => {
  assert.deepEqual(await parseKey(fileOf(makeKeyFile(), 'key')), {
    kind: 'whatsapp-key-file',
    identity: {
      cipherVersion: Uint8Array.of(0, 1),
      keyVersion: 2,
      serverSalt: new Uint8Array(KEYS.serverSalt),
      googleId: new Uint8Array(KEYS.googleId),
    },
    key: new Uint8Array(KEYS.aes),
  });
});

test('digits that are no key are refused', async () => {
  for (const hex of ['', HEX.slice(1), `${HEX}0`, HEX.replace(/./, 'g'), 'password']) {
    const refusal = await refusalOf(parseKey({ hex }));
    assert.equal(refusal.code, 'wrong-key');
    assert.match(refusal.message, /^key: a key must be 64 hex digits/);
  }
});

test('a password is the first line of a text, spaces and all, typed, or what was released', async () => {
  const password = ' pass wörd ';
  const files = {
    'password.txt': `${password}\nwhat follows is not read`,
    'notepad.txt': `\ufeff${password}\r\n`,
    'powershell.txt': Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from(`${password}\r\n`, 'utf16le')]),
  };
  const key = { kind: 'ios-backup-password', password };
  for (const [name, bytes] of Object.entries(files)) {
    assert.deepEqual(await parseKey(fileOf(bytes, name)), key, name);
  }
  assert.deepEqual(await parseKey({ password }), key);
  const released = Buffer.from(password);
  assert.deepEqual(await parseKey({ released, kind: 'ios-backup-password' }), key);
  const refusal = await refusalOf(parseKey({ released: Buffer.alloc(3), kind: 'ios-backup-password' }));
  assert.match(refusal.message, /release: what was released is not a key of kind ios-backup-password/);
});

test('64 digits keep how they were typed, since a password may be of digits', async () => {
  const key = await parseKey(fileOf(`${HEX}\n`));
  assert.equal('typed' in key && key.typed, HEX);
});

test('files that are no key, or a damaged one, are refused by name and reason', async () => {
  const flipped = makeKeyFile();
  flipped[27 + 40]! ^= 1;
  const refusals: [string, string | Uint8Array, string, RegExp][] = [
    ['empty.key', '', 'empty', /is empty/],
    ['blank.txt', '\r\nsecond line', 'unsupported', /neither a WhatsApp key file nor a text/],
    ['photo.jpg', Buffer.alloc(100_000, 7), 'unsupported', /neither a WhatsApp key file nor a text/],
    ['small.jpg', Buffer.from('ffd8ffe000104a46', 'hex'), 'unsupported', /neither a WhatsApp key file/],
    ['short.key', makeRootKeyFile().subarray(0, 40), 'unsupported', /neither a WhatsApp key file/],
    ['flipped.key', flipped, 'unreadable', /damaged/],
    [
      'other.key',
      makeRootKeyFile({ ...KEYS, root: Buffer.alloc(48) }),
      'unsupported',
      /holds 48 bytes, and WhatsApp’s hold 32 or 131/,
    ],
  ];
  for (const [name, bytes, code, reason] of refusals) {
    const refusal = await refusalOf(parseKey(fileOf(bytes, name)));
    assert.equal(refusal.code, code, refusal.message);
    assert.equal(refusal.file, name);
    assert.match(refusal.reason, reason);
  }
  mkdirSync(path.join(folder, 'keys'));
  assert.match((await refusalOf(parseKey({ file: path.join(folder, 'keys') }))).reason, /it is a folder/);
  const missing = await refusalOf(parseKey({ file: path.join(folder, 'no.key') }));
  assert.equal(missing.message, 'no.key: there is no such file or folder');
});

test('a key is held against the header before anything is decrypted', async () => {
  const other = (change: Partial<MadeKeys>) => parseKey(fileOf(makeKeyFile({ ...KEYS, ...change })));
  const headers = ([12, 14, 15] as const).map(
    (version) => readHeader(makeBackup(Buffer.alloc(9), { version }))!,
  );
  const [twelve, fourteen, fifteen] = headers as [
    (typeof headers)[0],
    (typeof headers)[0],
    (typeof headers)[0],
  ];
  const keyFile = await other({});
  for (const header of [twelve, fourteen]) {
    assert.deepEqual(Buffer.from(cipherKey(header, keyFile, 'f')), KEYS.aes);
    assert.throws(
      () => cipherKey(header, ROOT, 'f'),
      /opens with the phone’s key file, not with a key of another kind/,
    );
    const otherAccount = await other({ googleId: Buffer.alloc(16, 1) });
    assert.throws(() => cipherKey(header, otherAccount, 'f'), /f: the key file is for another account/);
    const otherBackup = await other({ serverSalt: Buffer.alloc(32, 1) });
    assert.throws(() => cipherKey(header, otherBackup, 'f'), /f: the key file is for another backup/);
  }
  assert.deepEqual(cipherKey(fifteen, ROOT, 'f'), crypt15Key(KEYS.root));
  assert.throws(() => cipherKey(fifteen, keyFile, 'f'), /64-digit key or encrypted_backup\.key/);
});
