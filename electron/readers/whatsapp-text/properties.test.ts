import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../../shared/model/index.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { recognise } from './recognise.ts';
import { readText } from './testing/exports.ts';

interface Said {
  /** ms of the wall clock as if UTC. */
  readonly at: number;
  readonly sender: string;
  readonly text: string;
}

const pad = (n: number): string => String(n).padStart(2, '0');
const twelve = (hour: number): number => hour % 12 || 12;

/** Writes a message in one form; the date's order is told by the file, not by the form. */
interface Form {
  readonly name: string;
  readonly hasSeconds: boolean;
  write(said: Said): string;
}

const parts = ({ at }: Said) => {
  const date = new Date(at);
  return {
    y: date.getUTCFullYear(),
    m: date.getUTCMonth() + 1,
    d: date.getUTCDate(),
    h: date.getUTCHours(),
    min: pad(date.getUTCMinutes()),
    s: pad(date.getUTCSeconds()),
  };
};

const inDigits = (text: string, zero: number): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

const FORMS: readonly Form[] = [
  {
    name: 'Android, d/m/y, 24 hours',
    hasSeconds: false,
    write: (said) => {
      const { y, m, d, h, min } = parts(said);
      return `${pad(d)}/${pad(m)}/${y}, ${pad(h)}:${min} - ${said.sender}: ${said.text}`;
    },
  },
  {
    name: 'Android, m/d/y, 12 hours',
    hasSeconds: false,
    write: (said) => {
      const { y, m, d, h, min } = parts(said);
      return `${m}/${d}/${pad(y % 100)}, ${twelve(h)}:${min}\u202f${h < 12 ? 'AM' : 'PM'} - ${said.sender}: ${said.text}`;
    },
  },
  {
    name: 'iPhone, y-m-d',
    hasSeconds: true,
    write: (said) => {
      const { y, m, d, h, min, s } = parts(said);
      return `[${y}-${pad(m)}-${pad(d)}, ${pad(h)}:${min}:${s}] ${said.sender}: ${said.text}`;
    },
  },
  {
    name: 'iPhone, German dots, marks in front',
    hasSeconds: true,
    write: (said) => {
      const { y, m, d, h, min, s } = parts(said);
      return `\u200e[${pad(d)}.${pad(m)}.${pad(y % 100)}, ${pad(h)}:${min}:${s}] ${said.sender}: ${said.text}`;
    },
  },
  {
    name: 'Arabic digits, marks and periods',
    hasSeconds: false,
    write: (said) => {
      const { y, m, d, h, min } = parts(said);
      const when = `${d}\u200f/${m}\u200f/${y}، ${twelve(h)}:${min} ${h < 12 ? 'ص' : 'م'}`;
      return `${inDigits(when, 0x0660)} - ${said.sender}: ${said.text}`;
    },
  },
  {
    name: 'Chinese, period in front of the time',
    hasSeconds: true,
    write: (said) => {
      const { y, m, d, h, min, s } = parts(said);
      return `[${y}/${m}/${d} ${h < 12 ? '上午' : '下午'}${twelve(h)}:${min}:${s}] ${said.sender}: ${said.text}`;
    },
  },
  {
    name: 'Korean, dots with spaces',
    hasSeconds: false,
    write: (said) => {
      const { y, m, d, h, min } = parts(said);
      return `${y}. ${m}. ${d}. ${h < 12 ? '오전' : '오후'} ${twelve(h)}:${min} - ${said.sender}: ${said.text}`;
    },
  },
  {
    name: 'Buddhist years',
    hasSeconds: false,
    write: (said) => {
      const { y, m, d, h, min } = parts(said);
      return `${d}/${m}/${y + 543} ${pad(h)}:${min} - ${said.sender}: ${said.text}`;
    },
  },
  {
    name: 'Hijri years',
    hasSeconds: false,
    write: (said) => {
      const { h, min } = parts(said);
      const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
        timeZone: 'UTC',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
      });
      const field: Record<string, string> = {};
      for (const { type, value } of format.formatToParts(said.at)) field[type] = value;
      const when = `${field.year}/${field.month}/${field.day}، ${pad(h)}:${min}`;
      return `${inDigits(when, 0x0660)} - ${said.sender}: ${said.text}`;
    },
  },
];

