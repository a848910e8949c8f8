/**
 * Every kind of export through the command line, as its platform writes it: read in alone, out of one folder
 * and out of one archive, cut off at half its length, and with a link that leads out of the evidence.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import yazl from 'yazl';
import * as googleChat from '../../electron/readers/google-chat/testing/made-chat.ts';
import * as hangouts from '../../electron/readers/hangouts/testing/made-hangouts.ts';
import * as messenger from '../../electron/readers/messenger/testing/exports.ts';
import { STATEMENT } from '../../electron/readers/neutral/testing/folders.ts';
import * as telegram from '../../electron/readers/telegram/testing/exports.ts';
import * as ufdr from '../../electron/readers/ufdr/testing/made-report.ts';
import * as wordpress from '../../electron/readers/wordpress/testing/made-export.ts';
import * as x from '../../electron/readers/x/testing/archives.ts';
import type { IntakeRecord, Message } from '../../shared/model/index.ts';
import { threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const SECRET = 'what stands outside the evidence';
const outside = path.join(folder, 'outside.jpg');
writeFileSync(outside, SECRET);

interface Kind {
  readonly reader: string;
  readonly platform: string;
  /** By path; the first holds the messages. */
  readonly files: Readonly<Record<string, string>>;
  readonly texts: readonly string[];
  /** Where a file is looked for that a message has, if any may be. */
  readonly attachment?: string;
}

const CHAT_HOME = 'Takeout/Google Chat/Groups/DM abc/';
const photo = { photos: [{ uri: 'your_facebook_activity/messages/inbox/bob_1/photos/1.jpg' }] };

const KINDS: readonly Kind[] = [
  {
    reader: 'telegram',
    platform: 'telegram',
    files: {
      'telegram/result.json': telegram.inJson(
        telegram.chat([
          telegram.written(1, 'user777', 'Bob', 'Größe 🎉'),
          telegram.written(2, 'user8', 'Ana', '', { photo: 'photos/photo_1.jpg' }),
        ]),
      ),
    },
    texts: ['Größe 🎉'],
    attachment: 'telegram/photos/photo_1.jpg',
  },
  {
    reader: 'messenger',
    platform: 'messenger',
    files: {
      'your_facebook_activity/messages/inbox/bob_1/message_1.json': messenger.madeThread({
        messages: [
          messenger.said('Bob', 'Größe 🎉'),
          { sender_name: 'Bob', timestamp_ms: 1_711_118_285_124, ...photo },
        ],
      }),
    },
    texts: ['Größe 🎉'],
    attachment: photo.photos[0]!.uri,
  },
  {
    reader: 'messenger',
    platform: 'instagram',
    files: {
      'your_instagram_activity/messages/inbox/bob_1/message_1.json': messenger.madeThread({
        messages: [messenger.said('Bob', 'from Instagram')],
      }),
    },
    texts: ['from Instagram'],
  },
  {
    reader: 'x',
    platform: 'x',
    files: {
      'x/data/direct-messages.js': x.madeFile('direct_messages', [
        x.conversation('11-22', [x.written('500', '11', 'from X')]),
      ]),
      'x/data/account.js': x.ACCOUNT,
    },
    texts: ['from X'],
  },
  {
    reader: 'google-chat',
    platform: 'google-chat',
    files: {
      [`${CHAT_HOME}messages.json`]: googleChat.messagesJson([
        {
          creator: googleChat.ANA,
          created_date: googleChat.AT,
          text: 'from Google',
          topic_id: 't',
          message_id: 'abc/t/1',
          attached_files: [{ original_name: 'a.jpg', export_name: 'File-a.jpg' }],
        },
      ]),
      ...googleChat.group('DM abc', undefined),
      ...googleChat.user(),
    },
    texts: ['from Google'],
    attachment: `${CHAT_HOME}File-a.jpg`,
  },
  {
    reader: 'hangouts',
    platform: 'hangouts',
    files: {
      'Takeout/Hangouts/Hangouts.json': hangouts.hangoutsJson([
        { id: 'Ugx1', events: [hangouts.said('from Hangouts', { event_id: 'e1' })] },
      ]),
    },
    texts: ['from Hangouts'],
  },
  {
    reader: 'wordpress',
    platform: 'wordpress',
    files: {
      'blog.xml': wordpress.madeExport([
        {
          id: 5,
          title: 'A post',
          text: 'the post',
          creator: 'ana',
          comments: [
            { id: 9, author: 'Bob', email: 'bob@example.org', ip: '192.0.2.7', text: 'the comment' },
          ],
        },
      ]),
    },
    texts: ['A post\n\nthe post', 'the comment'],
  },
  {
    reader: 'ufdr',
    platform: 'whatsapp',
    files: {
      'lab/report.xml': ufdr.report(
        ufdr.group(
          'Chat',
          ufdr.chat({
            source: 'WhatsApp',
            id: '447700900123@s.whatsapp.net',
            messages: [
              { body: 'from a laboratory', attachments: [{ fields: { Filename: 'a.jpg' }, fileId: 'f1' }] },
            ],
          }),
        ),
        [{ id: 'f1', localPath: 'files\\Image\\a.jpg' }],
      ),
    },
    texts: ['from a laboratory'],
    attachment: 'lab/files/Image/a.jpg',
  },
  {
    reader: 'neutral',
    platform: 'signal',
    files: {
      'own/messages.jsonl': `${JSON.stringify({
        id: 'm1',
        chat: 'c7',
        sender: 'a',
        kind: 'text',
        text: 'from a converter',
        attachments: [{ name: 'a.jpg', path: 'media/a.jpg' }],
        source: { file: 'signal.sqlite', table: 'message', row: 1 },
      })}\n`,
      'own/threadline.json': STATEMENT,
    },
    texts: ['from a converter'],
    attachment: 'own/media/a.jpg',
  },
];

