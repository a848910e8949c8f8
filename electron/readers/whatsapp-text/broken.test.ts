import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { ReadOptions } from '../../../shared/evidence/index.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { readText } from './testing/exports.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');

interface Outcome {
  /** Sender, where there is one, and text of each message. */
  readonly messages: readonly (readonly [string | undefined, string])[];
  readonly skipped?: number;
  /** Place and reason of each damage. */
  readonly damage?: readonly (readonly [string, string])[];
  readonly warning?: RegExp;
  readonly sentAt?: readonly (string | undefined)[];
  readonly options?: ReadOptions;
}

const NOT_UTF8 = 'bytes that are not UTF-8, shown as U+FFFD';
const IMPOSSIBLE = 'a date or time that does not exist';

/** What becomes of each file of the folder. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'invalid-utf8.txt': {
    messages: [
      ['Ana', 'caf\ufffd'],
      ['B\ufffdb', 'ok'],
      ['Ana', 'fine'],
    ],
    damage: [
      ['line 1, byte 26', NOT_UTF8],
      ['line 2, byte 47', NOT_UTF8],
    ],
  },
  'control-characters.txt': {
    messages: [
      ['Ana', 'a\0b\u0001\u001b[31mc'],
      ['A\0na', 'd'],
    ],
  },
  'impossible-dates.txt': {
    messages: [
      ['Ana', 'a'],
      ['Ana', 'b'],
      ['Ana', 'c'],
    ],
    sentAt: ['2024-03-22T14:38:00.000', undefined, undefined],
    damage: [
      ['line 2, byte 27', `${IMPOSSIBLE}: 31/02/2024, 14:38`],
      ['line 3, byte 54', `${IMPOSSIBLE}: 22/03/2024, 24:60`],
    ],
  },
  'contradictory-dates.txt': {
    messages: [
      ['Ana', 'a'],
      ['Ana', 'b'],
    ],
    sentAt: ['2024-02-13T14:38:00.000', '2024-02-14T14:38:00.000'],
    damage: [
      [
        'day before month does not fit 1 of 2 (line 2 first), month before day 1 (line 1 first)',
        'the dates contradict each other, and each is read as its own numbers allow',
      ],
    ],
  },
  'cut-in-header.txt': { messages: [['Ana', 'a\n22/03/24, 14:3']] },
  'cut-in-sender.txt': {
    messages: [
      ['Ana', 'a'],
      [undefined, 'Ana'],
    ],
  },
  'cut-in-character.txt': {
    messages: [
      ['Ana', 'a'],
      ['Ana', '\ufffd'],
    ],
    damage: [['line 2, byte 48', NOT_UTF8]],
  },
  'unclosed-brackets.txt': {
    messages: [['Ana', 'a\n[22/03/24, 14:38:06 Ana: b\n22/03/24, 14:38:07] Ana: c']],
  },
  'lone-carriage-returns.txt': { messages: [['Ana', 'a\r22/03/24, 14:39 - Ana: b\rc']] },
  'two-forms.txt': {
    messages: [
      ['Ana', 'a\n[3/23/24, 2:38:05 PM] Bob: b'],
      ['Ana', 'c'],
    ],
    warning: /1 line looks like a message header of another form .*line 2/,
  },
  'no-header.txt': {
    messages: [],
    skipped: 2,
    damage: [['the whole file', 'no line has the header of a message']],
  },
  'blank-lines-only.txt': {
    messages: [],
    skipped: 3,
    damage: [['the whole file', 'no line has the header of a message']],
  },
  'utf16-halves.txt': {
    messages: [['A', '\ufffdx\ufffd']],
    damage: [
      ['1 places', 'halves of UTF-16 pairs, shown as U+FFFD'],
      ['the last byte', 'the text ends within a code unit of UTF-16'],
    ],
    warning: /the file is UTF-16/,
  },
  'strange-names.txt': {
    messages: [
      ['anA', 'a'],
      [undefined, ': no name'],
      [undefined, '\u200e: marks only'],
    ],
  },
  'first-and-last-year.txt': {
    messages: [
      ['Ana', 'first'],
      ['Ana', 'last'],
    ],
    options: { timeZone: 'America/New_York' },
    sentAt: ['0000-01-01T04:56:02.000Z', undefined],
    damage: [['line 2, byte 31', 'a time of no year from 0 to 9999 in UTC: 31/12/9999, 23:59']],
    warning: /1 message is dated before 24 February 2009/,
  },
  'year-99999.txt': { messages: [['Ana', 'b']], skipped: 1 },
  'not-a-text.txt': {
    messages: [],
    skipped: 1,
    damage: [['the whole file', 'no line has the header of a message']],
  },
};

test('every broken file of the folder has its outcome, and every outcome its file', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
  assert.deepEqual(files.sort(), Object.keys(OUTCOMES).sort());
});

for (const [name, { messages, skipped = 0, damage = [], warning, sentAt, options }] of Object.entries(
  OUTCOMES,
)) {
  test(`${name} is read as far as it goes, and its damage is named`, async () => {
    const bytes = readFileSync(path.join(FOLDER, name));
    for (const size of [1, 5, 4096]) {
      const read = await readText(memoryTree({ [name]: bytes }, [size]), name, options);
      assert.deepEqual(
        read.messages.map(({ sender, text }) => [sender, text]),
        messages,
      );
      assert.equal(read.skipped.length, skipped);
      assert.deepEqual(
        read.result.damage.map(({ file, where, reason }) => [file, where, reason]),
        damage.map(([where, reason]) => [name, where, reason]),
      );
      if (warning) assert.match(read.result.warnings.join('\n'), warning);
      if (sentAt)
        assert.deepEqual(
          read.messages.map((message) => message.sentAt),
          sentAt,
        );
    }
  });
}
