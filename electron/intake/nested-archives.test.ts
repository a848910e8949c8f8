/** Jobs whose evidence is a folder of archives. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { tempFolder } from '../containers/testing/opening.ts';
import { makeZip } from '../containers/zip/testing/made-zip.ts';
import { importEvidence, type JobOutput } from './job.ts';

const { folder, remove } = tempFolder('nested');
after(remove);
const scratch = path.join(folder, 'scratch');
mkdirSync(scratch);

const chat = (line: string): Buffer =>
  makeZip([
    { name: '_chat.txt', content: `[22/03/2024, 14:36:48] Ana: ${line}\n[22/03/2024, 14:37:00] Bob: ok\n` },
    { name: 'unused.jpg', content: 'jpeg' },
  ]);

const output: JobOutput = {
  segment: async () => {},
  media: async () => {},
  progress() {},
  authorise: () => assert.fail('no warrant is asked for'),
  quarantined: () => assert.fail('nothing is privileged'),
};

test('each archive of a folder gives its source, and the record names the archive with its hash', async () => {
  const given = path.join(folder, 'case');
  mkdirSync(given);
  writeFileSync(path.join(given, 'WhatsApp Chat - Ana.zip'), chat('one'));
  writeFileSync(path.join(given, 'both.zip'), makeZip([{ name: 'inner.zip', content: chat('two') }]));
  const { sources } = await importEvidence(
    {
      exhibit: 'AB/1',
      paths: [given],
      options: {},
      wantMedia: false,
      software: 'threadline 0.1.0',
      scratch,
    },
    output,
    new AbortController().signal,
  );
  const records = sources.map(({ record }) => record);
  assert.deepEqual(
    records.map(({ reader, counts, container }) => [reader, counts.kept, container]),
    [
      ['whatsapp-text', 2, ['folder', 'zip', 'zip']],
      ['whatsapp-text', 2, ['folder', 'zip', 'zip']],
    ],
  );
  assert.deepEqual(
    records.map(({ files }) => files.map(({ name, sha256 }) => `${name} ${sha256.length}`)),
    [['WhatsApp Chat - Ana.zip 64'], ['both.zip 64']],
  );
  assert.equal(
    records[0]!.warnings.at(-1),
    '2 files of the evidence were not needed by any message: WhatsApp Chat - Ana.zip/unused.jpg, both.zip/inner.zip/unused.jpg',
  );
  assert.equal(sources[0]!.lists.chats[0]!.title, 'Ana');
});
