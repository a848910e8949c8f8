import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANA, BEN, CLEO, GROUP, MadeEvidence, readFilled } from './testing/made-evidence.ts';

const LID = '98765432109876@lid';
const MINE = '447700900999@s.whatsapp.net';

test('a hidden id that the database maps to a phone number is that account, and is listed with its number', async () => {
  const { messages, chats, accounts } = await readFilled((f) =>
    f
      .jid(1, ANA)
      .jid(2, LID)
      .row('jid_map', { lid_row_id: 2, jid_row_id: 1 })
      .row('chat', { _id: 1, jid_row_id: 1 })
      .row('chat', { _id: 2, jid_row_id: 2 })
      .chat(3, GROUP)
      .message(1, { text_data: 'by number' })
      .message(2, { chat_row_id: 2, text_data: 'by hidden id' })
      .message(3, { chat_row_id: 3, sender_jid_row_id: 2, text_data: 'in the group' }),
  );
  assert.deepEqual(
    messages.map(({ chat, sender }) => [chat, sender]),
    [
      [ANA, ANA],
      [ANA, ANA],
      [GROUP, ANA],
    ],
  );
  assert.deepEqual(
    chats.map(({ id }) => id),
    [ANA, GROUP],
  );
  assert.deepEqual(accounts, [
    { id: ANA, platform: 'whatsapp', phone: '+447700900001', names: [] },
    { id: LID, platform: 'whatsapp', phone: '+447700900001', names: [] },
    { id: 'owner', platform: 'whatsapp', names: [], isOwner: true },
  ]);
});

test('the address book’s name of a hidden id is the name of its number, whether a message has the hidden id or not', async () => {
  using evidence = new MadeEvidence();
  evidence
    .database('msgstore.db', (f) =>
      f
        .jid(1, ANA)
        .jid(2, LID)
        .row('jid_map', { lid_row_id: 2, jid_row_id: 1 })
        .row('chat', { _id: 1, jid_row_id: 1 })
        .message(1, { text_data: 'by number' }),
    )
    .bareDatabase('wa.db', (db) => {
      db.exec('CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY, jid TEXT, display_name TEXT)');
      db.prepare('INSERT INTO wa_contacts (jid, display_name) VALUES (?, ?)').run(LID, 'Ana Prado');
    });
  const { accounts } = await evidence.read();
  assert.deepEqual(accounts.find(({ id }) => id === ANA)?.names, [
    { name: 'Ana Prado', from: 'wa.db wa_contacts.display_name' },
  ]);
});

test('a hidden id without a number is an account of its own, with the names the database has for it', async () => {
  const { messages, accounts } = await readFilled((f) =>
    f
      .chat(1, LID)
      .row('lid_display_name', { lid_row_id: 1001, display_name: 'Zoe', username: 'zoe.k' })
      .message(1, { text_data: 'hi' }),
  );
  assert.equal(messages[0]!.sender, LID);
  assert.deepEqual(accounts[0], {
    id: LID,
    platform: 'whatsapp',
    handle: 'zoe.k',
    names: [{ name: 'Zoe', from: 'msgstore.db lid_display_name.display_name' }],
  });
});

test('a chat known by its hidden id takes the account that the newest databases keep beside it', async () => {
  const { messages } = await readFilled((f) => {
    f.db.exec('ALTER TABLE chat ADD COLUMN account_jid_row_id INTEGER');
    f.jid(1, ANA)
      .jid(2, LID)
      .row('chat', { _id: 1, jid_row_id: 2, account_jid_row_id: 1 })
      .message(1, { text_data: 'hi' });
  });
  assert.equal(messages[0]!.chat, ANA);
});

test('devices of an account are the account', async () => {
  const { messages } = await readFilled((f) =>
    f
      .chat(1, GROUP)
      .row('jid', {
        _id: 5,
        user: '447700900002',
        server: 's.whatsapp.net',
        agent: 0,
        device: 12,
        raw_string: '447700900002.0:12@s.whatsapp.net',
      })
      .row('jid', { _id: 6, user: '', server: '', raw_string: '447700900003:3@s.whatsapp.net' })
      .message(1, { sender_jid_row_id: 5 })
      .message(2, { sender_jid_row_id: 6 }),
  );
  assert.deepEqual(
    messages.map(({ sender }) => sender),
    [BEN, CLEO],
  );
});

