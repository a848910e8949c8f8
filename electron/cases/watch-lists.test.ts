import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { Refusal } from '../../shared/model/index.ts';
import { Desk } from './testing/desk.ts';
import { addList, listsOf, matchFiles, noteUncovered, removeList } from './watch-lists.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-lists-'));
after(() => rmSync(root, { recursive: true, force: true }));

const PASSPHRASE = 'five plain words in line';
const hash = (kind: string, text: string): Buffer => createHash(kind).update(text).digest();
const NONE = Buffer.alloc(16);

async function opened() {
  const desk = new Desk(root);
  const { folder } = await desk.cases.create({
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase: PASSPHRASE,
    basis: { kind: 'without-warrant', ground: 'own-data', text: 'mine' },
  });
  const write = (name: string, text: string): string => {
    writeFileSync(path.join(desk.folder, name), text);
    return path.join(desk.folder, name);
  };
  return { desk, folder, write };
}

const asked = {
  sha256: Buffer.concat(['a', 'b', 'c'].map((text) => hash('sha256', text))),
  md5: Buffer.concat([hash('md5', 'a'), hash('md5', 'b'), NONE]),
};

test('lists come in logged, lie sealed, and are there when the case is opened again', async () => {
  const { desk, folder, write } = await opened();
  const set = write(
    'known set.json',
    JSON.stringify({ value: [{ MD5: hash('md5', 'b').toString('hex'), Category: 2 }, { SHA1: 'x' }] }),
  );
  const words = write('words.txt', 'gun\nold bridge\n');
  const { opened: one } = desk.cases.working;
  const known = await addList(one, { path: set, kind: 'hash-set', name: 'Known', covers: true });
  await addList(one, { path: words, kind: 'keywords', name: 'Words', covers: false });
  const { sha256 } = known;
  assert.equal(sha256, createHash('sha256').update(readFileSync(set)).digest('hex'));
  await desk.cases.close('test');
  for (const name of readdirSync(path.join(folder, 'lists'))) {
    const bytes = readFileSync(path.join(folder, 'lists', name));
    assert.ok(!bytes.includes('known set') && !bytes.includes('bridge') && !bytes.includes(hash('md5', 'b')));
  }

  await desk.cases.open(folder, PASSPHRASE);
  const { opened: again } = desk.cases.working;
  const lists = await listsOf(again);
  assert.deepEqual(
    lists.map(({ name, kind, file, entries, skipped, covers, keywords }) => ({
      name,
      kind,
      file,
      entries,
      skipped,
      covers,
      keywords,
    })),
    [
      {
        name: 'Known',
        kind: 'hash-set',
        file: 'known set.json',
        entries: 1,
        skipped: { 'record without an MD5 or SHA-256': 1 },
        covers: true,
        keywords: undefined,
      },
      {
        name: 'Words',
        kind: 'keywords',
        file: 'words.txt',
        entries: 2,
        skipped: {},
        covers: false,
        keywords: ['gun', 'old bridge'],
      },
    ],
  );
  assert.deepEqual(await matchFiles(again, asked), [
    { list: known.id, files: Uint32Array.of(1), category: Uint8Array.of(1), categories: ['', '2'] },
  ]);
  await noteUncovered(again, { sha256: 'ab'.repeat(32) });
  const entries = await again.log.entries(0, 100);
  const added = entries.find(({ action }) => action === 'list-added')!;
  assert.equal(added.subjects[0]!.sha256, sha256);
  assert.deepEqual(added.counts, { entries: 1, skipped: 1 });
  assert.equal(entries.at(-1)!.action, 'listed-file-shown');
  await desk.cases.close('test');
});

test('a set matches by SHA-256 and by MD5, and a file without an MD5 by nothing but its SHA-256', async () => {
  const { desk, write } = await opened();
  const { opened: one } = desk.cases.working;
  const text = [
    hash('sha256', 'c').toString('hex'),
    hash('md5', 'a').toString('hex'),
    NONE.toString('hex'),
  ].join('\n');
  await addList(one, { path: write('plain.txt', text), kind: 'hash-set', name: 'Plain', covers: true });
  const [hits] = await matchFiles(one, asked);
  assert.deepEqual([...hits!.files], [0, 2]);
  await assert.rejects(matchFiles(one, { sha256: asked.sha256, md5: NONE }), /not of as many files/);
  await desk.cases.close('test');
});

test('a list is removed with its files; one that is missing or exchanged is found', async () => {
  const { desk, folder, write } = await opened();
  const { opened: one } = desk.cases.working;
  const list = (name: string) =>
    addList(one, {
      path: write(name, `${hash('md5', name).toString('hex')}\n`),
      kind: 'hash-set',
      name,
      covers: true,
    });
  const first = await list('first');
  await list('second');
  assert.equal(readdirSync(path.join(folder, 'lists')).length, 4);
  await removeList(one, { list: first.id, reason: 'the wrong one' });
  assert.deepEqual(
    (await listsOf(one)).map(({ name }) => name),
    ['second'],
  );
  const left = readdirSync(path.join(folder, 'lists'));
  assert.equal(left.length, 2);
  await assert.rejects(removeList(one, { list: first.id, reason: 'again' }), /no such list/);
  for (const name of left) rmSync(path.join(folder, 'lists', name));
  await assert.rejects(
    matchFiles(one, asked),
    (cause) => cause instanceof Refusal && cause.code === 'tampered',
  );
  await desk.cases.close('test');
});

test('a list that cannot be read leaves nothing in the log', async () => {
  const { desk, write } = await opened();
  const { opened: one } = desk.cases.working;
  const before = one.log.size;
  const request = { kind: 'hash-set' as const, name: 'x', covers: true };
  await assert.rejects(addList(one, { ...request, path: write('empty.txt', '') }), Refusal);
  await assert.rejects(addList(one, { ...request, path: path.join(root, 'not there') }), Refusal);
  assert.equal(one.log.size, before);
  await desk.cases.close('test');
});
