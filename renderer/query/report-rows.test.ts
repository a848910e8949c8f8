import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { annotatedCase } from './annotated.ts';
import { applyFilter, rowAt } from './filter.ts';
import { reportedRows, reportHead, reportLines } from './report-rows.ts';
import {
  filterArbitrary,
  fullRow,
  indexOf,
  madeSubject,
  openMade,
  rowsFound,
  sourcesArbitrary,
} from './testing/made-case.ts';

test('a report has the messages that the filter lets pass, whole, and the lists have whoever these name and no chat besides', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, filterArbitrary, async (sources, filter) => {
      const index = indexOf(sources);
      const matches = applyFilter(index, filter, rowsFound(index, filter.query));
      const lines = await reportLines(reportedRows(index, matches), 0, matches.count, true, openMade);
      const rows = Array.from({ length: matches.count }, (_, i) => rowAt(matches, i));
      const expected = await Promise.all(rows.map((row) => fullRow(index, row)));
      assert.deepEqual(
        lines.map(({ message }) => message),
        expected.map(({ message }) => message),
      );
      assert.deepEqual(
        lines.map(({ when }) => when ?? Number.NaN),
        expected.map(({ when }) => when),
      );
      const head = reportHead(index, matches, index.columns.count);
      const chats = new Set(rows.map((row) => String(index.columns.chat[row])));
      assert.deepEqual(new Set(head.chats.map(({ key }) => key)), chats);
      const exhibits = new Set(lines.map(({ message }) => message.exhibit));
      assert.deepEqual(new Set(head.records.map(({ exhibit }) => exhibit)), exhibits);
      const known = new Set(head.accounts.map(({ exhibit, id }) => `${exhibit} ${id}`));
      for (const { message } of lines) {
        if (message.sender !== undefined) assert.ok(known.has(`${message.exhibit} ${message.sender}`));
      }
    }),
  );
});

test('tags and notes stand with their messages, a changed note as it is now, and only where they are wanted', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, fc.nat(), async (sources, drawn) => {
      const index = indexOf(sources);
      const { count } = index.columns;
      fc.pre(count > 0);
      const row = drawn % count;
      const subject = madeSubject(index, row);
      const by = { author: 'j.ho', reason: '' };
      const [first, second] = ['2024-04-01T08:00:00.000Z', '2024-04-02T08:00:00.000Z'] as const;
      const note = { kind: 'note-written', note: 'n', subject } as const;
      index.annotated = await annotatedCase(
        index,
        [
          { id: '1', at: first, ...by, kind: 'tag-made', tag: 't', name: 'Van', colour: 'red', letters: 'V' },
          { id: '2', at: first, ...by, kind: 'tagged', tag: 't', messages: [subject] },
          { id: '3', at: first, ...by, ...note, text: 'who' },
          { id: '4', at: second, ...by, ...note, text: 'Ana' },
        ],
        openMade,
      );
      const matches = applyFilter(index, { copies: true }, null);
      const reported = reportedRows(index, matches);
      const withThem = await reportLines(reported, 0, count, true, openMade);
      const without = await reportLines(reported, 0, count, false, openMade);
      const tagged = withThem.filter(({ tags }) => tags !== undefined);
      assert.equal(tagged.length, 1);
      assert.deepEqual(madeSubject(index, withThem.indexOf(tagged[0]!)), subject);
      assert.deepEqual(tagged[0]!.tags, ['Van']);
      assert.deepEqual(tagged[0]!.notes, [{ text: 'Ana', author: 'j.ho', at: second }]);
      assert.ok(without.every(({ tags, notes }) => tags === undefined && notes === undefined));
    }),
  );
});
