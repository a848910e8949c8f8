import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryTree } from '../../testing/memory-tree.ts';
import { LANGUAGES } from '../phrases/index.ts';
import { type BodyContext, readBody } from './body.ts';
import { fixedPhrase, mayBeFixed } from './fixed.ts';
import { kindOfFile, MediaFiles, mimeOf } from './media.ts';
import { systemLine } from './system.ts';

const tree = memoryTree({
  '_chat.txt': 'x',
  'IMG-20240322-WA0003.jpg': 'a picture',
  'Cafe\u0301 menu.pdf': 'a document',
  'Media/VID-20240322-WA0001.mp4': 'a film',
  'Media/a/twice.pdf': '1',
  'Media/b/twice.pdf': '2',
});
const files = new MediaFiles(tree, '_chat.txt');
const ANDROID: BodyContext = { isIphone: false, marksOwn: false, files };
const IPHONE: BodyContext = { isIphone: true, marksOwn: true, files };

function body(text: string, context: BodyContext) {
  const bytes = Buffer.from(text);
  return readBody(text, context, mayBeFixed(bytes, 0, bytes.length));
}

const OMITTED_KIND = {
  media: 'unknown',
  image: 'image',
  video: 'video',
  audio: 'audio',
  gif: 'gif',
  sticker: 'sticker',
  document: 'document',
  contact: 'contact',
  'video-note': 'video',
} as const;

for (const language of LANGUAGES) {
  test(`every phrase of the table is found in an export: ${language.language}`, () => {
    for (const [kind, phrases] of Object.entries(language.omitted ?? {})) {
      for (const phrase of phrases) {
        const expected = OMITTED_KIND[kind as keyof typeof OMITTED_KIND];
        const onAndroid = body(`<${phrase}>`, ANDROID);
        assert.equal(onAndroid.kind, expected, phrase);
        assert.deepEqual(onAndroid.attachment, { present: false });
        if (kind !== 'media') {
          assert.equal(body(`\u200e${phrase}`, IPHONE).kind, expected, phrase);
          // Anybody may type the same words.
          assert.equal(body(phrase, IPHONE).kind, 'text', phrase);
          assert.equal(body(phrase, ANDROID).kind, 'text', phrase);
        }
      }
    }
    for (const word of language.attachedBefore ?? []) {
      const found = body(`\u200e<${word}: 00000012-PHOTO-2024-03-22-14-38-05.jpg>`, IPHONE);
      assert.equal(found.kind, 'image', word);
      assert.equal(found.attachment?.name, '00000012-PHOTO-2024-03-22-14-38-05.jpg', word);
      assert.equal(body(`<${word}: notes.pdf>`, { ...IPHONE, marksOwn: false }).kind, 'document', word);
    }
    for (const words of language.attachedAfter ?? []) {
      const found = body(`Plan B.pdf (${words})\nlook`, ANDROID);
      assert.deepEqual(
        [found.kind, found.attachment],
        ['document', { name: 'Plan B.pdf', mime: 'application/pdf', present: false }],
        words,
      );
    }
    for (const phrase of [...(language.deleted ?? []), ...(language.youDeleted ?? [])]) {
      for (const text of [phrase, `${phrase}.`]) {
        assert.deepEqual(body(text, ANDROID), { kind: 'deleted', isTakenBack: true }, phrase);
        assert.equal(body(`\u200e${text}`, IPHONE).kind, 'deleted', phrase);
        assert.equal(body(text, IPHONE).kind, 'text', phrase);
      }
    }
    for (const phrase of language.edited ?? []) {
      for (const end of [` <${phrase}>`, ` \u200e<${phrase}>`, ` <${phrase}.>`]) {
        assert.deepEqual(body(`See you at 5${end}`, ANDROID), { kind: 'text', isEdited: true }, phrase);
      }
    }
    for (const phrase of language.liveLocation ?? []) {
      assert.equal(body(phrase, ANDROID).kind, 'live-location', phrase);
    }
    for (const [phrases, video] of [
      [language.missedVoiceCall, false],
      [language.missedVideoCall, true],
    ] as const) {
      for (const phrase of phrases ?? []) {
        assert.deepEqual(body(phrase, ANDROID).call, { video, outcome: 'missed' }, phrase);
      }
    }
    for (const phrase of language.viewOnce ?? [])
      assert.equal(body(phrase, ANDROID).kind, 'view-once', phrase);
    for (const phrase of language.waiting ?? []) assert.equal(body(phrase, ANDROID).kind, 'unknown', phrase);
    for (const [action, ...patterns] of language.system ?? []) {
      for (const pattern of patterns) {
        const line = pattern
          .replace('{actor}', 'Zed')
          .replace('{accounts}', '+44 7700 900123')
          .replace('{value}', '44 7700 900999')
          .replace('{any}', 'Qux')
          .replace('…', ' and so on');
        assert.equal(systemLine(line)?.action, action, line);
        assert.equal(systemLine(`\u200e${line.replace(/[“”]/g, '"')}.`)?.action, action, line);
      }
    }
  });
}

