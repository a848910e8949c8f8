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

test('the hash is that of OpenSSL for any passphrase, salt, memory and number of passes', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 0, maxLength: 200 }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.integer({ min: 8, max: 700 }),
      fc.integer({ min: 1, max: 4 }),
      (passphrase, salt, memoryKiB, passes) => {
        const own = argon2id(passphrase, salt, { memoryKiB, passes });
        assert.deepEqual(Buffer.from(own), openssl(passphrase, salt, memoryKiB, passes));
      },
    ),
    { numRuns: 60 },
  );
});

test('the hash is that of OpenSSL with the memory that cases use', () => {
  const passphrase = Buffer.from('four words of no meaning');
  const salt = Buffer.alloc(16, 7);
  const own = argon2id(passphrase, salt, { memoryKiB: 64 * 1024, passes: 3 });
  assert.deepEqual(Buffer.from(own), openssl(passphrase, salt, 64 * 1024, 3));
});
