import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TreeFiles } from './tree-files.ts';

const filesOf = (...paths: string[]): TreeFiles =>
  new TreeFiles({
    entries: paths.sort().map((path) => ({ path, bytes: 1, async *open() {} })),
    leftOut: [],
    close: async () => {},
  });

test('a file is found at its place below the source, before any other of that name', () => {
  const files = filesOf('b/media/a.jpg', 'media/a.jpg', 'x/media/a.jpg');
  assert.equal(files.find('media/a.jpg', ''), 'media/a.jpg');
  assert.equal(files.find('media/a.jpg', 'b/'), 'b/media/a.jpg');
  assert.equal(files.find('media\\a.jpg', 'x/'), 'x/media/a.jpg');
});

test('case and composition make no difference', () => {
  assert.equal(filesOf('Media/Zoe\u0308.JPG').find('media/zo\u00eb.jpg', ''), 'Media/Zoe\u0308.JPG');
});

test('paths must end alike: the name with its folder, or all that either has', () => {
  const files = filesOf('part-2/Groups/DM 1/File-a.png', 'part-2/Groups/DM 2/File-a.png', 'alone.png');
  assert.equal(files.find('Groups/DM 2/File-a.png', 'part-1/'), 'part-2/Groups/DM 2/File-a.png');
  assert.equal(files.find('DM 3/File-a.png', 'part-1/'), undefined);
  assert.equal(files.find('anywhere/alone.png', ''), 'alone.png');
  assert.equal(files.find('File-a.png', ''), 'part-2/Groups/DM 1/File-a.png');
});

test('no path leaves the evidence', () => {
  const files = filesOf('passwd', 'etc/passwd');
  for (const path of ['../etc/passwd', 'a/../../etc/passwd', '', '/', '..', '.\\..\\passwd']) {
    assert.equal(files.find(path, 'home/'), undefined, path);
  }
  assert.equal(files.find('/etc/passwd', ''), 'etc/passwd');
});
