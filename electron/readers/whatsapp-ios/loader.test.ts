/** What is recognised as an iPhone's WhatsApp, and which files belong to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatsappIos } from './loader.ts';
import { MadeEvidence } from './testing/made-evidence.ts';

const nothing = (): void => {};

const SHARED = 'AppDomainGroup-group.net.whatsapp.WhatsApp.shared';
const BUSINESS = 'AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared';

async function sources(evidence: MadeEvidence): Promise<(readonly string[])[]> {
  return (await whatsappIos.recognise(evidence.tree)).map(({ paths }) => paths);
}

test('a database is recognised by its name, with the databases, journals and settings that belong to it', async () => {
  using evidence = new MadeEvidence();
  evidence
    .settings()
    .database('ChatStorage.sqlite', nothing)
    .file('ChatStorage.sqlite-wal', 'x')
    .file('ChatStorage.sqlite-shm', 'x')
    .database('ContactsV2.sqlite', nothing)
    .database('CallHistory.sqlite', nothing);
  assert.deepEqual(await sources(evidence), [
    [
      'ChatStorage.sqlite',
      'ChatStorage.sqlite-wal',
      'ContactsV2.sqlite',
      'CallHistory.sqlite',
      'Library/Preferences/group.net.whatsapp.WhatsApp.shared.plist',
    ],
  ]);
});

test('WhatsApp and WhatsApp Business of one phone are two sources, each with its own files', async () => {
  using evidence = new MadeEvidence();
  for (const domain of [SHARED, BUSINESS]) {
    evidence
      .database(`${domain}/ChatStorage.sqlite`, nothing)
      .database(`${domain}/CallHistory.sqlite`, nothing);
  }
  assert.deepEqual(await sources(evidence), [
    [`${SHARED}/ChatStorage.sqlite`, `${SHARED}/CallHistory.sqlite`],
    [`${BUSINESS}/ChatStorage.sqlite`, `${BUSINESS}/CallHistory.sqlite`],
  ]);
});

test('a renamed database is recognised by its tables, and another SQLite database is not', async () => {
  using evidence = new MadeEvidence();
  evidence
    .database('7c7fba66680ef796b916b067077cc246adacf01d', nothing)
    .bareDatabase('other.sqlite', (db) => db.exec('CREATE TABLE message (a)'))
    .file('notes.db', 'CREATE TABLE ZWAMESSAGE (');
  assert.deepEqual(await sources(evidence), [['7c7fba66680ef796b916b067077cc246adacf01d']]);
});
