/** All containers and readers, as the fuzzer takes them. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sealExport } from '../../electron/containers/index.ts';
import {
  makeIosBackup,
  WHATSAPP_DOMAIN,
} from '../../electron/containers/ios-backup/testing/made-ios-backup.ts';
import {
  KEYS,
  makeBackup,
  makeKeyFile,
} from '../../electron/containers/whatsapp-crypt/testing/made-backup.ts';
import { makeZip } from '../../electron/containers/zip/testing/made-zip.ts';
import { madeJpeg, madeMp4, madePng, madeWebp } from '../../electron/intake/file-facts/testing/made-files.ts';
import { bundleTargets, packedBackup, resealedExport } from './behind-seals.ts';
import { type Input, readInput } from './input.ts';
import { androidContacts, androidDatabase } from './made/android.ts';
import * as made from './made/exports.ts';
import { iphoneFiles } from './made/iphone.ts';
import { ROOT, type Target } from './target.ts';

const one = (name: string, bytes: Uint8Array | string): Input => [{ path: name, bytes: Buffer.from(bytes) }];
const several = (files: Readonly<Record<string, Uint8Array | string>>): Input =>
  Object.entries(files).map(([name, bytes]) => ({ path: name, bytes: Buffer.from(bytes) }));

/** The broken files of a reader's tests, each in the place where its reader looks. */
function broken(reader: string, put: (bytes: Buffer) => Input): Input[] {
  const folder = path.join(ROOT, 'electron/readers', reader, 'broken');
  return readdirSync(folder)
    .filter((name) => /\.(json|jsonl|xml|txt)$/.test(name))
    .sort()
    .map((name) => put(readFileSync(path.join(folder, name)).subarray(0, 65_536)));
}

const reader = (
  name: string,
  seeds: () => Input[],
  more: Partial<Pick<Target, 'job' | 'words' | 'wrap'>> = {},
): Target => ({ name, words: [`electron/readers/${name}`], job: { options: {} }, seeds, ...more });

const readers: readonly Target[] = [
  reader(
    'whatsapp-text',
    () => [
      ...made.textExports.map((text) => one('_chat.txt', text)),
      several({ '_chat.txt': made.textExports[0]!, '00000012-PHOTO-2024-03-22-14-38-05.jpg': madeJpeg() }),
      ...broken('whatsapp-text', (bytes) => one('_chat.txt', bytes)),
    ],
    { job: { options: { timeZone: 'Europe/London' } } },
  ),
  reader('whatsapp-android', () => [
    several({ 'msgstore.db': androidDatabase(), 'wa.db': androidContacts() }),
    several({ 'msgstore.db': androidDatabase({ asOf2022: true }) }),
  ]),
  reader('whatsapp-ios', () => [iphoneFiles()]),
  reader('telegram', () => [
    one('result.json', made.telegramChat),
    one('result.json', made.telegramAccount),
    ...broken('telegram', (bytes) => one('result.json', bytes)),
  ]),
  reader('messenger', () => [
    several(made.messengerFiles),
    several(made.messengerSealed),
    ...broken('messenger', (bytes) => several({ 'messages/inbox/bob_1/message_1.json': bytes })),
  ]),
  reader('x', () => [
    several(made.xFiles),
    ...broken('x', (bytes) => several({ ...made.xFiles, 'data/direct-messages.js': bytes })),
  ]),
  reader('google-chat', () => [
    several(made.chatFiles),
    ...broken('google-chat', (bytes) =>
      several({ ...made.chatFiles, 'Takeout/Google Chat/Groups/DM abc/messages.json': bytes }),
    ),
  ]),
  reader('hangouts', () => [
    several({ 'Takeout/Hangouts/Hangouts.json': made.hangouts }),
    several({ 'Takeout/Hangouts/Hangouts.json': made.olderHangouts }),
    ...broken('hangouts', (bytes) => several({ 'Takeout/Hangouts/Hangouts.json': bytes })),
  ]),
  reader(
    'ufdr',
    () => [one('report.xml', made.ufdr), ...broken('ufdr', (bytes) => one('report.xml', bytes))],
    {
      wrap: ([file]) => one('Phone.ufdr', makeZip([{ name: 'report.xml', content: file?.bytes ?? '' }])),
    },
  ),
  reader('wordpress', () => [
    one('export.xml', made.wordpress),
    ...broken('wordpress', (bytes) => one('export.xml', bytes)),
  ]),
  reader('neutral', () => [
    several(made.neutralFiles),
    ...broken('neutral', (bytes) =>
      several({ 'threadline.json': made.neutralFiles['threadline.json']!, 'messages.jsonl': bytes }),
    ),
  ]),
];

const ROOT_KEY = { hex: KEYS.root.toString('hex') };
const SEALED_KEY = createHash('sha256').update('sealed').digest();
const PASSWORD = 'four plain words';
const words = ['electron/containers'];
const chat = made.textExports[0]!;

const archive = makeZip([
  { name: '_chat.txt', content: chat },
  { name: '00000012-PHOTO-2024-03-22-14-38-05.jpg', content: madeJpeg(), method: 0 },
]);

