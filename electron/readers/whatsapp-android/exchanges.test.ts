/** Replies, reactions, polls, system events and calls. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SystemAction } from '../../../shared/model/index.ts';
import { ANA, BEN, CLEO, type Filler, GROUP, readFilled } from './testing/made-evidence.ts';

/** `message_quoted` of a message, in the chat of row 1 unless told otherwise. */
const quotes = (f: Filler, row: number, key: string, more: Record<string, number> = {}): Filler =>
  f.row('message_quoted', {
    message_row_id: row,
    chat_row_id: 1,
    parent_message_chat_row_id: 1,
    from_me: 0,
    key_id: key,
    ...more,
  });

test('a reply names the message by its place in the source, be it earlier or later', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, ANA)
      .message(1, { status: -1 })
      .message(2, { text_data: 'earlier' })
      .message(3, { text_data: 'reply to the earlier' })
      .message(4, { text_data: 'reply to the later' })
      .message(9, { text_data: 'later', from_me: 1, status: 4 });
    quotes(f, 3, 'KEY2');
    quotes(f, 4, 'KEY9', { from_me: 1 });
  });
  assert.deepEqual(
    messages.map(({ replyTo }) => replyTo),
    [undefined, 1, 4, undefined],
  );
  assert.deepEqual(damage, []);
});

test('a reply to what is not in the source keeps its key', async () => {
  const { messages } = await readFilled((f) => {
    f.chat(1, ANA).chat(2, BEN).message(1).message(2, { chat_row_id: 2, key_id: 'ELSEWHERE' });
    quotes(f, 1, 'ELSEWHERE');
  });
  assert.equal(messages[0]!.replyTo, 'ELSEWHERE');
});

test('a reply in private to a message of a group, or to a status, finds it in its chat', async () => {
  const { messages } = await readFilled((f) => {
    f.chat(1, ANA).chat(2, GROUP).message(1, { chat_row_id: 2, key_id: 'G' }).message(2);
    quotes(f, 2, 'G', { chat_row_id: 2 });
  });
  assert.equal(messages[1]!.replyTo, 1);
});

test('a reply to a message that was edited since is found by the key it had first', async () => {
  const { messages } = await readFilled((f) => {
    f.chat(1, ANA)
      .message(1, { key_id: 'SECOND' })
      .row('message_edit_info', {
        message_row_id: 1,
        original_key_id: 'FIRST',
        edited_timestamp: 1,
        sender_timestamp: 1,
      })
      .message(2);
    quotes(f, 2, 'FIRST');
  });
  assert.equal(messages[1]!.replyTo, 1);
});

test('replies are found without the database’s indexes as well', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, ANA).message(1).message(2).message(3);
    quotes(f, 3, 'KEY2');
    f.db.exec('DROP INDEX message_key_index');
  });
  assert.equal(messages[2]!.replyTo, 2);
  assert.deepEqual(damage, []);
});

test('an older message replies by its row of messages_quotes, also to a newer one', async () => {
  const { messages } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .message(1)
      .older(2)
      .row('messages_quotes', { _id: 50, key_remote_jid: ANA, key_from_me: 0, key_id: 'KEY2' })
      .row('messages_quotes', { _id: 51, key_remote_jid: ANA, key_from_me: 0, key_id: 'KEY1' })
      .row('messages_quotes', { _id: 52, key_remote_jid: ANA, key_from_me: 0, key_id: 'GONE' })
      .older(3, { quoted_row_id: 50 })
      .older(4, { quoted_row_id: 51 })
      .older(5, { quoted_row_id: 52 }),
  );
  assert.deepEqual(
    messages.map(({ replyTo }) => replyTo),
    [undefined, undefined, 2, 1, 'GONE'],
  );
});

test('a comment is a reply to what it comments on', async () => {
  const { messages } = await readFilled((f) =>
    f
      .chat(1, GROUP)
      .message(1)
      .message(2, { message_type: 81, text_data: 'well said' })
      .row('message_comment', { parent_message_row_id: 1, message_row_id: 2 }),
  );
  assert.deepEqual([messages[1]!.kind, messages[1]!.replyTo], ['comment', 1]);
});

const addOn = (f: Filler, id: number, parent: number, values: Record<string, number | null>): Filler =>
  f.row('message_add_on', {
    _id: id,
    chat_row_id: 1,
    key_id: `ADDON${id}`,
    parent_message_row_id: parent,
    timestamp: 1_700_000_050_000,
    ...values,
  });

