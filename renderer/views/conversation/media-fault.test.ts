import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf } from './media-fault.ts';

const plain = { 'content-type': 'text/plain; charset=utf-8' };

test('an attachment that is served has no refusal', async () => {
  assert.equal(await refusalOf(new Response('x')), null);
});

test('a refusal is told in the words that came with it, cut to a line or two', async () => {
  const of = (body: string, headers: Record<string, string>) =>
    refusalOf(new Response(body, { status: 500, headers }));
  assert.equal(await of('it was changed after it was sealed\n', plain), 'it was changed after it was sealed');
  assert.equal(await of('x'.repeat(1000), plain), 'x'.repeat(300));
});

test('a refusal without plain words is told as what is missing', async () => {
  const missing = 'the case has no such attachment';
  assert.equal(await refusalOf(new Response('', { status: 404, headers: plain })), missing);
  assert.equal(
    await refusalOf(new Response('<p>', { status: 404, headers: { 'content-type': 'text/html' } })),
    missing,
  );
});
