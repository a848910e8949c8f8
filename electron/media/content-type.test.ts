import assert from 'node:assert/strict';
import { test } from 'node:test';
import { displayType } from './content-type.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const shown: [what: string, head: Buffer, type: string][] = [
  ['JPEG', hex('ffd8ffe000104a464946'), 'image/jpeg'],
  ['PNG', hex('89504e470d0a1a0a0000000d49484452'), 'image/png'],
  ['GIF', latin1('GIF89a\x01\x00'), 'image/gif'],
  ['WebP', latin1('RIFF\x10\x00\x00\x00WEBPVP8 '), 'image/webp'],
  ['AVIF', latin1('\x00\x00\x00\x1cftypavif\x00\x00'), 'image/avif'],
  ['MP4', latin1('\x00\x00\x00\x18ftypmp42\x00\x00'), 'video/mp4'],
  ['3GP', latin1('\x00\x00\x00\x18ftyp3gp5\x00\x00'), 'video/mp4'],
  ['M4A', latin1('\x00\x00\x00\x18ftypM4A \x00\x00'), 'audio/mp4'],
  [
    'WebM',
    Buffer.concat([hex('1a45dfa3 9f4286810142f7810142f2810442f381084282 84'), latin1('webm')]),
    'video/webm',
  ],
  ['Ogg Opus', latin1('OggS\x00\x02OpusHead'), 'audio/ogg'],
  ['WAV', latin1('RIFF\x24\x00\x00\x00WAVEfmt '), 'audio/wav'],
  ['MP3 with a tag', latin1('ID3\x04\x00'), 'audio/mpeg'],
  ['MP3', hex('fffb9064'), 'audio/mpeg'],
  ['AAC', hex('fff15080'), 'audio/aac'],
  ['text', Buffer.from('Guten Tag, مرحبا 👋\r\n'), 'text/plain; charset=utf-8'],
  ['text with a mark of its encoding', Buffer.from('\ufeffשלום'), 'text/plain; charset=utf-8'],
];

for (const [what, head, type] of shown) {
  test(`${what} is ${type}`, () => assert.equal(displayType(head), type));
}

const kept: [what: string, head: Buffer][] = [
  ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['HTML after space and a mark', Buffer.from('\ufeff \n<html>')],
  ['HTML in the middle of text', Buffer.from('hello <script src=x>')],
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')],
  ['SVG after an XML declaration', Buffer.from('<?xml version="1.0"?><svg/>')],
  ['PDF', latin1('%PDF-1.7\n')],
  ['ZIP', hex('504b0304 14000000')],
  ['Matroska that is not WebM', Buffer.concat([hex('1a45dfa3 a34286810142f7'), latin1('matroska')])],
  ['HEIC, which Chromium does not show', latin1('\x00\x00\x00\x1cftypheic\x00\x00')],
  ['AMR, which Chromium does not play', latin1('#!AMR\n\x3c\x91')],
  ['a program', latin1('MZ\x90\x00')],
  ['text in UTF-16', hex('fffe 6800 6900')],
  ['text cut in an invalid way', hex('68 69 c3 28')],
  ['nothing', Buffer.alloc(0)],
];

for (const [what, head] of kept) {
  test(`${what} stays bytes`, () => assert.equal(displayType(head), null));
}

test('text whose head ends within a character is text', () => {
  const head = Buffer.from(`${'a'.repeat(10)}👋`).subarray(0, 12);
  assert.equal(displayType(head), 'text/plain; charset=utf-8');
});
