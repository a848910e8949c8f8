import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Attachment } from '../../shared/model/index.ts';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import { FILE_ORDERS } from './api.ts';
import { attachmentForm } from './attachments.ts';
import { type CaseFile, gatherFiles } from './file-index.ts';
import { fileRow, listFiles, sendingsOf } from './file-list.ts';
import { applyFilter } from './filter.ts';
import { indexOf, makeSource, openMade, plainRows } from './testing/made-case.ts';

const HASHES = ['aa', 'bb', 'cc'].map((two) => two.repeat(32));

const attachment: fc.Arbitrary<Attachment> = fc
  .record({
    name: fc.option(fc.constantFrom('IMG-1.jpg', 'Straße.pdf', 'b.mp4'), { nil: undefined }),
    sha256: fc.option(fc.constantFrom(...HASHES), { freq: 8, nil: undefined }),
    bytes: fc.constantFrom(5, 6000),
    present: fc.boolean(),
    type: fc.option(fc.constantFrom('image/png', 'application/pdf'), { nil: undefined }),
    mismatch: fc.boolean(),
    place: fc.boolean(),
  })
  .map(({ name, sha256, bytes, present, type, mismatch, place }) => ({
    ...(name === undefined ? {} : { name }),
    ...(sha256 === undefined ? {} : { sha256 }),
    bytes,
    present,
    ...(present
      ? {
          md5: 'ee'.repeat(16),
          file: {
            ...(type === undefined ? {} : { type }),
            ...(mismatch ? { mismatch: ['name' as const] } : {}),
            ...(place ? { place: { lat: 1, lon: 2, from: 'EXIF GPS' } } : {}),
          },
        }
      : {}),
  }));

const message: fc.Arbitrary<SegmentMessage> = fc
  .record({
    chat: fc.constantFrom('447700900001@s.whatsapp.net', '1@g.us'),
    sender: fc.option(fc.constantFrom('447700900001@s.whatsapp.net', '447700900003@s.whatsapp.net'), {
      nil: undefined,
    }),
    hour: fc.option(fc.nat({ max: 5 }), { nil: undefined }),
    attachments: fc.option(fc.array(attachment, { minLength: 1, maxLength: 3 }), { freq: 4, nil: undefined }),
  })
  .map(({ chat, sender, hour, attachments }) => ({
    chat,
    kind: 'image' as const,
    ...(sender === undefined ? {} : { sender }),
    ...(hour === undefined ? {} : { sentAt: `2024-03-22T0${hour}:00:00.000Z`, timeBasis: 'utc' as const }),
    ...(attachments === undefined ? {} : { attachments }),
    source: { file: 'f' },
  }));

const cases = fc
  .tuple(fc.array(message, { maxLength: 10 }), fc.array(message, { maxLength: 10 }))
  .map(([one, two]) =>
    indexOf([makeSource('AB/1', null, one, { sizes: [3] }), makeSource('AB/2', null, two)]),
  );

const filters = fc
  .record({
    text: fc.constantFrom(undefined, 'straßE', 'IMG', 'aaaa', 'zz'),
    form: fc.constantFrom(undefined, 'image' as const, 'file' as const),
    exhibit: fc.constantFrom(undefined, 'AB/1', 'XY'),
    several: fc.constantFrom(undefined, true as const),
    mismatch: fc.constantFrom(undefined, true as const),
    place: fc.constantFrom(undefined, true as const),
    present: fc.constantFrom(undefined, true as const),
    inResult: fc.constantFrom(undefined, true as const),
  })
  .map((filter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)));

test('files are the attachments of one SHA-256, wherever they stand, as plain code finds them', async () => {
  await fc.assert(
    fc.asyncProperty(cases, filters, fc.constantFrom(...FILE_ORDERS), async (index, filter, order) => {
      const files = await gatherFiles(index, openMade);
      const matches = applyFilter(index, { exhibits: ['AB/2'] }, null);
      const { shown, counts } = listFiles(index, files, matches, null, filter, order);

      const rows = plainRows(index);
      const all = rows.flatMap(({ message: { attachments = [] } }, row) =>
        attachments.map((one) => ({ row, one })),
      );
      const plain = HASHES.flatMap((sha256) => {
        const own = all.filter(({ one }) => one.sha256 === sha256);
        if (own.length === 0) return [];
        const carriers = [...new Set(own.map(({ row }) => row))];
        const exhibits = [...new Set(carriers.map((row) => rows[row]!.message.exhibit))].sort();
        return [{ sha256, own, carriers, exhibits }];
      });
      const found = [...own(files)].sort();
      assert.deepEqual(
        found,
        plain.map(({ sha256 }) => sha256),
      );
      assert.equal(counts.all, plain.length);
      assert.equal(counts.unhashed, all.filter(({ one }) => one.sha256 === undefined).length);
      for (const { sha256, own: its, carriers, exhibits } of plain) {
        const file: CaseFile = files.bySha256.get(sha256)!;
        const row = fileRow(index, null, file);
        assert.deepEqual(row.exhibits, exhibits);
        assert.equal(row.messages, carriers.length);
        assert.equal(row.first.row, carriers[0]);
        assert.equal(row.first.sender, rows[carriers[0]!]!.sender);
        assert.equal(
          row.present,
          its.some(({ one }) => one.present),
        );
        assert.equal(
          row.mismatch,
          its.some(({ one }) => one.file?.mismatch !== undefined),
        );
        assert.deepEqual(
          (await sendingsOf(index, openMade, null, file)).sendings.map(({ row: at }) => at),
          carriers,
        );
        const names = its.map(({ one }) => one.name ?? '').join('\n');
        const passes =
          (filter.text === undefined ||
            (filter.text === 'straßE'
              ? names.includes('Straße')
              : filter.text === 'IMG'
                ? names.includes('IMG')
                : filter.text === 'aaaa' && sha256 === HASHES[0])) &&
          (filter.form === undefined || row.form === filter.form) &&
          (filter.exhibit === undefined || exhibits.includes(filter.exhibit as string)) &&
          (!filter.several || exhibits.length > 1) &&
          (!filter.mismatch || row.mismatch) &&
          (!filter.place || its.some(({ one }) => one.file?.place !== undefined)) &&
          (!filter.present || row.present) &&
          (!filter.inResult || exhibits.includes('AB/2'));
        assert.equal(shown.includes(file), passes);
      }
      const keys = shown.map((file) =>
        order === 'size'
          ? -(file.bytes ?? -1)
          : order === 'sendings'
            ? -file.rows.length
            : order === 'exhibits'
              ? -file.exhibits.length
              : order === 'first'
                ? file.rows[0]!
                : 0,
      );
      assert.deepEqual(
        keys,
        keys.toSorted((a, b) => a - b),
      );
    }),
    { numRuns: 150 },
  );
});

function* own(files: { files: readonly { sha256: string }[] }): Generator<string> {
  for (const { sha256 } of files.files) yield sha256;
}

test('what a file is by its bytes goes before what a source calls it', () => {
  assert.equal(attachmentForm('image', { mime: 'image/jpeg', file: { type: 'application/pdf' } }), 'file');
  assert.equal(attachmentForm('document', { mime: 'application/pdf', file: { type: 'image/png' } }), 'image');
  assert.equal(attachmentForm('document', { file: { type: 'text/html' } }), 'file');
  assert.equal(attachmentForm('document', { file: { type: 'text/plain' } }), 'text');
});