test('the owner is the account that the database names as sender of the owner’s own messages', async () => {
  const { messages, accounts, warnings, chats } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .jid(5, MINE)
      .message(1, { from_me: 1, sender_jid_row_id: 5, status: 4 })
      .message(2, { from_me: 1, sender_jid_row_id: 0, status: 4 })
      // The doer of a system event is somebody else.
      .message(3, { from_me: 1, sender_jid_row_id: 1001, message_type: 7, status: 6 })
      .message(4),
  );
  assert.deepEqual(
    messages.map(({ sender, direction }) => [sender, direction]),
    [
      [MINE, 'out'],
      [MINE, 'out'],
      [ANA, 'system'],
      [ANA, 'in'],
    ],
  );
  assert.deepEqual(
    accounts.find(({ isOwner }) => isOwner),
    { id: MINE, platform: 'whatsapp', phone: '+447700900999', names: [], isOwner: true },
  );
  assert.deepEqual(chats[0]!.members, [ANA, MINE]);
  assert.deepEqual(warnings, []);
});

test('the owner is the account whose device made the owner’s calls', async () => {
  const { accounts } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .row('jid', {
        _id: 5,
        user: '447700900999',
        server: 's.whatsapp.net',
        device: 1,
        raw_string: '447700900999:1@s.whatsapp.net',
      })
      .message(1)
      .row('call_log', {
        jid_row_id: 1001,
        from_me: 1,
        call_id: 'A',
        timestamp: 1_700_000_000_000,
        call_creator_device_jid_row_id: 5,
      })
      .row('call_log', {
        jid_row_id: 1001,
        from_me: 0,
        call_id: 'B',
        timestamp: 1_700_000_000_000,
        call_creator_device_jid_row_id: 1001,
      }),
  );
  assert.equal(accounts.find(({ isOwner }) => isOwner)!.id, MINE);
});

test('where the database shows two accounts as the owner’s, it does not say whose it is', async () => {
  const { accounts, warnings } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .jid(5, MINE)
      .jid(6, CLEO)
      .message(1, { from_me: 1, sender_jid_row_id: 5 })
      .message(2, { from_me: 1, sender_jid_row_id: 6 }),
  );
  assert.equal(accounts.find(({ isOwner }) => isOwner)!.id, 'owner');
  assert.deepEqual(warnings, [
    'msgstore.db does not say whose it is: own messages are of the account “owner”',
  ]);
});

test('the app’s settings beside the databases say whose it is', async () => {
  using evidence = new MadeEvidence();
  evidence
    .database('com.whatsapp/databases/msgstore.db', (f) =>
      f.chat(1, ANA).message(1, { from_me: 1, status: 4 }),
    )
    .file(
      'com.whatsapp/shared_prefs/com.whatsapp_preferences_light.xml',
      `<?xml version='1.0'?><map><string name="registration_jid">447700900999</string></map>`,
    );
  const { messages } = await evidence.read();
  assert.equal(messages[0]!.sender, MINE);
});

test('the placeholders that WhatsApp has for the owner are the owner', async () => {
  const { messages } = await readFilled((f) =>
    f
      .chat(1, 'status@broadcast')
      .row('jid', { _id: 5, user: '', server: 'lid_me', raw_string: 'lid_me' })
      .row('jid', { _id: 6, user: '', server: 'status_me', raw_string: 'status_me' })
      .message(1, { sender_jid_row_id: 5 })
      .message(2, { sender_jid_row_id: 6 }),
  );
  assert.deepEqual(
    messages.map(({ sender }) => sender),
    ['owner', 'owner'],
  );
});

test('chats are of the type that their address says', async () => {
  const { chats } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .chat(2, GROUP, 'Allotments')
      .chat(3, '1700000000@broadcast', 'Customers')
      .chat(4, 'status@broadcast')
      .chat(5, '120363000000000009@newsletter')
      .row('newsletter', { chat_row_id: 5, name: 'City news' })
      .message(1),
  );
  assert.deepEqual(
    chats.map(({ id, type, title }) => [id, type, title]),
    [
      [ANA, 'direct', undefined],
      [GROUP, 'group', 'Allotments'],
      ['1700000000@broadcast', 'broadcast', 'Customers'],
      ['status@broadcast', 'status', undefined],
      ['120363000000000009@newsletter', 'channel', 'City news'],
    ],
  );
});

