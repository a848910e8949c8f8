import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { SYSTEM_ACTIONS } from '../../../shared/model/index.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { readLines, readText } from './testing/exports.ts';

const SAMPLES = path.join(import.meta.dirname, '../../../../shared/data/whatsapp-text');

for (const [name, header] of [
  ['pokemon.txt', /^\d\d\.\d\d\.\d{4}, \d\d:\d\d - /],
  ['lorem-2000.txt', /^\[\d{4}-\d\d-\d\d \d\d:\d\d\] /],
] as const) {
  test(`every line of ${name} is a message’s, and every text is as it stands there`, async () => {
    const bytes = readFileSync(path.join(SAMPLES, name));
    const { messages, skipped, result } = await readText(memoryTree({ [name]: bytes }, [977]), name);
    const lines = bytes.toString('utf8').split('\n');
    if (lines.at(-1) === '') lines.pop();
    assert.equal(messages.length, lines.filter((line) => header.test(line)).length);
    assert.deepEqual([skipped, result.damage, result.warnings], [[], [], []]);

    let covered = 0;
    for (const [i, { text, source, sender, kind }] of messages.entries()) {
      const end = messages[i + 1]?.source.line ?? lines.length + 1;
      covered += end - source.line!;
      const own = lines.slice(source.line! - 1, end - 1);
      assert.equal(
        bytes
          .subarray(source.byte, source.byte! + own[0]!.length)
          .toString('utf8')
          .slice(0, 10),
        own[0]!.slice(0, 10),
      );
      const body = own.join('\n').replace(header, '');
      assert.equal(
        kind === 'system' ? body.endsWith(text!) : body,
        kind === 'system' ? true : `${sender}: ${text}`,
      );
    }
    assert.equal(covered, lines.length);
  });
}

test('the sample group has its title, its members and its notices', async () => {
  const name = 'pokemon.txt';
  const { messages, result } = await readText(
    memoryTree({ [name]: readFileSync(path.join(SAMPLES, name)) }),
    name,
  );
  const [chat] = result.chats;
  assert.deepEqual([chat!.id, chat!.title, chat!.type], ['pokemon.txt', 'Pokemon Chat', 'group']);
  assert.deepEqual(chat!.members, [
    'Ash Ketchum',
    'Brock',
    'Jessie & James',
    'Meowth',
    'Misty',
    'Prof. Oak',
    'Raichu',
    'Wobbuffet',
  ]);
  assert.deepEqual(
    messages
      .slice(0, 3)
      .map(({ kind, sender, direction, system }) => [kind, sender, direction, system?.action]),
    [
      ['system', undefined, 'system', 'encryption-notice'],
      ['system', undefined, 'system', 'encryption-notice'],
      ['text', 'Ash Ketchum', undefined, undefined],
    ],
  );
  assert.equal(result.dateOrder, 'dmy');
});

