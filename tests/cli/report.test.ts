import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { verifyLog } from '../../electron/custody/log.ts';
import type { Account, Chat, Message } from '../../shared/model/index.ts';
import { makeImport } from './made-import.ts';
import { threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const HOSTILE =
  '</title></style><script>alert("x")</script><img src=https://evil.example/x onerror=alert(1)>';
const RLO = '\u202e';

const minute = (n: number): string => new Date(Date.parse('2024-03-22T14:00:00Z') + n * 60_000).toISOString();

const message = (n: number, more: Partial<Message> = {}): Message => ({
  id: `AB-1:${n}`,
  exhibit: 'AB/1',
  platform: 'whatsapp',
  chat: n % 2 === 0 ? 'ana@s.whatsapp.net' : '120363@g.us',
  sender: n % 3 === 0 ? 'owner@s.whatsapp.net' : 'ana@s.whatsapp.net',
  direction: n % 3 === 0 ? 'out' : 'in',
  sentAt: minute(n),
  timeBasis: 'utc',
  timePrecision: 'ms',
  kind: 'text',
  text: `message ${n}`,
  source: { file: 'msgstore.db', table: 'message', row: n + 1000 },
  ...more,
});

const messages: Message[] = [
  ...Array.from({ length: 60 }, (_, n) => message(n + 1)),
  message(61, { text: HOSTILE, sender: HOSTILE, replyTo: 'AB-1:60' }),
  message(62, {
    text: `photo_${RLO}gpj.exe`,
    kind: 'document',
    attachments: [{ name: HOSTILE, mime: HOSTILE, bytes: 12, sha256: 'cd'.repeat(32), present: true }],
    reactions: [{ sender: HOSTILE, emoji: HOSTILE }],
    system: { action: 'member-added', accounts: [HOSTILE], value: HOSTILE },
    poll: { question: HOSTILE, options: [{ text: HOSTILE, votes: 2 }] },
    location: { lat: 1, lon: 2, name: HOSTILE },
    deleted: { by: HOSTILE, at: HOSTILE },
    mentions: [HOSTILE],
    source: { file: HOSTILE, table: HOSTILE, row: 7 },
  }),
];
const chats: Chat[] = [
  {
    id: 'ana@s.whatsapp.net',
    exhibit: 'AB/1',
    platform: 'whatsapp',
    title: HOSTILE,
    type: 'direct',
    members: ['ana@s.whatsapp.net', 'owner@s.whatsapp.net'],
  },
  { id: '120363@g.us', exhibit: 'AB/1', platform: 'whatsapp', title: 'عائلة', type: 'group', members: [] },
];
const accounts: Account[] = [
  {
    id: 'ana@s.whatsapp.net',
    exhibit: 'AB/1',
    platform: 'whatsapp',
    names: [{ name: 'آنا', from: 'wa.db wa_contacts.display_name' }],
  },
  {
    id: 'owner@s.whatsapp.net',
    exhibit: 'AB/1',
    platform: 'whatsapp',
    names: [{ name: HOSTILE, from: HOSTILE }],
    isOwner: true,
  },
];

let made: string;
before(async () => {
  made = path.join(folder, 'import');
  mkdirSync(made);
  await makeImport(made, {
    messages,
    chats,
    accounts,
    record: {
      file: HOSTILE,
      warnings: [HOSTILE],
      damage: [{ file: HOSTILE, where: HOSTILE, reason: HOSTILE }],
      timeZone: 'Europe/Lisbon',
      legalBasis: `the owner agreed ${HOSTILE}`,
    },
  });
});

let reports = 0;
function report(
  extension: string,
  ...options: string[]
): { status: number | null; stderr: string; text: string } {
  const out = path.join(folder, `report-${++reports}.${extension}`);
  const { status, stderr } = threadline(['report', made, '--out', out, ...options]);
  return { status, stderr, text: status === 0 ? readFileSync(out, 'utf8') : '' };
}

test('nothing of the evidence becomes markup, whatever field it stands in', () => {
  const { text, status } = report('html');
  assert.equal(status, 0);
  assert.doesNotMatch(text, /<script|<img|<a href="(?!#)|onerror=(?!alert\(1\)&gt;)/i);
  // The page's own tags, and no others.
  const tags = new Set([...text.matchAll(/<\/?([a-z0-9]+)/gi)].map((match) => match[1]));
  const own =
    'html head meta title style body header main section h1 h2 h3 p small strong table thead tbody tr th td ul li dl dt dd div span bdi br a svg desc line rect circle text';
  for (const tag of tags)
    assert.ok(own.split(' ').includes(tag!), `<${tag}> is not of the report's own making`);
  assert.equal(text.match(/&lt;script&gt;/g)!.length > 15, true);
  assert.match(text, /photo_<span class="mark">RLO<\/span>gpj\.exe/);
});

test('the page says at its head that what it shows was read without a warrant, and on what', () => {
  const head = report('html').text.split('</header>')[0]!;
  assert.match(head, /<p class="note">Read without a warrant: the owner agreed &lt;\/title&gt;/);
});

test('the page allows no scripts and fetches nothing', () => {
  const { text } = report('html');
  assert.match(
    text,
    /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">/,
  );
  assert.doesNotMatch(text, /\b(?:src|href)="(?!#)/);
  assert.doesNotMatch(text, /url\(|@import/);
});

test('each message has its text, its time with basis and precision, and its place in the source', () => {
  const { text } = report('html');
  const row = /<tr id="m-AB-1_3A59".*?<\/tr>/.exec(text)![0];
  assert.match(row, /2024-03-22 14:59:00\.000 UTC/);
  assert.match(row, /UTC, to the ms/);
  assert.match(row, /<div class="text" dir="auto">message 59<\/div>/);
  assert.match(row, /<bdi>AB-1:59<\/bdi><br><bdi>msgstore\.db<\/bdi><br>table message, row 1059/);
  assert.match(text, /<h3><bdi>AB\/1<\/bdi><\/h3>/);
  assert.match(text, new RegExp('ab'.repeat(32)));
  assert.match(text, /<title id="time-line-title">Messages by hour<\/title>/);
  assert.match(text, /<title id="graph-title">Contact graph<\/title>/);
});

test('the report is the same, byte for byte, each time', () => {
  const options = ['--instant', '2024-03-22T14:40:00Z', '--limit', '10'];
  assert.equal(report('html', ...options).text, report('html', ...options).text);
});

test('an instant brings the messages nearest to it, with their distances and the rest counted', () => {
  const { text } = report('html', '--instant', '2024-03-22T15:40:00+01:00', '--limit', '5');
  const shown = [...text.matchAll(/<div class="text" dir="auto">message (\d+)<\/div>/g)].map((match) =>
    Number(match[1]),
  );
  assert.deepEqual(shown, [38, 39, 40, 41, 42]);
  const distances = [...text.matchAll(/class="distance">([^<]+)</g)].map((match) => match[1]);
  assert.deepEqual(distances, ['−00:02:00', '−00:01:00', '+00:00:00', '+00:01:00', '+00:02:00']);
  assert.match(
    text,
    /This report shows 5 of 62 messages, the nearest in time to 2024-03-22 14:40:00 UTC; 57 messages not shown/,
  );
  assert.ok(text.indexOf('message 39<') < text.indexOf('The instant: 2024'));
  assert.ok(text.indexOf('The instant: 2024-03-22 14:40:00 UTC</th>') < text.indexOf('message 40<'));
});

test('without an instant the newest messages are shown, and it says so', () => {
  const { text } = report('html', '--limit', '3');
  assert.match(text, /shows 3 of 62 messages, the newest; 59 messages not shown/);
  assert.equal(text.match(/<tr id="m-/g)!.length, 3);
  assert.match(text, /id="m-AB-1_3A60"/);
});

test('a JSONL report has the very lines of messages.jsonl that the filter lets through', () => {
  const lines = readFileSync(path.join(made, 'messages.jsonl'), 'utf8').split('\n').slice(0, -1);
  assert.equal(report('jsonl').text, `${lines.join('\n')}\n`);
  const { text } = report('jsonl', '--from', minute(10), '--to', minute(14), '--chat', 'ana@s.whatsapp.net');
  assert.equal(text, `${lines[9]}\n${lines[11]}\n`);
});

test('an HTML report keeps to the same filter and says so', () => {
  const { text } = report('html', '--from', minute(10), '--to', minute(14), '--timezone', 'Asia/Kolkata');
  assert.match(
    text,
    /Only messages from 2024-03-22 19:40:00 \+05:30, before 2024-03-22 19:44:00 \+05:30: 4 of 62\./,
  );
  assert.equal(text.match(/<tr id="m-/g)!.length, 4);
});

test('a report is noted in the log with its hash, and the import still verifies', async () => {
  const entries: { action: string; subjects: readonly Record<string, unknown>[] }[] = [];
  const out = path.join(folder, 'noted.html');
  const { stdout } = threadline(['report', made, '--out', out, '--json']);
  const { broken } = await verifyLog(path.join(made, 'custody.jsonl'), ({ entry }) => entries.push(entry!));
  assert.equal(broken, undefined);
  const { sha256, bytes } = JSON.parse(stdout);
  assert.equal(entries.at(-1)!.action, 'report-written');
  assert.deepEqual(entries.at(-1)!.subjects, [{ file: 'noted.html', bytes, sha256 }]);
  assert.equal(threadline(['verify', made]).status, 0);
});

test('a report on changed messages is refused and leaves no file', async () => {
  const changed = path.join(folder, 'changed');
  mkdirSync(changed);
  await makeImport(changed, { messages: messages.slice(0, 5), chats, accounts });
  const file = path.join(changed, 'messages.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').replace('message 3', 'message 4'));
  for (const extension of ['html', 'jsonl']) {
    const out = path.join(folder, `of-changed.${extension}`);
    const { status, stderr } = threadline(['report', changed, '--out', out]);
    assert.equal(status, 3);
    assert.match(
      stderr,
      /^threadline: messages\.jsonl: its SHA-256 is [0-9a-f]{64}, and the log says [0-9a-f]{64}\n$/,
    );
    assert.throws(() => readFileSync(out), { code: 'ENOENT' });
  }
});

test('readings of the device’s own clock are not chosen by an instant without a zone', async () => {
  const local = path.join(folder, 'local');
  mkdirSync(local);
  const reading = { timeBasis: 'device-local', timePrecision: 'min' } as const;
  await makeImport(local, {
    messages: [
      message(1, { ...reading, sentAt: '2024-07-22T14:30:00.000' }),
      message(2, { ...reading, sentAt: '2024-07-22T14:50:00.000' }),
    ],
  });
  const range = ['--from', '2024-07-22T13:00:00Z', '--to', '2024-07-22T13:40:00Z'];
  const refused = threadline(['report', local, '--out', path.join(folder, 'local.jsonl'), ...range]);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /give --timezone/);
  const out = path.join(folder, 'local-zone.jsonl');
  assert.equal(
    threadline(['report', local, '--out', out, ...range, '--timezone', 'Europe/Lisbon']).status,
    0,
  );
  assert.match(readFileSync(out, 'utf8'), /^\{"id":"AB-1:1"[^\n]*\n$/);
  const page = path.join(folder, 'local.html');
  assert.equal(threadline(['report', local, '--out', page, '--instant', '2024-07-22T14:40:00Z']).status, 0);
  assert.doesNotMatch(readFileSync(page, 'utf8'), /class="distance">/);
});
