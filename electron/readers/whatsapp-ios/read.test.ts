/** What messages of ChatStorage.sqlite become: senders, times, kinds, quotes, reactions, receipts, polls. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import {
  ANA,
  BEN,
  CLEO,
  CLEO_LID,
  DATE,
  type Filler,
  GROUP,
  MadeEvidence,
  ME,
  readFilled,
  type Values,
} from './testing/made-evidence.ts';
import { packedJid, wire } from './testing/wire.ts';

/** The one message of a direct chat with Ana. */
async function only(
  values: Values,
  more: (filler: Filler) => void = () => {},
  session: string | null = ANA,
): Promise<DraftMessage> {
  const { messages, skipped, damage } = await readFilled((filler) => {
    filler.session(1, session).message(1, values);
    more(filler);
  });
  assert.deepEqual([messages.length, skipped, damage], [1, [], []]);
  return messages[0]!;
}

test('a received text has its chat, its sender, the instant to the fraction the phone kept, and its row', async () => {
  assert.deepEqual(await only({ ZTEXT: 'hello', ZMESSAGEDATE: DATE + 0.25, ZFROMJID: ANA }), {
    chat: ANA,
    sender: ANA,
    direction: 'in',
    sentAt: '2024-03-22T14:38:05.250Z',
    timeBasis: 'utc',
    timePrecision: 'ms',
    kind: 'text',
    text: 'hello',
    source: { file: 'ChatStorage.sqlite', table: 'ZWAMESSAGE', row: 1, key: 'KEY1', code: 0 },
  });
});

test('an own text is the owner’s, whom the settings beside the database name', async () => {
  const { messages, accounts, warnings } = await readFilled((filler) =>
    filler.session(1, ANA).message(1, { ZTEXT: 'hi', ZISFROMME: 1, ZTOJID: ANA, ZMESSAGESTATUS: 1 }),
  );
  assert.equal(messages[0]!.sender, ME);
  assert.equal(messages[0]!.direction, 'out');
  assert.equal(messages[0]!.timePrecision, 's');
  assert.deepEqual(
    accounts.find(({ isOwner }) => isOwner),
    {
      id: ME,
      platform: 'whatsapp',
      phone: '+447700900000',
      names: [{ name: 'Me Myself', from: 'group.net.whatsapp.WhatsApp.shared.plist FullUserName' }],
      isOwner: true,
    },
  );
  assert.deepEqual(warnings, []);
});

test('without settings the owner has no number, and the import says so', async () => {
  using evidence = new MadeEvidence();
  const { messages, warnings } = await evidence
    .database('ChatStorage.sqlite', (filler) => filler.session(1, ANA).message(1, { ZISFROMME: 1 }))
    .read();
  assert.equal(messages[0]!.sender, 'owner');
  assert.deepEqual(warnings, [
    'nothing beside ChatStorage.sqlite says whose it is: own messages are of the account “owner”',
  ]);
});

test('in a group the member’s row says who wrote, and members keep the names of their rows', async () => {
  const { messages, chats, accounts } = await readFilled((filler) =>
    filler
      .session(1, GROUP, { ZPARTNERNAME: 'Allotment' })
      .member(7, 1, BEN, { ZCONTACTNAME: 'Ben B' })
      .member(8, 1, ANA)
      .message(1, { ZTEXT: 'weeds', ZGROUPMEMBER: 7, ZFROMJID: GROUP }),
  );
  assert.equal(messages[0]!.sender, BEN);
  assert.deepEqual(chats, [
    { id: GROUP, platform: 'whatsapp', title: 'Allotment', type: 'group', members: [ANA, BEN] },
  ]);
  assert.deepEqual(accounts.find(({ id }) => id === BEN)!.names, [
    { name: 'Ben B', from: 'ChatStorage.sqlite ZWAGROUPMEMBER.ZCONTACTNAME' },
  ]);
});

