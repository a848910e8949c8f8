import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf, numberOf, readProtobuf } from './protobuf.ts';

test('protobuf fields are read in order, the last of a repeated field counting', () => {
  const fields = readProtobuf(
    Buffer.from('089601120361626310071a0178250102030429' + '0102030405060708', 'hex'),
  )!;
  assert.deepEqual(
    fields.map(({ number, value }) => [
      number,
      typeof value === 'number' ? value : Buffer.from(value).toString('hex'),
    ]),
    [
      [1, 150],
      [2, '616263'],
      [2, 7],
      [3, '78'],
      [4, '01020304'],
      [5, '0102030405060708'],
    ],
  );
  assert.equal(numberOf(fields, 2), 7);
  assert.equal(bytesOf(fields, 2), undefined);
  assert.equal(numberOf(fields, 9), undefined);
});

test('bytes that are not exactly one protobuf message are none', () => {
  const broken: Record<string, string> = {
    'field 0': '0001',
    'a group': '0b0c',
    'a reserved wire type': '0f',
    'a length beyond the end': '1205616263',
    'a varint of eleven bytes': `08${'80'.repeat(10)}01`,
    'a varint cut off': '0880',
    'a tag above 32 bits': 'ffffffffff0100',
  };
  for (const [what, hex] of Object.entries(broken)) {
    assert.equal(readProtobuf(Buffer.from(hex, 'hex')), undefined, what);
  }
});
