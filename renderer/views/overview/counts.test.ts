import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differenceText, reasonLines, totals } from './counts.ts';

const counts = {
  read: 20,
  kept: 12,
  outOfScope: { 'before the warrant’s time': 3 },
  privileged: 1,
  skipped: { 'status -1 placeholder': 3, 'same message in the older table': 1 },
  unknownCodes: { 'message 117': 2 },
};

test('totals over sources keep the sum: read = kept + out of scope + privileged + skipped', () => {
  const total = totals([counts, counts]);
  assert.deepEqual(total, { read: 40, kept: 24, outOfScope: 6, privileged: 2, skipped: 8 });
  assert.equal(total.read, total.kept + total.outOfScope + total.privileged + total.skipped);
});

test('every reason is a line with its number, most first', () => {
  assert.deepEqual(reasonLines(counts), [
    { what: 'Out of scope: before the warrant’s time', count: 3 },
    { what: 'Skipped: status -1 placeholder', count: 3 },
    { what: 'Kept, of unknown type: message 117', count: 2 },
    { what: 'Skipped: same message in the older table', count: 1 },
    { what: 'Withheld: privileged', count: 1 },
  ]);
});

test('what reading in again changed is said both ways', () => {
  assert.equal(
    differenceText({ added: 1204, removed: 0 }),
    '1,204 messages are newly covered; none is no longer',
  );
  assert.equal(differenceText({ added: 0, removed: 1 }), 'none is newly covered; 1 message is no longer');
  assert.match(differenceText({ added: 0, removed: 0 }), /^nothing is newly covered/);
});
