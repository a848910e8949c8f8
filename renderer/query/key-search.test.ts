import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rowOfKey } from './key-search.ts';
import { readFull } from './rows.ts';
import { indexOf, makeSource } from './testing/made-case.ts';

test('a key leads to the first message of its chat that has it, and to none of another chat', () => {
  const key = fc.option(fc.constantFrom('3EB0AB12', '3EB0AB13', '3eb0ab12', 'odd', 'é'), { nil: undefined });
  const message = fc.record({ chat: fc.constantFrom('1@g.us', '2@g.us'), key });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), fc.nat({ max: 12 }), (made, cut) => {
      const messages = made.map((one, i) => ({
        chat: one.chat,
        kind: 'text' as const,
        source: { file: 'f', line: i + 1, ...(one.key === undefined ? {} : { key: one.key }) },
      }));
      const sources = [messages.slice(0, cut), messages.slice(cut)];
      const index = indexOf(sources.map((part, i) => makeSource(`AB/${i + 1}`, null, part)));
      const all = Array.from({ length: index.columns.count }, (_, row) => readFull(index, row, row));
      for (const { index: chat } of index.chats) {
        for (const wanted of ['3EB0AB12', '3EB0AB13', '3eb0ab12', 'odd', 'é', 'nowhere']) {
          const due = all.find((one) => one.chat === chat && one.message.source.key === wanted);
          assert.equal(rowOfKey(index, chat, wanted), due?.row ?? null);
        }
      }
    }),
  );
});
