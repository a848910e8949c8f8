import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvidenceTree } from '../../../shared/evidence/index.ts';
import { MediaFiles } from '../whatsapp/media-files.ts';
import { ANA, MadeEvidence } from './testing/made-evidence.ts';

function treeOf(...files: (string | [string, number])[]): EvidenceTree {
  const entries = files.map((file) => {
    const [path, bytes] = typeof file === 'string' ? [file, 1] : file;
    return { path, bytes, open: () => assert.fail('a path alone decides') };
  });
  return { entries, leftOut: [], close: async () => {} };
}

const find = (
  tree: EvidenceTree,
  path: string,
  bytes?: number,
  database = 'msgstore.db',
): string | undefined =>
  new MediaFiles(tree, database).find({ path, bytes, name: undefined, mime: undefined, hash: undefined });

const WANTED = 'Media/WhatsApp Images/IMG-20240322-WA0003.jpg';

for (const [where, given, wanted = WANTED] of [
  ['beside the database', 'Media/WhatsApp Images/IMG-20240322-WA0003.jpg'],
  [
    'below the app’s folder',
    'Android/media/com.whatsapp/WhatsApp/Media/WhatsApp Images/IMG-20240322-WA0003.jpg',
  ],
  ['in the folder Media given alone', 'WhatsApp Images/IMG-20240322-WA0003.jpg'],
  ['in the folder of images given alone', 'IMG-20240322-WA0003.jpg'],
  ['in letters of another case', 'MEDIA/whatsapp images/img-20240322-wa0003.JPG'],
  [
    'under a path from the phone’s root',
    'WhatsApp/Media/WhatsApp Images/a.jpg',
    '/storage/emulated/0/WhatsApp/Media/WhatsApp Images/a.jpg',
  ],
  ['under a path with backslashes', 'WhatsApp/Media/a.jpg', 'WhatsApp\\Media\\a.jpg'],
  [
    'with a name composed otherwise',
    'Media/WhatsApp Documents/Ação.pdf',
    'Media/WhatsApp Documents/Ação.pdf',
  ],
] as const) {
  test(`a file ${where} is found`, () => {
    assert.equal(find(treeOf('other/notes.txt', given), wanted), given);
  });
}

test('a file of the same name in another folder is not the one', () => {
  assert.equal(find(treeOf('Media/WhatsApp Images/Sent/IMG-20240322-WA0003.jpg'), WANTED), undefined);
  assert.equal(find(treeOf('Pictures/IMG-20240322-WA0003.jpg'), WANTED), undefined);
});

test('of several, the one whose path is alike furthest is taken, then the one nearer to the database, then of the stated size', () => {
  const two = treeOf('a/com.whatsapp/Media/x.jpg', 'b/com.whatsapp.w4b/Media/x.jpg');
  assert.equal(
    find(two, 'Media/x.jpg', undefined, 'b/com.whatsapp.w4b/databases/msgstore.db'),
    'b/com.whatsapp.w4b/Media/x.jpg',
  );
  assert.equal(
    find(two, 'com.whatsapp/Media/x.jpg', undefined, 'b/com.whatsapp.w4b/databases/msgstore.db'),
    'a/com.whatsapp/Media/x.jpg',
  );
  assert.equal(
    find(treeOf(['1/Media/x.jpg', 10], ['2/Media/x.jpg', 20]), 'Media/x.jpg', 20),
    '2/Media/x.jpg',
  );
  assert.equal(find(treeOf('1/Media/x.jpg', '2/Media/x.jpg'), 'Media/x.jpg'), '1/Media/x.jpg');
});

for (const path of ['../../etc/passwd', 'Media/../../secret.txt', '..', '', '/', './.', 'Media/']) {
  test(`the path “${path}” finds nothing`, () => {
    assert.equal(find(treeOf('etc/passwd', 'secret.txt', 'msgstore.db'), path), undefined);
  });
}

test('a file found in the evidence is the message’s attachment', async () => {
  using evidence = new MadeEvidence();
  evidence
    .database('Databases/msgstore.db', (f) =>
      f
        .chat(1, ANA)
        .message(1, { message_type: 1 })
        .row('message_media', { message_row_id: 1, file_path: WANTED, mime_type: 'image/jpeg' })
        .message(2, { message_type: 1 })
        .row('message_media', { message_row_id: 2, file_path: 'Media/WhatsApp Images/gone.jpg' }),
    )
    .file(`Media/WhatsApp Images/IMG-20240322-WA0003.jpg`, 'jpeg');
  const { messages } = await evidence.read();
  assert.deepEqual(
    messages.map(({ attachments, attachmentPaths }) => [attachments![0]!.present, attachmentPaths]),
    [
      [true, [WANTED]],
      [false, undefined],
    ],
  );
});
