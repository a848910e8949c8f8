import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import { ufdr } from './loader.ts';
import {
  chat,
  group,
  HEAD,
  type MadeMessage,
  many,
  message,
  model,
  one,
  party,
  readReport,
  report,
  TAIL,
  treeOf,
} from './testing/made-report.ts';

const OWNER = { id: '447700900001@s.whatsapp.net', name: 'Me', owner: true };
const ANA = { id: '447700900123@s.whatsapp.net', name: 'Ana' };
const BEN = { id: '447700900456@s.whatsapp.net', name: 'Ben' };

const whatsappChat = (messages: readonly MadeMessage[], participants = [OWNER, ANA]): string =>
  group('Chat', chat({ source: 'WhatsApp', id: ANA.id, participants, messages }));

/** Reads a WhatsApp chat with Ana. */
async function read(messages: readonly MadeMessage[], participants = [OWNER, ANA]) {
  const reports = await readReport(report(whatsappChat(messages, participants)));
  assert.equal(reports.length, 1);
  return reports[0]!;
}

const without = ({ source: _, ...rest }: DraftMessage): Omit<DraftMessage, 'source'> => rest;

test('a chat gives its messages with who wrote them, and its members with their names', async () => {
  const { messages, result, skipped } = await read([
    { key: 'AAA1', from: ANA, to: [OWNER], body: 'See you at 7?', fields: { Status: 'Read' } },
    { key: 'AAA2', from: OWNER, to: [ANA], body: 'Yes', at: '2024-03-22T15:00:00.000+01:00' },
  ]);
  assert.deepEqual(messages.map(without), [
    {
      chat: '447700900123@s.whatsapp.net',
      sender: '447700900123@s.whatsapp.net',
      direction: 'in',
      sentAt: '2024-03-22T14:38:05.000Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
      kind: 'text',
      text: 'See you at 7?',
    },
    {
      chat: '447700900123@s.whatsapp.net',
      sender: '447700900001@s.whatsapp.net',
      direction: 'out',
      sentAt: '2024-03-22T14:00:00.000Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
      kind: 'text',
      text: 'Yes',
    },
  ]);
  assert.equal(messages[0]!.source.key, 'AAA1');
  assert.deepEqual(messages[0]!.source.raw, { Status: 'Read' });
  assert.deepEqual(skipped, []);
  assert.deepEqual(result, {
    chats: [
      {
        id: '447700900123@s.whatsapp.net',
        platform: 'whatsapp',
        type: 'direct',
        members: ['447700900001@s.whatsapp.net', '447700900123@s.whatsapp.net'],
      },
    ],
    accounts: [
      {
        id: '447700900001@s.whatsapp.net',
        platform: 'whatsapp',
        names: [{ name: 'Me', from: 'report.xml Party.Name' }],
        isOwner: true,
        phone: '+447700900001',
      },
      {
        id: '447700900123@s.whatsapp.net',
        platform: 'whatsapp',
        names: [{ name: 'Ana', from: 'report.xml Party.Name' }],
        phone: '+447700900123',
      },
    ],
    warnings: [],
    damage: [],
  });
});

test('the place of a message is the byte and line of its own tag', async () => {
  const xml = report(whatsappChat([{ body: 'Größe 照片' }, { body: 'second' }, { body: 'third' }]));
  for (const chunk of [undefined, 1, 700]) {
    const [found] = await readReport(xml, { chunk });
    const bytes = Buffer.from(xml);
    let from = 0;
    for (const { source, text } of found!.messages) {
      const at = bytes.indexOf('<model type="InstantMessage"', from);
      assert.equal(source.byte, at, text);
      assert.equal(source.line, bytes.subarray(0, at).toString().split('\n').length);
      from = at + 1;
    }
    assert.equal(found!.messages.length, 3);
  }
});

test('what Cellebrite recovered is marked, and its state kept as it says it', async () => {
  const { messages } = await read([
    { from: ANA, body: 'a', state: 'Deleted' },
    { from: ANA, body: 'b', state: 'Unknown' },
    { from: ANA, body: 'c', state: 'Trash', fields: { DateDeleted: '2024-03-23T08:00:00.000+00:00' } },
    { from: ANA, body: 'd' },
  ]);
  assert.deepEqual(
    messages.map(({ deleted, source }) => [deleted, source.raw]),
    [
      [{}, { deleted_state: 'Deleted' }],
      [undefined, { deleted_state: 'Unknown' }],
      [{ at: '2024-03-23T08:00:00.000Z' }, { deleted_state: 'Trash' }],
      [undefined, undefined],
    ],
  );
});