test('each type has its kind, and an unknown one keeps its number', async () => {
  const kinds: Readonly<Record<number, string>> = {
    0: 'text',
    1: 'image',
    2: 'video',
    3: 'audio',
    4: 'contact',
    5: 'location',
    6: 'system',
    7: 'text',
    8: 'document',
    10: 'system',
    11: 'gif',
    12: 'unknown',
    14: 'deleted',
    15: 'sticker',
    28: 'system',
    38: 'view-once',
    46: 'poll',
    53: 'view-once',
    54: 'video',
    59: 'call',
    9999: 'unknown',
  };
  const types = Object.keys(kinds).map(Number);
  const { messages } = await readFilled((filler) => {
    filler.session(1, ANA);
    for (const [i, type] of types.entries()) filler.message(i + 1, { ZMESSAGETYPE: type });
  });
  assert.deepEqual(Object.fromEntries(messages.map(({ kind, source }) => [source.code, kind])), kinds);
});

test('a reply gives the ordinal of the message it quotes, also of one that comes later, else the key', async () => {
  const { messages } = await readFilled((filler) =>
    filler
      .session(1, ANA)
      .session(2, BEN)
      .message(1)
      .message(2)
      .media(2, { ZMETADATA: wire([5, 'KEY1'], [6, ANA]) })
      .message(3)
      .media(3, { ZMETADATA: wire([5, 'KEY5']) })
      .message(4)
      .media(4, { ZMETADATA: wire([5, 'GONE']) })
      .message(5, { ZSTANZAID: 'KEY5' })
      // Another chat has the same key: each reply stays in its own.
      .message(6, { ZCHATSESSION: 2, ZSTANZAID: 'KEY1' })
      .message(7)
      .media(7, { ZMETADATA: wire([5, 'KEY1']) }),
  );
  assert.deepEqual(
    messages.map(({ replyTo }) => replyTo),
    [undefined, 1, 5, 'GONE', undefined, undefined, 1],
  );
  assert.equal(messages[1]!.attachments, undefined);
});

test('a reply to what comes later is found over rows without a key', async () => {
  const { messages } = await readFilled((filler) => {
    filler
      .session(1, ANA)
      .message(1)
      .media(1, { ZMETADATA: wire([5, 'KEY900']) });
    for (let row = 2; row < 900; row += 3) filler.message(row, { ZSTANZAID: row % 2 ? null : `KEY${row}` });
    filler
      .message(900)
      .message(901)
      .media(901, { ZMETADATA: wire([5, 'KEY2']) });
  });
  assert.equal(messages[(messages[0]!.replyTo as number) - 1]!.source.row, 900);
  assert.equal(messages[(messages.at(-1)!.replyTo as number) - 1]!.source.row, 2);
});

test('reactions name who reacted, the owner without an address, and one taken back is no reaction', async () => {
  const info = wire([
    7,
    wire(
      [1, wire([1, 'R1'], [2, packedJid(BEN)], [3, '👍'], [4, 1_711_118_300_123])],
      [1, wire([1, 'R2'], [2, ANA], [3, ''], [4, 1_711_118_300_000])],
      [2, wire([1, 'R3'], [2, '❤️'], [3, 1_711_118_400_000])],
    ),
  ]);
  const message = await only({ ZTEXT: 'x' }, (filler) => filler.info(1, info));
  assert.deepEqual(message.reactions, [
    { sender: BEN, emoji: '👍', at: '2024-03-22T14:38:20.123Z' },
    { sender: ME, emoji: '❤️', at: '2024-03-22T14:40:00.000Z' },
  ]);
  assert.deepEqual(message.source.raw, { [`reaction taken back by ${ANA}`]: '2024-03-22T14:38:20.000Z' });
});

test('receipts count from the time of sending: first delivery to any device, and reading', async () => {
  const info = wire(
    [3, 1_711_118_285],
    [2, wire([1, packedJid(BEN)], [5, 60], [10, wire([1, 9], [2, 1])], [10, wire([1, 2], [2, 2])])],
    [2, wire([1, packedJid(CLEO)], [10, wire([1, 5], [2, 1])])],
  );
  const message = await only({ ZISFROMME: 1, ZMESSAGESTATUS: 8 }, (filler) => filler.info(1, info), GROUP);
  assert.deepEqual(message.receipts, [
    { account: BEN, delivered: '2024-03-22T14:38:07.000Z', read: '2024-03-22T14:39:05.000Z' },
    { account: CLEO, delivered: '2024-03-22T14:38:10.000Z' },
  ]);
});