test('a phrase of both lists says nothing of the owner', () => {
  const byOwner = (text: string) => {
    const phrase = fixedPhrase(text)?.phrase;
    return phrase?.is === 'deleted' && phrase.byOwner;
  };
  assert.equal(byOwner('You deleted this message'), true);
  assert.equal(byOwner('Du hast diese Nachricht gelöscht.'), true);
  assert.equal(byOwner('This message was deleted'), false);
  assert.equal(byOwner('Mensagem apagada'), false);
});

/** Lines as they stand in exports. */
const LINES: readonly [text: string, context: BodyContext, kind: string, name?: string, path?: string][] = [
  ['<Media omitted>', ANDROID, 'unknown'],
  ['<Medien ausgeschlossen>', ANDROID, 'unknown'],
  ['<Arquivo de mídia oculto>', ANDROID, 'unknown'],
  ['<Media omitted>\n4Bit Negierer.mod', ANDROID, 'unknown'],
  ['\u200eimage omitted', IPHONE, 'image'],
  ['\u200eGIF omitted', IPHONE, 'gif'],
  ['\u200eمحذوف', IPHONE, 'text'],
  [
    'IMG-20240322-WA0003.jpg (file attached)',
    ANDROID,
    'image',
    'IMG-20240322-WA0003.jpg',
    'IMG-20240322-WA0003.jpg',
  ],
  [
    '\u200eIMG-20240322-WA0003.jpg (Datei angehängt)\nder neue',
    ANDROID,
    'image',
    'IMG-20240322-WA0003.jpg',
    'IMG-20240322-WA0003.jpg',
  ],
  ['IMG-20240322-WA0009.jpg (words of some language)', ANDROID, 'image', 'IMG-20240322-WA0009.jpg'],
  [
    'img-20240322-wa0003.JPG (file attached)',
    ANDROID,
    'image',
    'img-20240322-wa0003.JPG',
    'IMG-20240322-WA0003.jpg',
  ],
  [
    'VID-20240322-WA0001.mp4 (file attached)',
    ANDROID,
    'video',
    'VID-20240322-WA0001.mp4',
    'Media/VID-20240322-WA0001.mp4',
  ],
  ['twice.pdf (file attached)', ANDROID, 'document', 'twice.pdf'],
  ['Caf\u00e9 menu.pdf (file attached)', ANDROID, 'document', 'Café menu.pdf', 'Cafe\u0301 menu.pdf'],
  ['../../etc/passwd.txt (file attached)', ANDROID, 'document', '../../etc/passwd.txt'],
  ['PTT-20240322-WA0007.opus (file attached)', ANDROID, 'voice', 'PTT-20240322-WA0007.opus'],
  ['STK-20240322-WA0008.webp (file attached)', ANDROID, 'sticker', 'STK-20240322-WA0008.webp'],
  ['Ana.vcf (file attached)', ANDROID, 'contact', 'Ana.vcf'],
  ['see you (not later)', ANDROID, 'text'],
  ['v1.2 (final)', ANDROID, 'text'],
  ['a (b', ANDROID, 'text'],
  ['x > y', ANDROID, 'text'],
  ['<3 you: never>', ANDROID, 'text'],
  [
    '\u200e<attached: 00000013-AUDIO-2024-03-22-14-38-05.opus>',
    IPHONE,
    'voice',
    '00000013-AUDIO-2024-03-22-14-38-05.opus',
  ],
  [
    '\u200e<angehängt: 00000014-VIDEO-2024-03-22-14-38-05.mp4>',
    IPHONE,
    'video',
    '00000014-VIDEO-2024-03-22-14-38-05.mp4',
  ],
  [
    '\u200e<mot d’une langue: 00000015-STICKER-2024-03-22-14-38-05.webp>',
    IPHONE,
    'sticker',
    '00000015-STICKER-2024-03-22-14-38-05.webp',
  ],
  [
    'Look at this \u200e<attached: 00000016-PHOTO-2024-03-22-14-38-05.jpg>',
    IPHONE,
    'image',
    '00000016-PHOTO-2024-03-22-14-38-05.jpg',
  ],
  [
    'Report.pdf • \u200e2 pages \u200e<attached: 00000002-Report.pdf>',
    IPHONE,
    'document',
    '00000002-Report.pdf',
  ],
  ['Report.pdf • \u200e4 pages \u200edocument omitted', IPHONE, 'document', 'Report.pdf'],
  ['so long, and thanks \u200eimage omitted', IPHONE, 'image'],
  ['This message was deleted', ANDROID, 'deleted'],
  ['\u200eYou deleted this message.', IPHONE, 'deleted'],
  ['You deleted this message, why?', ANDROID, 'text'],
  ['location: https://maps.google.com/?q=38.7223,-9.1393', ANDROID, 'location'],
  ['\u200eLocation: https://maps.google.com/?q=38.7223,-9.1393', IPHONE, 'location'],
  ['https://maps.google.com/?q=38.7223,-9.1393', ANDROID, 'text'],
  ['location: https://maps.google.com/?q=138.7223,-9.1393', ANDROID, 'text'],
  ['live location shared', ANDROID, 'live-location'],
  ['\u200eMissed voice call', IPHONE, 'call'],
  ['Missed voice call, what is it?', ANDROID, 'text'],
  ['\u200eVoice call, \u200e12 min', IPHONE, 'call'],
  ['Voice call, 12 min', IPHONE, 'text'],
];