test('attachments are found by the id of their file, else where they were extracted to', async () => {
  const xml = report(
    whatsappChat([
      {
        from: ANA,
        attachments: [
          { fields: { Filename: 'IMG-1.jpg', ContentType: 'image/jpeg' }, fileId: 'f1' },
          { fields: { Filename: '/storage/0/WhatsApp/VID-2.mp4' }, fileId: 'gone' },
        ],
      },
      {
        from: ANA,
        attachments: [{ fields: { attachment_extracted_path: 'files\\Audio\\PTT-3.opus' } }],
      },
      {
        from: ANA,
        attachments: [{ fields: { Filename: 'x', attachment_extracted_path: '../../etc/passwd' } }],
      },
    ]),
    [
      { id: 'f1', localPath: 'files\\Image\\img-1.JPG' },
      { id: 'f2', localPath: '..\\..\\secret' },
    ],
  );
  const others = { 'files/Image/IMG-1.jpg': 'jpeg', 'files/Audio/PTT-3.opus': 'opus' };
  const [found] = await readReport(xml, { others });
  assert.deepEqual(
    found!.messages.map(({ kind, attachments, attachmentPaths }) => [kind, attachments, attachmentPaths]),
    [
      [
        'image',
        [
          { name: 'IMG-1.jpg', mime: 'image/jpeg', present: true },
          { name: 'VID-2.mp4', present: false },
        ],
        ['files/Image/IMG-1.jpg', undefined],
      ],
      ['audio', [{ present: true }], ['files/Audio/PTT-3.opus']],
      ['document', [{ name: 'x', present: false }], undefined],
    ],
  );
});

test('an attachment that stands in both of its fields is one', async () => {
  const attachment = model('Attachment', { Filename: 'a.jpg' }, '', { id: 'same' });
  const { messages } = await read([
    { more: one('Attachment', attachment) + many('Attachments', attachment) },
  ]);
  assert.equal(messages[0]!.attachments!.length, 1);
});

test('replies find the message before them in their chat, or keep the key of one that is not there', async () => {
  const quoted = (fields: Record<string, string>, type = 'ReplyMessageData'): string =>
    many('MessageExtraData', model(type, fields));
  const { messages } = await read([
    { key: 'K1', id: 'model-1', body: 'first' },
    { key: 'K2', body: 'by key', more: quoted({ OriginalMessageID: 'K1' }) },
    {
      key: 'K3',
      body: 'by id',
      more: quoted({ ReferenceId: 'model-1', Label: 'Reply' }, 'QuotedMessageData'),
    },
    { key: 'K4', body: 'gone', more: quoted({ OriginalMessageID: 'K0' }) },
    { key: 'K5', body: 'itself', more: quoted({ OriginalMessageID: 'K5' }) },
    {
      key: 'K6',
      body: 'forwarded',
      more: quoted({ ReferenceId: 'model-1', Label: 'Forwarded' }, 'QuotedMessageData'),
    },
  ]);
  assert.deepEqual(
    messages.map(({ replyTo, forwarded }) => [replyTo, forwarded]),
    [
      [undefined, undefined],
      [1, undefined],
      [1, undefined],
      ['K0', undefined],
      ['K5', undefined],
      [undefined, true],
    ],
  );
});

test('the same key in another chat is another message', async () => {
  const reply = many('MessageExtraData', model('ReplyMessageData', { OriginalMessageID: 'K1' }));
  const xml = report(
    group(
      'Chat',
      chat({ source: 'WhatsApp', id: ANA.id, messages: [{ key: 'K1' }] }) +
        chat({ source: 'WhatsApp', id: BEN.id, messages: [{ key: 'K2', more: reply }] }),
    ),
  );
  const [found] = await readReport(xml);
  assert.equal(found!.messages[1]!.replyTo, 'K1');
});

