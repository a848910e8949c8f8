/** What becomes of jobs and inspections whose evidence holds encrypted backups beside other files. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import type { ReaderLoader } from '../../shared/evidence/index.ts';
import type { IntakeRecord } from '../../shared/model/index.ts';
import { refusalOf, tempFolder } from '../containers/testing/opening.ts';
import { KEYS, makeBackup } from '../containers/whatsapp-crypt/testing/made-backup.ts';
import { hashEvidence, listEvidence } from './evidence-files.ts';
import { inspectEvidence } from './inspect.ts';
import { importEvidence, type JobOutput } from './job.ts';

const { folder, remove } = tempFolder('encrypted');
after(remove);
const scratch = path.join(folder, 'scratch');
mkdirSync(scratch);
const HEX = KEYS.root.toString('hex');

/** Reads every file that begins with `message` as one message. */
const loader: ReaderLoader = {
  name: 'one-message',
  version: 1,
  async recognise(tree) {
    const sources = [];
    for (const entry of tree.entries) {
      let text = '';
      for await (const piece of entry.open()) text += Buffer.from(piece).toString('latin1');
      if (!text.startsWith('message')) continue;
      const { path: file } = entry;
      sources.push({
        reader: 'one-message',
        platform: 'other' as const,
        title: file,
        paths: [file],
        needs: {},
      });
    }
    return sources;
  },
  load: async () =>
    async function* ({ tree, source }) {
      const [file] = source.paths;
      const entry = tree.entries.find(({ path: own }) => own === file)!;
      let text = '';
      for await (const piece of entry.open()) text += Buffer.from(piece).toString();
      yield {
        messages: [{ chat: 'c', kind: 'text', text, source: { file: file!, line: 1, byte: 0 } }],
        skipped: [],
      };
      return { chats: [], accounts: [], warnings: [], damage: [] };
    },
};

const output: JobOutput = {
  segment: async () => {},
  media: async () => {},
  progress() {},
  authorise: () => assert.fail('no warrant is asked for'),
  quarantined: () => assert.fail('nothing is privileged'),
};

async function imported(paths: readonly string[], key?: string): Promise<IntakeRecord[]> {
  const { sources } = await importEvidence(
    {
      exhibit: 'AB/1',
      paths,
      ...(key === undefined ? {} : { key: { hex: key } }),
      options: {},
      wantMedia: false,
      software: 'threadline 0.1.0',
      scratch,
    },
    output,
    new AbortController().signal,
    [loader],
  );
  return sources.map(({ record }) => record);
}

let made = 0;
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = path.join(folder, `phone-${++made}`);
  mkdirSync(root);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(root, name), content);
  return root;
}
const crypt15 = (content: string): Buffer => makeBackup(Buffer.from(content), { version: 15 });

test('a source from a backup names the evidence file it is from, and the backup counts as used', async () => {
  const phone = folderOf({ 'msgstore.db.crypt15': crypt15('message'), 'wa.db': 'contacts' });
  const [record] = await imported([phone], HEX);
  assert.deepEqual(
    record!.files.map(({ name }) => name),
    ['msgstore.db.crypt15', 'wa.db'],
  );
  assert.deepEqual(record!.container, ['folder', 'whatsapp-crypt15', 'zlib']);
  assert.deepEqual(record!.damage, []);
  assert.deepEqual(record!.warnings, ['1 file of the evidence was not needed by any message: wa.db']);
});

test('each of several backups is a source of its own, with its own evidence file', async () => {
  const phone = folderOf({
    'msgstore.db': 'message of now',
    'msgstore.db.crypt15': crypt15('message of last night'),
    'msgstore-2024-03-21.1.db.crypt15': crypt15('message of the 21st'),
  });
  const records = await imported([phone], HEX);
  assert.deepEqual(
    records.map(({ files }) => files.map(({ name }) => name)),
    [['msgstore-2024-03-21.1.db.crypt15'], ['msgstore.db'], ['msgstore.db.crypt15']],
  );
});

test('without a key, what is plain is imported and the backup is named as damage', async () => {
  const phone = folderOf({ 'a.txt': 'message', 'msgstore.db.crypt15': crypt15('message') });
  const [record] = await imported([phone]);
  assert.deepEqual(record!.damage, [
    { file: 'msgstore.db.crypt15', reason: 'it was not opened: it is encrypted and no key was given' },
  ]);
});

test('without a key and with nothing else to read, the key is what is missing', async () => {
  const phone = folderOf({ 'IMG-1.jpg': 'jpeg', 'msgstore.db.crypt15': crypt15('message') });
  const refusal = await refusalOf(imported([phone]));
  assert.equal(refusal.code, 'key-missing');
  assert.equal(refusal.message, 'msgstore.db.crypt15: it is encrypted and no key was given');
});

test('a key that opens no backup is refused, also where there is something plain to read', async () => {
  const phone = folderOf({ 'a.txt': 'message', 'msgstore.db.crypt15': crypt15('message') });
  const refusal = await refusalOf(imported([phone], 'ab'.repeat(32)));
  assert.equal(refusal.code, 'wrong-key');
  assert.equal(refusal.file, 'msgstore.db.crypt15');
});

test('an inspection of a folder shows what is readable and which key the rest needs', async () => {
  const phone = folderOf({ 'IMG-1.jpg': 'jpeg', 'msgstore.db.crypt15': crypt15('message') });
  const [seen] = await inspectEvidence([phone], { scratch });
  assert.equal(seen!.needsKey, 'whatsapp-crypt15-root');
  assert.deepEqual(seen!.container, ['folder']);
  assert.equal(seen!.refusal, undefined);
  const [nothing] = await inspectEvidence([folderOf({ 'IMG-1.jpg': 'jpeg' })], { scratch });
  assert.match(nothing!.refusal!.reason, /nothing that Threadline can read/);
});

test('a file of a folder that cannot be read is left out of the hashes and named', async () => {
  if (process.platform === 'win32') return;
  const phone = folderOf({ 'a.txt': 'message', 'b.txt': 'secret' });
  chmodSync(path.join(phone, 'b.txt'), 0);
  const isRoot = process.getuid!() === 0;
  if (isRoot) {
    chmodSync(folder, 0o755);
    process.seteuid!(65534);
  }
  try {
    const signal = new AbortController().signal;
    const [item] = await hashEvidence(await listEvidence([phone]), signal, () => {});
    assert.deepEqual(
      item!.records.map(({ name }) => name),
      ['a.txt'],
    );
    assert.deepEqual(item!.leftOut, [{ file: 'b.txt', reason: 'this user may not read it' }]);
    const lone = await listEvidence([path.join(phone, 'b.txt')]);
    assert.equal(
      (await refusalOf(hashEvidence(lone, signal, () => {}))).message,
      'b.txt: this user may not read it',
    );
  } finally {
    if (isRoot) process.seteuid!(0);
  }
});
