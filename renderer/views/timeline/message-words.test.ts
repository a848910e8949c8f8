import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Zone } from '../../../shared/time/zone.ts';
import type { PersonRow } from '../../query/api.ts';
import { plainText } from '../message/words.ts';
import { clocksChange, reportWords, rowMarks, rowTime } from './message-words.ts';

const LONDON = new Zone('Europe/London');
const JULY = Date.UTC(2024, 6, 22, 13, 38, 5, 120);
const timed = { at: JULY, when: JULY, basis: 'utc' as const, precision: 'ms' as const, timeAmbiguous: false };
const people = [{ name: 'Ana' }, { name: 'بشير' }] as unknown as PersonRow[];
const bare = { direction: null, sender: -1 };

test('a corrected time says by how much, under which name, and what was read', () => {
  const when = Date.UTC(2024, 2, 22, 14, 38, 5);
  const correction = { ahead: 192_000, name: 'Lab note 7' };
  const { reading, notes } = rowTime(LONDON, { ...timed, at: when + 192_000, when, correction });
  assert.equal(reading, '2024-03-22 14:38:05');
  assert.deepEqual(notes, [
    {
      note: 'corrected −00:03:12',
      sentence: 'Corrected by −00:03:12 (“Lab note 7”): it was read as 2024-03-22 14:41:17 +00:00.',
    },
  ]);
  const local = rowTime(LONDON, { ...timed, basis: 'device-local', at: when + 192_000, when, correction });
  assert.equal(local.reading, '2024-03-22 14:38:05');
  assert.equal(local.notes.length, 2);
});

test('a time is shown in the zone, to what is known of it', () => {
  const reading = (precision: 'ms' | 'min' | 'day' | null) => rowTime(LONDON, { ...timed, precision });
  assert.deepEqual(reading('ms'), { reading: '2024-07-22 14:38:05', offset: '+01:00', notes: [] });
  assert.deepEqual(reading(null), { reading: '2024-07-22 14:38:05', offset: '+01:00', notes: [] });
  assert.deepEqual(reading('min'), { reading: '2024-07-22 14:38', offset: '+01:00', notes: [] });
  assert.deepEqual(reading('day'), { reading: '2024-07-22', offset: '', notes: [] });
});

test('a device’s clock is shown as it was read, also where the zone never showed that', () => {
  // 01:30 on 31 March 2024 did not happen in London; it stands at 02:30 there.
  const at = Date.UTC(2024, 2, 31, 1, 30);
  const { reading, offset, notes } = rowTime(LONDON, {
    at,
    when: at,
    basis: 'device-local',
    precision: 'min',
    timeAmbiguous: true,
  });
  assert.deepEqual([reading, offset], ['2024-03-31 01:30', '']);
  assert.deepEqual(
    notes.map(({ note }) => note),
    ['device clock', 'clocks changed'],
  );
});

test('no time is said so', () => {
  assert.equal(rowTime(LONDON, { ...timed, at: Number.NaN, when: Number.NaN }).reading, 'no time');
});

test('calls, places and system lines say what they report, with the case’s names', () => {
  const words = (row: Parameters<typeof reportWords>[0]) => plainText(reportWords(row, people) ?? []);
  assert.equal(
    words({ ...bare, direction: 'in', call: { video: true, outcome: 'missed' } }),
    'Incoming video call, missed',
  );
  assert.equal(
    words({ ...bare, location: { lat: 51.5007, lon: -0.1246, name: 'Old bridge' } }),
    'Old bridge (51.5007, -0.1246)',
  );
  assert.equal(words({ ...bare, location: { lat: 0, lon: -1 } }), '0, -1');
  assert.equal(
    words({ ...bare, sender: 0, system: { action: 'member-added', people: [1] } }),
    'Ana added بشير',
  );
  assert.equal(reportWords(bare, people), null);
});

test('each thing about a message is a mark of its own', () => {
  assert.deepEqual(
    rowMarks({
      edited: true,
      deleted: true,
      forwarded: true,
      hasReply: true,
      reactions: 3,
      lists: ['a', 'b'],
      alsoIn: ['AB/2', 'AB/3'],
      notes: 2,
    }).map(({ words }) => words),
    [
      'Also on AB/2, AB/3',
      'Reply',
      'Forwarded',
      'Edited',
      'Deleted',
      '3 reactions',
      'Marked by 2 lists',
      '2 notes',
    ],
  );
  assert.deepEqual(
    rowMarks({
      edited: false,
      deleted: false,
      forwarded: false,
      hasReply: false,
      reactions: 0,
      lists: [],
      alsoIn: [],
      notes: 0,
    }),
    [],
  );
});

test('rows need their offset only where the clocks change within the case', () => {
  assert.equal(clocksChange(LONDON, Date.UTC(2023, 10, 23), Date.UTC(2024, 2, 22)), false);
  assert.equal(clocksChange(LONDON, Date.UTC(2023, 10, 23), Date.UTC(2024, 3, 22)), true);
  assert.equal(clocksChange(LONDON, Date.UTC(1, 0), Date.UTC(9000, 0)), true);
  assert.equal(clocksChange(new Zone('Asia/Kolkata'), Date.UTC(2000, 0), Date.UTC(2024, 3, 22)), false);
});