test('labels say what was edited, forwarded or written by nobody', async () => {
  const { messages } = await read([
    { from: ANA, labels: ['Edited', 'Starred'] },
    { from: ANA, labels: ['Forwarded'] },
    { labels: ['System'], body: 'Ben joined' },
    { from: { id: 'System Message', name: 'System Message' }, body: 'Encrypted' },
  ]);
  assert.deepEqual(
    messages.map(({ kind, direction, sender, edited, forwarded, system }) => ({
      kind,
      direction,
      sender,
      edited,
      forwarded,
      system,
    })),
    [
      { kind: 'text', direction: 'in', sender: ANA.id, edited: {}, forwarded: undefined, system: undefined },
      {
        kind: 'text',
        direction: 'in',
        sender: ANA.id,
        edited: undefined,
        forwarded: true,
        system: undefined,
      },
      ...[1, 2].map(() => ({
        kind: 'system',
        direction: 'system',
        sender: undefined,
        edited: undefined,
        forwarded: undefined,
        system: { action: 'unknown' },
      })),
    ],
  );
  assert.deepEqual(messages[0]!.source.raw, { MessageLabel: 'Starred' });
});

test('places, shared contacts and parts that have no field of their own', async () => {
  const position = (lat: string, lon: string): string =>
    one('Position', model('Coordinate', { Latitude: lat, Longitude: lon }));
  const { messages, result } = await read([
    { more: position('51,5', '-0.12'), fields: { PositionAddress: 'London' } },
    { more: position('51.5', '0'), fields: { IsLocationSharing: 'True' } },
    { more: position('91', '0') },
    {
      more: many(
        'SharedContacts',
        model('Contact', { Name: 'Cy' }, many('Entries', model('PhoneNumber', { Value: '+447700900789' }))),
      ),
    },
    {
      more: many('Reactions', model('Reaction', { Value: '👍' })),
      fields: { constructor: 'x', status: 'y' },
    },
  ]);
  assert.deepEqual(
    messages.map(({ kind, location, source }) => [kind, location, source.raw]),
    [
      ['location', { lat: 51.5, lon: -0.12, name: 'London' }, undefined],
      ['live-location', { lat: 51.5, lon: 0 }, undefined],
      ['text', undefined, undefined],
      ['contact', undefined, { 'SharedContacts Contact': 'Name: Cy; Entries: Value: +447700900789' }],
      ['text', undefined, { constructor: 'x', status: 'y', 'Reactions Reaction': 'Value: 👍' }],
    ],
  );
  assert.deepEqual(
    result.damage.map(({ reason }) => reason),
    ['a position that is not on the Earth, left out'],
  );
});

test('delivery and reading are receipts in chats of two, and raw in others', async () => {
  const fields = { DateDelivered: '2024-03-22T14:39:00Z', DateRead: '2024-03-22T14:40:00Z' };
  const { messages } = await read([
    { from: OWNER, to: [ANA], fields },
    { from: ANA, to: [OWNER], fields },
    { from: OWNER, to: [ANA, BEN], fields },
  ]);
  assert.deepEqual(
    messages.map(({ receivedAt, receipts, source }) => [receivedAt, receipts, source.raw]),
    [
      [
        undefined,
        [{ account: ANA.id, delivered: '2024-03-22T14:39:00.000Z', read: '2024-03-22T14:40:00.000Z' }],
        undefined,
      ],
      ['2024-03-22T14:39:00.000Z', [{ account: OWNER.id, read: '2024-03-22T14:40:00.000Z' }], undefined],
      [undefined, undefined, fields],
    ],
  );
});

test('times: an instant, a clock without a zone, none, and what is none', async () => {
  const xml = report(
    whatsappChat([
      { at: '2024-03-22T14:38:05+05:30' },
      { at: '2024-07-01T10:00:00' },
      { at: '0001-01-01T00:00:00' },
      { at: '2024-02-31T10:00:00Z' },
      { at: '22/03/2024 14:38:05' },
    ]),
  );
  const [found] = await readReport(xml);
  const times = ({ sentAt, timeBasis, timePrecision }: DraftMessage) => [sentAt, timeBasis, timePrecision];
  assert.deepEqual(found!.messages.map(times), [
    ['2024-03-22T09:08:05.000Z', 'utc', 's'],
    ['2024-07-01T10:00:00.000', 'device-local', 's'],
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
  ]);
  assert.deepEqual(
    found!.messages.slice(3).map(({ source }) => source.raw),
    [{ TimeStamp: '2024-02-31T10:00:00Z' }, { TimeStamp: '22/03/2024 14:38:05' }],
  );
  assert.equal(found!.result.damage.length, 2);
  assert.match(found!.result.warnings[0]!, /no offset from UTC/);

  const [zoned] = await readReport(xml, { options: { timeZone: 'Europe/London' } });
  assert.deepEqual(times(zoned!.messages[1]!), ['2024-07-01T09:00:00.000Z', 'assumed-zone', 's']);
  assert.equal(zoned!.result.timeZone, 'Europe/London');
  await assert.rejects(readReport(xml, { options: { timeZone: 'Mars/Olympus' } }), /not a time zone/);
});

