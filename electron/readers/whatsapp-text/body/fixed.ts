/** Texts that are one fixed phrase: media left out, messages taken back, missed calls… */
import { LANGUAGES } from '../phrases/index.ts';
import type { OmittedKind } from '../phrases/phrases.ts';
import { normal } from './normal.ts';

/** What a fixed phrase stands for. */
export type FixedPhrase =
  | { readonly is: 'omitted'; readonly kind: OmittedKind }
  | { readonly is: 'deleted'; readonly byOwner: boolean }
  | { readonly is: 'live-location' }
  | { readonly is: 'missed-call'; readonly video: boolean }
  | { readonly is: 'view-once' }
  | { readonly is: 'waiting' };

const MEANINGS = new Map<string, FixedPhrase>();

/** A power of two; a hundredth of the bits is set. */
const BITS = 2 ** 22;
/** Longer phrases than this in bytes are not looked for. */
const MOST_BYTES = 511;

/**
 * Length, first, middle and last byte of phrases in all their spellings, mixed into a number whose bit is
 * set: a text whose bit is not is no phrase, and nearly every text ends there.
 */
class Outlines {
  private readonly bits = new Uint8Array(BITS / 8);

  add(bytes: Uint8Array): void {
    if (bytes.length > MOST_BYTES) throw new Error(`a phrase of ${bytes.length} bytes`);
    const index = this.of(bytes, 0, bytes.length);
    this.bits[index >> 3]! |= 1 << (index & 7);
  }

  has(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from;
    if (length === 0 || length > MOST_BYTES) return false;
    const index = this.of(bytes, from, length);
    return (this.bits[index >> 3]! & (1 << (index & 7))) !== 0;
  }

  private of(bytes: Uint8Array, from: number, length: number): number {
    const ends = (bytes[from]! << 16) | (bytes[from + length - 1]! << 8) | bytes[from + (length >> 1)]!;
    // The multiplier of Knuth's multiplicative hashing (TAOCP 3, 6.4).
    return Math.imul(ends ^ (length << 3), 0x9e3779b1) >>> 10;
  }
}

const all = new Outlines();
const takenBack = new Outlines();

const STOPS = ['', '.', '。', '।', '۔'];
const MARKS = ['', '\u200e', '\u200f'];

/** How a phrase can be written: first letter large or small, with a stop, in brackets, behind a mark. */
function spellings(phrase: string, inBrackets: boolean): string[] {
  const texts = STOPS.map((stop) => phrase + stop);
  if (inBrackets) texts.push(`<${phrase}>`, `< ${phrase} >`, `<${phrase}.>`);
  return texts
    .flatMap((text) => [text, text[0]!.toUpperCase() + text.slice(1), text[0]!.toLowerCase() + text.slice(1)])
    .flatMap((text) => MARKS.map((mark) => mark + text));
}

function learn(phrases: readonly string[] | undefined, meaning: FixedPhrase, inBrackets = false): void {
  for (const phrase of phrases ?? []) {
    const key = normal(phrase).toLowerCase();
    if (!MEANINGS.has(key)) MEANINGS.set(key, meaning);
    const isByOwner = meaning.is === 'deleted' && meaning.byOwner;
    for (const spelling of spellings(phrase, inBrackets)) {
      const bytes = Buffer.from(spelling);
      all.add(bytes);
      if (isByOwner) takenBack.add(bytes);
    }
  }
}

for (const language of LANGUAGES) learn(language.deleted, { is: 'deleted', byOwner: false });
for (const language of LANGUAGES) {
  // A phrase that is also that of others' messages stays so: it names no owner.
  learn(language.youDeleted, { is: 'deleted', byOwner: true });
  for (const [kind, phrases] of Object.entries(language.omitted ?? {})) {
    learn(phrases, { is: 'omitted', kind: kind as OmittedKind }, true);
  }
  learn(language.liveLocation, { is: 'live-location' });
  learn(language.missedVideoCall, { is: 'missed-call', video: true });
  learn(language.missedVoiceCall, { is: 'missed-call', video: false });
  learn(language.viewOnce, { is: 'view-once' });
  learn(language.waiting, { is: 'waiting' });
}

/** Whether bytes have the outline of a fixed phrase. */
export function mayBeFixed(bytes: Uint8Array, from: number, to: number): boolean {
  return all.has(bytes, from, to);
}

/** Whether bytes have the outline of "You deleted this message". */
export function mayBeTakenBack(bytes: Uint8Array, from: number, to: number): boolean {
  return takenBack.has(bytes, from, to);
}

export interface FixedText {
  readonly phrase: FixedPhrase;
  /** Whether it stands in angle brackets. */
  readonly isBracketed: boolean;
}

/** Answers for texts met before; exports repeat few. */
const answers = new Map<string, FixedText | null>();
const MOST_ANSWERS = 512;
const LONGEST = 300;

/** A text's meaning when all of it is a fixed phrase. */
export function fixedPhrase(text: string): FixedText | undefined {
  if (text.length > LONGEST) return undefined;
  const known = answers.get(text);
  if (known !== undefined) return known === null ? undefined : known;
  const bare = normal(text);
  const isBracketed = bare.startsWith('<') && bare.endsWith('>');
  const key = (isBracketed ? bare.slice(1, -1).trim().replace(/\.$/, '') : bare).toLowerCase();
  const phrase = MEANINGS.get(key);
  const answer = phrase && { phrase, isBracketed };
  if (answers.size < MOST_ANSWERS) answers.set(text, answer ?? null);
  return answer;
}