let made = 0;
function written(files: Readonly<Record<string, string>>): string {
  const root = path.join(folder, `evidence-${++made}`);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return root;
}

interface Imported {
  readonly status: number | null;
  readonly stderr: string;
  readonly out: string;
  readonly messages: readonly Message[];
  readonly records: readonly IntakeRecord[];
}

function imported(evidence: string): Imported {
  const out = path.join(folder, `out-${++made}`);
  const { status, stderr } = threadline(['import', evidence, '--exhibit', 'AB/1', '--media', '--out', out]);
  if (!existsSync(out)) return { status, stderr, out, messages: [], records: [] };
  const messages = readFileSync(path.join(out, 'messages.jsonl'), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Message);
  const records = JSON.parse(readFileSync(path.join(out, 'intake.json'), 'utf8')) as IntakeRecord[];
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((a, b) => a + b, 0);
  for (const { counts } of records) {
    assert.equal(counts.read, counts.kept + sum(counts.outOfScope) + counts.privileged + sum(counts.skipped));
  }
  assert.equal(messages.length, sum(Object.fromEntries(records.map(({ counts }, i) => [i, counts.kept]))));
  return { status, stderr, out, messages, records };
}

const textsOf = (messages: readonly Message[]): string[] =>
  messages.flatMap(({ text }) => (text === undefined ? [] : [text]));

for (const { reader, platform, files, texts, attachment } of KINDS) {
  test(`${platform} (${reader}): read in, and a link that leads out of the evidence is not followed`, () => {
    const evidence = written(files);
    if (attachment !== undefined) {
      const link = path.join(evidence, attachment);
      mkdirSync(path.dirname(link), { recursive: true });
      symlinkSync(outside, link);
    }
    const { status, stderr, out, messages, records } = imported(evidence);
    assert.ok(status === 0 || status === 4, stderr);
    assert.deepEqual(
      records.map((one) => [one.reader, one.platform]),
      [[reader, platform]],
    );
    assert.deepEqual(textsOf(messages), texts);
    assert.equal(threadline(['verify', out]).status, 0);
    const attached = messages.flatMap(({ attachments = [] }) => attachments);
    assert.equal(attached.length, attachment === undefined ? 0 : 1);
    assert.ok(attached.every(({ present }) => !present));
    const media = path.join(out, 'media');
    assert.deepEqual(existsSync(media) ? readdirSync(media) : [], []);
  });

  test(`${platform} (${reader}): cut off at half its length it is refused or read so far, with the damage named`, () => {
    const [name, whole] = Object.entries(files)[0]!;
    const half = Buffer.from(whole).subarray(0, whole.length >> 1);
    const evidence = written(files);
    writeFileSync(path.join(evidence, name), half);
    const { status, stderr, records } = imported(evidence);
    if (status === 3) assert.match(stderr, /^threadline: .+: .+\n$/);
    else {
      assert.equal(status, 4, stderr);
      const damaged = records.flatMap(({ damage, counts }) => [...damage, ...Object.keys(counts.skipped)]);
      assert.ok(damaged.length > 0);
    }
  });
}

