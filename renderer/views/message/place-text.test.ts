import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { placeInFile, referenceLine } from './place-text.ts';

const backup = '1'.repeat(64);
const inner = '2'.repeat(64);
const record = (files: IntakeRecord['files']): IntakeRecord =>
  ({ file: 'msgstore.db.crypt15', sha256: backup, files }) as unknown as IntakeRecord;

test('a place is a table and row, or a line and its byte', () => {
  assert.equal(placeInFile({ file: 'msgstore.db', table: 'message', row: 128 }), 'message row 128');
  assert.equal(placeInFile({ file: '_chat.txt', line: 12, byte: 0 }), 'line 12, byte 0');
  assert.equal(placeInFile({ file: 'result.json', table: 'messages' }), 'messages');
  assert.equal(placeInFile({ file: 'x' }), '');
});

test('a reference cites the file given, where the message’s own came out of it', () => {
  const message = { id: 'AB-1:42', source: { file: 'msgstore.db', table: 'message', row: 128 } };
  const given = record([{ name: 'msgstore.db.crypt15', bytes: 9, sha256: backup }]);
  assert.equal(
    referenceLine(message, given),
    `AB-1:42, msgstore.db message row 128, of msgstore.db.crypt15, SHA-256 ${backup}`,
  );
});

test('a reference cites the message’s own file where that was hashed by itself', () => {
  const files = [{ name: 'msgstore.db', bytes: 9, sha256: inner }];
  assert.equal(
    referenceLine(
      { id: 'AB-1:42', source: { file: 'msgstore.db', table: 'message', row: 128 } },
      record(files),
    ),
    `AB-1:42, msgstore.db message row 128, SHA-256 ${inner}`,
  );
  assert.equal(
    referenceLine({ id: 'AB-2:1', source: { file: 'msgstore.db.crypt15' } }, record([])),
    `AB-2:1, msgstore.db.crypt15, SHA-256 ${backup}`,
  );
});
