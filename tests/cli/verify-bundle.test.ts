import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { addAll } from '../../electron/bundle/testing/made-additions.ts';
import { forBundle, Place, plainCase, resealed } from '../../electron/bundle/testing/made-bundles.ts';
import { threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const bundle = path.join(folder, 'lantern.tlcase');
const words = path.join(folder, 'words.txt');
before(async () => {
  const place = new Place(folder);
  await plainCase(place, [{ exhibit: 'AB/1', segments: [20, 3], attachments: ['one', 'two'] }]);
  await addAll(place);
  const request = { recipient: { passphrase: forBundle }, withAttachments: true, withAdded: true };
  await place.bundles.save(request, async () => bundle);
  await place.cases.close('end');
  writeFileSync(words, `${forBundle}\n`);
});

test('a bundle verifies, and what is in it is listed', () => {
  const { status, stdout, stderr } = threadline(['verify', bundle, '--passphrase-file', words]);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^OP LANTERN, saved .*: all of it\n11 log entries: the chain is whole\nAB\/1: 23 messages\n/,
  );
  assert.match(
    stdout,
    /2 attachments, 0 messages withheld\n2 decisions and 3 annotations, as its log has them\n/,
  );
  assert.match(stdout, /keyword list Places: 2 entries\nhash set Known: 2 entries\n$/);
  const { lists, ...summary } = JSON.parse(
    threadline(['verify', bundle, '--passphrase-file', words, '--json']).stdout,
  );
  assert.equal(summary.annotations, 3);
  assert.deepEqual(summary.imports, [{ exhibit: 'AB/1', messages: 23 }]);
  assert.deepEqual(
    lists.map(({ name, kind }: { name: string; kind: string }) => [name, kind]),
    [
      ['Places', 'keywords'],
      ['Known', 'hash-set'],
    ],
  );
});

test('a bundle whose note was changed is refused with the reason, and one without its passphrase is not opened', async () => {
  const changed = await resealed(folder, readFileSync(bundle), (parts) =>
    parts.map((part) => ({
      ...part,
      content: Buffer.from(
        part.content.toString('latin1').replace('where they meet', 'nothing at all!'),
        'latin1',
      ),
    })),
  );
  const refused = threadline(['verify', changed, '--passphrase-file', words]);
  assert.equal(refused.status, 3);
  assert.match(refused.stderr, /resealed\.tlcase: its annotation 3 is not what its log has/);
  assert.equal(threadline(['verify', bundle]).status, 2);
  const other = path.join(folder, 'other.txt');
  writeFileSync(other, 'a guess\n');
  const guessed = threadline(['verify', bundle, '--passphrase-file', other]);
  assert.equal(guessed.status, 3);
  assert.match(guessed.stderr, /the passphrase does not open this bundle/);
});
