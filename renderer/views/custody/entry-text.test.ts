import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aboutText, countsText, fieldWords, subjectText } from './entry-text.ts';

test('a subject is told by its name, hashes and jobs aside', () => {
  assert.equal(subjectText({ file: 'wa.db', bytes: 49_152, sha256: 'ab' }), 'wa.db');
  assert.equal(subjectText({ exhibit: 'AB/1', job: 'x' }), 'AB/1');
  assert.equal(subjectText({ signer: 'A. Minister', key: '1a' }), 'A. Minister');
  assert.equal(subjectText({ files: 4000, sha256: 'ab' }), 'files 4000');
  assert.equal(subjectText({ sha256: 'ab' }), '');
});

test('what an entry concerns is a line of at most three, and says how many more there are', () => {
  const subjects = ['a.db', 'b.db', 'c.db', 'd.db', 'e.db'].map((file) => ({ file }));
  assert.equal(aboutText({ subjects: subjects.slice(0, 2) }), 'a.db; b.db');
  assert.equal(aboutText({ subjects }), 'a.db; b.db; c.db; and 2 more');
  assert.equal(aboutText({ subjects: [] }), '');
});

test('counts that are zero are left out unless all are', () => {
  assert.equal(
    countsText({ read: 2665, kept: 2662, outOfScope: 0, skipped: 3 }),
    '2,665 read, 2,662 kept, 3 skipped',
  );
  assert.equal(countsText({ kept: 0, outOfScope: 0 }), '0 kept, 0 out of scope');
  assert.equal(countsText(undefined), '');
});

test('names of fields are words', () => {
  assert.equal(fieldWords('outOfScope'), 'out of scope');
  assert.equal(fieldWords('sha256'), 'SHA-256');
  assert.equal(fieldWords('readerVersion'), 'reader version');
});
