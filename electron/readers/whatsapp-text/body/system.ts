/** Lines about the chat: who made the group, who was added, whose security code changed… */
import type { SystemAction } from '../../../../shared/model/index.ts';
import { LANGUAGES } from '../phrases/index.ts';
import { normal } from './normal.ts';

export interface SystemLine {
  readonly action: SystemAction;
  /** Names as they stand in the line; `isOwner` where they are the language's "you". */
  readonly actor?: string;
  readonly accounts?: string;
  readonly value?: string;
  /** Where the first fixed words begin: behind the first name, if the line begins with one. */
  readonly wordsAt: number;
}

type Slot = 'actor' | 'accounts' | 'value' | 'any';

/** A pattern in pieces: words, slot, words, slot… words. Words may be empty at both ends only. */
interface Pattern {
  readonly action: SystemAction;
  readonly words: readonly string[];
  readonly slots: readonly Slot[];
  /** Whether anything may follow the last words. */
  readonly isOpen: boolean;
  /** Code units of all words: of several patterns that fit, the one that says most is right. */
  readonly weight: number;
  readonly you: ReadonlySet<string>;
}

function compile(action: SystemAction, pattern: string, you: ReadonlySet<string>): Pattern {
  const isOpen = pattern.endsWith('…');
  // Spaces at the ends of words count, so each piece is made normal between bars.
  const pieces = (isOpen ? pattern.slice(0, -1) : pattern).split(/\{(actor|accounts|value|any)\}/);
  const words = pieces.filter((_, i) => i % 2 === 0).map((piece) => normal(`|${piece}|`).slice(1, -1));
  const slots = pieces.filter((_, i) => i % 2 === 1) as Slot[];
  return { action, words, slots, isOpen, weight: words.join('').length, you };
}

/** Patterns by their first words' or last words' ends, so that few are tried on a line. */
const ENDS = 4;
const byBeginning = new Map<string, Pattern[]>();
const byEnd = new Map<string, Pattern[]>();
/** Patterns that begin and end with a name. */
const byMiddle: Pattern[] = [];

function put(map: Map<string, Pattern[]>, key: string, pattern: Pattern): void {
  const list = map.get(key);
  if (list) list.push(pattern);
  else map.set(key, [pattern]);
}

for (const { system, you } of LANGUAGES) {
  const youWords = new Set(you);
  for (const [action, ...patterns] of system ?? []) {
    for (const text of patterns) {
      const pattern = compile(action, text, youWords);
      const first = pattern.words[0]!;
      const last = pattern.words.at(-1)!;
      if (first !== '') put(byBeginning, first.slice(0, ENDS), pattern);
      else if (last !== '' && !pattern.isOpen) put(byEnd, last.slice(-ENDS), pattern);
      else byMiddle.push(pattern);
    }
  }
}

function fit({ action, words, slots, isOpen, you }: Pattern, line: string): SystemLine | undefined {
  const first = words[0]!;
  const last = words.at(-1)!;
  if (!line.startsWith(first)) return undefined;
  if (slots.length === 0) return line === first || isOpen ? { action, wordsAt: 0 } : undefined;
  if (!isOpen && (line.length < first.length + last.length || !line.endsWith(last))) return undefined;
  const found: { actor?: string; accounts?: string; value?: string } = {};
  const end = isOpen ? line.length : line.length - last.length;
  let at = first.length;
  let wordsAt = first.trim() === '' ? -1 : 0;
  for (const [i, slot] of slots.entries()) {
    const isLast = i === slots.length - 1;
    const next = words[i + 1]!;
    const to = isLast && !isOpen ? end : next === '' ? line.length : line.indexOf(next, at);
    if (to <= at || to > end) return undefined;
    const name = line.slice(at, to).trim();
    if (name === '') return undefined;
    if (wordsAt < 0 && next.trim() !== '') wordsAt = to;
    if (slot !== 'any' && !you.has(name)) found[slot] = name;
    at = to + next.length;
  }
  return { action, ...found, wordsAt };
}

/** Lines about a chat are short; what is longer is a text. */
const LONGEST = 2000;

/** Tries patterns, and keeps the one that says most. */
class Best {
  private readonly line: string;
  private weight = 0;
  found: SystemLine | undefined;

  constructor(line: string) {
    this.line = line;
  }

  of(patterns: readonly Pattern[] | undefined): void {
    if (patterns === undefined) return;
    for (const pattern of patterns) {
      if (pattern.weight <= this.weight) continue;
      const found = fit(pattern, this.line);
      if (!found) continue;
      this.found = found;
      this.weight = pattern.weight;
    }
  }
}

/** What a line says of the chat, or undefined when it is in no language that is known. */
export function systemLine(text: string): SystemLine | undefined {
  if (text.length > LONGEST) return undefined;
  const line = normal(text);
  const best = new Best(line);
  for (let n = 1; n <= ENDS; n++) {
    best.of(byBeginning.get(line.slice(0, n)));
    best.of(byEnd.get(line.slice(-n)));
  }
  best.of(byMiddle);
  return best.found;
}