test('each application of a report is a source of its platform, and each message is in exactly one', async () => {
  const owner = { owner: true };
  const xml = report(
    group('Contact', model('Contact', { Source: 'Signal', Name: 'never wrote' })) +
      group(
        'Chat',
        chat({
          source: 'WhatsApp',
          id: ANA.id,
          messages: [{ body: 'w1', source: 'WhatsApp' }, { body: 'w2' }],
        }) +
          chat({ source: 'WhatsApp Business', id: BEN.id, messages: [{ body: 'wb' }] }) +
          chat({
            source: 'Telegram',
            id: '777',
            fields: { ChatType: 'OneOnOne' },
            messages: [{ body: 't', from: { id: '777', name: 'Tea' } }],
          }) +
          chat({ source: 'Threema', id: 'ECHO', messages: [{ body: 'th', from: { id: 'ABCD1234' } }] }) +
          chat({
            id: 'mixed',
            participants: [owner],
            messages: [{ body: 'm1', source: 'WhatsApp' }, { body: 'm2', source: 'Viber' }, { body: 'm3' }],
          }),
      ),
  );
  for (const chunk of [undefined, 50, 1000]) {
    const reports = await readReport(xml, { chunk });
    assert.deepEqual(
      reports.map(({ platform, messages }) => [platform, messages.map(({ text }) => text)]),
      [
        ['whatsapp', ['w1', 'w2', 'wb', 'm1']],
        ['telegram', ['t']],
        ['other', ['th', 'm2', 'm3']],
      ],
    );
    const [whatsapp, telegram, other] = reports;
    assert.deepEqual(whatsapp!.messages[2]!.source.raw, { Source: 'WhatsApp Business' });
    assert.deepEqual(telegram!.messages[0]!.chat, 'user777');
    assert.equal(telegram!.messages[0]!.sender, 'user777');
    assert.equal(other!.messages[0]!.chat, 'Threema: ECHO');
    assert.equal(other!.messages[0]!.sender, 'Threema: ABCD1234');
    assert.deepEqual(other!.messages[0]!.source.raw, { Source: 'Threema' });
    assert.deepEqual(
      other!.result.chats.map(({ id }) => id),
      ['Threema: ECHO', 'Viber: mixed'],
    );
  }
});

test('a report that is written otherwise than the survey expects loses nothing', async () => {
  const xml = report(whatsappChat([{ from: ANA, body: 'one' }]))
    .replaceAll('<modelType type=', '<modelType  type=')
    .replaceAll('<field name=', '<field  name=');
  const reports = await readReport(xml);
  assert.deepEqual(
    reports.map(({ platform, messages }) => [platform, messages.length]),
    [['other', 1]],
  );
  assert.match(reports[0]!.result.warnings[0]!, /“WhatsApp” are read with those of other/);
});

