/**
 * Writes JSON as Google Takeout does, of any number of messages, the same for the same seed: the messages of
 * one space of Google Chat, or a Hangouts.json with 1,000 events a conversation.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

const WORDS =
  'the and you that was for are with his they have this from one had word but not what all were when your can said there use each which she how their will até não já está 😀 👍 ok'.split(
    ' ',
  );
const PEOPLE = ['Ana Sousa', 'Brock', 'Misty', 'Prof. Oak', 'João', 'Zoë 🌸', 'Mum', 'Sam'];

/** Numbers from 0 up to 1: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

class Writing {
  readonly next = numbers(20_240_322);
  at = Date.UTC(2019, 0, 1);

  words(most: number): string {
    const count = 1 + Math.floor(this.next() * most);
    return Array.from({ length: count }, () => WORDS[Math.floor(this.next() * WORDS.length)]!).join(' ');
  }

  one(most: number): number {
    return Math.floor(this.next() * most);
  }

  later(): void {
    this.at += Math.floor(this.next() * 300_000);
  }
}

const DATE = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long', timeZone: 'UTC' });

/** JSON of an element of a list, as Takeout indents it. */
const element = (value: unknown, isFirst: boolean): string =>
  `${isFirst ? '' : ',\n'}${JSON.stringify(value, null, 2).replace(/^/gm, '    ')}`;

function* chat(messages: number): Generator<string> {
  const writing = new Writing();
  yield '{\n  "messages": [\n';
  let topic = '';
  for (let n = 1; n <= messages; n++) {
    writing.later();
    const by = writing.one(PEOPLE.length);
    const id = `m${n.toString(36).padStart(10, '0')}`;
    if (n === 1 || writing.next() < 0.7) topic = id;
    const kind = writing.next();
    const deleted = kind < 0.01;
    yield element(
      {
        creator: { name: PEOPLE[by], email: `person${by}@example.org`, user_type: 'Human' },
        created_date: DATE.format(writing.at).replace(/ (?=[AP]M)/, '\u202f'),
        ...(kind > 0.98 ? { updated_date: DATE.format(writing.at + 60_000) } : {}),
        ...(deleted
          ? { message_state: 'DELETED', deletion_metadata: { deletion_type: 'CREATOR' } }
          : { text: writing.words(30) }),
        ...(kind > 0.9 && kind < 0.95
          ? { attached_files: [{ original_name: `IMG_${n}.jpg`, export_name: `File-IMG_${n}.jpg` }] }
          : {}),
        ...(kind > 0.85 && kind < 0.9
          ? { reactions: [{ emoji: { unicode: '👍' }, reactor_emails: ['person1@example.org'] }] }
          : {}),
        topic_id: topic,
        message_id: `AAAABenchAA/${topic}/${id}`,
      },
      n === 1,
    );
  }
  yield '\n  ]\n}\n';
}

const OF_CONVERSATION = 1000;

function* hangouts(messages: number): Generator<string> {
  const writing = new Writing();
  yield '{\n  "conversations": [\n';
  const gaia = (n: number): string => `1000000000000000${String(n).padStart(5, '0')}`;
  const who = (n: number) => ({ gaia_id: gaia(n), chat_id: gaia(n) });
  for (let n = 1; n <= messages; ) {
    const other = 1 + (Math.floor(n / OF_CONVERSATION) % 9_000);
    const id = { id: `UgxBench${String(n).padStart(12, '0')}` };
    const conversation = {
      conversation_id: id,
      conversation: {
        id,
        type: 'STICKY_ONE_TO_ONE',
        self_conversation_state: { self_read_state: { participant_id: who(0), latest_read_timestamp: '0' } },
        participant_data: [
          { id: who(0), fallback_name: 'Me', participant_type: 'GAIA' },
          { id: who(other), fallback_name: `Person ${other}`, participant_type: 'GAIA' },
        ],
      },
    };
    yield `${n === 1 ? '' : ',\n'}{\n"conversation": ${JSON.stringify(conversation, null, 2)},\n"events": [\n`;
    for (let of = 0; of < OF_CONVERSATION && n <= messages; of++, n++) {
      writing.later();
      yield element(
        {
          conversation_id: id,
          sender_id: who(writing.next() < 0.5 ? 0 : other),
          timestamp: `${writing.at}123`,
          self_event_state: { user_id: who(0), client_generated_id: String(n), notification_level: 'RING' },
          chat_message: { message_content: { segment: [{ type: 'TEXT', text: writing.words(30) }] } },
          event_id: `7-H0Z7-Bench${n}`,
          advances_sort_timestamp: true,
          event_otr: 'ON_THE_RECORD',
          delivery_medium: { medium_type: 'BABEL_MEDIUM' },
          event_type: 'REGULAR_CHAT_MESSAGE',
        },
        of === 0,
      );
    }
    yield '\n]\n}';
  }
  yield '\n  ]\n}\n';
}

/** Pieces are written so many UTF-16 units at a time. */
const AT_ONCE = 2 ** 20;

/** Writes a file of one of the two forms. */
export function writeMadeTakeout(form: 'google-chat' | 'hangouts', file: string, messages: number): void {
  const out = openSync(file, 'w');
  try {
    let waiting = '';
    for (const piece of form === 'google-chat' ? chat(messages) : hangouts(messages)) {
      waiting += piece;
      if (waiting.length < AT_ONCE) continue;
      writeSync(out, waiting);
      waiting = '';
    }
    writeSync(out, waiting);
  } finally {
    closeSync(out);
  }
}
