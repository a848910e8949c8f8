import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatsappAndroid } from './loader.ts';
import { MadeEvidence } from './testing/made-evidence.ts';
import { realDatabase } from './testing/true-schema.ts';

const recognised = async (evidence: MadeEvidence) =>
  (await whatsappAndroid.recognise(evidence.tree)).map(({ paths }) => paths);

test('a database is known by its name, or under another name by its schema', async () => {
  using evidence = new MadeEvidence();
  evidence
    .file('msgstore.db', 'whatever it is')
    .file('old/msgstore-2024-03-22.1.db', '')
    .file('renamed', realDatabase())
    .file('export.sqlite', realDatabase())
    .file('notes.db', 'SQLite format 3\0 with nothing of the kind')
    .file('Media/photo.jpg', realDatabase());
  assert.deepEqual(await recognised(evidence), [
    ['export.sqlite'],
    ['msgstore.db'],
    ['old/msgstore-2024-03-22.1.db'],
    ['renamed'],
  ]);
});

test('a lone file is looked at whatever its name', async () => {
  using evidence = new MadeEvidence();
  assert.deepEqual(await recognised(evidence.file('evidence.bin', realDatabase())), [['evidence.bin']]);
  using text = new MadeEvidence();
  assert.deepEqual(await recognised(text.file('WhatsApp Chat with Ana.txt', 'hello')), []);
});

test('its journals and the address book belong to it, those of its own folder first', async () => {
  using evidence = new MadeEvidence();
  evidence
    .file('a/databases/msgstore.db', 'x')
    .file('a/databases/msgstore.db-wal', 'x')
    .file('a/databases/msgstore.db-shm', 'x')
    .file('a/databases/msgstore.db-journal', '')
    .file('a/databases/wa.db', 'x')
    .file('a/databases/wa.db-wal', 'x')
    .file('b/msgstore.db', 'x')
    .file('b/contacts/wa.db', 'x');
  assert.deepEqual(await recognised(evidence), [
    ['a/databases/msgstore.db', 'a/databases/msgstore.db-wal', 'a/databases/wa.db', 'a/databases/wa.db-wal'],
    ['b/msgstore.db', 'b/contacts/wa.db'],
  ]);
});

test('a source asks the investigator for nothing', async () => {
  using evidence = new MadeEvidence();
  const [source] = await whatsappAndroid.recognise(evidence.file('msgstore.db', 'x').tree);
  assert.deepEqual(source, {
    reader: 'whatsapp-android',
    platform: 'whatsapp',
    title: 'WhatsApp messages (Android), “msgstore.db”',
    paths: ['msgstore.db'],
    needs: {},
  });
});