test('reactions name who and when; one taken back is told as such', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, GROUP)
      .jid(5, BEN)
      .jid(6, CLEO)
      .message(1, { sender_jid_row_id: 5 })
      .message(2, { sender_jid_row_id: 5 });
    addOn(f, 1, 1, { from_me: 1, sender_jid_row_id: 0 });
    addOn(f, 2, 1, { from_me: 0, sender_jid_row_id: 6 });
    addOn(f, 3, 1, { from_me: 0, sender_jid_row_id: 5 });
    f.row('message_add_on_reaction', {
      message_add_on_row_id: 1,
      reaction: '👍',
      sender_timestamp: 1_700_000_041_000,
    })
      .row('message_add_on_reaction', { message_add_on_row_id: 2, reaction: '❤️', sender_timestamp: null })
      .row('message_add_on_reaction', {
        message_add_on_row_id: 3,
        reaction: '',
        sender_timestamp: 1_700_000_043_000,
      });
  });
  assert.deepEqual(messages[0]!.reactions, [
    { sender: 'owner', emoji: '👍', at: '2023-11-14T22:14:01.000Z' },
    { sender: CLEO, emoji: '❤️', at: '2023-11-14T22:14:10.000Z' },
  ]);
  assert.deepEqual(messages[0]!.source.raw, {
    [`reaction taken back by ${BEN}`]: '2023-11-14T22:14:03.000Z',
  });
  assert.equal(messages[1]!.reactions, undefined);
  assert.deepEqual(damage, []);
});

test('a reaction in a direct chat without a sender is the other side’s', async () => {
  const { messages } = await readFilled((f) => {
    f.chat(1, ANA).message(1, { from_me: 1, status: 4 });
    addOn(f, 1, 1, { from_me: 0, sender_jid_row_id: null });
    f.row('message_add_on_reaction', {
      message_add_on_row_id: 1,
      reaction: '😮',
      sender_timestamp: 1_700_000_041_000,
    });
  });
  assert.equal(messages[0]!.reactions![0]!.sender, ANA);
});

test('what else was added to a message is kept by its code', async () => {
  const { messages } = await readFilled((f) => {
    f.chat(1, ANA).message(1);
    addOn(f, 1, 1, { from_me: 1, message_add_on_type: 73 });
  });
  assert.deepEqual(messages[0]!.source.raw, { 'add-on of type 73': 'owner' });
});

test('reactions of a channel are counts', async () => {
  const { messages } = await readFilled((f) =>
    f
      .chat(1, '120363000000000009@newsletter')
      .message(1)
      .row('newsletter_message_reaction', { message_row_id: 1, reaction: '🙏', reaction_count: 12 }),
  );
  assert.deepEqual(messages[0]!.reactions, [{ emoji: '🙏' }]);
  assert.deepEqual(messages[0]!.source.raw, { 'reactions 🙏': 12 });
});

test('a poll has its options with the votes as counted, and who voted for what', async () => {
  const { messages, damage, warnings } = await readFilled((f) => {
    f.chat(1, GROUP)
      .jid(5, BEN)
      .jid(6, CLEO)
      .message(1, { message_type: 66, text_data: 'When?', sender_jid_row_id: 5 })
      .row('message_poll_option', { _id: 10, message_row_id: 1, option_name: 'Monday', vote_total: 2 })
      .row('message_poll_option', { _id: 11, message_row_id: 1, option_name: 'Friday', vote_total: 0 })
      .message(2, { message_type: 66, text_data: 'Where?', sender_jid_row_id: 5 })
      .row('message_poll_option', { _id: 12, message_row_id: 2, option_name: 'Here' })
      .row('message_poll_option', { _id: 13, message_row_id: 2, option_name: 'There' });
    addOn(f, 1, 1, { from_me: 0, sender_jid_row_id: 5 });
    addOn(f, 2, 1, { from_me: 0, sender_jid_row_id: 6 });
    addOn(f, 3, 2, { from_me: 1, sender_jid_row_id: 0 });
    for (const [on, option] of [
      [1, 10],
      [2, 10],
      [2, 11],
      [3, 12],
    ] as const) {
      f.row('message_add_on_poll_vote_selected_option', {
        message_add_on_row_id: on,
        message_poll_option_id: option,
      });
    }
  });
  assert.deepEqual(messages[0]!.poll, {
    question: 'When?',
    options: [
      { text: 'Monday', votes: 2 },
      { text: 'Friday', votes: 0 },
    ],
  });
  assert.deepEqual(messages[0]!.source.raw, {
    [`vote of ${BEN}`]: 'Monday',
    [`vote of ${CLEO}`]: 'Monday\nFriday',
  });
  assert.deepEqual(messages[1]!.poll, {
    question: 'Where?',
    options: [{ text: 'Here', votes: 1 }, { text: 'There' }],
  });
  assert.deepEqual(damage, []);
  assert.deepEqual(
    warnings.filter((warning) => warning.includes('not needed')),
    [],
  );
});

