import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../../shared/model/index.ts';
import { Findings } from '../findings.ts';
import { memoryEntry } from '../testing/memory-tree.ts';
import { parseXml } from './index.ts';

/** What is read: `<a x=1`, `'text`, `>a`; the tags' places; damage as `place: reason`. */
async function parsed(content: string | Uint8Array, chunk?: number) {
  const events: string[] = [];
  const places: [byte: number, line: number][] = [];
  const findings = new Findings();
  const reading = parseXml(
    memoryEntry('a.xml', content, chunk),
    {
      open(name, attributes, place) {
        const all = Object.entries(attributes).map(([key, value]) => ` ${key}=${value}`);
        events.push(`<${name}${all.join('')}`);
        places.push([place.byte(), place.line()]);
      },
      text(part) {
        if (events.at(-1)?.startsWith("'")) events[events.length - 1] += part;
        else events.push(`'${part}`);
      },
      close: (name) => void events.push(`>${name}`),
    },
    findings,
  );
  for await (const _ of reading);
  const damage = findings.finish().damage.map(({ where, reason }) => `${where}: ${reason}`);
  return { events, places, damage };
}

test('tags, attributes, text and CDATA come as they stand, entities as their characters', async () => {
  const { events, damage } = await parsed(
    '<?xml version="1.0"?><!-- c --><r a="1 &lt; 2" wp:b=\'x\'><v><![CDATA[a < b & c]]> &amp; d&#x1F600;</v><e/></r>\n',
  );
  assert.deepEqual(events, ['<r a=1 < 2 wp:b=x', '<v', "'a < b & c & d😀", '>v', '<e', '>e', '>r']);
  assert.deepEqual(damage, []);
});

test('a tag’s place is the byte of its “<” and its line, whatever stands before it and wherever chunks end', async () => {
  const text = '\ufeff<r>\n héé 😀<a\n  x="1"><b/></a>\r\n<c>日本</c><d/></r>';
  const bytes = Buffer.from(text);
  const expected = ['<r', '<a', '<b', '<c', '<d'].map((tag) => [
    bytes.indexOf(tag),
    bytes.subarray(0, bytes.indexOf(tag)).toString().split('\n').length,
  ]);
  for (const chunk of [1, 2, 3, 5, 7, 1000]) {
    const { places, damage } = await parsed(text, chunk);
    assert.deepEqual(places, expected, `chunks of ${chunk}`);
    assert.deepEqual(damage, []);
  }
});

test('places are exact in files longer than a piece, with characters of every length across the cuts', async () => {
  const filler = 'aé日😀'.repeat(40_000);
  const bytes = Buffer.from(`<r>${filler}<a/>${filler}<b/>${filler}<c/></r>`);
  const { places } = await parsed(bytes, 100_003);
  assert.deepEqual(
    places.slice(1).map(([byte]) => bytes.toString('latin1', byte, byte + 2)),
    ['<a', '<b', '<c'],
  );
});

test('UTF-16 and encodings of one byte a character are read as they declare', async () => {
  const xml = '<r>ä€😀<b/></r>';
  for (const encoding of ['le', 'be'] as const) {
    const units = Buffer.from(`\ufeff${xml}`, 'utf16le');
    const { events, places } = await parsed(encoding === 'be' ? units.swap16() : units, 3);
    assert.deepEqual(events.slice(0, 3), ['<r', "'ä€😀", '<b']);
    assert.deepEqual(places[1], [2 + 2 * 7, 1]);
  }
  const declared = '<?xml version="1.0" encoding="windows-1251"?>';
  const cyrillic = Buffer.concat([
    Buffer.from(`${declared}<r>`),
    Buffer.from([0xcf, 0xf0]),
    Buffer.from('<b/></r>'),
  ]);
  const { events, places } = await parsed(cyrillic);
  assert.deepEqual(events.slice(0, 3), ['<r', "'Пр", '<b']);
  assert.equal(places[1]![0], cyrillic.indexOf('<b'));
});

test('an encoding that is not read is refused by name', async () => {
  for (const name of ['shift_jis', 'gb18030', 'utf-7', 'nonsense']) {
    await assert.rejects(
      parsed(`<?xml version="1.0" encoding="${name}"?><r/>`),
      (error: Refusal) => error.code === 'unsupported' && error.message.includes(`written as ${name}`),
    );
  }
});

test('bytes that are no UTF-8 become U+FFFD and are named, and places behind them stay exact', async () => {
  const bytes = Buffer.concat([
    Buffer.from('<r>a'),
    Buffer.from([0xff, 0xe2, 0x82]),
    Buffer.from('b<c/>'),
    Buffer.from([0xc3]),
    Buffer.from('</r>'),
  ]);
  for (const chunk of [1, 4, 100]) {
    const { events, places, damage } = await parsed(bytes, chunk);
    assert.deepEqual(events, ['<r', "'a\ufffd\ufffdb", '<c', '>c', "'\ufffd", '>r']);
    assert.equal(places[1]![0], bytes.indexOf('<c'));
    assert.deepEqual(
      damage.map((each) => each.split(':')[0]),
      ['byte 4', 'byte 5', 'byte 12'],
    );
  }
});

