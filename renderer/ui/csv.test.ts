import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvFile } from './csv.ts';

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

test('a table is RFC 4180 with a mark, whatever its texts', () => {
  const file = csvFile(
    ['Name', 'Messages'],
    [
      ['Ho, "Jo"\nanna', 1.5],
      ['بشير', null],
    ],
  );
  assert.equal(text(file), '\ufeffName,Messages\r\n"Ho, ""Jo""\nanna",1.5\r\nبشير,\r\n');
});

test('no text becomes a formula; a negative number stays a number', () => {
  const given = ['=1+1', '+44 7700', '-2', '@x', '\t=1', '＝1', 'a=1'];
  assert.equal(
    text(
      csvFile(
        ['t'],
        given.map((one) => [one]),
      ),
    ),
    "\ufefft\r\n'=1+1\r\n'+44 7700\r\n'-2\r\n'@x\r\n'\t=1\r\n'＝1\r\na=1\r\n",
  );
  assert.equal(text(csvFile(['t'], [[-2]])), '\ufefft\r\n-2\r\n');
});