test('calls have their sides, length and outcome, and lie in the chat with who called', async () => {
  const call = (fields: Record<string, string>, parties: string): string =>
    model('Call', { ...fields, TimeStamp: '2024-03-22T14:38:05.000+00:00' }, many('Parties', parties));
  const xml = report(
    group(
      'Call',
      call(
        { Type: 'Incoming', Duration: '00:01:01', VideoCall: 'False' },
        party({ id: '+44 7700 900123', name: 'Ana', role: 'From' }),
      ) +
        call({ Type: 'Outgoing', Duration: '00:00:00' }, party({ id: '+447700900123', role: 'To' })) +
        call({ Type: 'Missed' }, party({ id: '+447700900123', role: 'From' })) +
        call({ Type: 'Rejected', Duration: 'x' }, party({ name: 'Hidden', role: 'From' })) +
        call(
          {
            Source: 'WhatsApp',
            Type: 'Outgoing',
            Status: 'Established',
            Duration: '1.00:00:01',
            VideoCall: 'True',
          },
          party({ ...OWNER, role: 'From' }) + party({ ...ANA, role: 'To' }),
        ) +
        call({}, ''),
    ),
  );
  const [whatsapp, other] = await readReport(xml);
  const seen = ({ chat: id, sender, direction, kind, call }: DraftMessage) => [
    id,
    sender,
    direction,
    kind,
    call,
  ];
  assert.deepEqual(whatsapp!.messages.map(seen), [
    [ANA.id, OWNER.id, 'out', 'call', { video: true, seconds: 86_401, outcome: 'answered' }],
  ]);
  assert.deepEqual(other!.messages.map(seen), [
    ['+447700900123', '+447700900123', 'in', 'call', { video: false, seconds: 61, outcome: 'answered' }],
    ['+447700900123', 'owner', 'out', 'call', { video: false, seconds: 0, outcome: 'unknown' }],
    ['+447700900123', '+447700900123', 'in', 'call', { video: false, outcome: 'missed' }],
    ['Call: name Hidden', 'Call: name Hidden', 'in', 'call', { video: false, outcome: 'declined' }],
    ['Call: nobody named', undefined, undefined, 'call', { video: false, outcome: 'unknown' }],
  ]);
  assert.deepEqual(other!.messages[3]!.source.raw, { Type: 'Rejected', Duration: 'x' });
  const ana = other!.result.accounts.find(({ id }) => id === '+447700900123')!;
  assert.deepEqual(
    [ana.phone, ana.names],
    ['+447700900123', [{ name: 'Ana', from: 'report.xml Party.Name' }]],
  );
  assert.ok(other!.result.accounts.find(({ id }) => id === 'owner')!.isOwner);
});

test('who wrote a record is told by its sides before its words', async () => {
  const sms = (fields: Record<string, string>, parties: string): string =>
    model('SMS', { Source: 'WhatsApp', ...fields }, many('Parties', parties));
  const [from, to] = [party({ ...OWNER, role: 'From' }), party({ ...ANA, role: 'To' })];
  const xml = report(
    group(
      'SMS',
      sms({}, from + to) +
        sms({ Folder: 'Inbox' }, from + to) +
        sms({ Folder: 'Inbox' }, party({ ...ANA, role: 'From' })),
    ),
  );
  const [found] = await readReport(xml);
  assert.deepEqual(
    found!.messages.map(({ sender, direction }) => [sender, direction]),
    [
      [OWNER.id, 'out'],
      [OWNER.id, 'out'],
      [ANA.id, 'in'],
    ],
  );
});

test('SMS and MMS lie in the chat with the other side, whatever the folder', async () => {
  const xml = report(
    group(
      'SMS',
      model(
        'SMS',
        { Body: 'in', Folder: 'Inbox', TimeStamp: '2024-03-22T14:38:05Z' },
        many('Parties', party({ id: 'VODAFONE', role: 'From' })),
      ) +
        model(
          'SMS',
          { Body: 'out', Folder: 'Sent', DateRead: '2024-03-22T15:00:00Z' },
          many('Parties', party({ id: '07700 900123', role: 'To' })),
        ) +
        model(
          'SMS',
          { Body: 'two' },
          many(
            'Parties',
            party({ id: '07700900123', role: 'To' }) + party({ id: '07700900456', role: 'To' }),
          ),
        ),
    ) +
      group(
        'MMS',
        model(
          'MMS',
          { Subject: 'Photo' },
          one('From', party({ id: '07700900123' })) +
            many('Attachments', model('Attachment', { Filename: 'a.gif' })),
        ),
      ),
  );
  const [found] = await readReport(xml);
  assert.deepEqual(
    found!.messages.map(({ chat: id, sender, direction, kind, text }) => [id, sender, direction, kind, text]),
    [
      ['SMS: VODAFONE', 'SMS: VODAFONE', 'in', 'text', 'in'],
      ['07700900123', 'owner', 'out', 'text', 'out'],
      ['07700900123, 07700900456', 'owner', 'out', 'text', 'two'],
      ['07700900123', '07700900123', 'in', 'image', 'Photo'],
    ],
  );
  assert.deepEqual(found!.messages[1]!.receipts, [
    { account: '07700900123', read: '2024-03-22T15:00:00.000Z' },
  ]);
  assert.deepEqual(
    found!.result.chats.map(({ id, type }) => [id, type]),
    [
      ['SMS: VODAFONE', 'direct'],
      ['07700900123', 'direct'],
      ['07700900123, 07700900456', 'group'],
    ],
  );
});

