import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import yazl from 'yazl';
import { openEvidence } from '../../containers/index.ts';
import { recogniseAll } from '../index.ts';
import { chat, group, report } from './testing/made-report.ts';

test('a UFDR is opened as the archive that it is, with its report and files', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-ufdr-'));
  try {
    const xml = report(
      group(
        'Chat',
        chat({
          source: 'WhatsApp',
          id: '447700900123@s.whatsapp.net',
          messages: [{ attachments: [{ fields: { Filename: 'a.jpg' }, fileId: 'f1' }] }],
        }),
      ),
      [{ id: 'f1', localPath: 'files\\Image\\a.jpg' }],
    );
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from(xml), 'report.xml');
    zip.addBuffer(Buffer.from('jpeg'), 'files/Image/a.jpg');
    zip.end();
    const file = path.join(folder, 'Phone.ufdr');
    writeFileSync(file, await buffer(zip.outputStream));

    const signal = new AbortController().signal;
    const { tree, container } = await openEvidence(file, { scratch: folder, signal });
    assert.deepEqual(container, ['zip']);
    const recognised = await recogniseAll(tree);
    assert.deepEqual(
      recognised.map(({ source }) => [source.reader, source.platform]),
      [['ufdr', 'whatsapp']],
    );
    const read = await recognised[0]!.loader.load();
    const batches = read({
      exhibit: 'AB/1',
      tree,
      source: recognised[0]!.source,
      options: {},
      signal,
      materialise: () => Promise.reject(new Error('a report needs no copy')),
    });
    const { value } = await batches.next();
    assert.ok(value && 'messages' in value);
    assert.deepEqual(value.messages[0]!.attachmentPaths, ['files/Image/a.jpg']);
    await batches.return(undefined as never);
    await tree.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
