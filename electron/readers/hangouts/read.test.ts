import assert from 'node:assert/strict';
import { test } from 'node:test';
import { googleChat } from '../google-chat/loader.ts';
import { group, readAll, user } from '../google-chat/testing/made-chat.ts';
import { recogniseAll } from '../index.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { hangouts } from './loader.ts';
import { ANA, BEN, event, hangoutsJson, ME, olderJson, said, who } from './testing/made-hangouts.ts';

const FILE = 'Takeout/Hangouts/Hangouts.json';

async function readText(text: string, others: Record<string, string> = {}, chunk?: number) {
  const found = await readAll(hangouts, memoryTree({ [FILE]: text, ...others }, chunk));
  assert.equal(found.length, 1);
  return found[0]!;
}

const read = (events: readonly unknown[], others: Record<string, string> = {}) =>
  readText(hangoutsJson([{ id: 'Ugx1', events }]), others);

test('messages have their writers, times in milliseconds, direction and place', async () => {
  const events = [said('Größe 🎉', { event_id: 'e1' }), said('back', { event_id: 'e2', sender_id: who(ME) })];
  const text = hangoutsJson([{ id: 'Ugx1', events }]);
  const bytes = Buffer.from(text);
  const { messages, skipped, result } = await readText(text);
  const list = bytes.indexOf('"events"');
  const first = bytes.indexOf('{', list);
  assert.deepEqual(messages, [
    {
      chat: 'Ugx1',
      sender: ANA,
      direction: 'in',
      sentAt: '2024-03-22T14:38:05.123Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
      kind: 'text',
      text: 'Größe 🎉',
      source: { file: FILE, byte: first, key: 'e1' },
    },
    {
      chat: 'Ugx1',
      sender: ME,
      direction: 'out',
      sentAt: '2024-03-22T14:38:05.123Z',
      timeBasis: 'utc',
      timePrecision: 'ms',
      kind: 'text',
      text: 'back',
      source: { file: FILE, byte: bytes.indexOf('{\n          "conversation_id"', first + 1), key: 'e2' },
    },
  ]);
  assert.deepEqual(skipped, []);
  assert.deepEqual(result, {
    chats: [{ id: 'Ugx1', platform: 'hangouts', type: 'direct', members: [ME, ANA] }],
    accounts: [
      {
        id: ME,
        platform: 'hangouts',
        names: [{ name: 'Me', from: `${FILE} participant_data.fallback_name` }],
        isOwner: true,
      },
      {
        id: ANA,
        platform: 'hangouts',
        names: [{ name: 'Ana', from: `${FILE} participant_data.fallback_name` }],
      },
    ],
    warnings: [],
    damage: [],
  });
});

test('the form before 2017 gives the same messages', async () => {
  const made = [
    { id: 'Ugx1', events: [said('one'), said('two')] },
    {
      id: 'Ugx2',
      type: 'GROUP',
      name: 'Crew',
      people: [{ id: ME }, { id: BEN, name: 'Ben', phone: '+447700900123' }, { id: ANA }],
      events: [said('three', { conversation_id: { id: 'Ugx2' } })],
    },
  ];
  const [older, today] = [await readText(olderJson(made)), await readText(hangoutsJson(made))];
  const bare = ({ messages }: typeof older) => messages.map(({ source, ...rest }) => [rest, source.key]);
  assert.deepEqual(bare(older), bare(today));
  assert.deepEqual(older.result, today.result);
  assert.deepEqual(
    today.result.chats.map(({ id, title, type, members }) => [id, title, type, members]),
    [
      ['Ugx1', undefined, 'direct', [ME, ANA]],
      ['Ugx2', 'Crew', 'group', [ME, ANA, BEN]],
    ],
  );
  assert.equal(today.result.accounts.find(({ id }) => id === BEN)!.phone, '+447700900123');
});

test('segments make up the text: breaks and links as they are written', async () => {
  const segment = [
    { type: 'TEXT', text: 'see ' },
    { type: 'LINK', text: 'example.org', link_data: { link_target: 'https://example.org' } },
    { type: 'LINE_BREAK', text: '\n' },
    { type: 'LINE_BREAK' },
    { type: 'TEXT', text: 'bye', formatting: { bold: true } },
  ];
  const { messages } = await read([
    event({ chat_message: { message_content: { segment } } }),
    event({ chat_message: { annotation: [{ type: 4, value: '' }], message_content: {} } }),
  ]);
  assert.deepEqual(
    messages.map(({ text, kind, source }) => [text, kind, source.raw]),
    [
      ['see example.org\n\nbye', 'text', undefined],
      [undefined, 'text', { annotation: '[{"type":4,"value":""}]' }],
    ],
  );
});