test('a chat of Android, line by line', async () => {
  const tree = memoryTree({
    'WhatsApp Chat with Trip.txt': [
      '22/03/24, 14:38 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.',
      '22/03/24, 14:38 - Ana created group "Trip: Porto"',
      '22/03/24, 14:38 - Ana added you',
      '22/03/24, 14:39 - Ana: hi',
      'there: all',
      '22/03/24, 14:40 - +44 7700 900123: IMG-20240322-WA0003.jpg (file attached)',
      'the view',
      '22/03/24, 14:41 - Bob: You deleted this message',
      '22/03/24, 14:42 - Ana: @\u2068Bob\u2069 at 5 <This message was edited>',
      '22/03/24, 14:43 - Missed voice call',
      '22/03/24, 14:44 - Ana:',
      '22/03/24, 14:45 - Ana added Bob and +44 7700 900123',
      '22/03/24, 14:46 - Etwas ganz anderes ist geschehen',
      '',
    ].join('\n'),
    'IMG-20240322-WA0003.jpg': 'a picture',
  });
  const { messages, skipped, result } = await readText(tree, 'WhatsApp Chat with Trip.txt');
  assert.deepEqual(skipped, []);
  const time = (at: string) => ({
    sentAt: `2024-03-22T14:${at}:00.000`,
    timeBasis: 'device-local',
    timePrecision: 'min',
  });
  const place = (line: number) => {
    const { byte } = messages.find((message) => message.source.line === line)!.source;
    return { source: { file: 'WhatsApp Chat with Trip.txt', line, byte } };
  };
  const chat = { chat: 'Trip' };
  const about = { direction: 'system', kind: 'system' };
  assert.deepEqual(messages, [
    {
      ...chat,
      ...time('38'),
      ...about,
      text: 'Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.',
      system: { action: 'encryption-notice' },
      ...place(1),
    },
    {
      ...chat,
      ...time('38'),
      ...about,
      sender: 'Ana',
      text: 'Ana created group "Trip: Porto"',
      system: { action: 'group-created', value: 'Trip: Porto' },
      ...place(2),
    },
    {
      ...chat,
      ...time('38'),
      ...about,
      sender: 'Ana',
      text: 'Ana added you',
      system: { action: 'member-added' },
      ...place(3),
    },
    {
      ...chat,
      ...time('39'),
      sender: 'Ana',
      direction: 'in',
      kind: 'text',
      text: 'hi\nthere: all',
      ...place(4),
    },
    {
      ...chat,
      ...time('40'),
      sender: '+44 7700 900123',
      direction: 'in',
      kind: 'image',
      text: 'IMG-20240322-WA0003.jpg (file attached)\nthe view',
      attachments: [{ name: 'IMG-20240322-WA0003.jpg', mime: 'image/jpeg', present: true }],
      attachmentPaths: ['IMG-20240322-WA0003.jpg'],
      ...place(6),
    },
    {
      ...chat,
      ...time('41'),
      sender: 'Bob',
      direction: 'out',
      kind: 'deleted',
      text: 'You deleted this message',
      deleted: { by: 'Bob' },
      ...place(8),
    },
    {
      ...chat,
      ...time('42'),
      sender: 'Ana',
      direction: 'in',
      kind: 'text',
      text: '@\u2068Bob\u2069 at 5 <This message was edited>',
      edited: {},
      mentions: ['Bob'],
      ...place(9),
    },
    {
      ...chat,
      ...time('43'),
      kind: 'call',
      text: 'Missed voice call',
      call: { video: false, outcome: 'missed' },
      ...place(10),
    },
    { ...chat, ...time('44'), sender: 'Ana', direction: 'in', kind: 'text', text: '', ...place(11) },
    {
      ...chat,
      ...time('45'),
      ...about,
      sender: 'Ana',
      text: 'Ana added Bob and +44 7700 900123',
      system: { action: 'member-added', accounts: ['Bob', '+44 7700 900123'] },
      ...place(12),
    },
    {
      ...chat,
      ...time('46'),
      ...about,
      text: 'Etwas ganz anderes ist geschehen',
      system: { action: 'unknown' },
      ...place(13),
    },
  ]);
  assert.deepEqual(result.chats, [
    {
      id: 'Trip',
      platform: 'whatsapp',
      title: 'Trip',
      type: 'group',
      members: ['+44 7700 900123', 'Ana', 'Bob'],
    },
  ]);
  const from = 'WhatsApp Chat with Trip.txt';
  assert.deepEqual(result.accounts, [
    { id: 'Ana', platform: 'whatsapp', names: [{ name: 'Ana', from }] },
    {
      id: '+44 7700 900123',
      platform: 'whatsapp',
      phone: '+447700900123',
      names: [{ name: '+44 7700 900123', from }],
    },
    { id: 'Bob', platform: 'whatsapp', names: [{ name: 'Bob', from }], isOwner: true },
  ]);
});

test('a chat of iPhone: lines about the chat stand under a name and begin with a mark', async () => {
  const { messages, result } = await readLines([
    '[22/03/24, 2:38:05\u202fPM] Trip: \u200eMessages and calls are end-to-end encrypted.',
    '[22/03/24, 2:38:06\u202fPM] Trip: \u200eAna created group “Trip: Porto”',
    '[22/03/24, 2:38:07\u202fPM] Ana: \u200eAna added Bob',
    '[22/03/24, 2:38:08\u202fPM] Trip: \u200eSomething new of WhatsApp’s',
    '[22/03/24, 2:38:09\u202fPM] Ana: This message was deleted',
    '\u200e[22/03/24, 2:38:10\u202fPM] \u202a+44\u00a07700\u00a0900123\u202c: \u200eimage omitted',
    '[22/03/24, 2:38:11\u202fPM] Ana: \u200eYou deleted this message.',
  ]);
  assert.deepEqual(
    messages.map(({ sentAt, kind, sender, direction, system }) => [
      sentAt,
      kind,
      sender,
      direction,
      system?.action,
    ]),
    [
      ['2024-03-22T14:38:05.000', 'system', undefined, 'system', 'encryption-notice'],
      ['2024-03-22T14:38:06.000', 'system', 'Ana', 'system', 'group-created'],
      ['2024-03-22T14:38:07.000', 'system', 'Ana', 'system', 'member-added'],
      ['2024-03-22T14:38:08.000', 'system', undefined, 'system', 'unknown'],
      ['2024-03-22T14:38:09.000', 'text', 'Ana', 'out', undefined],
      ['2024-03-22T14:38:10.000', 'image', '+44 7700 900123', 'in', undefined],
      ['2024-03-22T14:38:11.000', 'deleted', 'Ana', 'out', undefined],
    ],
  );
  assert.equal(messages[0]!.timePrecision, 's');
  const [chat] = result.chats;
  assert.deepEqual(
    [chat!.id, chat!.title, chat!.type, chat!.members],
    ['_chat.txt', 'Trip', 'group', ['+44 7700 900123', 'Ana', 'Bob']],
  );
  assert.equal(
    result.accounts.some(({ id }) => id === 'Trip'),
    false,
  );
});

