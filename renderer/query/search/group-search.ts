/** Evaluates a plan over a group's blocks. */
import { type LookUp, type PhrasePart, type Plan, wordTest } from '../../../shared/search/index.ts';
import { Block, type Postings } from './block.ts';
import { compareBytes } from './term-table.ts';

/** Messages of a group, ascending, that have a phrase, and how often. */
export interface PhraseDocs {
  readonly docs: Uint32Array;
  readonly times: Uint32Array;
}

/** Messages of a group: a list, ascending, or a test. */
type Docs =
  | { readonly list: Uint32Array; readonly test?: undefined }
  | { readonly test: (doc: number) => boolean; readonly list?: undefined };

export interface GroupOptions {
  readonly messages: number;
  /** Whether a message is what a field asks, or has an expression. */
  is(asked: Extract<Plan, { type: 'field' | 'expression' }>, doc: number): boolean;
}

export interface GroupResult {
  /** Ascending. */
  readonly docs: Uint32Array;
  /** Of each phrase of the plan, in its order, for ranking. */
  readonly phrases: readonly PhraseDocs[];
}

const encoder = new TextEncoder();
/** A byte above all that begin a character. */
const ABOVE = Uint8Array.of(0xff);

const lookUpsOf = (plan: Plan): LookUp[] =>
  plan.type === 'and' || plan.type === 'or'
    ? plan.of.flatMap(lookUpsOf)
    : plan.type === 'not'
      ? lookUpsOf(plan.of)
      : plan.type === 'phrase'
        ? plan.parts.flatMap(({ oneOf }) => oneOf)
        : [];

/** Which of a group's blocks a plan needs, ascending. @param firsts the least term of each block, ascending. */
export function neededBlocks(firsts: readonly Uint8Array[], plan: Plan): number[] {
  const needed = new Set<number>();
  const between = (least: Uint8Array, greatest: Uint8Array): void => {
    for (let i = blockOf(firsts, least); i < firsts.length; i++) {
      if (i >= 0 && compareBytes(firsts[i]!, greatest) > 0) break;
      if (i >= 0) needed.add(i);
    }
  };
  for (const lookUp of lookUpsOf(plan)) {
    if (lookUp.type === 'near' || lookUp.type === 'sounds') {
      for (const i of firsts.keys()) needed.add(i);
    } else if (lookUp.type === 'start') {
      const start = encoder.encode(lookUp.start);
      const end = new Uint8Array(start.length + 1);
      end.set(start);
      end.set(ABOVE, start.length);
      between(start, end);
    } else {
      for (const term of lookUp.type === 'term' ? [lookUp.term] : [lookUp.term, lookUp.except]) {
        const bytes = encoder.encode(term);
        between(bytes, bytes);
      }
    }
  }
  return [...needed].sort((a, b) => a - b);
}

/** The last block whose least term is not above the term; -1 when all are. */
function blockOf(firsts: readonly Uint8Array[], term: Uint8Array): number {
  let from = -1;
  let to = firsts.length;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (compareBytes(firsts[middle]!, term) <= 0) from = middle;
    else to = middle;
  }
  return from;
}

const NO_POSTINGS: Postings = {
  docs: new Uint32Array(),
  from: new Uint32Array(1),
  places: new Uint32Array(),
};

/** A group's blocks that a plan needs, by number. */
export class GroupSearch {
  private readonly firsts: readonly Uint8Array[];
  private readonly blocks: ReadonlyMap<number, Block>;
  private readonly options: GroupOptions;

  constructor(firsts: readonly Uint8Array[], blocks: ReadonlyMap<number, Uint8Array>, options: GroupOptions) {
    this.firsts = firsts;
    this.blocks = new Map([...blocks].map(([number, bytes]) => [number, new Block(bytes)]));
    this.options = options;
  }

  /** @throws BlockDamaged when a block does not hold what it says. */
  evaluate(plan: Plan): GroupResult {
    const phrases: PhraseDocs[] = [];
    const docs = this.docsOf(plan, phrases);
    return { docs: docs.list ?? this.all(docs.test), phrases };
  }

