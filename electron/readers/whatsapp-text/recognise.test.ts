import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { chatNameOf, isChatFileName, isSameName, nameInFileName } from './chat-name.ts';
import { recognise } from './recognise.ts';

const SAMPLES = path.join(import.meta.dirname, '../../../../shared/data/whatsapp-text');
const CHAT = '22/03/24, 14:38 - Ana: hi\n';

test('the texts of chats are found by their names and by their first lines, in order', async () => {
  const found = await recognise(
    memoryTree({
      '_chat.txt': '[22/03/24, 14:38:05] Ana: hi\n',
      'WhatsApp Chat with Ana.txt': CHAT,
      'b/Чат WhatsApp с Аня.txt': CHAT,
      'b/pasta.txt': `\ufeff\n${CHAT}`,
      'b/RENAMED.TXT': CHAT,
      'b/empty.txt': '',
      'b/notes.txt': 'Buy milk.\nCall Ana.\n',
      'b/export.log': CHAT,
    }),
  );
  assert.deepEqual(
    found.map(({ paths, title }) => [paths, title]),
    [
      [['WhatsApp Chat with Ana.txt'], 'WhatsApp chat export (Android), “WhatsApp Chat with Ana.txt”'],
      [['_chat.txt'], 'WhatsApp chat export (iPhone), “_chat.txt”'],
      [['b/RENAMED.TXT'], 'WhatsApp chat export (Android), “RENAMED.TXT”'],
      [['b/pasta.txt'], 'WhatsApp chat export (Android), “pasta.txt”'],
      [['b/Чат WhatsApp с Аня.txt'], 'WhatsApp chat export (Android), “Чат WhatsApp с Аня.txt”'],
    ],
  );
  for (const { needs, reader, platform } of found) {
    assert.deepEqual([needs.timeZone, reader, platform], [true, 'whatsapp-text', 'whatsapp']);
  }
});

test('the sample exports are found by their content', async () => {
  for (const name of ['pokemon.txt', 'lorem-2000.txt']) {
    const [source] = await recognise(memoryTree({ [name]: readFileSync(path.join(SAMPLES, name)) }));
    assert.deepEqual(source?.needs, { timeZone: true }, name);
  }
});

test('the date order is asked for where the beginning leaves it open', async () => {
  const needs = async (text: string) =>
    (await recognise(memoryTree({ '_chat.txt': text })))[0]?.needs.dateOrder;
  assert.equal(await needs('1/2/24, 14:38 - Ana: hi\n'), true);
  assert.equal(await needs('1/2/24, 14:38 - Ana: hi\n13/2/24, 14:38 - Ana: hi\n'), undefined);
});

test('texts of other programs are not taken for chats', async () => {
  const others = {
    'app.txt':
      '[2024-03-22 14:38:05] production.ERROR: failed\n[2024-03-22 14:38:06] production.INFO: again\n',
    'log.txt': '2024-03-22 14:38:05 - INFO: started\n2024-03-22 14:38:06 - WARN: slow\n',
    'diary.txt': '22/03/2024, 14:38 - dentist\n',
    'table.txt': '22/03/2024;14:38;1\n',
    'late.txt': `${'words\n'.repeat(20)}${CHAT}`,
    'binary.txt': Buffer.alloc(1000, 0x5b),
  };
  assert.deepEqual(await recognise(memoryTree(others)), []);
});

test('a chat saved as UTF-16 is found', async () => {
  const found = await recognise(memoryTree({ 'chat.txt': Buffer.from(`\ufeff${CHAT}`, 'utf16le') }));
  assert.equal(found.length, 1);
});

test('what is named like a chat is taken for one even where its lines are not understood', async () => {
  assert.equal((await recognise(memoryTree({ '_chat.txt': 'what is this\n' }))).length, 1);
  assert.equal((await recognise(memoryTree({ 'My WhatsApp notes.txt': 'what is this\n' }))).length, 0);
});

test('a damaged text that is not named like a chat is none of this reader’s', async () => {
  const damaged = (name: string): EvidenceEntry => ({
    path: name,
    bytes: 10,
    async *open() {
      yield Buffer.from('22/03');
      throw new Refusal('tampered', name, 'its checksum is wrong');
    },
  });
  const tree = (name: string) => ({ entries: [damaged(name)], leftOut: [], close: async () => {} });
  assert.deepEqual(await recognise(tree('other.txt')), []);
  await assert.rejects(recognise(tree('_chat.txt')), Refusal);
});

test('no more of a large text is read than is needed, and its stream is closed', async () => {
  let given = 0;
  let isClosed = false;
  const entry: EvidenceEntry = {
    path: 'large.txt',
    bytes: 2 ** 40,
    async *open() {
      try {
        for (;;) {
          given += 2 ** 16;
          yield Buffer.alloc(2 ** 16, 'no chat at all\n');
        }
      } finally {
        isClosed = true;
      }
    },
  };
  assert.deepEqual(await recognise({ entries: [entry], leftOut: [], close: async () => {} }), []);
  assert.ok(given <= 2 ** 17, `${given} bytes`);
  assert.ok(isClosed);
});

test('the chat’s name is in the names of file, folder or archive', () => {
  const names: readonly [string, string | undefined][] = [
    ['WhatsApp Chat with Ana Sousa.txt', 'Ana Sousa'],
    ['WhatsApp Chat - Ana.zip', 'Ana'],
    ['WhatsApp_Chat_with_Ana_Sousa.txt', 'Ana Sousa'],
    ['Conversa do WhatsApp com João.txt', 'João'],
    ['Chat de WhatsApp con Ana.txt', 'Ana'],
    ['Чат WhatsApp с Аня.txt', 'Аня'],
    ['WhatsApp Chat with a_b.txt', 'a_b'],
    ['WhatsApp Chat with .txt', undefined],
    ['_chat.txt', undefined],
    ['Ana.txt', undefined],
  ];
  for (const [file, name] of names) assert.equal(nameInFileName(file), name, file);
  assert.equal(chatNameOf('WhatsApp Chat - Ana/_chat.txt'), 'Ana');
  assert.equal(chatNameOf('WhatsApp Chat - Ana.zip/_chat.txt'), 'Ana');
  assert.equal(chatNameOf('_chat.txt', 'WhatsApp Chat - Bob.zip'), 'Bob');
  assert.equal(chatNameOf('x/_chat.txt', 'AB/1'), undefined);
  assert.equal(isChatFileName('a/_chat.txt'), true);
  assert.equal(isChatFileName('chat.txt'), false);
  assert.equal(isSameName('Ana_ work', 'Ana: work'), true);
  assert.equal(isSameName('Ana', 'Anna'), false);
});
