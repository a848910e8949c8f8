import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { UNPACK_LIMITS } from '../limits.ts';
import { refusalOf, tempFolder } from '../testing/opening.ts';
import { makeZip } from '../zip/testing/made-zip.ts';
import { decryptBackup } from './decrypt.ts';
import type { CryptVersion } from './header.ts';
import type { EvidenceKey } from './key.ts';
import type { Backup } from './plaintext.ts';
import { type BackupOptions, KEYS, makeBackup } from './testing/made-backup.ts';

const { folder, remove } = tempFolder('decrypt');
after(remove);

const target = path.join(folder, 'plain');
const DATABASE = Buffer.from('SQLite format 3\0 and its rows, and its rows, and its rows');

const keyFor = (version: CryptVersion): EvidenceKey =>
  version === 15
    ? { kind: 'whatsapp-crypt15-root', root: KEYS.root }
    : {
        kind: 'whatsapp-key-file',
        identity: {
          cipherVersion: Uint8Array.of(0, 1),
          keyVersion: 2,
          serverSalt: KEYS.serverSalt,
          googleId: KEYS.googleId,
        },
        key: KEYS.aes,
      };

/** Another key that says it is for the same account and backup. */
const wrong = (version: CryptVersion): EvidenceKey => {
  const key = keyFor(version);
  if (key.kind === 'whatsapp-crypt15-root') return { ...key, root: KEYS.aes };
  return { ...(key as EvidenceKey & { kind: 'whatsapp-key-file' }), key: KEYS.root };
};

const backupOf = (bytes: Uint8Array, pieceBytes = bytes.length): Backup => ({
  name: 'msgstore.db.crypt15',
  bytes: bytes.length,
  packed: bytes.length,
  async *open() {
    for (let at = 0; at < bytes.length; at += pieceBytes)
      yield Uint8Array.from(bytes.subarray(at, at + pieceBytes));
  },
});

const VERSIONS = [12, 14, 15] as const;

async function decrypted(bytes: Uint8Array, version: CryptVersion, pieceBytes?: number): Promise<Buffer> {
  rmSync(target, { force: true });
  await decryptBackup(backupOf(bytes, pieceBytes), keyFor(version), target);
  return readFileSync(target);
}

/** The refusal, and that nothing of the plaintext is left. */
async function refused(
  bytes: Uint8Array,
  key: EvidenceKey,
  options: Parameters<typeof decryptBackup>[3] = {},
): Promise<Refusal> {
  rmSync(target, { force: true });
  const refusal = await refusalOf(decryptBackup(backupOf(bytes), key, target, options));
  assert.equal(existsSync(target), false, 'plaintext is left behind');
  assert.equal(refusal.file, 'msgstore.db.crypt15');
  return refusal;
}

test('every kind of backup opens, whatever its length and however its bytes come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...VERSIONS),
      fc.uint8Array({ minLength: 1, maxLength: 3000 }),
      fc.integer({ min: 1, max: 4000 }),
      async (version, content, pieceBytes) => {
        assert.deepEqual(
          await decrypted(makeBackup(content, { version }), version, pieceBytes),
          Buffer.from(content),
        );
      },
    ),
    {
      numRuns: 150,
      examples: [
        [12, Uint8Array.of(1), 1],
        [15, Uint8Array.of(1), 35],
        [14, Uint8Array.of(1), 36],
      ],
    },
  );
});

test('a backup of many pieces opens', async () => {
  const content = Buffer.alloc(6_000_000);
  for (let at = 0; at + 4 <= content.length; at += 4) content.writeUInt32LE((at * 2654435761) >>> 9, at);
  for (const version of VERSIONS) {
    assert.ok((await decrypted(makeBackup(content, { version }), version, 256 * 1024)).equals(content));
  }
});

test('what is opened is for this user alone', { skip: process.platform === 'win32' }, async () => {
  await decrypted(makeBackup(DATABASE, { version: 15 }), 15);
  assert.equal(statSync(target).mode & 0o777, 0o600);
});

test('the form of the content is told: zlib, a set of files, or anything else', async () => {
  const zip = makeZip([{ name: 'a', content: 'x' }]);
  const forms: [Uint8Array, BackupOptions, string][] = [
    [DATABASE, { version: 15 }, 'zlib'],
    [zip, { version: 15, packing: 'none', md5: false, features: false }, 'zip'],
    [DATABASE, { version: 14, packing: 'none' }, 'plain'],
  ];
  for (const [content, options, form] of forms) {
    rmSync(target, { force: true });
    const opened = await decryptBackup(
      backupOf(makeBackup(content, options)),
      keyFor(options.version),
      target,
    );
    assert.deepEqual(opened, { version: options.version, form, bytes: content.length, bytesBehind: 0 });
    assert.deepEqual(readFileSync(target), Buffer.from(content));
  }
});

test('without an MD5, a set opens, and so does what says that it is no message database', async () => {
  const zip = makeZip([{ name: 'a', content: 'x' }]);
  await decrypted(makeBackup(zip, { version: 15, packing: 'none', md5: false }), 15);
  await decrypted(makeBackup(DATABASE, { version: 15, md5: false, features: false }), 15);
  for (const version of VERSIONS) {
    const refusal = await refused(makeBackup(DATABASE, { version, md5: false }), keyFor(version));
    assert.equal(refusal.code, 'truncated');
    assert.match(refusal.reason, /its checksum does not match/);
  }
});