test('a direct chat names the other one, so the one who is left is the owner', async () => {
  const file = 'WhatsApp Chat with Ana.txt';
  const { messages, result } = await readLines(
    ['22/03/24, 14:38 - Ana: hi', '22/03/24, 14:39 - Bob: hello'],
    {},
    file,
  );
  assert.deepEqual(
    messages.map(({ direction }) => direction),
    ['in', 'out'],
  );
  assert.deepEqual(result.chats[0], {
    id: 'Ana',
    platform: 'whatsapp',
    title: 'Ana',
    type: 'direct',
    members: ['Ana', 'Bob'],
  });
  assert.deepEqual(
    result.accounts.filter(({ isOwner }) => isOwner).map(({ id }) => id),
    ['Bob'],
  );
  assert.match(result.warnings.join(), /“Bob” is taken for the device’s owner/);
});

test('the owner stays unknown where the file does not tell it, or tells two', async () => {
  const unknown = await readLines(['22/03/24, 14:38 - Ana: hi', '22/03/24, 14:39 - Bob: hello']);
  assert.deepEqual(
    unknown.messages.map(({ direction }) => direction),
    [undefined, undefined],
  );
  const two = await readLines([
    '22/03/24, 14:38 - Ana: You deleted this message',
    '22/03/24, 14:39 - Bob: You deleted this message',
  ]);
  assert.deepEqual(
    two.messages.map(({ direction }) => direction),
    [undefined, undefined],
  );
  assert.match(two.result.warnings.join(), /stands for 2 senders/);
});

test('a colon in a line about the chat makes no sender, and one behind a sender is text', async () => {
  const { messages } = await readLines([
    '22/03/24, 14:38 - Ana: hi',
    '22/03/24, 14:39 - Ana changed the subject to “Meeting: 10am”',
    '22/03/24, 14:40 - Ana: Bob changed the subject to “x”',
    '22/03/24, 14:41 - Ana: note: later',
    '22/03/24, 14:42 - Анна змінила тему на “Зустріч: 10”',
  ]);
  assert.deepEqual(
    messages.map(({ kind, sender, text }) => [kind, sender, text]),
    [
      ['text', 'Ana', 'hi'],
      ['system', 'Ana', 'Ana changed the subject to “Meeting: 10am”'],
      ['text', 'Ana', 'Bob changed the subject to “x”'],
      ['text', 'Ana', 'note: later'],
      ['system', undefined, 'Анна змінила тему на “Зустріч: 10”'],
    ],
  );
});

test('a name with a colon in it is read as one where the file’s name says it, or all of many messages', async () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, n) => `22/03/24, 14:${String(n + 10)} - Ana: work: message ${n}`);
  const named = await readLines(lines(2), {}, 'WhatsApp Chat with Ana_ work.txt');
  assert.deepEqual(named.messages.map(({ sender, text }) => [sender, text])[0], ['Ana: work', 'message 0']);
  const few = await readLines(lines(19));
  assert.deepEqual([few.messages[0]!.sender, few.messages[0]!.text], ['Ana', 'work: message 0']);
  const many = await readLines(lines(20));
  assert.deepEqual([many.messages[0]!.sender, many.messages[0]!.text], ['Ana: work', 'message 0']);
  assert.match(many.result.warnings.join(), /all 20 messages of “Ana” begin with “work: ”/);
  const mixed = await readLines([...lines(40), '22/03/24, 15:00 - Ana: else']);
  assert.equal(mixed.messages[0]!.sender, 'Ana');
});