  private all(test: (doc: number) => boolean): Uint32Array {
    const { messages } = this.options;
    const found = new Uint32Array(messages);
    let count = 0;
    for (let doc = 0; doc < messages; doc++) if (test(doc)) found[count++] = doc;
    return found.slice(0, count);
  }

  private docsOf(plan: Plan, phrases: PhraseDocs[]): Docs {
    switch (plan.type) {
      case 'phrase': {
        const found = this.phrase(plan.parts);
        phrases.push(found);
        return { list: found.docs };
      }
      case 'field':
      case 'expression':
        return { test: (doc) => this.options.is(plan, doc) };
      case 'not': {
        const test = this.testOf(this.docsOf(plan.of, phrases));
        return { test: (doc) => !test(doc) };
      }
      case 'and': {
        const of = plan.of.map((one) => this.docsOf(one, phrases));
        const lists = of.flatMap(({ list }) => (list ? [list] : []));
        const tests = of.flatMap(({ test }) => (test ? [test] : []));
        if (lists.length === 0) return { test: (doc) => tests.every((test) => test(doc)) };
        const both = lists.sort((a, b) => a.length - b.length).reduce(common);
        return { list: tests.length === 0 ? both : both.filter((doc) => tests.every((test) => test(doc))) };
      }
      case 'or': {
        const of = plan.of.map((one) => this.docsOf(one, phrases));
        if (of.every(({ list }) => list)) return { list: of.map(({ list }) => list!).reduce(either) };
        const tests = of.map((one) => this.testOf(one));
        return { test: (doc) => tests.some((test) => test(doc)) };
      }
    }
  }

  private testOf(docs: Docs): (doc: number) => boolean {
    if (docs.test) return docs.test;
    const has = new Uint8Array(this.options.messages);
    for (const doc of docs.list) has[doc] = 1;
    return (doc) => has[doc] === 1;
  }

  private phrase(parts: readonly PhrasePart[]): PhraseDocs {
    const found = parts.map(({ oneOf }) => merged(oneOf.flatMap((lookUp) => this.find(lookUp))));
    if (found.length === 1) {
      const { docs, from } = found[0]!;
      return { docs, times: Uint32Array.from(docs, (_, i) => from[i + 1]! - from[i]!) };
    }
    const docs: number[] = [];
    const times: number[] = [];
    const at = new Uint32Array(parts.length);
    const shortest = found.reduce((least, own) => (own.docs.length < least.docs.length ? own : least));
    for (const doc of shortest.docs) {
      let everywhere = true;
      for (const [p, { docs: own }] of found.entries()) {
        at[p] = firstFrom(own, doc, at[p]!);
        if (own[at[p]!] !== doc) {
          everywhere = false;
          break;
        }
      }
      if (!everywhere) continue;
      const count = standing(found, at, parts);
      if (count > 0) {
        docs.push(doc);
        times.push(count);
      }
    }
    return { docs: Uint32Array.from(docs), times: Uint32Array.from(times) };
  }

  private find(lookUp: LookUp): Postings[] {
    switch (lookUp.type) {
      case 'term': {
        const found = this.term(lookUp.term);
        return found ? [found] : [];
      }
      case 'unmarked': {
        const found = this.term(lookUp.term);
        const except = this.term(lookUp.except);
        return found ? [except ? without(found, except) : found] : [];
      }
      case 'start': {
        const start = encoder.encode(lookUp.start);
        return [...this.blocks.values()].flatMap((block) => block.startingWith(start));
      }
      case 'near':
      case 'sounds': {
        const test = wordTest(lookUp);
        return [...this.blocks.values()].flatMap((block) => block.where(test));
      }
    }
  }

  private term(term: string): Postings | null {
    const bytes = encoder.encode(term);
    return this.blocks.get(blockOf(this.firsts, bytes))?.find(bytes) ?? null;
  }
}

