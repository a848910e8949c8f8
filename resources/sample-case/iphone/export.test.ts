import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { at, contentsOf, EXPORT, messagesOf, openMsgstore, workFolder } from '../testing/opened.ts';

const work = workFolder();
after(() => rmSync(work, { recursive: true, force: true }));

const files = await contentsOf(at(EXPORT), work);
const text = files.get('_chat.txt')!.toString('utf8');
const store = await openMsgstore(work);
const messages = messagesOf(store);
const hashes = new Set(
  store
    .prepare('SELECT file_hash FROM message_media WHERE file_path IS NOT NULL')
    .all()
    .map(({ file_hash }) => String(file_hash)),
);
store.close();

for (const [what, piece] of [
  [
    'the opening notice',
    '\u200e[04/09/2023, 07:30:00] Daniel Marsh: \u200eMessages and calls are end-to-end encrypted.',
  ],
  ['the last message', "[22/03/2024, 14:36:48] Daniel Marsh: Now. Don't wait for quarter to.\r\n"],
  ['a message in the hour that the clocks repeat', '[29/10/2023, 01:34:10] Daniel Marsh: '],
  ['a missed call', '\u200e[22/03/2024, 14:31:02] Daniel Marsh: \u200eMissed voice call\r\n'],
  ['a poll', '\u200ePOLL:\nWhen do we walk it together?\n\u200eOPTION: Saturday morning (\u200e2 votes)\n'],
  ['a deleted message', '\u200eYou deleted this message.'],
  ['an edited message', 'Be at the steps at 14:15 \u200e<This message was edited>'],
  ['a location', '\u200eLocation: https://maps.google.com/?q=53.351200,1.624800'],
  ['an omitted sticker', '\u200esticker omitted'],
  ['an omitted video', '\u200evideo omitted'],
  ['an omitted GIF', '\u200eGIF omitted'],
  ['German', 'Bist du sicher?'],
] as const) {
  test(`the export has ${what}`, () => assert.ok(text.includes(piece)));
}

test('every file that the text names is in the archive, and no other', () => {
  const named = [...text.matchAll(/<attached: ([^>]+)>/g)].map(([, name]) => name!);
  assert.ok(named.length >= 6);
  assert.deepEqual([...named, '_chat.txt'].sort(), [...files.keys()].sort());
});

test('a picture that both phones have is the same file on both', () => {
  const [, picture] = [...files].find(([name]) => name.endsWith('-PHOTO-2024-03-05-20-16-10.jpg'))!;
  assert.ok(hashes.has(createHash('sha256').update(picture).digest('base64')));
});

test('both phones have the same chat, but for what was deleted and what never arrived', () => {
  const exported = new Map(
    [...text.matchAll(/^\u200e?\[(\d\d)\/(\d\d)\/(\d{4}), ([\d:]+)\] [^:]+: ([^\r]*)/gm)].map(
      ([, day, month, year, time, words]) => [`${year}-${month}-${day} ${time}`, words!],
    ),
  );
  const inLondon = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const stored = new Map(
    messages
      .filter(({ raw_string }) => raw_string === '447700900187@s.whatsapp.net')
      .map((message) => [inLondon.format(message.timestamp), message]),
  );
  assert.ok([...exported.keys()].filter((time) => stored.has(time)).length > 200);
  // Calls are messages in msgstore.db from February on only.
  const missing = [...exported.keys()].filter((time) => time > '2024-02-01' && !stored.has(time));
  assert.deepEqual(missing, ['2024-03-22 14:20:11']);
  assert.equal(stored.get('2024-03-22 13:41:27')!.text_data, null);
  assert.equal(exported.get('2024-03-22 13:41:27'), 'If anybody asks, we were at the Anchor until three');
  assert.equal([...exported.keys()].at(-1), '2024-03-22 14:36:48');
  assert.equal([...stored.keys()].at(-1), '2024-03-23 08:05:31');
});