test('a name that looks like an id of WhatsApp’s is not taken for one', async () => {
  const { messages, result } = await readLines(
    ['22/03/24, 14:38 - 447700900123@s.whatsapp.net: hi'],
    {},
    'WhatsApp Chat with 1@g.us.txt',
  );
  assert.equal(messages[0]!.sender, 'name: 447700900123@s.whatsapp.net');
  assert.equal(messages[0]!.chat, 'name: 1@g.us');
  assert.equal(result.accounts[0]!.names[0]!.name, '447700900123@s.whatsapp.net');
});

test('local times become instants in the investigator’s zone, and a change of clocks is said', async () => {
  const { messages, result } = await readLines(
    [
      '[30/03/2024, 14:38:05] Ana: a',
      '[31/03/2024, 02:30:00] Ana: never',
      '[27/10/2024, 02:30:00] Ana: twice',
    ],
    { timeZone: 'Europe/Berlin' },
  );
  assert.deepEqual(
    messages.map(({ sentAt, timeBasis, timeAmbiguous }) => [sentAt, timeBasis, timeAmbiguous]),
    [
      ['2024-03-30T13:38:05.000Z', 'assumed-zone', undefined],
      ['2024-03-31T01:30:00.000Z', 'assumed-zone', true],
      ['2024-10-27T00:30:00.000Z', 'assumed-zone', true],
    ],
  );
  assert.equal(result.timeZone, 'Europe/Berlin');
  await assert.rejects(
    readLines(['22/03/24, 14:38 - Ana: hi'], { timeZone: 'Mars/Olympus' }),
    /Mars\/Olympus.*is not a time zone/,
  );
});

test('where day and month stay open, messages keep what is written and no invented time', async () => {
  const lines = ['01/02/24, 14:38 - Ana: a', '02/02/24, 14:38 - Ana: b'];
  const open = await readLines(lines);
  assert.equal(open.result.dateOrder, 'ambiguous');
  assert.deepEqual(
    open.messages.map(({ sentAt, timeBasis, source }) => [sentAt, timeBasis, source.raw]),
    [
      [undefined, undefined, { 'date and time': '01/02/24, 14:38' }],
      // The second of the second is the same either way.
      ['2024-02-02T14:38:00.000', 'device-local', undefined],
    ],
  );
  assert.match(open.result.warnings.join(), /1 message has no time/);
  const chosen = await readLines(lines, { dateOrder: 'mdy' });
  assert.deepEqual(
    chosen.messages.map(({ sentAt }) => sentAt),
    ['2024-01-02T14:38:00.000', '2024-02-02T14:38:00.000'],
  );
  assert.equal(chosen.result.dateOrder, 'mdy');
});

test('the file wins over a date order that contradicts it', async () => {
  const { messages, result } = await readLines(['13/02/24, 14:38 - Ana: a'], { dateOrder: 'mdy' });
  assert.equal(messages[0]!.sentAt, '2024-02-13T14:38:00.000');
  assert.match(result.warnings.join(), /the date order given, month\/day\/year, is not the file’s/);
});

test('contradictory dates are read one by one, and said', async () => {
  const { messages, result } = await readLines([
    '13/02/2024, 14:38 - Ana: a',
    '02/14/2024, 14:38 - Ana: b',
    '02/03/2024, 14:38 - Ana: c',
  ]);
  assert.deepEqual(
    messages.map(({ sentAt }) => sentAt),
    ['2024-02-13T14:38:00.000', '2024-02-14T14:38:00.000', undefined],
  );
  assert.equal(result.dateOrder, 'ambiguous');
  assert.match(result.damage.map(({ reason }) => reason).join(), /contradict/);
});

test('dates and times that do not exist are damage, and the message stays', async () => {
  const { messages, result } = await readLines([
    '22/03/2024, 14:38 - Ana: a',
    '31/02/2024, 14:38 - Ana: b',
    '[no] c',
    '22/03/2024, 25:61 - Ana: d',
  ]);
  assert.equal(messages.length, 3);
  assert.deepEqual(messages[1]!.source.raw, { 'date and time': '31/02/2024, 14:38' });
  assert.equal(messages[1]!.text, 'b\n[no] c');
  assert.deepEqual(
    result.damage.map(({ where, reason }) => [where, reason]),
    [
      ['line 2, byte 27', 'a date or time that does not exist: 31/02/2024, 14:38'],
      ['line 4, byte 61', 'a date or time that does not exist: 22/03/2024, 25:61'],
    ],
  );
});

