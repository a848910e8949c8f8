/** One small export of each other kind, with as many kinds of message as it has. */
import * as google from '../../../electron/readers/google-chat/testing/made-chat.ts';
import * as hangout from '../../../electron/readers/hangouts/testing/made-hangouts.ts';
import { madeThread, metaJson } from '../../../electron/readers/messenger/testing/exports.ts';
import { jsonLinesOf, STATEMENT } from '../../../electron/readers/neutral/testing/folders.ts';
import * as tg from '../../../electron/readers/telegram/testing/exports.ts';
import * as cellebrite from '../../../electron/readers/ufdr/testing/made-report.ts';
import { madeExport } from '../../../electron/readers/wordpress/testing/made-export.ts';
import * as x from '../../../electron/readers/x/testing/archives.ts';

type Files = Readonly<Record<string, string>>;

export const textExports: readonly string[] = [
  [
    '\u200e[22/03/2024, 14:38:05] Allotments: \u200eMessages and calls are end-to-end encrypted.',
    '[22/03/2024, 14:38:05] Ana: hello',
    'and a second line',
    '\u200e[22/03/2024, 14:38:06] Ben: \u200e<attached: 00000012-PHOTO-2024-03-22-14-38-05.jpg>',
    '[22/03/2024, 2:38:07\u202fPM] Ana: \u200eimage omitted',
    '[23/03/2024, 14:38:08] Ben: This message was deleted.',
    '[23/03/2024, 14:38:09] Ana: fixed \u200e<This message was edited>',
    '[23/03/2024, 14:38:10] Ana: location: https://maps.google.com/?q=51.5,-0.12',
    '[23/03/2024, 14:38:11] Ana: POLL:\nWhen?\nOPTION: Monday (2 votes)\nOPTION: Friday (0 votes)',
    '[23/03/2024, 14:38:12] Ben: \u200eMissed voice call',
    '[23/03/2024, 14:38:13] Allotments: \u200eAna added Ben',
    '',
  ].join('\n'),
  [
    '22.03.24, 14:38 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.',
    '22.03.24, 14:38 - Ana: IMG-20240322-WA0003.jpg (Datei angehängt)',
    '22.03.24, 14:39 - Ben: <Medien ausgeschlossen>',
    '22.03.24, 14:40 - Ana hat Ben hinzugefügt.',
    '',
  ].join('\n'),
  '٢٢/٣/٢٠٢٤، ٢:٣٨ م - آنا: مرحبا\n٢٢/٣/٢٠٢٤، ٢:٣٩ م - بن: أهلا\n',
  '2024/03/22 下午2:38 - 安娜: 你好\n2567/3/22 14:39 - Ben: y\n1403/1/3, 14:40 - Ana: z\n',
];

