import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readHeader } from './header/grammar.ts';
import { HeaderMatcher } from './header/matcher.ts';
import { LINE_LOOK, type MessageSink, MOST_TEXT_BYTES, Scanner, type TextEncoding } from './scanner.ts';

interface Found {
  readonly line: number;
  readonly byte: number;
  text?: string;
  lines?: number;
  isValid?: boolean;
  dropped?: [number, number];
}

class Collector implements MessageSink {
  readonly found: Found[] = [];
  readonly prefaces: [line: number, byte: number, text: string][] = [];
  readonly continuations: number[] = [];
  private readonly atOnce: number;
  isFull = false;
  taken = 0;

  constructor(atOnce = Number.POSITIVE_INFINITY) {
    this.atOnce = atOnce;
  }

  preface(bytes: Buffer, from: number, to: number, line: number, byte: number): void {
    this.prefaces.push([line, byte, bytes.toString('utf8', from, to)]);
  }

  continuation(_bytes: Buffer, _from: number, _to: number, line: number): void {
    this.continuations.push(line);
  }

  header(
    _bytes: Buffer,
    header: HeaderMatcher,
    _from: number,
    _to: number,
    line: number,
    byte: number,
  ): number {
    this.found.push({ line, byte });
    return header.bodyAt;
  }

  text(
    bytes: Buffer,
    from: number,
    to: number,
    lines: number,
    _headerFrom: number,
    encoding: TextEncoding,
  ): void {
    const text = bytes.toString('utf8', from, to);
    if (encoding === 'ascii') assert.match(text, /^[\0-\x7f]*$/);
    Object.assign(this.found.at(-1)!, { text, lines, isValid: encoding !== 'invalid' });
    this.isFull = this.found.length - this.taken >= this.atOnce;
  }

  cutText(kept: Buffer, lines: number, droppedFrom: number, droppedTo: number, isValid: boolean): void {
    Object.assign(this.found.at(-1)!, {
      text: kept.toString('utf8'),
      lines,
      isValid,
      dropped: [droppedFrom, droppedTo],
    });
  }

  moved(): void {}
}

const SHAPE = readHeader('22/03/24, 14:38 - x')!.shape;

function scan(chunks: Iterable<Uint8Array>, sink = new Collector()): Collector {
  const scanner = new Scanner({
    header: new HeaderMatcher(SHAPE),
    sink,
    startsAt: 0,
    isUtf16: false,
    validates: true,
  });
  const drain = (isEnd: boolean): void => {
    while (scanner.advance(isEnd)) {
      sink.taken = sink.found.length;
      sink.isFull = false;
    }
  };
  for (const chunk of chunks) {
    for (let from = 0; from < chunk.length; ) {
      from += scanner.fill(chunk, from);
      drain(false);
    }
  }
  drain(true);
  return sink;
}

const text = (content: string): Collector => scan([Buffer.from(content)]);

test('a message is its header’s line and all lines up to the next header', () => {
  const { found, prefaces } = text('old\n22/03/24, 14:38 - a\nb\n\n22/03/24, 14:39 - c\r\nd\r\n');
  assert.deepEqual(prefaces, [[1, 0, 'old']]);
  assert.deepEqual(found, [
    { line: 2, byte: 4, text: 'a\nb\n', lines: 3, isValid: true },
    { line: 5, byte: 27, text: 'c\r\nd', lines: 2, isValid: true },
  ]);
});

test('a carriage return within a line, and at the very end, is text', () => {
  assert.deepEqual(
    text('22/03/24, 14:38 - a\rb\n22/03/24, 14:39 - c\r').found.map((each) => each.text),
    ['a\rb', 'c\r'],
  );
});

test('a file without a last line feed, of one line, and of none', () => {
  assert.deepEqual(text('22/03/24, 14:38 - a').found, [
    { line: 1, byte: 0, text: 'a', lines: 1, isValid: true },
  ]);
  assert.deepEqual(text('22/03/24, 14:38 - ').found[0]?.text, '');
  assert.deepEqual(text('').found, []);
  assert.deepEqual(text('\n\n').prefaces.length, 2);
});

test('the messages whose bytes are not UTF-8 are known, and no others', () => {
  const bytes = Buffer.from('22/03/24, 14:38 - é\n22/03/24, 14:39 - b\nb2\n22/03/24, 14:40 - ç\n');
  bytes[bytes.indexOf('b2')] = 0xff;
  const expected = [true, false, true];
  assert.deepEqual(
    scan([bytes]).found.map((each) => each.isValid),
    expected,
  );
  assert.deepEqual(
    scan([...bytes].map((byte) => Buffer.of(byte))).found.map((each) => each.isValid),
    expected,
  );
});