/** A text that stands once for each kind as it is written in its file. */
const WORDS: Readonly<Record<string, string>> = {
  telegram: 'Größe 🎉',
  instagram: 'from Instagram',
  x: 'from X',
  'google-chat': 'from Google',
  hangouts: 'from Hangouts',
  wordpress: 'the post',
  whatsapp: 'from a laboratory',
  signal: 'from a converter',
};

type Change = (whole: string, word: string, isXml: boolean) => string | Buffer;
const field = (word: string): RegExp => new RegExp(`"(\\w+)"\\s*:\\s*"${word}"`);

/** What is done to the text of a message, and to what stands around it. */
const DEFECTS: readonly [what: string, change: Change][] = [
  ['a text of 20 MiB', (whole, word) => whole.replace(word, 'x'.repeat(20 * 2 ** 20))],
  [
    'half of a surrogate pair',
    (whole, word, isXml) => (isXml ? whole : whole.replace(word, '\\ud800 and no other half')),
  ],
  [
    'bytes that are no UTF-8',
    (whole, word) =>
      Buffer.from(whole.replace(word, '\u0001\u0002'), 'utf8').map((b) => (b < 3 ? 0xff - b : b)) as Buffer,
  ],
  [
    'nesting of 100,000 levels',
    (whole, word, isXml) =>
      isXml
        ? whole.replace(word, `]]>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}<![CDATA[`)
        : whole.replace(field(word), `"deep": ${'['.repeat(100_000)}${']'.repeat(100_000)}, $&`),
  ],
  [
    'a field that stands twice',
    (whole, word, isXml) => (isXml ? whole : whole.replace(field(word), '$&, "$1": "the second"')),
  ],
  [
    'an object in the place of a text',
    (whole, word, isXml) => (isXml ? whole : whole.replace(field(word), '"$1": {"a": [1, null]}')),
  ],
];

for (const [what, change] of DEFECTS) {
  test(`${what}: every kind is read around it, its counts add up, and what is lost is named`, () => {
    const changed = KINDS.flatMap((kind) => {
      const word = WORDS[kind.platform];
      const [name, whole] = Object.entries(kind.files)[0]!;
      if (word === undefined) return [];
      assert.ok(whole.includes(word), kind.platform);
      const content = change(whole, word, name.endsWith('.xml'));
      return content === whole ? [] : [{ ...kind, name, content }];
    });
    const evidence = written(Object.assign({}, ...changed.map(({ files }) => files)));
    for (const { name, content } of changed) writeFileSync(path.join(evidence, name), content);
    const { status, stderr, messages, records } = imported(evidence);
    assert.ok(status === 0 || status === 4, stderr);
    for (const { reader, platform, texts } of changed) {
      const own = records.filter((one) => one.reader === reader && one.platform === platform);
      assert.equal(own.length, 1, `${platform} (${reader})`);
      const named = own.flatMap(({ damage, counts }) => [...damage, ...Object.keys(counts.skipped)]);
      const ofKind = messages.filter((one) => one.platform === platform);
      const isWhole = texts.every((text) => textsOf(ofKind).includes(text));
      const isRaw = ofKind.some(({ source }) => source.raw !== undefined);
      const isLong = ofKind.some(({ text = '' }) => text.length >= 2 ** 20);
      assert.ok(isWhole || isLong || isRaw || named.length > 0, `${platform} (${reader})`);
    }
  });
}

test('a folder and an archive that hold all kinds are walked: everything is offered, and read in', async () => {
  const all = Object.assign({}, ...KINDS.map(({ files }) => files)) as Record<string, string>;
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(all)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const archive = path.join(folder, 'everything.zip');
  writeFileSync(archive, await buffer(zip.outputStream));
  const kinds = KINDS.map(({ reader, platform }) => `${reader} ${platform}`).sort();
  for (const evidence of [written(all), archive]) {
    const [inspected] = JSON.parse(threadline(['inspect', evidence, '--json']).stdout);
    const offered = inspected.sources as { reader: string; platform: string }[];
    assert.deepEqual(offered.map(({ reader, platform }) => `${reader} ${platform}`).sort(), kinds);
    const { messages, records, out } = imported(evidence);
    assert.deepEqual(records.map(({ reader, platform }) => `${reader} ${platform}`).sort(), kinds);
    assert.deepEqual(textsOf(messages).sort(), KINDS.flatMap(({ texts }) => texts).sort());
    assert.equal(threadline(['verify', out]).status, 0);
  }
});
