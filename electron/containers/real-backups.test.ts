import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../shared/model/index.ts';
import { identify, openEvidence, parseKey } from './index.ts';
import { readHeader } from './whatsapp-crypt/header.ts';

const real = path.resolve(import.meta.dirname, '../../../shared/data/whatsapp-crypt');
const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-containers-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** Of the database inside all four backups, as their README states it. */
const DATABASE = '1425b944a2e3885fc936a7bb82f6548c5cc09523a2f61f02aa836c4ed8bbd16e';
const at = (name: string): string => path.join(real, name);
const keyFile = () => parseKey({ file: at('key') });
const rootKey = () => parseKey({ file: at('encrypted_backup.key') });

async function sha256(file: string, key: Awaited<ReturnType<typeof parseKey>>): Promise<[string, string]> {
  const { tree } = await openEvidence(file, { key, scratch });
  const hash = createHash('sha256');
  for await (const chunk of tree.entries[0]!.open()) hash.update(chunk);
  await tree.close();
  return [tree.entries[0]!.path, hash.digest('hex')];
}

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => assert.fail('it was accepted'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error;
}

for (const name of ['msgstore.db.crypt12', 'msgstore.db.crypt14', 'msgstore-noexpiry.db.crypt14']) {
  test(`${name} opens with its key file to the database that its README names`, async () => {
    assert.deepEqual(await sha256(at(name), await keyFile()), [name.replace(/\.crypt\d+$/, ''), DATABASE]);
  });
}

test('msgstore.db.crypt15 opens with its key file and with the same key as 64 hex digits', async () => {
  const hex = readFileSync(at('encrypted_backup.key')).subarray(27).toString('hex');
  assert.deepEqual(await sha256(at('msgstore.db.crypt15'), await rootKey()), ['msgstore.db', DATABASE]);
  assert.deepEqual(await sha256(at('msgstore.db.crypt15'), await parseKey({ hex })), [
    'msgstore.db',
    DATABASE,
  ]);
});

test('a backup says which key it needs before any is given', async () => {
  assert.equal((await identify(at('msgstore.db.crypt12'))).needsKey, 'whatsapp-key-file');
  assert.equal((await identify(at('msgstore.db.crypt15'))).needsKey, 'whatsapp-crypt15-root');
  const error = await refusal(openEvidence(at('msgstore.db.crypt15'), { scratch }));
  assert.equal(error.code, 'key-missing');
});

test('a key file of another account is told apart from a key that does not fit', async () => {
  const bytes = readFileSync(at('key'));
  const changed = (offset: number): string => {
    const copy = Buffer.from(bytes);
    copy[27 + offset]! ^= 1;
    // As the key file of another account has it: the digest of its own Google id.
    createHash('sha256')
      .update(copy.subarray(27 + 35, 27 + 51))
      .digest()
      .copy(copy, 27 + 51);
    const file = path.join(scratch, `key-${offset}`);
    writeFileSync(file, copy);
    return file;
  };
  const open = async (offset: number) =>
    refusal(
      openEvidence(at('msgstore.db.crypt14'), { scratch, key: await parseKey({ file: changed(offset) }) }),
    );
  assert.match((await open(3)).message, /another backup/);
  assert.match((await open(35)).message, /another account/);
  const unfit = await open(99);
  assert.equal(unfit.code, 'wrong-key');
  assert.match(unfit.message, /authentication tag/);
  const kind = await refusal(openEvidence(at('msgstore.db.crypt14'), { scratch, key: await rootKey() }));
  assert.equal(kind.code, 'wrong-key');
});

test('a backup with any bit flipped is refused and leaves no plaintext behind', async () => {
  const whole = readFileSync(at('msgstore.db.crypt15'));
  const file = path.join(scratch, 'flipped.db.crypt15');
  const key = await rootKey();
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (offset, bit) => {
      const copy = Buffer.from(whole);
      copy[offset]! ^= 1 << bit;
      writeFileSync(file, copy);
      const before = readdirSync(scratch).filter((name) => name.startsWith('plain-')).length;
      // A flip in a header field that nothing depends on leaves the ciphertext as it was: the MD5 still tells.
      await refusal(openEvidence(file, { key, scratch }));
      assert.equal(readdirSync(scratch).filter((name) => name.startsWith('plain-')).length, before);
    }),
    {
      numRuns: 60,
      examples: [
        [whole.length - 1, 0],
        [whole.length - 20, 3],
        [130, 0],
      ],
    },
  );
});

test('a backup cut at any length is refused', async () => {
  const file = path.join(scratch, 'cut.db.crypt15');
  const size = readFileSync(at('msgstore.db.crypt15')).length;
  const key = await rootKey();
  await fc.assert(
    fc.asyncProperty(fc.nat(size - 1), async (length) => {
      copyFileSync(at('msgstore.db.crypt15'), file);
      truncateSync(file, length);
      await refusal(openEvidence(file, { key, scratch }));
    }),
    { numRuns: 40, examples: [[0], [1], [100], [size - 1], [size - 16], [size - 17]] },
  );
});

test('the header parser takes any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const header = readHeader(bytes);
      assert.ok(header === undefined || header.iv.length === 16);
    }),
    { numRuns: 2000 },
  );
});
