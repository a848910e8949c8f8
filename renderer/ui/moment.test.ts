import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Zone } from '../../shared/time/zone.ts';
import { type MomentReading, momentText, readMoment } from './moment.ts';

const LONDON = new Zone('Europe/London');
const KOLKATA = new Zone('Asia/Kolkata');
const NEAR = Date.UTC(2024, 6, 22, 9);
const read = (text: string, zone = LONDON, near: number | null = NEAR): MomentReading =>
  readMoment(text, zone, near);
const at = (iso: string): MomentReading => ({ kind: 'moment', when: Date.parse(iso) });
function reason(text: string, zone = LONDON, near: number | null = NEAR): string {
  const reading = readMoment(text, zone, near);
  assert.equal(reading.kind, 'problem', text);
  return reading.kind === 'problem' ? reading.reason : '';
}

test('a date and a time are read in the zone, to the millisecond', () => {
  assert.deepEqual(read('2024-03-22 14:40:00'), at('2024-03-22T14:40:00Z'));
  assert.deepEqual(read('2024-03-22T14:40'), at('2024-03-22T14:40:00Z'));
  assert.deepEqual(read('2024-7-2 4:05:06.25'), at('2024-07-02T03:05:06.250Z'));
  assert.deepEqual(read(' 2024-03-22  14:40:00 ', KOLKATA), at('2024-03-22T09:10:00Z'));
});

test('a time alone is on the day of the moment beside it, in the zone', () => {
  assert.deepEqual(read('14:40'), at('2024-07-22T13:40:00Z'));
  assert.deepEqual(read('14:40:07'), at('2024-07-22T13:40:07Z'));
  assert.deepEqual(read('00:30', KOLKATA, Date.UTC(2024, 6, 22, 20)), at('2024-07-22T19:00:00Z'));
  assert.match(reason('14:40', LONDON, null), /date as well/);
});

test('an offset that is written goes before the zone', () => {
  for (const text of [
    '2024-07-22 14:40Z',
    '2024-07-22T14:40:00 UTC',
    '2024-07-22 16:40 +02:00',
    '16:40+0200',
  ]) {
    assert.deepEqual(read(text), at('2024-07-22T14:40:00Z'), text);
  }
  assert.deepEqual(read('2024-07-22 11:10 −03:30'), at('2024-07-22T14:40:00Z'));
});

test('a day alone goes from its beginning to that of the next, also where it is shorter', () => {
  assert.deepEqual(read('2024-03-31'), {
    kind: 'moment',
    when: Date.UTC(2024, 2, 31),
    end: Date.UTC(2024, 2, 31, 23),
  });
});

test('of a reading that happened twice the earlier is taken and the later named', () => {
  assert.deepEqual(read('2024-10-27 01:30'), {
    kind: 'moment',
    when: Date.UTC(2024, 9, 27, 0, 30),
    later: Date.UTC(2024, 9, 27, 1, 30),
  });
  assert.equal(momentText(LONDON, Date.UTC(2024, 9, 27, 0, 30)), '2024-10-27 01:30:00 +01:00');
});

test('a reading that never happened is refused with the reason', () => {
  assert.match(reason('2024-03-31 01:30'), /Europe\/London the clocks went forward/);
  assert.deepEqual(read('2024-03-31 01:30 +00:00'), at('2024-03-31T01:30:00Z'));
});

test('what is no time is refused with the reason', () => {
  assert.match(reason('yesterday'), /Not a time/);
  assert.match(reason('+01:00'), /Not a time/);
  assert.match(reason('22/03/2024'), /Not a time/);
  assert.match(reason('2024-02-30'), /no day 2024-02-30/);
  assert.match(reason('2024-13-01 10:00'), /no day/);
  assert.match(reason('24:00'), /23:59:59/);
  assert.match(reason('14:60'), /23:59:59/);
  assert.match(reason('14:40 +19:00'), /no offset \+19:00/);
  assert.deepEqual(read('  '), { kind: 'empty' });
});

test('a moment that is written out is read back as the same', () => {
  const zone = fc.constantFrom(
    ...['Europe/London', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns'].map(
      (name) => new Zone(name),
    ),
  );
  fc.assert(
    fc.property(
      zone,
      fc.date({ min: new Date('1975-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (where, date) => {
        const reading = readMoment(momentText(where, date.getTime()), where, null);
        assert.equal(reading.kind === 'moment' && reading.when, date.getTime());
      },
    ),
  );
});
