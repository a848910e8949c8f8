/** A phone's messages in any number, the same for a seed: 400 chats, 600 people, several scripts. */
import type { SourceLists } from '../../../shared/contract/case-port.ts';
import { SegmentWriter } from '../../../shared/segment/index.ts';

const CHATS = 400;
const PEOPLE = 600;
const WORDS =
  'the of and to in is you that it he was for on are as with his they at be this have from or one had by word but not what all were we when your can said there use each which she do how their if will up other about out many then them these so some her would make like him into time has look two more write go see number no way could people my than first water been call who oil its now find long down day did get come made may part'.split(
    ' ',
  );
const OTHER_SCRIPTS = ['Привет как дела', 'مرحبا كيف حالك', 'אני בדרך', '❤️', '👍'];

const jidOf = (person: number): string => `4477009${String(person).padStart(5, '0')}@s.whatsapp.net`;

/** Uniform in [0, 1), the same on every machine (Numerical Recipes' linear congruence). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Yields the segments and returns the lists. */
export function* largeSource(count: number, exhibit: string): Generator<ArrayBuffer, SourceLists> {
  const random = randomFrom(7);
  const below = (n: number): number => Math.floor(random() * n);
  const platform = 'whatsapp' as const;
  const members = (chat: number): number[] =>
    chat % 5 === 0 ? Array.from({ length: 12 }, (_, k) => (chat * 3 + k * 7) % PEOPLE) : [0, chat + 1];
  const chats = Array.from({ length: CHATS }, (_, chat) => ({
    id: chat % 5 === 0 ? `1203630${chat}@g.us` : jidOf(chat + 1),
    people: members(chat),
  }));
  const writer = new SegmentWriter(exhibit, platform);
  let at = Date.UTC(2019, 0, 1);
  for (let ordinal = 1; ordinal <= count; ordinal++) {
    const { id, people } = chats[Math.floor(CHATS * random() ** 2)]!;
    const sender = people[below(people.length)]!;
    at += below(200_000) - (random() < 0.02 ? 500_000 : 0);
    const words = Array.from({ length: 4 + below(20) }, () => WORDS[below(WORDS.length)]!);
    if (random() < 0.15) words.push(OTHER_SCRIPTS[below(OTHER_SCRIPTS.length)]!);
    const image = random() < 0.08;
    writer.add(
      {
        chat: id,
        sender: jidOf(sender),
        direction: sender === 0 ? 'out' : 'in',
        sentAt: new Date(at).toISOString(),
        timeBasis: 'utc',
        timePrecision: 'ms',
        kind: image ? 'image' : 'text',
        text: words.join(' '),
        ...(image
          ? { attachments: [{ name: `IMG-${ordinal}.jpg`, mime: 'image/jpeg', present: true }] }
          : {}),
        source: {
          file: 'msgstore.db',
          table: 'message',
          row: ordinal,
          key: Math.floor(random() * 2 ** 32)
            .toString(16)
            .toUpperCase()
            .padStart(32, '3'),
          code: image ? 1 : 0,
        },
      },
      ordinal,
    );
    if (writer.isFull) yield writer.finish();
  }
  if (!writer.isEmpty) yield writer.finish();
  return {
    chats: writer.chats.ids.map((id) => {
      const chat = chats.find((one) => one.id === id)!;
      return {
        id,
        exhibit,
        platform,
        type: id.endsWith('@g.us') ? 'group' : 'direct',
        members: chat.people.map(jidOf).sort(),
      };
    }),
    accounts: writer.accounts.ids.map((id) => ({
      id,
      exhibit,
      platform,
      names: [{ name: `Person ${Number(id.slice(7, 12))}`, from: 'wa.db' }],
      ...(id === jidOf(0) ? { isOwner: true as const } : {}),
    })),
  };
}
