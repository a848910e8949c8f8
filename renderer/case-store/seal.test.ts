import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importCaseKey, type Place, SealBroken, seal, sealJson, unseal, unsealJson } from './seal.ts';

const PLACE: Place = { kind: 'segment', caseId: 'c1', job: 'j1', exhibit: 'AB/1', source: 0, seq: 3 };
const keyOf = (fill: number) => importCaseKey(new Uint8Array(32).fill(fill));
const PLAIN = new TextEncoder().encode('Meet at 14:40, the usual place');

test('a record opens at its place, and its bytes show nothing of what it holds', async () => {
  const key = await keyOf(1);
  const sealed = await seal(key, PLACE, PLAIN);
  assert.deepEqual(new Uint8Array(await unseal(key, PLACE, sealed)), PLAIN);
  assert.equal(sealed.bytes.byteLength, PLAIN.length + 16);
  assert.equal(Buffer.from(sealed.bytes).includes('14:40'), false);
});

test('a record does not open in any other place, case or key', async () => {
  const key = await keyOf(1);
  const sealed = await seal(key, PLACE, PLAIN);
  for (const other of [
    { kind: 'chats' },
    { caseId: 'c2' },
    { job: 'j2' },
    { exhibit: 'AB/2' },
    { source: 1 },
    { seq: 4 },
  ] as const) {
    await assert.rejects(unseal(key, { ...PLACE, ...other }, sealed), SealBroken, JSON.stringify(other));
  }
  await assert.rejects(unseal(await keyOf(2), PLACE, sealed), SealBroken);
});

test('a flipped bit anywhere, a cut or an added byte breaks the seal', async () => {
  const key = await keyOf(1);
  const { iv, bytes } = await seal(key, PLACE, PLAIN);
  for (let i = 0; i < bytes.byteLength; i++) {
    const flipped = bytes.slice();
    new Uint8Array(flipped)[i]! ^= 1;
    await assert.rejects(unseal(key, PLACE, { iv, bytes: flipped }), SealBroken);
  }
  for (let i = 0; i < iv.length; i++) {
    const flipped = iv.slice();
    flipped[i]! ^= 0x80;
    await assert.rejects(unseal(key, PLACE, { iv: flipped, bytes }), SealBroken);
  }
  await assert.rejects(unseal(key, PLACE, { iv, bytes: bytes.slice(0, -1) }), SealBroken);
  await assert.rejects(unseal(key, PLACE, { iv, bytes: new ArrayBuffer(3) }), SealBroken);
  const longer = new Uint8Array(bytes.byteLength + 1);
  longer.set(new Uint8Array(bytes));
  await assert.rejects(unseal(key, PLACE, { iv, bytes: longer.buffer }), SealBroken);
});

test('two sealings of the same bytes differ', async () => {
  const key = await keyOf(1);
  const [one, two] = [await seal(key, PLACE, PLAIN), await seal(key, PLACE, PLAIN)];
  assert.notDeepEqual(one.iv, two.iv);
  assert.notDeepEqual(one.bytes, two.bytes);
});

test('exhibits whose names hold quotes or separators do not pass for each other', async () => {
  const key = await keyOf(1);
  const sealed = await seal(key, { ...PLACE, job: 'a","b', exhibit: 'c' }, PLAIN);
  await assert.rejects(unseal(key, { ...PLACE, job: 'a', exhibit: 'b","c' }, sealed), SealBroken);
});

test('the key given is overwritten, cannot be read back, and must have 32 bytes', async () => {
  const bytes = new Uint8Array(32).fill(7);
  const key = await importCaseKey(bytes);
  assert.deepEqual(bytes, new Uint8Array(32));
  await assert.rejects(crypto.subtle.exportKey('raw', key));
  const short = new Uint8Array(16).fill(7);
  await assert.rejects(importCaseKey(short), /32 bytes/);
  assert.deepEqual(short, new Uint8Array(16));
});

test('values are sealed as JSON', async () => {
  const key = await keyOf(1);
  const value = { title: 'الخطة', members: ['a', 'b'] };
  assert.deepEqual(await unsealJson(key, PLACE, await sealJson(key, PLACE, value)), value);
});
