import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rowOfKey } from './key-search.ts';
import { fullRow, indexOf, makeSource, openMade } from './testing/made-case.ts';

test('a key leads to the first message of its chat that has it, and to none of another chat', async () => {
  const key = fc.option(fc.constantFrom('3EB0AB12', '3EB0AB13', '3eb0ab12', 'odd', 'é'), { nil: undefined });
  const message = fc.record({ chat: fc.constantFrom('1@g.us', '2@g.us'), key });
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 12 }), fc.nat({ max: 12 }), async (made, cut) => {
      const messages = made.map((one, i) => ({
        chat: one.chat,
        kind: 'text' as const,
        source: { file: 'f', line: i + 1, ...(one.key === undefined ? {} : { key: one.key }) },
      }));
      const sources = [messages.slice(0, cut), messages.slice(cut)];
      const index = indexOf(sources.map((part, i) => makeSource(`AB/${i + 1}`, null, part)));
      const rows = Array.from({ length: index.columns.count }, (_, row) => row);
      const all = await Promise.all(rows.map((row) => fullRow(index, row)));
      for (const { index: chat } of index.chats) {
        for (const wanted of ['3EB0AB12', '3EB0AB13', '3eb0ab12', 'odd', 'é', 'nowhere']) {
          const due = all.find((one) => one.chat === chat && one.message.source.key === wanted);
          assert.equal(await rowOfKey(index, openMade, chat, wanted), due?.row ?? null);
        }
      }
    }),
  );
});
