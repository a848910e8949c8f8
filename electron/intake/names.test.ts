import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { exhibitSlug } from '../../shared/model/index.ts';
import { distinct, evidenceName } from './names.ts';

test('evidence is named by its last part, also where the path ends in a separator or is a dot', () => {
  assert.equal(evidenceName(path.join('evidence', 'backup.zip')), 'backup.zip');
  assert.equal(evidenceName(`evidence${path.sep}Media${path.sep}`), 'Media');
  assert.equal(evidenceName('.'), path.basename(process.cwd()));
});

test('names that would be taken for one another are told apart', () => {
  assert.deepEqual(distinct(['a.zip', 'a.zip', 'b.zip', 'a.zip']), [
    'a.zip',
    'a.zip (2)',
    'b.zip',
    'a.zip (3)',
  ]);
  assert.deepEqual(distinct(['AB/1', 'AB-1'], exhibitSlug), ['AB/1', 'AB-1 (2)']);
  assert.deepEqual(distinct(['a (2)', 'a', 'a']), ['a (2)', 'a', 'a (3)']);
});
