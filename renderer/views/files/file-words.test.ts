import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Zone } from '../../../shared/time/zone.ts';
import { factsOfFile, fileTimeText, isFiltering, marksOf, mismatchSentence } from './file-words.ts';

const zone = new Zone('Europe/London');

test('a time with its zone is told in the case’s zone, one without as it was read', () => {
  const what = 'EXIF DateTimeOriginal';
  assert.equal(
    fileTimeText(zone, { what, at: '2024-07-01T12:38:05.120Z', offset: '+02:00' }),
    '2024-07-01 13:38:05 +01:00, written with +02:00',
  );
  assert.equal(
    fileTimeText(zone, { what, at: '2024-07-01T14:38:05.000' }),
    '2024-07-01 14:38:05, zone not stated',
  );
});

test('everything that a file states stands under where it states it', () => {
  const facts = factsOfFile(zone, {
    type: 'image/jpeg',
    times: [{ what: 'EXIF DateTime', at: '2024-03-23T09:00:00.000' }],
    place: { lat: 51.5, lon: -0.122, altitude: 12.5, at: '2024-03-22T12:38:04.000Z', from: 'EXIF GPS' },
    device: 'Maker M-1',
    software: 'Edit 2.0',
  });
  assert.deepEqual(
    facts.map(({ term, value }) => [term, value]),
    [
      ['Bytes are', 'image/jpeg'],
      ['EXIF DateTime', '2024-03-23 09:00:00, zone not stated'],
      ['EXIF GPS', '51.5, -0.122, 12.5 m'],
      ['Satellites’ time', '2024-03-22 12:38:04 +00:00'],
      ['Device', 'Maker M-1'],
      ['Software', 'Edit 2.0'],
    ],
  );
});

test('a file that is not what it is called says what claims what', () => {
  assert.equal(
    mismatchSentence({ type: 'image/png', mismatch: ['name'] }),
    'Its bytes are image/png; its name claims another kind of file.',
  );
  assert.equal(
    mismatchSentence({ mismatch: ['name', 'mime'] }),
    'Its bytes begin like no known format; its name and the type that the source states claim another kind of file.',
  );
  assert.equal(mismatchSentence({ type: 'image/png' }), null);
});

test('what stands out is said in words', () => {
  const plain = { mismatch: false, place: false, present: true, exhibits: ['AB/1'] };
  assert.deepEqual(marksOf(plain), []);
  assert.deepEqual(marksOf({ mismatch: true, place: true, present: false, exhibits: ['AB/1', 'AB/2'] }), [
    'in 2 exhibits',
    'not what it is called',
    'place',
    'not in the evidence',
  ]);
});

test('an empty phrase is no filter', () => {
  assert.equal(isFiltering({ text: '' }), false);
  assert.equal(isFiltering({ several: true }), true);
});