const ana = 'user7123456789';
const bob = (id: number, text: unknown, more: object = {}) => tg.written(id, 'user777', 'Bob', text, more);
const telegramMessages = [
  bob(1, 'hello'),
  bob(
    2,
    [
      { type: 'bold', text: 'bold' },
      ' and ',
      { type: 'text_link', text: 'a link', href: 'https://example.org' },
    ],
    { edited: '2024-03-22T16:00:00', edited_unixtime: '1711119600', reply_to_message_id: 1 },
  ),
  bob(3, '', {
    photo: '(File not included. Change data exporting settings to download.)',
    width: 10,
    height: 10,
    photo_file_size: 5,
  }),
  bob(4, '', {
    file: 'files/a.ogg',
    file_size: 3,
    media_type: 'voice_message',
    mime_type: 'audio/ogg',
    duration_seconds: 4,
  }),
  bob(5, '', { file: 'stickers/s.webp', media_type: 'sticker', sticker_emoji: '😀', thumbnail: 's.jpg' }),
  bob(6, '', {
    location_information: { latitude: 51.5, longitude: -0.12 },
    live_location_period_seconds: 900,
    place_name: 'x',
    address: 'y',
  }),
  bob(7, '', {
    contact_information: { first_name: 'Zoe', last_name: 'K', phone_number: '+44 7700 900009' },
    contact_vcard: 'contacts/z.vcard',
  }),
  bob(8, '', {
    poll: {
      question: 'When?',
      closed: false,
      total_voters: 2,
      answers: [{ text: 'Monday', voters: 2, chosen: true }],
    },
  }),
  bob(9, 'x', {
    forwarded_from: 'Ana',
    via_bot: '@gif',
    reactions: [
      {
        type: 'emoji',
        count: 2,
        emoji: '👍',
        recent: [{ from: 'Ana', from_id: ana, date: '2024-03-22T15:38:05' }],
      },
    ],
  }),
  tg.service(10, ana, 'Ana', 'phone_call', { duration_seconds: 12, discard_reason: 'hangup' }),
  tg.service(11, ana, 'Ana', 'invite_members', { members: ['Bob', null] }),
  tg.service(12, ana, 'Ana', 'edit_group_title', { title: 'New' }),
  tg.service(13, ana, 'Ana', 'pin_message', { message_id: 1 }),
];
export const telegramChat = tg.inJson(tg.chat(telegramMessages));
export const telegramAccount = tg.inJson(
  tg.account(
    [
      tg.chat(telegramMessages.slice(0, 3)),
      { name: 'Vans', type: 'private_supergroup', id: 1_555_000_111, messages: telegramMessages.slice(7) },
    ],
    {
      left_chats: {
        about: 'x',
        list: [tg.chat([bob(1, 'x')], { id: 5, name: null, type: 'public_channel' })],
      },
      sessions: { list: [] },
    },
  ),
);

const at = 1_711_118_285_123;
const said = (more: object) => ({
  sender_name: 'Bob',
  timestamp_ms: at,
  is_geoblocked_for_viewer: false,
  ...more,
});
export const messengerFiles: Files = {
  'messages/inbox/bob_1/message_1.json': madeThread({
    messages: [
      said({
        content: 'Grüße 😀',
        reactions: [{ reaction: '❤', actor: 'Ana Bäcker', timestamp: 1_711_118_290 }],
      }),
      said({ photos: [{ uri: 'messages/inbox/bob_1/photos/1.jpg', creation_timestamp: 1_711_118_285 }] }),
      said({
        audio_files: [{ uri: 'a.mp4' }],
        videos: [{ uri: 'v.mp4', thumbnail: { uri: 't.jpg' } }],
        gifs: [{ uri: 'g.gif' }],
        files: [{ uri: 'f.pdf' }],
      }),
      said({
        sticker: { uri: 's.png', ai_stickers: [] },
        share: { link: 'https://example.org', share_text: 'x' },
      }),
      said({ call_duration: 61, missed: false, content: 'The video chat ended.' }),
      said({ is_unsent: true, ip: '203.0.113.7' }),
      said({ sender_name: 'Ana Bäcker', content: 'Ana named the group x.', type: 'Generic' }),
    ],
  }),
  'messages/inbox/bob_1/message_2.json': madeThread({ messages: [said({ content: 'older' })] }),
  'messages/inbox/bob_1/photos/1.jpg': 'x',
  'profile_information/profile_information.json': metaJson({
    profile_v2: { name: { full_name: 'Ana Bäcker' }, username: 'ana.b' },
  }),
};
const sealedOne = {
  isUnsent: false,
  media: [],
  reactions: [],
  senderName: 'Bób',
  timestamp: at,
  type: 'text',
};
export const messengerSealed: Files = {
  'e2ee/Bób_40.json': JSON.stringify({
    participants: ['Ana', 'Bób'],
    threadName: 'Bób_40',
    messages: [
      { ...sealedOne, text: 'hi', reactions: [{ actor: 'Ana', reaction: '👍' }] },
      { ...sealedOne, type: 'media', media: [{ uri: './media/a-1.jpeg' }] },
      { ...sealedOne, isUnsent: true },
    ],
  }),
  'e2ee/media/a-1.jpeg': 'x',
};

