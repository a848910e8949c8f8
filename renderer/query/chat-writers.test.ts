import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chatWriters } from './chat-writers.ts';
import type { Columns } from './columns.ts';
import { indexOf, sourcesArbitrary } from './testing/made-case.ts';

/** That every row has the one cell of its chat, writer, kind and exhibit, and cells and pairs their order. */
function assertCells(columns: Columns, chats: number): void {
  const { starts, chat, person, cells } = chatWriters(columns, chats);
  const messages = new Uint32Array(cells.pair.length);
  for (const [row, cell] of cells.of.entries()) {
    const pair = cells.pair[cell]!;
    assert.deepEqual(
      [chat[pair], person[pair], cells.kind[cell], cells.exhibit[cell]],
      [columns.chat[row], columns.sender[row], columns.kind[row], columns.exhibit[row]],
    );
    messages[cell]!++;
  }
  assert.deepEqual(cells.messages, messages);
  const keys = [...cells.pair].map((pair, cell) => [
    chat[pair]!,
    person[pair]!,
    cells.exhibit[cell]!,
    cells.kind[cell]!,
  ]);
  const isBefore = (a: readonly number[], b: readonly number[]): boolean => {
    const i = a.findIndex((value, at) => value !== b[at]);
    return i >= 0 && a[i]! < b[i]!;
  };
  for (let i = 1; i < keys.length; i++) assert.ok(isBefore(keys[i - 1]!, keys[i]!), `cell ${i}`);
  for (let one = 0; one < chats; one++) {
    for (let pair = starts[one]!; pair < starts[one + 1]!; pair++) assert.equal(chat[pair], one);
  }
  assert.equal(starts[chats], chat.length);
}

test('each message has the one cell of its chat, writer, kind and exhibit, and the cells their order', () => {
  fc.assert(
    fc.property(sourcesArbitrary, (sources) => {
      const { columns, chats } = indexOf(sources);
      assertCells(columns, chats.length);
    }),
  );
});

test('so has each of a case with more cells than are looked up at once', () => {
  const count = 60_000;
  const whole = (of: (row: number) => number): Uint32Array =>
    Uint32Array.from({ length: count }, (_, i) => of(i));
  // Each chat with 300 writers of three kinds, met in no order.
  const at = (row: number): number => (row * 7919) % count;
  const columns = {
    count,
    chat: whole((row) => at(row) % 200),
    sender: whole((row) => Math.floor(at(row) / 200) % 300),
    kind: Uint8Array.from({ length: count }, (_, row) => at(row) % 3),
    exhibit: Uint16Array.from({ length: count }, (_, row) => (at(row) % 200) % 7),
    rowOf: whole((row) => count - 1 - row),
  } as unknown as Columns;
  assertCells(columns, 200);
});