test('years of other calendars are said to be', async () => {
  const { messages, result } = await readLines(['[22/3/2567 14:38:05] อนา: ก']);
  assert.equal(messages[0]!.sentAt, '2024-03-22T14:38:05.000');
  assert.match(result.warnings.join(), /1 date is of Buddhist years/);
});

test('a header of another form is text, and is said to be', async () => {
  const { messages, result } = await readLines([
    '22/03/24, 14:38 - Ana: look',
    '[22/03/24, 14:38:05] Bob: pasted',
    '22/03/24, 14:40 - Ana: ok',
  ]);
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['look\n[22/03/24, 14:38:05] Bob: pasted', 'ok'],
  );
  assert.match(
    result.warnings.join(),
    /1 line looks like a message header of another form and was read as text \(first at line 2\)/,
  );
});

test('lines in front of the first message are skipped by name, and counted', async () => {
  const { messages, skipped } = await readLines([
    'Exported on Friday',
    '',
    '\u200e ',
    '22/03/24, 14:38 - Ana: hi',
  ]);
  assert.equal(messages[0]!.source.line, 4);
  assert.deepEqual(
    skipped.map(({ reason, source }) => [reason, source.line, source.byte]),
    [
      ['line before the first message', 1, 0],
      ['blank line before the first message', 2, 19],
      ['blank line before the first message', 3, 20],
    ],
  );
});

test('a file without a single header gives no message, and says why', async () => {
  const { messages, skipped, result } = await readLines(['what', 'is this']);
  assert.deepEqual([messages.length, skipped.length], [0, 2]);
  assert.deepEqual(
    result.damage.map(({ reason }) => reason),
    ['no line has the header of a message'],
  );
});

test('a byte order mark is no part of the first line', async () => {
  const { messages } = await readText(
    memoryTree({ 'a.txt': '\ufeff22/03/24, 14:38 - Ana: hi' }, [1]),
    'a.txt',
  );
  assert.deepEqual([messages[0]!.source.byte, messages[0]!.text], [3, 'hi']);
});

test('UTF-16 is read, with the places of its own bytes', async () => {
  const text = '\ufeff22/03/24, 14:38 - Ana: olá 😀\n22/03/24, 14:39 - Bob: x\n';
  for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]) {
    const { messages, result } = await readText(memoryTree({ 'a.txt': bytes }, [7]), 'a.txt');
    assert.deepEqual(
      messages.map(({ text: body, source }) => [body, source.line, source.byte]),
      [
        ['olá 😀', 1, 2],
        ['x', 2, 2 * text.indexOf('22/03/24, 14:39')],
      ],
    );
    assert.match(result.warnings.join(), /the file is UTF-16/);
  }
});

test('files that are named and missing are counted', async () => {
  const { messages, result } = await readLines([
    '22/03/24, 14:38 - Ana: IMG-20240322-WA0003.jpg (file attached)',
    '22/03/24, 14:38 - Ana: <Media omitted>',
  ]);
  assert.deepEqual(
    messages.map(({ attachments }) => attachments),
    [[{ name: 'IMG-20240322-WA0003.jpg', mime: 'image/jpeg', present: false }], [{ present: false }]],
  );
  assert.match(result.warnings.join(), /1 file that a message names is not in the evidence/);
});

test('actions are those of the model', async () => {
  const { LANGUAGES } = await import('./phrases/index.ts');
  for (const { system } of LANGUAGES) {
    for (const [action] of system ?? []) assert.ok(SYSTEM_ACTIONS.includes(action), action);
  }
});

test('reading stops when it is cancelled', async () => {
  const { read } = await import('./read.ts');
  const tree = memoryTree({ 'a.txt': '22/03/24, 14:38 - Ana: hi\n'.repeat(10_000) });
  const controller = new AbortController();
  const batches = read({
    exhibit: 'AB/1',
    tree,
    source: { reader: 'whatsapp-text', platform: 'whatsapp', title: '', paths: ['a.txt'], needs: {} },
    options: {},
    signal: controller.signal,
    materialise: () => Promise.reject(new Error('a text needs no copy')),
  });
  await batches.next();
  controller.abort();
  await assert.rejects(
    async () => {
      for (;;) if ((await batches.next()).done) return;
    },
    { name: 'AbortError' },
  );
});