test('a document type is refused, so that no entity of its own is ever expanded', async () => {
  const laughs = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>';
  const outside = '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>';
  for (const text of [laughs, outside, `<!doctype html>${'x'.repeat(10)}`]) {
    await assert.rejects(parsed(text), (error: Refusal) => /document type declaration/.test(error.reason));
  }
});

test('names that an object has by itself are neither entities nor attributes', async () => {
  const { events, damage } = await parsed(
    '<r hasOwnProperty="1" __proto__="2" constructor="3" x="4">&constructor;&__proto__;&toString;</r>',
  );
  assert.deepEqual(events, ['<r constructor=3 x=4', "'&constructor;&__proto__;&toString;", '>r']);
  assert.equal(damage.length, 3);
});

test('what is not well-formed but clear is kept as it is written, and named', async () => {
  const { events, damage } = await parsed('<r>a &nbsp; b &  c <5</r>');
  assert.deepEqual(events, ['<r', "'a &nbsp; b &  c <5", '>r']);
  assert.deepEqual(damage, [
    'byte 11: an entity that XML does not have, kept as it is written',
    'byte 16: “&” that begins no entity, kept as it is written',
    'byte 21: “<” that begins no tag, kept as it is written',
  ]);
});

const endings: [what: string, xml: string, events: string[], damage: RegExp][] = [
  ['cut off in text', '<r><a>x</a><b>y', ['<r', '<a', "'x", '>a', '<b'], /^byte 15: the file is cut off/],
  ['cut off in a tag', '<r><a>x</a><b c="', ['<r', '<a', "'x", '>a'], /the file is cut off/],
  ['a wrong closing tag', '<r><a></b><c/></r>', ['<r', '<a'], /innermost; nothing behind it was read$/],
  ['an “&” in front of a tag', '<r>a&<b/></r>', ['<r'], /nothing behind it was read$/],
  ['text behind the end', '<r/>\n\nbehind <x/>', ['<r', '>r'], /behind the end of the XML/],
  ['elements behind the end', '<r/><s/>', ['<r', '>r'], /behind the end of the XML/],
  ['no elements', 'nothing at all', [], /has no elements/],
  ['nothing', '', [], /has no elements/],
];
for (const [what, xml, events, damage] of endings) {
  test(`what stands before it is read, and the end is named: ${what}`, async () => {
    const read = await parsed(xml);
    assert.deepEqual(
      read.events.filter((each) => !/^'[^x]/.test(each)),
      events,
    );
    assert.match(read.damage.at(-1)!, damage);
  });
}

test('depth, attributes and names are bounded', async () => {
  const deep = await parsed('<a>'.repeat(100_000));
  assert.equal(deep.events.length, 200);
  assert.match(deep.damage[0]!, /more than 200 deep/);
  const attributes = Array.from({ length: 300 }, (_, n) => ` a${n}="x"`).join('');
  assert.match((await parsed(`<r${attributes}/>`)).damage[0]!, /too many attributes/);
  assert.match((await parsed(`<r a="${'x'.repeat(200_000)}"/>`)).damage[0]!, /too long/);
  assert.match((await parsed(`<${'x'.repeat(200_000)}/>`)).damage[0]!, /too long/);
});

test('a long comment is passed over', async () => {
  const { events, damage } = await parsed(`<r><!--${'x'.repeat(300_000)}--><a/></r>`);
  assert.deepEqual(events, ['<r', '<a', '>a', '>r']);
  assert.deepEqual(damage, []);
});

test('text of any length comes in parts', async () => {
  let longest = 0;
  let units = 0;
  const reading = parseXml(
    memoryEntry('a.xml', `<r><![CDATA[${'x'.repeat(3_000_000)}]]>${'y'.repeat(3_000_000)}</r>`),
    {
      open() {},
      text(part) {
        units += part.length;
        longest = Math.max(longest, part.length);
      },
      close() {},
    },
    new Findings(),
  );
  for await (const _ of reading);
  assert.equal(units, 6_000_000);
  assert.ok(longest <= 2 ** 18, `${longest}`);
});

test('any text and any cut give the same as one piece', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((raw) =>
    [...raw]
      .map((each) => (each === '&' ? '&amp;' : each === '<' ? '&lt;' : each))
      .join('')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 §2.2 has none of these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, text), { maxLength: 5 }),
      fc.integer({ min: 1, max: 40 }),
      async (parts, chunk) => {
        const xml = `<r>${parts.map(([a, b]) => `${a}<x k="${b.replaceAll('"', '')}">${b}</x>`).join('')}</r>`;
        const whole = await parsed(xml);
        assert.deepEqual(await parsed(xml, chunk), whole);
        assert.deepEqual(whole.damage, []);
        for (const [byte] of whole.places) assert.equal(Buffer.from(xml)[byte], 0x3c);
      },
    ),
    { numRuns: 100 },
  );
});

test('random bytes are read to their end or refused', async () => {
  const piece = fc.constantFrom(
    '<a>',
    '</a>',
    '<a ',
    '="',
    '>',
    '&',
    ';',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?x',
    '?>',
    '"',
    'é',
    '<!',
    'lt',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(piece, fc.uint8Array({ maxLength: 4 })), { maxLength: 30 }),
      async (parts) => {
        const bytes = Buffer.concat([Buffer.from('<r>'), ...parts.map((part) => Buffer.from(part))]);
        try {
          await parsed(bytes, 7);
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
      },
    ),
    { numRuns: 400 },
  );
});