for (const [text, context, kind, name, path] of LINES) {
  test(`${context === IPHONE ? 'iPhone' : 'Android'}: ${JSON.stringify(text)} is ${kind}`, () => {
    const found = body(text, context);
    assert.equal(found.kind, kind);
    assert.equal(found.attachment?.name, name);
    assert.equal(found.path, path);
    if (found.attachment) assert.equal(found.attachment.present, path !== undefined);
  });
}

test('a place is where its link says', () => {
  assert.deepEqual(body('Standort: https://maps.google.com/?q=-38.5,9.25', ANDROID).location, {
    lat: -38.5,
    lon: 9.25,
  });
});

test('calls of iPhone have their length and how they ended', () => {
  const call = (text: string) => body(text, IPHONE).call;
  assert.deepEqual(call('\u200eVideo call, \u200e1 hr 2 min'), {
    video: true,
    seconds: 3720,
    outcome: 'answered',
  });
  assert.deepEqual(call('\u200eVoice call, \u200eNo answer'), { video: false, outcome: 'unavailable' });
  assert.deepEqual(call('\u200eMissed video call, \u200eTap to call back'), {
    video: true,
    outcome: 'missed',
  });
  assert.deepEqual(call('\u200eVoice call'), { video: false, outcome: 'unknown' });
});

test('a poll has its question, its options and their votes, in any language', () => {
  assert.deepEqual(
    body(
      '\u200ePOLL:\nWhich day?\n\u200eOPTION: Friday (\u200e2 votes)\n\u200eOPTION: Saturday (at last) (\u200e0 votes)\n',
      IPHONE,
    ).poll,
    {
      question: 'Which day?',
      options: [
        { text: 'Friday', votes: 2 },
        { text: 'Saturday (at last)', votes: 0 },
      ],
    },
  );
  assert.equal(
    body('UMFRAGE:\r\nWann?\r\nOPTION: Fr (1 Stimme)\r\nOPTION: Sa (0 Stimmen)', ANDROID).poll?.question,
    'Wann?',
  );
  for (const text of [
    'POLL:\nWhich?',
    'POLL:\nOPTION: a\nOPTION: b',
    'Poll:\nq\nOPTION: a\nOPTION: b',
    'TODO:\nbuy\nMILK: 1',
    'POLL:\nq\nOPTION: a\nOPTION: b\nmore',
  ]) {
    assert.equal(body(text, ANDROID).kind, 'text', text);
  }
});