test('photographs are found beside the export by the last part of their address; places have theirs', async () => {
  const photo = (url: string, media_type?: string) => ({
    embed_item: { plus_photo: { url, ...(media_type ? { media_type } : {}) }, type: ['PLUS_PHOTO'] },
  });
  const attach = (...attachment: unknown[]) => event({ chat_message: { message_content: { attachment } } });
  const { messages } = await read(
    [
      attach(
        photo('https://lh3.example.com/a/b/2014%20a.jpg', 'PHOTO'),
        photo('https://lh3.example.com/gone.jpg'),
      ),
      attach(photo('https://lh3.example.com/..%2F..%2Fetc%2Fpasswd', 'VIDEO')),
      attach({
        embed_item: {
          type: ['PLACE_V2'],
          place_v2: { name: 'Pier', geo: { geo_coordinates_v2: { latitude: 51.5, longitude: -0.12 } } },
        },
      }),
      attach({ embed_item: { type: ['THING_V2'], thing_v2: { url: 'x' } } }),
    ],
    { 'Takeout/Hangouts/2014 a.jpg': 'jpeg', 'etc/passwd': 'x' },
  );
  assert.deepEqual(
    messages.map(({ kind, attachments, attachmentPaths, location }) => [
      kind,
      attachments,
      attachmentPaths,
      location,
    ]),
    [
      [
        'image',
        [
          { name: '2014 a.jpg', present: true },
          { name: 'gone.jpg', present: false },
        ],
        ['Takeout/Hangouts/2014 a.jpg', undefined],
        undefined,
      ],
      ['video', [{ name: '../../etc/passwd', present: false }], undefined, undefined],
      ['location', undefined, undefined, { lat: 51.5, lon: -0.12, name: 'Pier' }],
      ['text', undefined, undefined, undefined],
    ],
  );
  assert.deepEqual(messages[0]!.source.raw, {
    url: 'https://lh3.example.com/a/b/2014%20a.jpg\nhttps://lh3.example.com/gone.jpg',
  });
  assert.match(String(messages[3]!.source.raw!.attachment), /THING_V2/);
});

test('calls, members and names are events', async () => {
  const hangout = (hangout_event: Record<string, unknown>) =>
    event({ event_type: 'HANGOUT_EVENT', hangout_event });
  const change = (type: string, ...ids: string[]) =>
    event({ event_type: 'X', membership_change: { type, participant_id: ids.map(who) } });
  const { messages } = await read([
    hangout({ event_type: 'START_HANGOUT', media_type: 'AUDIO_VIDEO', participant_id: [who(ANA), who(ME)] }),
    hangout({ event_type: 'END_HANGOUT', hangout_duration_secs: '61', media_type: 'AUDIO_VIDEO' }),
    hangout({ event_type: 'END_HANGOUT', hangout_duration_secs: '0' }),
    change('JOIN', BEN),
    change('LEAVE', BEN),
    change('LEAVE', ANA),
    event({ event_type: 'RENAME_CONVERSATION', conversation_rename: { old_name: 'a', new_name: 'b' } }),
    event({ event_type: 'OTR_MODIFICATION', event_otr: 'OFF_THE_RECORD' }),
    event({ event_type: 'SOMETHING_NEW', constructor: { x: 1 } }),
  ]);
  assert.deepEqual(
    messages.map(({ kind, system, call }) => system ?? call ?? kind),
    [
      { action: 'call', value: 'START_HANGOUT' },
      { video: true, seconds: 61, outcome: 'answered' },
      { video: false, seconds: 0, outcome: 'unknown' },
      { action: 'member-added', accounts: [BEN] },
      { action: 'member-removed', accounts: [BEN] },
      { action: 'member-left', accounts: [ANA] },
      { action: 'subject-changed', value: 'b' },
      { action: 'settings-changed', value: 'OTR_MODIFICATION' },
      'unknown',
    ],
  );
  assert.deepEqual(messages[0]!.source.raw, { participant_id: `${ANA}, ${ME}`, media_type: 'AUDIO_VIDEO' });
  assert.deepEqual(messages[6]!.source.raw, { old_name: 'a' });
  assert.deepEqual(messages[7]!.source.raw, { event_otr: 'OFF_THE_RECORD' });
  assert.deepEqual(messages[8]!.source.raw, { event_type: 'SOMETHING_NEW', constructor: '{"x":1}' });
});

test('SMS that went through Hangouts say so', async () => {
  const { messages } = await read([
    said('by text', { event_type: 'SMS', delivery_medium: { medium_type: 'LOCAL_SMS_MEDIUM' } }),
  ]);
  assert.deepEqual(messages[0]!.source.raw, { event_type: 'SMS', delivery_medium: 'LOCAL_SMS_MEDIUM' });
  assert.equal(messages[0]!.kind, 'text');
});

test('exports are known by their name and what they begin with, or alone', async () => {
  const text = hangoutsJson([{ id: 'Ugx1', events: [said('x')] }]);
  const tree = memoryTree({
    'a/Hangouts.json': `\ufeff${text}`,
    'b/Hangouts.json': '{"x": []}',
    'c/chat.json': text,
  });
  assert.deepEqual(
    (await hangouts.recognise(tree)).map(({ paths }) => paths),
    [['a/Hangouts.json']],
  );
  assert.equal((await hangouts.recognise(memoryTree({ 'chat.json': text }))).length, 1);
});

test('a Takeout with Chat and Hangouts offers both', async () => {
  const chat = { creator: { name: 'Ana', email: 'ana@example.org' }, text: 'x', message_id: 'abc/t/t' };
  const tree = memoryTree({
    'Takeout/archive_browser.html': '<html>',
    [FILE]: hangoutsJson([{ id: 'Ugx1', events: [said('x')] }]),
    ...user(),
    ...group('DM abc', [chat]),
  });
  assert.deepEqual(
    (await recogniseAll(tree)).map(({ source }) => [source.reader, source.platform]),
    [
      ['google-chat', 'google-chat'],
      ['hangouts', 'hangouts'],
    ],
  );
  assert.equal((await readAll(googleChat, tree))[0]!.messages.length, 1);
  assert.equal((await readAll(hangouts, tree))[0]!.messages.length, 1);
});

test('the file’s chunks make no difference', async () => {
  const text = hangoutsJson([
    { id: 'Ugx1', events: Array.from({ length: 30 }, (_, n) => said(`№ ${n} 🎉`)) },
    { id: 'Ugx2', events: [said('x', { conversation_id: { id: 'Ugx2' } })] },
  ]);
  const whole = await readText(text);
  assert.deepEqual(await readText(text, {}, 1), whole);
  assert.deepEqual(await readText(text, {}, 777), whole);
});
