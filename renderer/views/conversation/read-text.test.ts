import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText, SHOWN_BYTES } from './read-text.ts';

const plain = { headers: { 'content-type': 'text/plain; charset=utf-8' } };

test('a text is read whole, a long one to the end of its last whole character', async () => {
  assert.deepEqual(await readText(new Response('Zürich\n☕', plain)), { text: 'Zürich\n☕', cut: false });
  const long = `${'a'.repeat(SHOWN_BYTES - 1)}é and more`;
  assert.deepEqual(await readText(new Response(long, plain)), {
    text: 'a'.repeat(SHOWN_BYTES - 1),
    cut: true,
  });
  const exact = 'b'.repeat(SHOWN_BYTES);
  assert.deepEqual(await readText(new Response(exact, plain)), { text: exact, cut: false });
});

test('what is not there, or is not served as text, is not read', async () => {
  await assert.rejects(readText(new Response('', { status: 404 })), /the case has no such attachment/);
  const page = { headers: { 'content-type': 'text/html' } };
  await assert.rejects(readText(new Response('<p>', page)), /its bytes are not plain text/);
  await assert.rejects(
    readText(new Response('x', { headers: { 'content-type': 'text/plainly' } })),
    /not plain text/,
  );
});
