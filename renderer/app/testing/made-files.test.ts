import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { MADE_FILES } from './made-files.ts';

test('each made file is found by the hash of its bytes', () => {
  for (const { name, sha256, bytes } of MADE_FILES) {
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, name);
  }
});