test('lines that begin like headers and are none are told, blank ones and words are not', () => {
  const { continuations } = text('22/03/24, 14:38 - a\n[22/03/24, 14:38:05] b\nwords\n\n1 more\n');
  assert.deepEqual(continuations, [2, 5]);
});

/** The same bytes in chunks of random sizes. */
function* chunked(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let at = 0;
  for (let n = 0; at < bytes.length; n++) {
    const size = sizes[n % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

test('where the chunks are cut, and when the sink is full, makes no difference', () => {
  const piece = fc.constantFrom(
    '22/03/24, 14:38 - ',
    '\u200e22/03/24, 14:39 - ',
    'Ana: hi 😀',
    'é',
    '\n',
    '\r\n',
    '\r',
    '22/03',
    '[22/03/24, 14:38:05] ',
    '\0',
    'x'.repeat(300),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''))),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 3 }),
      (bytes, sizes, atOnce) => {
        const whole = scan([bytes]);
        const cut = scan(chunked(bytes, sizes), new Collector(atOnce));
        assert.deepEqual(cut.found, whole.found);
        assert.deepEqual(cut.prefaces, whole.prefaces);
        assert.deepEqual(cut.continuations, whole.continuations);
        // Every line is in a message, or in front of all.
        const lines = whole.found.reduce((sum, each) => sum + each.lines!, whole.prefaces.length);
        const text = bytes.toString('latin1');
        assert.equal(lines, text.split('\n').length - (text === '' || text.endsWith('\n') ? 1 : 0));
      },
    ),
    { numRuns: 500 },
  );
});

test('a text is kept up to its limit, and what is dropped of it has a place', () => {
  const header = '22/03/24, 14:38 - ';
  const most = `${header}${'x'.repeat(MOST_TEXT_BYTES)}\n`;
  assert.equal(text(most).found[0]!.dropped, undefined);
  const next = '22/03/24, 14:39 - b\n';
  // Cut between two characters: the limit falls inside an emoji.
  const long = `${header}${'x'.repeat(MOST_TEXT_BYTES - 2)}😀😀\nmore\n`;
  for (const size of [long.length * 2, 2 ** 16, 4099]) {
    const { found } = scan(chunked(Buffer.from(long + next), [size]));
    assert.equal(found.length, 2);
    assert.equal(found[0]!.text!.length, MOST_TEXT_BYTES - 2);
    assert.equal(found[0]!.lines, 2);
    assert.deepEqual(found[0]!.dropped, [header.length + MOST_TEXT_BYTES - 2, Buffer.byteLength(long)]);
    assert.deepEqual(found[1], {
      line: 3,
      byte: Buffer.byteLength(long),
      text: 'b',
      lines: 1,
      isValid: true,
    });
  }
});

test('a line of 100 MiB takes the memory of a buffer, and the messages around it are whole', () => {
  const before = process.memoryUsage.rss();
  let peak = 0;
  function* chunks(): Generator<Buffer> {
    yield Buffer.from('22/03/24, 14:38 - a\n22/03/24, 14:39 - ');
    const block = Buffer.alloc(2 ** 20, 'y');
    for (let n = 0; n < 100; n++) {
      yield block;
      peak = Math.max(peak, process.memoryUsage.rss());
    }
    yield Buffer.from('\n22/03/24, 14:40 - c\n');
  }
  const { found } = scan(chunks());
  assert.deepEqual(
    found.map((each) => each.text!.length),
    [1, MOST_TEXT_BYTES, 1],
  );
  const start = 2 * 18 + 2;
  assert.deepEqual(found[1]!.dropped, [start + MOST_TEXT_BYTES, start + 100 * 2 ** 20 + 1]);
  assert.equal(found[2]!.byte, start + 100 * 2 ** 20 + 1);
  assert.ok(peak - before < 64 * 2 ** 20, `${peak - before} bytes more`);
});

test('lines at the limits of what is looked at are cut the same way however they come', () => {
  for (const length of [LINE_LOOK - 1, LINE_LOOK, LINE_LOOK + 1, LINE_LOOK + 40]) {
    const line = `22/03/24, 14:38 - ${'z'.repeat(length - 18)}`;
    const bytes = Buffer.from(`${line}\n${line}\n`);
    const whole = scan([bytes]).found;
    assert.equal(whole.length, 2);
    assert.deepEqual(scan(chunked(bytes, [1000])).found, whole);
  }
});
