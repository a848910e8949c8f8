import assert from 'node:assert/strict';
import { argon2Sync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { argon2id } from './argon2id.ts';

/** OpenSSL's, which Node has and Electron has not. */
function openssl(passphrase: Uint8Array, salt: Uint8Array, memoryKiB: number, passes: number): Buffer {
  return argon2Sync('argon2id', {
    message: passphrase,
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: memoryKiB,
    passes,
  });
}

test('the hash is that of OpenSSL for any passphrase, salt, memory and number of passes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 0, maxLength: 200 }),
      fc.uint8Array({ minLength: 8, maxLength: 32 }),
      fc.integer({ min: 8, max: 700 }),
      fc.integer({ min: 1, max: 4 }),
      async (passphrase, salt, memoryKiB, passes) => {
        const own = await argon2id(passphrase, salt, { memoryKiB, passes });
        assert.deepEqual(Buffer.from(own), openssl(passphrase, salt, memoryKiB, passes));
      },
    ),
    { numRuns: 60 },
  );
});

test('the hash is that of OpenSSL with the memory that cases use', async () => {
  const passphrase = Buffer.from('four words of no meaning');
  const salt = Buffer.alloc(16, 7);
  const own = await argon2id(passphrase, salt, { memoryKiB: 64 * 1024, passes: 3 });
  assert.deepEqual(Buffer.from(own), openssl(passphrase, salt, 64 * 1024, 3));
});

test('two hashes computed at once do not disturb each other', async () => {
  const salt = Buffer.alloc(16, 1);
  const parameters = { memoryKiB: 4096 * 4, passes: 1 };
  const both = await Promise.all(['one', 'two'].map((text) => argon2id(Buffer.from(text), salt, parameters)));
  assert.deepEqual(
    both.map((hash) => Buffer.from(hash).toString('hex')),
    ['one', 'two'].map((text) => openssl(Buffer.from(text), salt, 4096 * 4, 1).toString('hex')),
  );
});
