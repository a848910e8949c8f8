import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { DraftMessage, EvidenceEntry } from '../../shared/evidence/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { Attachments } from './attachments.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function entry(path: string, contents: readonly Buffer[] | Error): EvidenceEntry & { opened: number } {
  return {
    path,
    bytes: 0,
    opened: 0,
    async *open() {
      this.opened++;
      if (contents instanceof Error) throw contents;
      yield contents[Math.min(this.opened, contents.length) - 1]!;
    },
  };
}

const message = (path: string, stated?: string): DraftMessage => ({
  chat: 'Ana',
  kind: 'image',
  attachments: [{ name: 'IMG-20240322-WA0003.jpg', present: true, ...(stated ? { sha256: stated } : {}) }],
  attachmentPaths: [path],
  source: { file: '_chat.txt', line: 3, byte: 99 },
});

function attachmentsOf(...entries: EvidenceEntry[]) {
  return attachmentsKnown(new Map(), ...entries);
}

function attachmentsKnown(
  known: Map<string, { sha256: string; bytes: number }>,
  ...entries: EvidenceEntry[]
) {
  const taken: [string, number, string][] = [];
  const used: string[] = [];
  const attachments = new Attachments({
    entries: new Map(entries.map((one) => [one.path, one])),
    known,
    onUse: (path) => used.push(path),
    async take(hash, bytes, chunks) {
      const whole: Uint8Array[] = [];
      for await (const chunk of chunks) whole.push(chunk);
      taken.push([hash, bytes, Buffer.concat(whole).toString('hex')]);
    },
  });
  return { attachments, taken, used };
}

test('an attachment found gets the hash and size of its bytes, which are handed over once', async () => {
  const [first, second] = [entry('a.png', [PNG]), entry('copy of a.png', [PNG])];
  const { attachments, taken, used } = attachmentsOf(first, second);
  const settled = await attachments.settle(message('a.png'));
  await attachments.settle(message('copy of a.png'));
  await attachments.settle(message('a.png'));
  assert.deepEqual(settled.attachments, [
    {
      name: 'IMG-20240322-WA0003.jpg',
      bytes: 16,
      sha256: sha256(PNG),
      md5: createHash('md5').update(PNG).digest('hex'),
      present: true,
      file: { type: 'image/png', mismatch: ['name'] },
    },
  ]);
  assert.deepEqual(taken, [[sha256(PNG), 16, PNG.toString('hex')]]);
  assert.deepEqual([...new Set(used)], ['a.png', 'copy of a.png']);
  assert.equal(first.opened, 2);
});

test('a file that cannot be read is not present, and named in the damage', async () => {
  const broken = entry('a.png', new Refusal('truncated', 'a.png', 'the entry is cut off'));
  const { attachments, taken } = attachmentsOf(broken);
  const settled = await attachments.settle(message('a.png'));
  assert.deepEqual(settled.attachments, [{ name: 'IMG-20240322-WA0003.jpg', present: false }]);
  assert.deepEqual(attachments.takeDamage(), [
    { file: 'a.png', reason: 'the attachment cannot be read: the entry is cut off' },
  ]);
  assert.deepEqual(attachments.takeDamage(), []);
  assert.deepEqual(taken, []);
});

test('another SHA-256 than the source states is kept beside the real one', async () => {
  const { attachments } = attachmentsOf(entry('a.png', [PNG]));
  const settled = await attachments.settle(message('a.png', 'ab'.repeat(32)));
  assert.equal(settled.attachments![0]!.sha256, sha256(PNG));
  assert.deepEqual(settled.source.raw, { 'attachment 1: SHA-256 the source states': 'ab'.repeat(32) });
});

test('a file that changes between its hash and its bytes is refused', async () => {
  const { attachments } = attachmentsOf(entry('a.png', [PNG, Buffer.from('other')]));
  await assert.rejects(attachments.settle(message('a.png')), Refusal);
});

test('a path that the evidence does not hold is a fault of the reader', async () => {
  const { attachments } = attachmentsOf();
  await assert.rejects(attachments.settle(message('../../etc/passwd')), /does not hold/);
});

test('a file that was hashed already is read once more, and observed on its way', async () => {
  const one = entry('a.png', [PNG]);
  const { attachments, taken } = attachmentsKnown(
    new Map([['a.png', { sha256: sha256(PNG), bytes: 16 }]]),
    one,
  );
  const settled = await attachments.settle(message('a.png'));
  assert.equal(settled.attachments![0]!.file!.type, 'image/png');
  assert.equal(one.opened, 1);
  assert.equal(taken.length, 1);
});

test('a file with other bytes than were hashed already is refused', async () => {
  const known = new Map([['a.png', { sha256: 'ab'.repeat(32), bytes: 16 }]]);
  const { attachments } = attachmentsKnown(known, entry('a.png', [PNG]));
  await assert.rejects(attachments.settle(message('a.png')), Refusal);
});