test('a bit flipped in any byte is refused', async () => {
  for (const version of VERSIONS) {
    const whole = makeBackup(DATABASE, { version });
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 1 << ((at * 5) % 8);
      // The two digits of the number behind a crypt12 are covered by nothing, and used for nothing.
      const isDigit =
        version === 12 &&
        at >= whole.length - 2 &&
        /^\d\d$/.test(flipped.toString('latin1', whole.length - 2));
      if (!isDigit) await refused(flipped, keyFor(version));
    }
  }
});

test('a backup cut at any length is refused, and so is one with bytes added', async () => {
  for (const version of VERSIONS) {
    const whole = makeBackup(DATABASE, { version });
    for (let length = 0; length < whole.length; length++) {
      // Without its suffix a crypt12 is whole.
      if (version === 12 && length === whole.length - 4) continue;
      const refusal = await refused(whole.subarray(0, length), keyFor(version));
      assert.match(
        refusal.code,
        /^(?:truncated|tampered|unsupported)$/,
        `${length} bytes: ${refusal.message}`,
      );
    }
    for (const more of [1, 4, 16, 4096]) {
      const refusal = await refused(Buffer.concat([whole, Buffer.alloc(more)]), keyFor(version));
      assert.equal(refusal.code, 'tampered');
    }
  }
});

test('a wrong key is told from damage where the checksum can tell', async () => {
  for (const version of VERSIONS) {
    const whole = makeBackup(DATABASE, { version });
    const wrongKey = await refused(whole, wrong(version));
    assert.equal(wrongKey.code, 'wrong-key');
    assert.match(wrongKey.reason, /the file is whole, but its authentication tag does not match/);
    const damaged = Buffer.from(whole);
    damaged[whole.length - 40]! ^= 1;
    const either = await refused(damaged, keyFor(version));
    assert.equal(either.code, 'tampered');
    assert.match(either.reason, /damaged or cut off, or the key is wrong/);
  }
});

test('bytes that are no backup are refused', async () => {
  const refusal = await refused(Buffer.from('SQLite format 3\0'.repeat(100)), keyFor(15));
  assert.equal(refusal.code, 'unsupported');
  assert.match(refusal.reason, /no header of a WhatsApp backup/);
});

test('content that its tag vouches for but that does not unpack is refused', async () => {
  const packed = deflateSync(DATABASE);
  for (const content of [
    packed.subarray(0, -5),
    Buffer.concat([packed.subarray(0, 2), Buffer.alloc(40, 0xff)]),
  ]) {
    const refusal = await refused(makeBackup(content, { version: 15, packing: 'none' }), keyFor(15));
    assert.equal(refusal.code, 'tampered');
    assert.match(refusal.reason, /it decrypts, but its content does not unpack/);
  }
});

test('bytes behind the end of the content are counted', async () => {
  const content = Buffer.concat([deflateSync(DATABASE), Buffer.alloc(1000)]);
  rmSync(target, { force: true });
  const backup = backupOf(makeBackup(content, { version: 15, packing: 'none' }), 100);
  const { bytes, bytesBehind } = await decryptBackup(backup, keyFor(15), target);
  assert.deepEqual([bytes, bytesBehind], [DATABASE.length, 1000]);
});

test('a decompression bomb is refused while it unpacks', async () => {
  const bomb = makeBackup(Buffer.alloc(20 * 2 ** 20), { version: 15 });
  const byRatio = await refused(bomb, keyFor(15), { limits: { ...UNPACK_LIMITS, freeBytes: 2 ** 20 } });
  assert.equal(byRatio.code, 'too-large');
  assert.match(byRatio.reason, /300 times its size/);
  const bySize = await refused(bomb, keyFor(15), { limits: { ...UNPACK_LIMITS, totalBytes: 8 * 2 ** 20 } });
  assert.match(bySize.reason, /more than 8 MiB/);
});

test('cancelling and a failing source leave nothing behind', async () => {
  const whole = makeBackup(Buffer.alloc(100_000, 'abc'), { version: 15, packing: 'none' });
  rmSync(target, { force: true });
  const stop = new AbortController();
  const cancelled = decryptBackup(backupOf(whole, 10_000), keyFor(15), target, {
    signal: stop.signal,
    onProgress: (fraction) => fraction > 0.5 && stop.abort(),
  });
  await assert.rejects(cancelled, Cancelled);
  assert.equal(existsSync(target), false);
  const failing: Backup = {
    ...backupOf(whole),
    async *open() {
      yield Uint8Array.from(whole.subarray(0, 50_000));
      throw new Refusal('unreadable', 'msgstore.db.crypt15', 'the disk reports a read error');
    },
  };
  const refusal = await refusalOf(decryptBackup(failing, keyFor(15), target));
  assert.match(refusal.reason, /read error/);
  assert.equal(existsSync(target), false);
});

test('progress goes from the first piece to the end', async () => {
  const seen: number[] = [];
  const whole = makeBackup(Buffer.alloc(100_000, 'abc'), { version: 14, packing: 'none' });
  rmSync(target, { force: true });
  await decryptBackup(backupOf(whole, 10_000), keyFor(14), target, {
    onProgress: (fraction) => seen.push(fraction),
  });
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  );
  assert.ok(seen.length > 5 && seen.at(-1) === 1);
});