export const xFiles: Files = {
  'data/direct-messages.js': x.madeFile('direct_messages', [
    x.conversation('11-22', [
      x.written('503', '22', 'see https://t.co/a', {
        urls: [{ url: 'https://t.co/a', expanded: 'https://example.org', display: 'example.org' }],
        mediaUrls: ['https://ton.twitter.com/dm/503/1/a.jpg'],
        reactions: [
          { senderId: '11', reactionKey: 'like', eventId: '9', createdAt: '2024-03-22T14:39:05.123Z' },
        ],
        editHistory: [{ createdAtSec: '1711118285', editedText: 'before' }],
      }),
      x.written('501', '11', 'hi'),
      {
        welcomeMessageCreate: {
          id: '500',
          text: 'w',
          senderId: '22',
          recipientId: '11',
          createdAt: '2024-03-22T14:38:05.123Z',
        },
      },
    ]),
  ]),
  'data/direct-messages-group.js': x.madeFile('direct_messages_group', [
    x.conversation('900', [
      x.written('601', '33', 'all'),
      {
        joinConversation: {
          initiatingUserId: '11',
          participantsSnapshot: ['11', '22'],
          createdAt: '2024-03-22T14:38:05.123Z',
        },
      },
      {
        participantsJoin: { initiatingUserId: '11', userIds: ['33'], createdAt: '2024-03-22T14:38:05.123Z' },
      },
      { participantsLeave: { userIds: ['33'], createdAt: '2024-03-22T14:38:05.123Z' } },
      {
        conversationNameUpdate: { initiatingUserId: '11', name: 'n', createdAt: '2024-03-22T14:38:05.123Z' },
      },
    ]),
  ]),
  'data/account.js': x.ACCOUNT,
  'data/direct_messages_media/503-a.jpg': 'x',
};

const chatMessage = (text: string, more: object = {}) => ({
  creator: google.ANA,
  created_date: google.AT,
  text,
  topic_id: 't1',
  message_id: 'abc/t1/t1',
  ...more,
});
export const chatFiles: Files = {
  ...google.user(),
  ...google.group('DM abc', [
    chatMessage('one'),
    chatMessage('two', {
      message_id: 'abc/t1/t2',
      updated_date: 'Friday, March 22, 2024 at 3:38:05 PM UTC',
      quoted_message_metadata: { creator: google.ANA, text: 'one', message_id: 'abc/t1/t1' },
    }),
    chatMessage('', { attached_files: [{ original_name: 'a.jpg', export_name: 'File-a.jpg' }] }),
    chatMessage('x', {
      annotations: [
        {
          start_index: 0,
          length: 1,
          url_metadata: {
            title: 't',
            url: { private_do_not_access_or_else_safe_url_wrapped_value: 'https://example.org' },
          },
        },
        { video_call_metadata: { meeting_space: { meeting_code: 'abc' } } },
      ],
    }),
    chatMessage('', { message_state: 'DELETED', deletion_metadata: { deletion_type: 'CREATOR' } }),
    chatMessage('y', { reactions: [{ emoji: { unicode: '👍' }, reactor_emails: ['ben@example.org'] }] }),
  ]),
  ...google.group('Space def', [chatMessage('three', { creator: google.BEN })], {
    title: 'Vans',
    members: [google.ANA, google.BEN],
  }),
  'Takeout/Google Chat/Groups/DM abc/File-a.jpg': 'x',
};