test('a receipt of an address in an unknown packing is counted, not passed over', async () => {
  const { messages, warnings } = await readFilled((filler) =>
    filler
      .session(1, GROUP)
      .message(1, { ZISFROMME: 1 })
      .info(1, wire([3, 1_711_118_285], [2, wire([1, Uint8Array.of(7, 7)], [5, 60])])),
  );
  assert.equal(messages[0]!.receipts, undefined);
  assert.deepEqual(warnings, [
    'ChatStorage.sqlite: a receipt in ZRECEIPTINFO whose address could not be read; it was not kept (once)',
  ]);
});

test('a poll has its question, its options with their votes, and who voted', async () => {
  const info = wire([
    8,
    wire(
      [2, 'When?'],
      [3, wire([1, 'Today'])],
      [3, wire([1, 'Tomorrow'])],
      [5, wire([1, 0], [1, 1], [4, packedJid(BEN)])],
      [5, wire([1, Uint8Array.of(1)], [4, packedJid(CLEO)])],
    ),
  ]);
  const message = await only({ ZMESSAGETYPE: 46 }, (filler) => filler.info(1, info), GROUP);
  assert.deepEqual(message.poll, {
    question: 'When?',
    options: [
      { text: 'Today', votes: 1 },
      { text: 'Tomorrow', votes: 2 },
    ],
  });
  assert.equal(message.text, 'When?');
  assert.deepEqual(message.source.raw, {
    [`vote of ${BEN}`]: 'Today\nTomorrow',
    [`vote of ${CLEO}`]: 'Tomorrow',
  });
});

test('media below Message is found by its path, with caption, type, size and stated hash', async () => {
  using evidence = new MadeEvidence();
  const hash = Buffer.alloc(32, 5).toString('base64');
  const { messages } = await evidence
    .settings()
    .file(`Message/Media/${ANA}/a/b/ab-cd.jpg`, 'picture')
    .file('secret.jpg', 'not to be taken')
    .database('ChatStorage.sqlite', (filler) =>
      filler
        .session(1, ANA)
        .message(1, { ZMESSAGETYPE: 1 })
        .media(1, {
          ZMEDIALOCALPATH: `Media/${ANA}/A/b/AB-cd.jpg`,
          ZVCARDSTRING: 'image/jpeg',
          ZVCARDNAME: hash,
          ZFILESIZE: 7,
          ZTITLE: 'look',
        })
        .message(2, { ZMESSAGETYPE: 1 })
        .media(2, { ZMEDIALOCALPATH: 'Media/../../secret.jpg', ZVCARDSTRING: 'image/jpeg' }),
    )
    .read();
  const [found, escaping] = messages;
  assert.deepEqual(found!.attachmentPaths, [`Message/Media/${ANA}/a/b/ab-cd.jpg`]);
  assert.deepEqual(found!.attachments, [
    { name: 'AB-cd.jpg', mime: 'image/jpeg', bytes: 7, sha256: '05'.repeat(32), present: true },
  ]);
  assert.equal(found!.text, 'look');
  assert.equal(escaping!.attachmentPaths, undefined);
  assert.equal(escaping!.attachments![0]!.present, false);
});

test('a voice note, a place, a contact and a forwarded, starred document are what they are', async () => {
  const { messages } = await readFilled((filler) =>
    filler
      .session(1, ANA)
      .message(1, { ZMESSAGETYPE: 3 })
      .media(1, { ZMEDIALOCALPATH: 'Media/x/y.opus', ZVCARDSTRING: 'audio/ogg; codecs=opus' })
      .message(2, { ZMESSAGETYPE: 5 })
      .media(2, { ZLATITUDE: 51.5, ZLONGITUDE: -0.12, ZTITLE: 'The Pier', ZVCARDNAME: '1 Quay' })
      .message(3, { ZMESSAGETYPE: 4 })
      .media(3, { ZVCARDNAME: 'Cleo', ZVCARDSTRING: 'BEGIN:VCARD\nFN:Cleo\nEND:VCARD' })
      .message(4, { ZMESSAGETYPE: 8, ZFLAGS: 128, ZSTARRED: 1 })
      .media(4, { ZMEDIALOCALPATH: 'Media/x/z.pdf', ZTITLE: 'Plan.pdf', ZVCARDSTRING: 'application/pdf' }),
  );
  assert.deepEqual(
    messages.map(({ kind }) => kind),
    ['voice', 'location', 'contact', 'document'],
  );
  assert.deepEqual(messages[1]!.location, { lat: 51.5, lon: -0.12, name: 'The Pier, 1 Quay' });
  assert.equal(messages[2]!.text, 'BEGIN:VCARD\nFN:Cleo\nEND:VCARD');
  assert.equal(messages[3]!.forwarded, true);
  assert.deepEqual(messages[3]!.source.raw, { starred: 1 });
  assert.equal(messages[3]!.attachments![0]!.name, 'Plan.pdf');
});

