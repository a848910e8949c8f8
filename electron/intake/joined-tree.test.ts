import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvidenceEntry } from '../../shared/evidence/index.ts';
import { joinTrees, type TreePart } from './joined-tree.ts';

const part = (label: string, container: string[], paths: string[], leftOut: string[] = []): TreePart => ({
  label,
  container,
  tree: {
    entries: paths.map(
      (path): EvidenceEntry => ({
        path,
        bytes: 1,
        async *open() {
          yield Buffer.from(`${label}:${path}`);
        },
      }),
    ),
    leftOut: leftOut.map((file) => ({ file, reason: 'a symbolic link' })),
    close: async () => {},
  },
});

const pathsOf = (...parts: TreePart[]): string[] => joinTrees(parts).tree.entries.map(({ path }) => path);

test('one piece of evidence keeps its paths', () => {
  assert.deepEqual(pathsOf(part('backup', ['folder'], ['Media/a.jpg', 'msgstore.db'])), [
    'Media/a.jpg',
    'msgstore.db',
  ]);
});

test('a database, its contacts and its media folder stand as on the phone', () => {
  assert.deepEqual(
    pathsOf(
      part('msgstore.db.crypt15', ['whatsapp-crypt15', 'zlib'], ['msgstore.db']),
      part('wa.db', ['file'], ['wa.db']),
      part('Media', ['folder'], ['WhatsApp Images/IMG-1.jpg']),
    ),
    ['Media/WhatsApp Images/IMG-1.jpg', 'msgstore.db', 'wa.db'],
  );
});

test('archives and files with the same content names stay apart, each entry with its own bytes', async () => {
  const joined = joinTrees([
    part('one.zip', ['zip'], ['_chat.txt'], ['link']),
    part('one.zip (2)', ['zip'], ['_chat.txt']),
    part('msgstore.db.crypt12', ['whatsapp-crypt12'], ['msgstore.db']),
    part('msgstore.db.crypt14', ['whatsapp-crypt14'], ['msgstore.db']),
  ]);
  const contents: Record<string, string> = {};
  for (const entry of joined.tree.entries) {
    for await (const chunk of entry.open()) contents[entry.path] = Buffer.from(chunk).toString();
  }
  assert.deepEqual(contents, {
    'msgstore.db': 'msgstore.db.crypt12:msgstore.db',
    'msgstore.db.crypt14/msgstore.db': 'msgstore.db.crypt14:msgstore.db',
    'one.zip (2)/_chat.txt': 'one.zip (2):_chat.txt',
    'one.zip/_chat.txt': 'one.zip:_chat.txt',
  });
  assert.deepEqual(joined.tree.leftOut, [{ file: 'one.zip/link', reason: 'a symbolic link' }]);
  assert.deepEqual(joined.origin.get('one.zip (2)/_chat.txt'), { part: 1, path: '_chat.txt' });
});