const hangoutEvents = [
  hangout.said('Größe 🎉', { event_id: 'e1' }),
  hangout.event({
    event_id: 'e2',
    chat_message: {
      message_content: {
        segment: [
          { type: 'LINK', text: 'a', link_data: { link_target: 'https://example.org' } },
          { type: 'LINE_BREAK' },
        ],
        attachment: [
          {
            embed_item: {
              type: ['PLUS_PHOTO'],
              plus_photo: { url: 'https://example.org/a.jpg', media_type: 'PHOTO' },
            },
            id: 'x',
          },
        ],
      },
    },
  }),
  hangout.event({
    event_id: 'e3',
    event_type: 'HANGOUT_EVENT',
    hangout_event: {
      event_type: 'END_HANGOUT',
      hangout_duration_secs: '61',
      media_type: 'AUDIO_VIDEO',
      participant_id: [hangout.who(hangout.ANA)],
    },
  }),
  hangout.event({
    event_id: 'e4',
    event_type: 'ADD_USER',
    membership_change: { type: 'JOIN', participant_id: [hangout.who(hangout.BEN)] },
  }),
  hangout.event({
    event_id: 'e5',
    event_type: 'RENAME_CONVERSATION',
    conversation_rename: { new_name: 'n', old_name: 'o' },
  }),
];
const conversations = [
  { id: 'Ugx1', events: hangoutEvents },
  {
    id: 'Ugx2',
    type: 'GROUP',
    name: 'Vans',
    events: hangoutEvents.slice(0, 1),
    people: [
      { id: hangout.ME, name: 'Me' },
      { id: hangout.BEN, name: 'Ben', phone: '+447700900002' },
    ],
  },
];
export const hangouts = hangout.hangoutsJson(conversations);
export const olderHangouts = hangout.olderJson(conversations);

const owner = { id: '447700900001@s.whatsapp.net', name: 'Me', owner: true };
const annie = { id: '447700900123@s.whatsapp.net', name: 'Ana' };
const { model } = cellebrite;
export const ufdr = cellebrite.report(
  cellebrite.group(
    'Chat',
    cellebrite.chat({
      source: 'WhatsApp',
      id: annie.id,
      fields: { Name: 'n', StartTime: '2024-03-22T14:38:05.000+00:00', ChatType: 'OneOnOne' },
      participants: [owner, annie],
      messages: [
        {
          id: 'm1',
          key: 'A1',
          from: annie,
          to: [owner],
          body: 'See you',
          fields: { Status: 'Read', Type: 'AppMessage' },
          labels: ['Forwarded'],
        },
        {
          key: 'A2',
          from: owner,
          body: '',
          attachments: [{ fields: { Filename: 'a.jpg', ContentType: 'image/jpeg' }, fileId: 'f1' }],
          state: 'Deleted',
        },
        {
          key: 'A3',
          from: annie,
          body: 'loc',
          more: cellebrite.one('Position', model('Coordinate', { Latitude: '51.5', Longitude: '-0.1' })),
        },
        {
          key: 'A4',
          from: annie,
          body: 're',
          more: cellebrite.one(
            'RepliedMessage',
            '<model type="ReplyMessageData"><field name="OriginalMessageID" type="String"><value type="String">A1</value></field></model>',
          ),
        },
      ],
    }),
  ) +
    cellebrite.group(
      'Call',
      model(
        'Call',
        {
          Direction: 'Incoming',
          Type: 'Missed',
          Duration: '00:01:02',
          TimeStamp: '2024-03-22T14:38:05.000+00:00',
          Source: 'Phone',
        },
        cellebrite.many('Parties', cellebrite.party({ id: '+447700900123', role: 'From' })),
      ),
    ) +
    cellebrite.group(
      'SMS',
      model(
        'SMS',
        { Body: 'sms', TimeStamp: '2024-03-22T14:38:05.000+00:00', Folder: 'Inbox', Status: 'Read' },
        cellebrite.many('Parties', cellebrite.party({ id: '+447700900123', role: 'From' })),
      ),
    ) +
    cellebrite.group(
      'MMS',
      model(
        'MMS',
        { Subject: 's', Body: 'mms', TimeStamp: '2024-03-22T14:38:05.000+00:00' },
        cellebrite.one('From', cellebrite.party({ id: '+447700900123' })),
      ),
    ) +
    cellebrite.group(
      'UserAccount',
      model('UserAccount', { Name: 'Me', Username: owner.id, ServiceType: 'WhatsApp' }),
    ) +
    cellebrite.group(
      'Contact',
      model(
        'Contact',
        { Name: 'Ana', Source: 'WhatsApp' },
        cellebrite.many('Entries', model('UserID', { Value: annie.id, Category: 'WhatsApp' })),
      ),
    ),
  [{ id: 'f1', localPath: 'files\\Image\\a.jpg' }],
);