const ACTIONS: readonly [number, SystemAction][] = [
  [1, 'subject-changed'],
  [4, 'member-added'],
  [12, 'member-added'],
  [5, 'member-left'],
  [13, 'member-left'],
  [6, 'icon-changed'],
  [7, 'member-removed'],
  [14, 'member-removed'],
  [10, 'number-changed'],
  [28, 'number-changed'],
  [11, 'group-created'],
  [15, 'admin-granted'],
  [16, 'admin-revoked'],
  [18, 'security-code-changed'],
  [19, 'encryption-notice'],
  [67, 'encryption-notice'],
  [20, 'member-joined-by-link'],
  [21, 'link-reset'],
  [27, 'description-changed'],
  [29, 'settings-changed'],
  [33, 'settings-changed'],
  [46, 'business-notice'],
  [47, 'business-notice'],
  [50, 'business-notice'],
  [52, 'member-joined-by-invitation'],
  [56, 'disappearing-timer'],
  [59, 'disappearing-timer'],
  [68, 'disappearing-timer'],
  [57, 'device-changed'],
  [58, 'contact-blocked'],
  [70, 'call'],
  [79, 'member-joined-from-community'],
  [118, 'message-pinned'],
  [129, 'contact-added'],
  [136, 'joined-platform'],
  [999, 'unknown'],
];

test('system messages have the action of their code, and keep the code', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, GROUP);
    for (const [i, [code]] of ACTIONS.entries()) {
      f.message(i + 1, { message_type: 7, status: 6 }).row('message_system', {
        message_row_id: i + 1,
        action_type: code,
      });
    }
  });
  assert.deepEqual(
    messages.map(({ system, source }) => [source.raw!.action_type, system!.action]),
    ACTIONS,
  );
  assert.ok(messages.every(({ direction, kind }) => direction === 'system' && kind === 'system'));
  assert.deepEqual(damage, []);
});

test('a system message says whom it is about, and the new value', async () => {
  const { messages, damage, warnings } = await readFilled((f) =>
    f
      .chat(1, GROUP)
      .jid(4, ANA)
      .jid(5, BEN)
      .jid(6, CLEO)
      .message(1, { message_type: 7, sender_jid_row_id: 4 })
      .row('message_system', { message_row_id: 1, action_type: 12 })
      .row('message_system_chat_participant', { message_row_id: 1, user_jid_row_id: 5 })
      .row('message_system_chat_participant', { message_row_id: 1, user_jid_row_id: 6 })
      .message(2, { message_type: 7, sender_jid_row_id: 5 })
      .row('message_system', { message_row_id: 2, action_type: 5 })
      .message(3, { message_type: 7, sender_jid_row_id: 4, text_data: 'Plot holders' })
      .row('message_system', { message_row_id: 3, action_type: 1 })
      .row('message_system_value_change', { message_row_id: 3, old_data: 'Allotments' })
      .message(4, { message_type: 7 })
      .row('message_system', { message_row_id: 4, action_type: 28 })
      .row('message_system_number_change', { message_row_id: 4, old_jid_row_id: 5, new_jid_row_id: 6 })
      .message(5, { message_type: 7 })
      .row('message_system', { message_row_id: 5, action_type: 59 })
      .row('message_ephemeral_setting', { message_row_id: 5, setting_duration: 86_400 })
      .message(6, { message_type: 7 })
      .row('message_system', { message_row_id: 6, action_type: 58 })
      .row('message_system_block_contact', { message_row_id: 6, is_blocked: 0 })
      .message(7, { message_type: 112 })
      .message(8, { message_type: 36 })
      .row('message_ephemeral_setting', { message_row_id: 8, setting_duration: 0 }),
  );
  assert.deepEqual(
    messages.map(({ sender, system }) => ({ sender, ...system })),
    [
      { sender: ANA, action: 'member-added', accounts: [BEN, CLEO] },
      { sender: BEN, action: 'member-left', accounts: [BEN] },
      { sender: ANA, action: 'subject-changed', value: 'Plot holders' },
      { sender: undefined, action: 'number-changed', accounts: [BEN, CLEO], value: '+447700900003' },
      { sender: undefined, action: 'disappearing-timer', value: '86400' },
      { sender: undefined, action: 'contact-unblocked' },
      { sender: undefined, action: 'chat-privacy' },
      { sender: undefined, action: 'disappearing-timer', value: '0' },
    ],
  );
  assert.equal(messages[2]!.source.raw!.old_data, 'Allotments');
  assert.deepEqual(damage, []);
  assert.deepEqual(
    warnings.filter((warning) => warning.includes('not needed')),
    [],
  );
});

const call = (f: Filler, id: number, values: Record<string, number | string>): Filler =>
  f.row('call_log', {
    _id: id,
    jid_row_id: 1001,
    from_me: 0,
    call_id: `call:CALL${id}`,
    transaction_id: -1,
    timestamp: 1_700_000_100_000 + id * 1000,
    video_call: 0,
    duration: 0,
    ...values,
  });