/** The first index from `start` on whose value is not below the one wanted. */
function firstFrom(values: Uint32Array, wanted: number, start: number): number {
  // Doubling steps: the next is mostly near.
  let step = 1;
  let from = start;
  while (from + step < values.length && values[from + step]! < wanted) {
    from += step;
    step *= 2;
  }
  let to = Math.min(values.length, from + step);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

function common(a: Uint32Array, b: Uint32Array): Uint32Array {
  const found = new Uint32Array(Math.min(a.length, b.length));
  let count = 0;
  let at = 0;
  for (const value of a) {
    at = firstFrom(b, value, at);
    if (at === b.length) break;
    if (b[at] === value) found[count++] = value;
  }
  return found.slice(0, count);
}

function either(a: Uint32Array, b: Uint32Array): Uint32Array {
  const found = new Uint32Array(a.length + b.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i] ?? Number.POSITIVE_INFINITY;
    const right = b[j] ?? Number.POSITIVE_INFINITY;
    if (left <= right) i++;
    if (right <= left) j++;
    found[count++] = Math.min(left, right);
  }
  return found.slice(0, count);
}

/** Several terms as one: all their messages and places, each once. A beginning may have very many. */
function merged(all: readonly Postings[]): Postings {
  if (all.length <= 1) return all[0] ?? NO_POSTINGS;
  let messages = 0;
  for (const { docs } of all) messages = Math.max(messages, (docs.at(-1) ?? -1) + 1);
  const from = new Uint32Array(messages + 1);
  for (const own of all) {
    for (const [i, doc] of own.docs.entries()) from[doc + 1]! += own.from[i + 1]! - own.from[i]!;
  }
  for (let doc = 0; doc < messages; doc++) from[doc + 1]! += from[doc]!;
  const next = from.slice(0, messages);
  const places = new Uint32Array(from[messages]!);
  for (const own of all) {
    for (const [i, doc] of own.docs.entries()) {
      for (let j = own.from[i]!; j < own.from[i + 1]!; j++) places[next[doc]!++] = own.places[j]!;
    }
  }
  const docs: number[] = [];
  const ends: number[] = [0];
  let kept = 0;
  for (let doc = 0; doc < messages; doc++) {
    if (from[doc] === from[doc + 1]) continue;
    let last = -1;
    for (const place of places.subarray(from[doc], from[doc + 1]).sort()) {
      if (place !== last) places[kept++] = place;
      last = place;
    }
    docs.push(doc);
    ends.push(kept);
  }
  return { docs: Uint32Array.from(docs), from: Uint32Array.from(ends), places: places.subarray(0, kept) };
}

function packed(docs: Uint32Array, lists: readonly (readonly number[])[]): Postings {
  const from = new Uint32Array(docs.length + 1);
  for (const [i, list] of lists.entries()) from[i + 1] = from[i]! + list.length;
  return { docs, from, places: Uint32Array.from(lists.flat()) };
}

/** A term's places but those where the other one stands. */
function without({ docs, from, places }: Postings, except: Postings): Postings {
  const kept: number[] = [];
  const lists: number[][] = [];
  let at = 0;
  for (const [i, doc] of docs.entries()) {
    at = firstFrom(except.docs, doc, at);
    let own: ArrayLike<number> & Iterable<number> = places.subarray(from[i], from[i + 1]);
    if (except.docs[at] === doc) {
      const barred = new Set(except.places.subarray(except.from[at], except.from[at + 1]));
      own = [...own].filter((place) => !barred.has(place));
    }
    if (own.length > 0) {
      kept.push(doc);
      lists.push([...own]);
    }
  }
  return packed(Uint32Array.from(kept), lists);
}

/** How often the phrase stands in the message that each part's postings are at. */
function standing(found: readonly Postings[], at: Uint32Array, parts: readonly PhrasePart[]): number {
  const [first] = found;
  const others = found.slice(1).map(({ from, places }, p) => {
    const i = at[p + 1]!;
    return new Set(places.subarray(from[i], from[i + 1]));
  });
  let count = 0;
  for (let j = first!.from[at[0]!]!; j < first!.from[at[0]! + 1]!; j++) {
    const place = first!.places[j]!;
    if (others.every((places, p) => places.has(place + parts[p + 1]!.offset))) count++;
  }
  return count;
}