test('a deleted message says who deleted it', async () => {
  const message = await only({ ZMESSAGETYPE: 14 });
  assert.equal(message.kind, 'deleted');
  assert.deepEqual(message.deleted, { by: ANA });
});

test('events of a group name who did them, to whom, and the new value', async () => {
  const { messages } = await readFilled((filler) => {
    filler.session(1, GROUP).member(7, 1, BEN);
    const event = (row: number, code: number, values: Values): Filler =>
      filler.message(row, { ZMESSAGETYPE: 6, ZGROUPEVENTTYPE: code, ...values });
    event(1, 1, { ZGROUPMEMBER: 7, ZTEXT: 'New name' });
    event(2, 2, { ZTEXT: `${ANA};${BEN},${CLEO}` });
    event(3, 3, { ZGROUPMEMBER: 7 });
    event(4, 7, { ZGROUPMEMBER: 7, ZTEXT: ANA });
    event(5, 777, {});
    event(6, 2, { ZGROUPMEMBER: 7 });
  });
  assert.deepEqual(
    messages.map(({ system, sender }) => [system, sender]),
    [
      [{ action: 'subject-changed', value: 'New name' }, BEN],
      [{ action: 'member-added', accounts: [BEN, CLEO] }, ANA],
      [{ action: 'member-left', accounts: [BEN] }, BEN],
      [{ action: 'member-removed', accounts: [BEN] }, ANA],
      [{ action: 'unknown' }, undefined],
      [{ action: 'member-added', accounts: [BEN] }, ME],
    ],
  );
  assert.ok(messages.every(({ kind, direction }) => kind === 'system' && direction === 'system'));
  assert.equal(messages[4]!.source.raw!.ZGROUPEVENTTYPE, 777);
});

test('a missed call of type 10 is a call', async () => {
  const message = await only({ ZMESSAGETYPE: 10, ZGROUPEVENTTYPE: 4 });
  assert.deepEqual([message.kind, message.call], ['call', { video: true, outcome: 'missed' }]);
});

test('a call with a message is one message, a call without stands by itself after the messages', async () => {
  using evidence = new MadeEvidence();
  const { messages, chats } = await evidence
    .settings()
    .database('ChatStorage.sqlite', (filler) =>
      filler.session(1, ANA).message(1, { ZMESSAGETYPE: 59, ZSTANZAID: 'CALL1' }),
    )
    .database('CallHistory.sqlite', (filler) => {
      filler.row('ZWAAGGREGATECALLEVENT', { Z_PK: 1, ZINCOMING: 1, ZVIDEO: 1 });
      filler.row('ZWAAGGREGATECALLEVENT', { Z_PK: 2, ZINCOMING: 0, ZVIDEO: 0 });
      const call = (row: number, values: Values, ...others: string[]): void => {
        filler.row('ZWACDCALLEVENT', {
          Z_PK: row,
          ZDATE: DATE + row,
          ZCALLIDSTRING: `CALL${row}`,
          ...values,
        });
        for (const jid of others)
          filler.row('ZWACDCALLEVENTPARTICIPANT', { Z1PARTICIPANTS: row, ZJIDSTRING: jid });
      };
      call(1, { Z1CALLEVENTS: 1, ZOUTCOME: 0, ZDURATION: 61.2 }, ANA);
      call(2, { Z1CALLEVENTS: 2, ZOUTCOME: 4 }, BEN);
      call(3, { Z1CALLEVENTS: 1, ZOUTCOME: 1, ZGROUPJIDSTRING: GROUP }, ANA, CLEO);
      call(4, { Z1CALLEVENTS: 1, ZOUTCOME: 42 }, CLEO);
    })
    .read();
  assert.equal(messages.length, 4);
  assert.deepEqual(messages[0]!.call, { video: true, seconds: 61, outcome: 'answered' });
  assert.equal(messages[0]!.source.raw!['ZWACDCALLEVENT row'], 1);
  assert.deepEqual(messages[1], {
    chat: BEN,
    sender: ME,
    direction: 'out',
    sentAt: '2024-03-22T14:38:07.000Z',
    timeBasis: 'utc',
    timePrecision: 's',
    kind: 'call',
    call: { video: false, outcome: 'declined' },
    source: { file: 'CallHistory.sqlite', table: 'ZWACDCALLEVENT', row: 2, key: 'CALL2' },
  });
  assert.deepEqual(
    [messages[2]!.chat, messages[2]!.call!.outcome, messages[2]!.system],
    [GROUP, 'missed', { action: 'call', accounts: [ANA, CLEO] }],
  );
  assert.deepEqual([messages[3]!.call!.outcome, messages[3]!.source.raw], ['unknown', { ZOUTCOME: 42 }]);
  assert.deepEqual(chats.map(({ id }) => id).sort(), [GROUP, ANA, BEN, CLEO].sort());
});

