import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, beforeEach, test } from 'node:test';
import { AttachmentStore } from './attachment-store.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-attachments-'));
after(() => rmSync(root, { recursive: true, force: true }));

const keys = { media: randomBytes(32), mediaNames: randomBytes(32) };
const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const picture = randomBytes(200_000);
const note = Buffer.from('a note');

let folder: string;
let store: AttachmentStore;
beforeEach(async () => {
  folder = path.join(mkdtempSync(path.join(root, 'case-')), 'attachments');
  store = await AttachmentStore.open(folder, keys);
});

async function* once(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}

const filesIn = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

async function contentOf(sha256: string): Promise<Buffer | null> {
  const file = await store.read(sha256);
  if (!file) return null;
  const content = await buffer(file.read());
  await file.close();
  return content;
}

test('attachments of a job are there once the job is kept, under names that do not tell their hash', async () => {
  const job = await store.incoming();
  await job.take(hashOf(picture), once(picture));
  await job.take(hashOf(note), once(note));
  assert.equal(await contentOf(hashOf(note)), null);
  await job.keep();
  await job.settle();
  assert.ok((await contentOf(hashOf(picture)))!.equals(picture));
  assert.ok((await contentOf(hashOf(note)))!.equals(note));
  const names = filesIn();
  assert.equal(names.length, 2);
  for (const name of names) {
    assert.ok(!name.includes(hashOf(picture).slice(0, 8)) && !name.includes(hashOf(note).slice(0, 8)));
  }
});

test('nothing stays of a job that is not kept', async () => {
  const job = await store.incoming();
  await job.take(hashOf(note), once(note));
  await job.discard();
  assert.deepEqual(readdirSync(folder), []);
});

test('nothing of a job stays that fails after its attachments were moved, and what was there before does', async () => {
  const before = await store.incoming();
  await before.take(hashOf(note), once(note));
  await before.keep();
  await before.settle();
  const job = await store.incoming();
  await job.take(hashOf(note), once(note));
  await job.take(hashOf(picture), once(picture));
  await job.keep();
  await job.discard();
  assert.equal(await contentOf(hashOf(picture)), null);
  assert.ok((await contentOf(hashOf(note)))!.equals(note));
});

test('an attachment that is there already is read to its end and kept once', async () => {
  for (const _ of [1, 2]) {
    const job = await store.incoming();
    let read = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for (const byte of note) {
        read++;
        yield Uint8Array.of(byte);
      }
    }
    await job.take(hashOf(note), counted());
    assert.equal(read, note.length);
    await job.keep();
    await job.settle();
  }
  assert.equal(filesIn().length, 1);
});

test('content that does not have its hash is not kept', async () => {
  const job = await store.incoming();
  await assert.rejects(job.take(hashOf(picture), once(note)), /came as/);
  await job.keep();
  await job.settle();
  assert.equal(await contentOf(hashOf(picture)), null);
  assert.deepEqual(filesIn(), []);
});

test('what a crash left of a job goes when the store is next opened; what was kept stays', async () => {
  const job = await store.incoming();
  await job.take(hashOf(note), once(note));
  await job.keep();
  await job.settle();
  mkdirSync(path.join(folder, 'incoming-00'));
  writeFileSync(path.join(folder, 'incoming-00', 'half'), 'x');
  store = await AttachmentStore.open(folder, keys);
  assert.equal(filesIn().length, 1);
  assert.ok((await contentOf(hashOf(note)))!.equals(note));
});

for (const [what, interrupted, left] of [
  ['does not have, what it had moved goes', new Set(['job-1']), false],
  ['has, what it had moved stays', new Set<string>(), true],
] as const) {
  test(`of a job that was cut off before it counted and that the page’s store ${what}`, async () => {
    const before = await store.incoming();
    await before.take(hashOf(note), once(note));
    await before.keep();
    await before.settle();
    const job = await store.incoming('job-1');
    await job.take(hashOf(note), once(note));
    await job.take(hashOf(picture), once(picture));
    await job.keep();
    store = await AttachmentStore.open(folder, keys);
    await store.settle(interrupted);
    assert.equal((await contentOf(hashOf(picture)))?.equals(picture) ?? false, left);
    assert.ok((await contentOf(hashOf(note)))!.equals(note));
    assert.equal(filesIn().length, left ? 2 : 1);
  });
}

test('an attachment in another’s place is refused', async () => {
  const job = await store.incoming();
  await job.take(hashOf(note), once(note));
  await job.take(hashOf(picture), once(picture));
  await job.keep();
  await job.settle();
  const from = store.pathOf(store.nameOf(hashOf(picture)));
  const to = store.pathOf(store.nameOf(hashOf(note)));
  rmSync(to);
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to);
  await assert.rejects(store.read(hashOf(note)), /does not open/);
});
