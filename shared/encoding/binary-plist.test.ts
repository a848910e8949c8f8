import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Plist, readBinaryPlist, readKeyedArchive } from './binary-plist.ts';
import { makePlist, type PlistToMake } from './testing/made-plist.ts';

/** Maps as objects, so that both can be compared. */
function plain(value: Plist | undefined): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  if (Array.isArray(value)) return value.map((item) => plain(item as Plist));
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

/** Written by another program, Python's plistlib. */
const FOREIGN =
  '62706c6973743030d6010203040506070c0d0e0f105161536269675164516663006e00e900655175a408090a0b1001' +
  '13fffffffffffffffe11012c091300000100000000003340f5180000000000233ff8000000000000420102800508151' +
  '71b1d1f26282d2f383b3c454e575a000000000000010100000000000000110000000000000000000000000000005c';

test('a list that another program wrote is read', () => {
  assert.deepEqual(plain(readBinaryPlist(Buffer.from(FOREIGN, 'hex'))), {
    a: [1, -2, 300, true],
    big: 2 ** 40,
    d: { date: 86_400 },
    f: 1.5,
    née: '0102',
    u: { uid: 5 },
  });
});

test('every kind of value is read as it was written', () => {
  const value: PlistToMake = {
    text: 'plain',
    wide: 'née 😀',
    long: 'x'.repeat(5000),
    yes: true,
    no: false,
    small: 7,
    middle: 70_000,
    large: 2 ** 40,
    negative: -3,
    real: 1.25,
    data: Uint8Array.of(1, 2, 3),
    many: Array.from({ length: 20 }, (_, i) => i),
    when: { date: 700_000_000.5 },
    reference: { uid: 3 },
    nothing: null,
  };
  assert.deepEqual(plain(readBinaryPlist(makePlist(value))), {
    ...value,
    data: '010203',
  });
});

test('a list of references of one byte is read, as small ones have them', () => {
  assert.deepEqual(plain(readBinaryPlist(makePlist({ a: [1, 'two'] }, 1))), { a: [1, 'two'] });
});

test('a lone surrogate stays what it is', () => {
  assert.equal(readBinaryPlist(makePlist('\ud800x')), '\ud800x');
});

test('an archive of objects gives the one at its top, and resolves its references', () => {
  const archive = readKeyedArchive(
    makePlist({
      $archiver: 'NSKeyedArchiver',
      $top: { root: { uid: 1 } },
      $objects: ['$null', { Size: 12, Name: { uid: 2 } }, 'ChatStorage.sqlite'],
    }),
  )!;
  assert.equal(archive.root.get('Size'), 12);
  assert.equal(archive.resolve(archive.root.get('Name')), 'ChatStorage.sqlite');
  assert.equal(archive.resolve({ uid: 99 }), undefined);
  assert.equal(readKeyedArchive(makePlist({ $top: 1 })), undefined);
});

test('lists that contain themselves, nest without end or share their bytes are none', () => {
  const itself = makePlist([0]);
  // The one item of the array becomes the array.
  itself[10] = 0;
  assert.equal(readBinaryPlist(itself), undefined);

  let deep: PlistToMake = 1;
  for (let i = 0; i < 100; i++) deep = [deep];
  assert.equal(readBinaryPlist(makePlist(deep)), undefined);

  // A hundred names for one text of 1,000 characters.
  const shared = makePlist(Array.from({ length: 100 }, (_, i) => (i === 0 ? 'y'.repeat(1000) : 'z')));
  const view = new DataView(shared.buffer);
  const table = Number(view.getBigUint64(shared.length - 8));
  for (let i = 2; i <= 100; i++) view.setUint32(table + i * 4, view.getUint32(table + 4));
  assert.equal(readBinaryPlist(shared), undefined);
});

test('any bytes give a list or none, never an error', () => {
  const whole = makePlist({ a: [1, 2, { b: 'c' }], d: Uint8Array.of(9), e: { date: 1 } });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.nat(whole.length),
      (changes, cut) => {
        const bytes = whole.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        readBinaryPlist(bytes);
        readBinaryPlist(bytes.subarray(0, cut));
      },
    ),
    { numRuns: 2000 },
  );
});