test('a message that stands outside of its chat, too, is skipped there and counted', async () => {
  const loose = group(
    'InstantMessage',
    message({ id: 'm-1', key: 'K1', source: 'WhatsApp', from: ANA, body: 'again' }) +
      message({ id: 'm-2', key: 'K2', source: 'WhatsApp', from: ANA, to: [OWNER], body: 'alone' }) +
      message({
        id: 'm-3',
        source: 'WhatsApp',
        from: BEN,
        body: 'in a group',
        fields: { ChatId: '1-2@g.us' },
      }),
  );
  const xml = report(whatsappChat([{ id: 'm-1', key: 'K1', from: ANA, body: 'again' }]) + loose);
  const [found] = await readReport(xml);
  assert.deepEqual(
    found!.messages.map(({ chat: id, text }) => [id, text]),
    [
      [ANA.id, 'again'],
      [ANA.id, 'alone'],
      ['1-2@g.us', 'in a group'],
    ],
  );
  assert.deepEqual(
    found!.skipped.map(({ reason, source }) => [reason, source.key]),
    [['repeats a message of a chat', 'K1']],
  );
  assert.equal(found!.result.chats.find(({ id }) => id === '1-2@g.us')!.type, 'group');
});

test('groups, names behind the messages, chats without messages, chats without an id', async () => {
  const xml = report(
    group(
      'Chat',
      chat({
        source: 'WhatsApp',
        id: '123-456@g.us',
        participants: [OWNER, ANA, BEN],
        messages: [{ from: ANA }],
        more: '<field name="Name" type="String"><value type="String">Crew</value></field>',
      }) +
        chat({ source: 'WhatsApp', id: BEN.id, participants: [BEN] }) +
        model('Chat', { Source: 'WhatsApp' }, many('Messages', message({ body: 'x' })), { id: 'c-3' }),
    ),
  );
  const [found] = await readReport(xml);
  assert.deepEqual(
    found!.result.chats.map(({ id, title, type, members }) => [id, title, type, members.length]),
    [
      ['123-456@g.us', 'Crew', 'group', 3],
      [BEN.id, undefined, 'direct', 1],
      ['chat c-3', undefined, 'direct', 0],
    ],
  );
});

test('a text in base64 is decoded where it is UTF-8, and types that are not read are counted', async () => {
  const body = (format: string, value: string): string =>
    `<field name="Body" type="String"><value type="String" format="${format}">${value}</value></field>`;
  const xml = report(
    whatsappChat([
      { more: body('Base64String', Buffer.from('a\u0001b').toString('base64')) },
      { more: body('Base64String', '/w==') },
    ]) + group('Email', model('Email', { Subject: 'x' }) + model('Email', {})),
  );
  const [found] = await readReport(xml);
  assert.deepEqual(
    found!.messages.map(({ text }) => text),
    ['a\u0001b', '/w=='],
  );
  assert.deepEqual(found!.result.warnings, ['models of type Email: not read (2 times)']);
});

test('reports are known by their root, in a folder or alone', async () => {
  const found = await ufdr.recognise(
    treeOf(report(''), { 'a.xml': '<project/>', 'files/b.xml': HEAD + TAIL }),
  );
  assert.deepEqual(
    found.map(({ paths, platform, title }) => [paths, platform, title]),
    [
      [['files/b.xml'], 'other', 'Cellebrite report: SMS, calls and other applications, “files/b.xml”'],
      [['report.xml'], 'other', 'Cellebrite report: SMS, calls and other applications, “report.xml”'],
    ],
  );
});

test('the file’s chunks make no difference', async () => {
  const xml = report(
    whatsappChat(
      Array.from({ length: 40 }, (_, n) => ({ key: `K${n}`, from: n % 2 ? ANA : OWNER, body: `№ ${n} 🎉` })),
    ),
  );
  const whole = await readReport(xml);
  assert.deepEqual(await readReport(xml, { chunk: 1 }), whole);
  assert.deepEqual(await readReport(xml, { chunk: 777 }), whole);
});