/** The first dates of every generated chat tell the order: days above 12, and two of them. Others follow in time. */
const FIRST: readonly Said[] = [
  { at: Date.UTC(2010, 2, 22, 9, 0, 0), sender: 'Zed', text: 'first' },
  { at: Date.UTC(2010, 2, 23, 9, 0, 0), sender: 'Zed', text: 'second' },
];

const sender = fc.constantFrom(
  'Ana',
  'João Sousa',
  '+44 7700 900123',
  'Ana (work)',
  '😀',
  'علي',
  'O’Neill, B.',
);
/** Texts that are no header, no phrase and no name of a file, of one line or more. */
const line = fc
  .string({
    unit: fc.constantFrom('a', 'é', '😀', ' ', ':', '/', '-', '1', '.', '\u200f', '\0', '\t', '\r', 'ص'),
  })
  .filter((text) => !/\r$/.test(text));
const text = fc
  .array(line, { minLength: 1, maxLength: 3 })
  .map((lines) => lines.join('\n'))
  .filter((content) => !content.includes(': '));
const said = fc.record({
  at: fc.integer({ min: FIRST[1]!.at / 1000, max: Date.UTC(2049, 0, 1) / 1000 }).map((s) => s * 1000),
  sender,
  text,
});

for (const form of FORMS) {
  test(`a chat written and read again is the same: ${form.name}`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(said, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\ufeff'),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 }),
        async (chat, eol, mark, sizes) => {
          const all = [...FIRST, ...chat.toSorted((a, b) => a.at - b.at)];
          const written = mark + all.map((each) => form.write(each) + eol).join('');
          const { messages, skipped, result } = await readText(
            memoryTree({ 'a.txt': written }, sizes),
            'a.txt',
          );
          assert.deepEqual(skipped, []);
          assert.deepEqual(result.damage, []);
          const unit = form.hasSeconds ? 1000 : 60_000;
          assert.deepEqual(
            messages.map((message) => [message.sentAt, message.sender, message.text]),
            all.map((each) => [
              new Date(Math.floor(each.at / unit) * unit).toISOString().slice(0, 23),
              each.sender,
              each.text,
            ]),
          );
          const bytes = Buffer.from(written);
          for (const [i, { source }] of messages.entries()) {
            const at = source.byte!;
            assert.ok(at === 0 || bytes[at - 1] === 10 || (i === 0 && at === 3));
            assert.ok(bytes.toString('utf8', at).startsWith(form.write(all[i]!)));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
}

/** Bytes that are often nearly an export. */
const bytes = fc
  .array(
    fc.oneof(
      fc
        .constantFrom(
          '22/03/24, 14:38 - ',
          '[22/03/24, 14:38:05] ',
          '\u200e',
          'Ana: ',
          'You added ',
          '<Media omitted>',
          'POLL:\n',
          ' (file attached)',
          '\n',
          '\r\n',
          ': ',
          '“',
          'OPTION: a (1 vote)\n',
        )
        .map((piece) => Buffer.from(piece)),
      fc.uint8Array({ maxLength: 12 }).map((piece) => Buffer.from(piece)),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => Buffer.concat(pieces));

test('any bytes are read without an error, and every line of them is accounted for', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 64 }), async (content, size) => {
      const tree = memoryTree({ '_chat.txt': content }, [size]);
      const { messages, skipped } = await readText(tree, '_chat.txt');
      const again = await readText(memoryTree({ '_chat.txt': content }), '_chat.txt');
      assert.deepEqual(messages, again.messages);
      // Lines with a header, and lines in front of the first, are all lines that begin a row of their own.
      const rows = [...skipped.map(({ source }) => source), ...messages.map(({ source }) => source)];
      for (const [i, { line: at, byte }] of rows.entries()) {
        if (i > 0) assert.ok(at! > rows[i - 1]!.line! && byte! > rows[i - 1]!.byte!);
      }
      const isUtf16 = content[0] === 0xff || content[0] === 0xfe;
      if (content.length > 0 && !isUtf16 && rows.length > 0) assert.equal(rows[0]!.line, 1);
      assert.equal(
        skipped.every(({ source }) => messages.length === 0 || source.line! < messages[0]!.source.line!),
        true,
      );
      if (content.length > 0)
        await recognise(tree).catch((cause) => assert.ok(cause instanceof Refusal, String(cause)));
    }),
    { numRuns: 400 },
  );
});