test('members of a group are those who are in it and those who were', async () => {
  const { chats } = await readFilled((f) =>
    f
      .chat(1, GROUP)
      .jid(5, BEN)
      .jid(6, CLEO)
      .row('jid', { _id: 7, user: '', server: '', raw_string: '' })
      .message(1)
      .row('group_participant_user', { group_jid_row_id: 1001, user_jid_row_id: 7 })
      .row('group_participant_user', { group_jid_row_id: 1001, user_jid_row_id: 6 })
      .row('group_past_participant_user', { group_jid_row_id: 1001, user_jid_row_id: 5, is_leave: 1 })
      .row('group_participants_history', {
        timestamp: 0,
        gjid: GROUP,
        jid: ANA,
        action: 2,
        old_phash: '',
        new_phash: '',
      }),
  );
  assert.deepEqual(chats[0]!.members, [ANA, BEN, CLEO, 'owner']);
});

/** wa.db as WhatsApp makes it, with the columns that bear on names. */
const CONTACTS = `
CREATE TABLE wa_contacts(_id INTEGER PRIMARY KEY AUTOINCREMENT,jid TEXT NOT NULL,is_whatsapp_user BOOLEAN NOT NULL,status TEXT,status_timestamp INTEGER,number TEXT,raw_contact_id INTEGER,display_name TEXT,given_name TEXT,family_name TEXT,wa_name TEXT,sort_name TEXT,nickname TEXT);
CREATE TABLE wa_vnames(_id INTEGER PRIMARY KEY AUTOINCREMENT,jid TEXT NOT NULL,serial INTEGER NOT NULL,issuer TEXT NOT NULL,verified_name TEXT);
INSERT INTO wa_contacts (jid,is_whatsapp_user,display_name,given_name,family_name,wa_name,nickname) VALUES
  ('${ANA}',1,'Ana (work)','Ana','Silva','aninhas','Nini'),
  ('${BEN}',1,NULL,NULL,NULL,'Benny',NULL),
  ('${CLEO}',1,'Never wrote','Never','Wrote',NULL,NULL),
  ('${GROUP}',0,'Allotments','Allotments',NULL,NULL,NULL);
INSERT INTO wa_vnames (jid,serial,issuer,verified_name) VALUES ('${BEN}',1,'ent','Benny’s Boots');`;

test('wa.db gives names to those the messages name, and to groups without a subject', async () => {
  using evidence = new MadeEvidence();
  evidence
    .database('msgstore.db', (f) =>
      f
        .chat(1, ANA)
        .chat(2, GROUP)
        .jid(5, BEN)
        .message(1)
        .message(2, { chat_row_id: 2, sender_jid_row_id: 5 }),
    )
    .bareDatabase('wa.db', (db) => db.exec(CONTACTS));
  const { accounts, chats, damage } = await evidence.read();
  assert.deepEqual(damage, []);
  assert.deepEqual(
    accounts.map(({ id, names }) => [id, names]),
    [
      [
        ANA,
        [
          { name: 'Ana (work)', from: 'wa.db wa_contacts.display_name' },
          { name: 'Ana Silva', from: 'wa.db wa_contacts.given_name family_name' },
          { name: 'aninhas', from: 'wa.db wa_contacts.wa_name' },
          { name: 'Nini', from: 'wa.db wa_contacts.nickname' },
        ],
      ],
      [
        BEN,
        [
          { name: 'Benny', from: 'wa.db wa_contacts.wa_name' },
          { name: 'Benny’s Boots', from: 'wa.db wa_vnames.verified_name' },
        ],
      ],
      ['owner', []],
    ],
  );
  assert.equal(chats.find(({ id }) => id === GROUP)!.title, 'Allotments');
});

test('a wa.db that cannot be opened costs the names, and is named', async () => {
  using evidence = new MadeEvidence();
  evidence.database('msgstore.db', (f) => f.chat(1, ANA).message(1)).file('wa.db', 'no database at all');
  const { messages, damage } = await evidence.read();
  assert.equal(messages.length, 1);
  assert.deepEqual(damage, [
    { file: 'wa.db', reason: 'its names could not be read: it is not a SQLite database, or it is encrypted' },
  ]);
});

test('of an account with more names than anybody has, the first hundred are kept and the rest counted', async () => {
  using evidence = new MadeEvidence();
  evidence
    .database('msgstore.db', (f) => f.chat(1, ANA).message(1))
    .bareDatabase('wa.db', (db) => {
      db.exec('CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY, jid TEXT, display_name TEXT)');
      for (let n = 0; n < 130; n++)
        db.prepare('INSERT INTO wa_contacts (jid, display_name) VALUES (?, ?)').run(ANA, `Ana ${n}`);
    });
  const { accounts, warnings } = await evidence.read();
  assert.equal(accounts[0]!.names.length, 100);
  assert.match(
    warnings.join('\n'),
    /a name beyond the first 100 of an account; it was not kept \(30 times\)/,
  );
});