test('an edited caption is a picture that was edited', () => {
  assert.deepEqual(body('IMG-20240322-WA0009.jpg (file attached)\nnew <This message was edited>', ANDROID), {
    kind: 'image',
    attachment: { name: 'IMG-20240322-WA0009.jpg', mime: 'image/jpeg', present: false },
    isEdited: true,
  });
  assert.equal(body('a <b>', ANDROID).isEdited, undefined);
});

test('files are of the kind that WhatsApp’s name says, else of their extension’s', () => {
  const kinds: readonly [string, string, string | undefined][] = [
    ['IMG-20240322-WA0003.jpg', 'image', 'image/jpeg'],
    ['AUD-20240322-WA0003.m4a', 'audio', 'audio/mp4'],
    ['AUD-20240322-WA0003.opus', 'voice', 'audio/ogg'],
    ['DOC-20240322-WA0003.jpg', 'document', 'image/jpeg'],
    ['00000020-GIF-2024-03-22-14-38-05.mp4', 'gif', 'video/mp4'],
    ['song.mp3', 'audio', 'audio/mpeg'],
    ['clip.MOV', 'video', 'video/quicktime'],
    ['notes.pages', 'document', undefined],
    ['__proto__.constructor', 'document', undefined],
    ['none', 'document', undefined],
  ];
  for (const [name, kind, mime] of kinds)
    assert.deepEqual([kindOfFile(name), mimeOf(name)], [kind, mime], name);
});

/** Lines about a chat as they stand in exports. */
const SYSTEM: readonly [string, Record<string, string>][] = [
  ['You created group “Trip”', { action: 'group-created', value: 'Trip' }],
  ['Ana created group "Trip: Porto"', { action: 'group-created', actor: 'Ana', value: 'Trip: Porto' }],
  ['\u200eAna added Bob', { action: 'member-added', actor: 'Ana', accounts: 'Bob' }],
  ['You added \u202a+44 7700 900123\u202c', { action: 'member-added', accounts: '+44 7700 900123' }],
  ['Ana added you', { action: 'member-added', actor: 'Ana' }],
  ['+420 739 534 759 salió del grupo', { action: 'member-left', actor: '+420 739 534 759' }],
  ['Bob left', { action: 'member-left', actor: 'Bob' }],
  [
    "+44 7700 900123 joined using this group's invite link",
    { action: 'member-joined-by-link', actor: '+44 7700 900123' },
  ],
  ['Ana changed the subject from “A” to “B”', { action: 'subject-changed', actor: 'Ana', value: 'B' }],
  ['Ana hat den Betreff von „A“ zu „B“ geändert.', { action: 'subject-changed', actor: 'Ana', value: 'B' }],
  [
    'Your security code with Ana changed. Tap to learn more.',
    { action: 'security-code-changed', accounts: 'Ana' },
  ],
  [
    '+44 7700 900123 changed to +44 7700 900999',
    { action: 'number-changed', accounts: '+44 7700 900123', value: '44 7700 900999' },
  ],
  [
    'Амаки Хайруллоҳ создал(-а) группу "Цемет"',
    { action: 'group-created', actor: 'Амаки Хайруллоҳ', value: 'Цемет' },
  ],
  [
    'amanda bergabung menggunakan tautan undangan grup ini',
    { action: 'member-joined-by-link', actor: 'amanda' },
  ],
  [
    'מפקד הקורס יצר/ה את הקבוצה "יישור קו"',
    { action: 'group-created', actor: 'מפקד הקורס', value: 'יישור קו' },
  ],
  ['Ali sizi ekledi', { action: 'member-added', actor: 'Ali' }],
  ['Ana changed this group’s icon', { action: 'icon-changed', actor: 'Ana' }],
  [
    'Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.',
    { action: 'encryption-notice' },
  ],
];

for (const [line, expected] of SYSTEM) {
  test(`a line about the chat: ${line}`, () => {
    const { wordsAt: _, ...found } = systemLine(line)!;
    assert.deepEqual(found, expected);
  });
}

test('what no language knows is no line about the chat', () => {
  for (const line of ['', 'hello', 'You', 'left', ' added ', 'x'.repeat(5000), 'Ana added']) {
    assert.equal(systemLine(line), undefined, line);
  }
});