async function sealed(inner: string, content: Uint8Array): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const source = (async function* () {
    yield content;
  })();
  const of = { exhibit: 'AB/1', creator: 'a laboratory', inner, chunkBytes: 4096 };
  for await (const piece of sealExport(of, source, SEALED_KEY)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** A backup of the files, which stand at their paths in WhatsApp's domain. */
function iosBackup(files: Input, scratch: string, password?: string): Input {
  const folder = path.join(scratch, 'backup');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  makeIosBackup(folder, {
    files: files.map((file) => ({ domain: WHATSAPP_DOMAIN, relativePath: file.path, content: file.bytes })),
    ...(password === undefined ? {} : { password }),
  });
  return readInput(folder);
}

const containers: readonly Target[] = [
  {
    name: 'zip',
    words,
    job: { options: {} },
    seeds: () => [
      one('export.zip', archive),
      one(
        'export.zip',
        makeZip(
          [
            { name: 'a/export.zip', content: archive },
            { name: 'b/_chat.txt', content: chat, zip64: true },
          ],
          { zip64: true },
        ),
      ),
      one(
        'export.zip',
        makeZip([{ name: '_chat.txt', content: chat, descriptor: true, comment: 'a comment' }], {
          before: Buffer.alloc(20),
          comment: 'x',
        }),
      ),
      several({ 'AB-2/chat.zip': archive, 'AB-2/_chat.txt': chat }),
      one('export.zip', makeZip([{ name: 'msgstore.db', content: androidDatabase() }])),
    ],
  },
  {
    name: 'file-facts',
    words: ['electron/intake/file-facts'],
    job: { options: {} },
    seeds: () =>
      [madeJpeg(), madePng(), madeWebp(), madeMp4()].map((bytes) =>
        several({ '_chat.txt': chat, '00000012-PHOTO-2024-03-22-14-38-05.jpg': bytes }),
      ),
  },
  ...([12, 14, 15] as const).map(
    (version): Target => ({
      name: `whatsapp-crypt${version}`,
      words,
      job: { options: {}, key: version === 15 ? ROOT_KEY : { file: keyFile() } },
      seeds: () => [
        one(`msgstore.db.crypt${version}`, makeBackup(androidDatabase(), { version })),
        one(
          `msgstore.db.crypt${version}`,
          makeBackup(archive, { version, packing: 'none', md5: false, features: false }),
        ),
      ],
    }),
  ),
  {
    name: 'within-crypt15',
    words,
    job: { options: {}, key: ROOT_KEY },
    seeds: () => [one('inner.zip', archive), one('inner.db', androidDatabase())],
    wrap: ([file]) => {
      const bytes = file?.bytes ?? Buffer.alloc(0);
      const isSet = bytes.subarray(0, 2).toString() === 'PK';
      return one(
        'msgstore.db.crypt15',
        makeBackup(bytes, { version: 15, ...(isSet ? { packing: 'none', md5: false } : {}) }),
      );
    },
  },
  {
    name: 'sealed-export',
    words,
    job: { options: {}, key: { hex: SEALED_KEY.toString('hex') } },
    seeds: async () => [
      one('AB-1.tlx', await sealed('export.zip', archive)),
      one('AB-1.tlx', await sealed('_chat.txt', Buffer.from(chat))),
    ],
  },
  {
    name: 'within-sealed-export',
    words,
    job: { options: {}, key: { hex: SEALED_KEY.toString('hex') } },
    seeds: () => [one('export.zip', archive)],
    wrap: async ([file]) => one('AB-1.tlx', await sealed(file?.path ?? 'x', file?.bytes ?? Buffer.alloc(0))),
  },
  resealedExport(
    { options: {}, key: { hex: SEALED_KEY.toString('hex') } },
    SEALED_KEY,
    'export.zip',
    archive,
  ),
  packedBackup({ options: {}, key: { file: keyFile() } }, 14, androidDatabase()),
  packedBackup({ options: {}, key: ROOT_KEY }, 15, androidDatabase()),
  ...bundleTargets,
  {
    name: 'ios-backup',
    words,
    job: { options: {} },
    seeds: (scratch) => [iosBackup(iphoneFiles(), scratch)],
  },
  {
    name: 'ios-backup-encrypted',
    words,
    job: { options: {}, key: { password: PASSWORD } },
    seeds: (scratch) => [iosBackup(iphoneFiles(), scratch, PASSWORD)],
  },
  {
    name: 'within-ios-backup-encrypted',
    words: ['electron/readers/whatsapp-ios'],
    job: { options: {}, key: { password: PASSWORD } },
    seeds: () => [iphoneFiles()],
    wrap: (input, scratch) => iosBackup(input, scratch, PASSWORD),
  },
];

/** The key file of crypt12 and crypt14, which stands among the kept seeds. */
function keyFile(): string {
  return path.join(import.meta.dirname, 'seeds', 'key');
}

/** What the key file holds. */
export const KEY_FILE = makeKeyFile();

export const targets: readonly Target[] = [...readers, ...containers];
