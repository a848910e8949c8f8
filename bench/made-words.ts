/** Messages of made words for the bench of the search, the same for a seed. */
import type { SourceLists } from '../shared/contract/case-port.ts';
import { SegmentWriter } from '../shared/segment/index.ts';

/** Different words; a language's own are about as many in a phone's messages. */
const VOCABULARY = 200_000;
/** How often the n-th word stands: as 1 / (n + 2.7) (Zipf, Mandelbrot). */
const OFFSET = 2.7;
const TABLE = 1 << 20;
const SYLLABLES =
  'ba be bi bo da de di do fa ga ha ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va za'.split(
    ' ',
  );

/** Uniform in [0, 1), the same on every machine: xorshift32, whose low bits are as good as its high ones. */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** The n-th word, n from 0: common words are short. Every 40th is Cyrillic. */
function wordOf(n: number): string {
  let word = '';
  for (let rest = n + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length)) {
    word += SYLLABLES[rest % SYLLABLES.length]!;
  }
  return n % 40 === 39
    ? word.replace(/[a-z]/g, (letter) => String.fromCharCode(0x430 + letter.charCodeAt(0) - 97))
    : word;
}

export class MadeWords {
  readonly words: readonly string[] = Array.from({ length: VOCABULARY }, (_, n) => wordOf(n));
  /** Words by how often they stand: a place chosen evenly is a word of that share. */
  private readonly table = new Uint32Array(TABLE);

  constructor() {
    let total = 0;
    for (let n = 0; n < VOCABULARY; n++) total += 1 / (n + OFFSET);
    let sum = 0;
    let at = 0;
    for (let n = 0; n < VOCABULARY; n++) {
      sum += 1 / (n + OFFSET) / total;
      while (at < TABLE && at < sum * TABLE) this.table[at++] = n;
    }
    while (at < TABLE) this.table[at++] = VOCABULARY - 1;
  }

  /** 3 to 17 words. */
  text(random: () => number): string {
    const count = 3 + Math.floor(15 * random() ** 2);
    let text = '';
    for (let i = 0; i < count; i++) {
      // The table holds a word once at least only where it stands often enough: rare ones come evenly.
      const n =
        random() < 0.02 ? Math.floor(random() * VOCABULARY) : this.table[Math.floor(random() * TABLE)]!;
      text += i === 0 ? this.words[n]! : ` ${this.words[n]!}`;
    }
    return text;
  }
}

export interface MadeExhibit {
  readonly segments: readonly ArrayBuffer[];
  readonly lists: SourceLists;
}

/** An exhibit's messages over three years, nearly in order of time. */
export function madeExhibit(
  made: MadeWords,
  seed: number,
  count: number,
  { chats, people }: { readonly chats: number; readonly people: number },
): MadeExhibit {
  const exhibit = `AB/${seed}`;
  const random = randomFrom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const idOf = (person: number): string => `44${7_000_000_000 + seed * 100_000 + person}@s.whatsapp.net`;
  const writer = new SegmentWriter(exhibit, 'whatsapp');
  const segments: ArrayBuffer[] = [];
  const start = Date.UTC(2021, 0, 1);
  const step = (3 * 365 * 86_400_000) / count;
  for (let i = 0; i < count; i++) {
    const chat = Math.floor(chats * random() ** 2);
    const at = start + i * step + (random() < 0.02 ? -below(3_600_000) : 0);
    writer.add(
      {
        chat: `${chat}@g.us`,
        sender: idOf(below(2) === 0 ? 0 : (chat * 7 + below(12)) % people),
        direction: 'in',
        sentAt: new Date(at).toISOString(),
        timeBasis: 'utc',
        timePrecision: 'ms',
        kind: 'text',
        text: made.text(random),
        source: { file: 'msgstore.db', table: 'message', row: i + 1 },
      },
      i + 1,
    );
    if (writer.isFull) segments.push(writer.finish());
  }
  if (!writer.isEmpty) segments.push(writer.finish());
  return {
    segments,
    lists: {
      chats: writer.chats.ids.map((id) => ({
        id,
        exhibit,
        platform: 'whatsapp',
        type: 'group',
        members: [],
      })),
      accounts: writer.accounts.ids.map((id) => ({ id, exhibit, platform: 'whatsapp', names: [] })),
    },
  };
}

/**
 * So many queries, a third each: a word, two words that stand together in a message, the beginning of a word.
 * Ranks of words are drawn evenly by their logarithm, so that common ones and rare ones come.
 */
export function mixedQueries(made: MadeWords, seed: number, count: number): string[] {
  const random = randomFrom(seed);
  const rank = (): number => Math.floor(VOCABULARY ** random());
  return Array.from({ length: count }, (_, i) => {
    if (i % 3 === 0) return made.words[rank()]!;
    if (i % 3 === 2) {
      const word = made.words[rank()]!;
      return `${word.slice(0, Math.max(3, word.length - 2))}*`;
    }
    const words = made.text(random).split(' ');
    const at = Math.floor(random() * (words.length - 1));
    return `"${words[at]!} ${words[at + 1]!}"`;
  });
}