export const wordpress = madeExport([
  {
    id: 7,
    title: 'Tides',
    text: '<p>High water at 5 &amp; 17.</p>',
    categories: ['News'],
    comments: [
      {
        id: 40,
        author: 'Bob',
        email: 'Bob@Example.com',
        ip: '203.0.113.7',
        gmt: '2024-03-22 20:00:00',
        text: 'Really?',
      },
      {
        id: 41,
        author: 'Ana',
        email: 'ana@example.org',
        userId: 1,
        parent: 40,
        text: 'Yes. ]]> indeed',
        approved: 'spam',
        type: 'pingback',
      },
    ],
  },
  { id: 8, type: 'attachment', attachment: 'https://blog.example.org/a.jpg', parent: 7 },
  {
    id: 9,
    status: 'draft',
    gmt: '0000-00-00 00:00:00',
    password: 'x',
    excerpt: 'e',
    modified: '2024-03-23 10:00:00',
  },
  { id: 10, type: 'page', title: '' },
]);

const line = (more: object) => ({
  chat: 'c7',
  sender: '+447700900123',
  direction: 'in',
  kind: 'text',
  sentAt: '2024-03-22T14:38:05.000Z',
  timeBasis: 'utc',
  timePrecision: 's',
  ...more,
});
export const neutralFiles: Files = {
  'threadline.json': STATEMENT,
  'messages.jsonl': jsonLinesOf([
    line({
      id: 'm1',
      text: 'Are you there?',
      source: { file: 'signal.sqlite', table: 'message', row: 1, raw: { a: 1 } },
    }),
    line({
      id: 'm2',
      kind: 'image',
      replyTo: 'm1',
      attachments: [{ name: 'van.txt', mime: 'text/plain', path: 'media/2/van.txt', bytes: 3 }],
    }),
    line({ id: 'm3', kind: 'call', call: { video: false, seconds: 62, outcome: 'answered' } }),
    line({
      kind: 'poll',
      poll: { question: 'q', options: [{ text: 'a', votes: 1 }] },
      reactions: [{ sender: 'x', emoji: '👍', at: '2024-03-22T14:38:05.000Z' }],
    }),
    line({
      kind: 'location',
      location: { lat: 51.5, lon: -0.1, name: 'x' },
      receipts: [{ account: 'x', delivered: '2024-03-22T14:38:05.000Z' }],
    }),
    line({ kind: 'system', direction: 'system', system: { action: 'member-added', accounts: ['y'] } }),
    line({
      kind: 'deleted',
      deleted: { by: 'x', at: '2024-03-22T14:38:05.000Z' },
      edited: { at: '2024-03-22T14:38:05.000Z' },
      mentions: ['x'],
      forwarded: true,
    }),
    { chat: 'c8', kind: 'unknown', sentAt: '2024-03-31T01:30:00.000', timeBasis: 'device-local' },
  ]),
  'chats.jsonl': jsonLinesOf([{ id: 'c7', type: 'direct', title: 't', members: ['+447700900123'] }]),
  'accounts.jsonl': jsonLinesOf([
    { id: '+447700900123', phone: '+447700900123', names: [{ name: 'Ana', from: 'x' }], isOwner: true },
  ]),
  'media/2/van.txt': 'the green one',
};