test('a hidden id that the address book maps to a number is that number’s account, with the book’s name', async () => {
  using evidence = new MadeEvidence();
  const { messages, accounts } = await evidence
    .settings()
    .database('ChatStorage.sqlite', (filler) =>
      filler.session(1, GROUP).member(7, 1, CLEO_LID).message(1, { ZGROUPMEMBER: 7 }),
    )
    .database('ContactsV2.sqlite', (filler) =>
      filler
        .row('ZWAADDRESSBOOKCONTACT', { ZWHATSAPPID: CLEO, ZLID: CLEO_LID, ZFULLNAME: 'Cleo C' })
        .row('ZWAADDRESSBOOKCONTACT', { ZWHATSAPPID: BEN, ZFULLNAME: 'Ben, of whom no message tells' }),
    )
    .read();
  assert.equal(messages[0]!.sender, CLEO);
  assert.deepEqual(
    accounts.map(({ id, phone }) => [id, phone]),
    [
      [CLEO, '+447700900003'],
      [CLEO_LID, '+447700900003'],
      [ME, '+447700900000'],
    ],
  );
  assert.deepEqual(accounts[0]!.names, [
    { name: 'Cleo C', from: 'ContactsV2.sqlite ZWAADDRESSBOOKCONTACT.ZFULLNAME' },
  ]);
});

test('names that senders gave are read as text and as protobuf in base64', async () => {
  const { accounts } = await readFilled((filler) =>
    filler
      .session(1, ANA)
      .message(1, { ZPUSHNAME: 'Ana the first' })
      .message(2, { ZPUSHNAME: wire([1, 'Ana ☀️']).toString('base64') })
      .message(3, { ZPUSHNAME: 'Ana the first' })
      .row('ZWAPROFILEPUSHNAME', { ZJID: ANA, ZPUSHNAME: 'ana~' })
      .row('ZWAPROFILEPUSHNAME', { ZJID: BEN, ZPUSHNAME: 'nobody here' }),
  );
  assert.deepEqual(accounts.find(({ id }) => id === ANA)!.names, [
    { name: 'Ana the first', from: 'ChatStorage.sqlite ZWAMESSAGE.ZPUSHNAME' },
    { name: 'Ana ☀️', from: 'ChatStorage.sqlite ZWAMESSAGE.ZPUSHNAME' },
    { name: 'ana~', from: 'ChatStorage.sqlite ZWAPROFILEPUSHNAME.ZPUSHNAME' },
  ]);
  assert.ok(!accounts.some(({ id }) => id === BEN));
});

test('posts of a contact’s status stand in the chat of all status posts, by who posted', async () => {
  const message = await only({ ZTEXT: 'today' }, () => {}, '447700900002@status');
  assert.deepEqual([message.chat, message.sender], ['status@broadcast', BEN]);
});