test('calls of the log are messages after the others, each with its outcome', async () => {
  const { messages, damage } = await readFilled((f) => {
    f.chat(1, ANA).chat(2, GROUP).jid(5, BEN).jid(6, CLEO).message(1, { text_data: 'hi' });
    call(f, 1, { call_result: 5, duration: 61, video_call: 1 });
    call(f, 2, { call_result: 2 });
    call(f, 3, { call_result: 3, from_me: 1 });
    call(f, 4, { call_result: 4 });
    call(f, 5, { call_result: 7, timestamp: 0 });
    call(f, 6, { call_result: 5, jid_row_id: 5, group_jid_row_id: 1002, duration: 9 })
      .row('call_log_participant_v2', { call_log_row_id: 6, jid_row_id: 5, call_result: 5 })
      .row('call_log_participant_v2', { call_log_row_id: 6, jid_row_id: 6, call_result: 2 });
  });
  assert.deepEqual(
    messages
      .slice(1)
      .map(({ chat, sender, direction, call: told, source }) => [chat, sender, direction, told, source.row]),
    [
      [ANA, ANA, 'in', { video: true, seconds: 61, outcome: 'answered' }, 1],
      [ANA, ANA, 'in', { video: false, seconds: 0, outcome: 'missed' }, 2],
      [ANA, 'owner', 'out', { video: false, seconds: 0, outcome: 'unavailable' }, 3],
      [ANA, ANA, 'in', { video: false, seconds: 0, outcome: 'declined' }, 4],
      [ANA, ANA, 'in', { video: false, seconds: 0, outcome: 'unknown' }, 5],
      [GROUP, BEN, 'in', { video: false, seconds: 9, outcome: 'answered' }, 6],
    ],
  );
  assert.deepEqual(messages[1]!.source, {
    file: 'msgstore.db',
    table: 'call_log',
    row: 1,
    key: 'call:CALL1',
  });
  assert.equal(messages[1]!.sentAt, '2023-11-14T22:15:01.000Z');
  assert.deepEqual(messages[5]!.source.raw, { call_result: 7, timestamp: 0 });
  assert.deepEqual(messages[6]!.system, { action: 'call', accounts: [BEN, CLEO] });
  assert.deepEqual(messages[6]!.source.raw, { [`call_result of ${BEN}`]: 5, [`call_result of ${CLEO}`]: 2 });
  assert.deepEqual(damage, []);
});

test('a call that a message tells of is that message, and not counted twice', async () => {
  const { messages } = await readFilled((f) => {
    f.chat(1, ANA)
      .message(1, { message_type: 90, key_id: 'X1' })
      .row('message_call_log', { message_row_id: 1, call_log_row_id: 1 })
      // Without a link: by the key, as the messages of the older versions have it.
      .message(2, { message_type: 8, key_id: 'call:CALL2' })
      .message(3, { message_type: 90, key_id: 'CALL3', from_me: 1 });
    call(f, 1, { call_result: 5, duration: 30, video_call: 1 });
    call(f, 2, { call_result: 2 });
    call(f, 3, { call_result: 5, duration: 7, from_me: 1 });
    call(f, 4, { call_result: 4 });
  });
  assert.deepEqual(
    messages.map(({ kind, call: told, source }) => [kind, told, source.table, source.row, source.raw]),
    [
      ['call', { video: true, seconds: 30, outcome: 'answered' }, 'message', 1, { 'call_log row': 1 }],
      ['call', { video: false, seconds: 0, outcome: 'missed' }, 'message', 2, { 'call_log row': 2 }],
      ['call', { video: false, seconds: 7, outcome: 'answered' }, 'message', 3, { 'call_log row': 3 }],
      ['call', { video: false, seconds: 0, outcome: 'declined' }, 'call_log', 4, undefined],
    ],
  );
});

test('messages of calls that the log does not have say what they can', async () => {
  const { messages } = await readFilled((f) =>
    f
      .chat(1, ANA)
      .message(1, { message_type: 10 })
      .row('missed_call_logs', { message_row_id: 1, video_call: 1, timestamp: 1 })
      .message(2, { message_type: 90 })
      .older(3, { media_wa_type: '8', media_caption: 'video', media_duration: 12 })
      .older(4, { media_wa_type: '10', media_caption: 'audio' }),
  );
  assert.deepEqual(
    messages.map(({ kind, call: told }) => [kind, told]),
    [
      ['call', { video: true, outcome: 'missed' }],
      ['call', undefined],
      ['call', { video: true, seconds: 12, outcome: 'answered' }],
      ['call', { video: false, outcome: 'missed' }],
    ],
  );
});
