import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Attachment, MessageKind } from '../../shared/model/index.ts';
import { attachmentForm, nextPicture } from './attachments.ts';
import { indexOf, makeSource, openMade } from './testing/made-case.ts';

test('an attachment is what its media type says, and what its kind says where it has none', () => {
  assert.equal(attachmentForm('document', { mime: 'IMAGE/png' }), 'image');
  assert.equal(attachmentForm('gif', { mime: 'video/mp4' }), 'video');
  assert.equal(attachmentForm('image', { mime: 'application/pdf' }), 'file');
  assert.equal(attachmentForm('image', { mime: 'imagery' }), 'file');
  assert.equal(attachmentForm('voice', {}), 'audio');
  assert.equal(attachmentForm('sticker', { mime: '' }), 'image');
  assert.equal(attachmentForm('view-once', {}), 'file');
});

const sha256 = 'ab'.repeat(32);
const made: readonly { kind: MessageKind; attachments: readonly Attachment[]; shows: boolean }[] = [
  { kind: 'text', attachments: [], shows: false },
  { kind: 'image', attachments: [{ mime: 'image/jpeg', sha256, present: true }], shows: true },
  { kind: 'image', attachments: [{ sha256, present: true }], shows: true },
  { kind: 'image', attachments: [{ mime: 'image/jpeg', sha256, present: false }], shows: false },
  { kind: 'image', attachments: [{ mime: 'image/jpeg', present: true }], shows: false },
  { kind: 'video', attachments: [{ mime: 'video/mp4', sha256, present: true }], shows: false },
  {
    kind: 'document',
    attachments: [
      { mime: 'application/pdf', sha256, present: true },
      { mime: 'image/png', sha256, present: true },
    ],
    shows: true,
  },
];

test('the next picture of a chat is the nearest message that has one, on either side, in that chat alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ chat: fc.constantFrom('Ana', 'Bo'), what: fc.constantFrom(...made) }), {
        maxLength: 12,
      }),
      fc.integer({ min: -1, max: 12 }),
      async (messages, from) => {
        const index = indexOf([
          makeSource(
            'AB/1',
            null,
            messages.map(({ chat, what: { kind, attachments } }, line) => ({
              chat,
              kind,
              ...(attachments.length > 0 ? { attachments } : {}),
              source: { file: 'f', line },
            })),
            { sizes: [3, 3] },
          ),
        ]);
        for (const { index: chat, id } of index.chats) {
          const own = messages.filter((message) => message.chat === id);
          const shown = own.flatMap(({ what }, position) => (what.shows ? [position] : []));
          const position = Math.min(from, own.length);
          const next = await nextPicture(index, openMade, chat, position, 1);
          assert.equal(next, shown.find((at) => at > position) ?? null);
          const before = await nextPicture(index, openMade, chat, position, -1);
          assert.equal(before, shown.findLast((at) => at < position) ?? null);
        }
      },
    ),
  );
});
