/** Evaluates a plan over a group's blocks. */
import {
  type Expression,
  type FieldIs,
  type LookUp,
  type PhrasePart,
  type Plan,
  requiredOf,
} from '../../../shared/search/index.ts';
import { Block } from './block.ts';
import { common, either, without } from './doc-lists.ts';
import type { Places, Postings } from './postings.ts';
import { compareBytes } from './term-table.ts';
import { termTest } from './term-tests.ts';

/** Messages of a group, ascending, that have a phrase, and how often. */
export interface PhraseDocs {
  readonly docs: Uint32Array;
  readonly times: Uint32Array;
}

/** Messages of a group: those of the list that pass the test. Without a list all are tried. */
export interface Docs {
  /** Ascending. */
  readonly list: Uint32Array | null;
  readonly test: ((doc: number) => boolean) | null;
  /** Whether the test reads texts. */
  readonly reads: boolean;
}

/** What look-ups have been found to be in a group, for the next look at it. */
export type KnownTerms = Map<LookUp | string, readonly Postings[]>;

export interface GroupOptions {
  readonly messages: number;
  readonly known?: KnownTerms;
  /** Only messages below this are wanted; all unless told. */
  readonly before?: number;
  /** Whether a message is what a field asks, or has an expression. */
  is(asked: FieldIs | Expression, doc: number): boolean;
}

const encoder = new TextEncoder();
/** A byte above all that begin a character. */
const ABOVE = Uint8Array.of(0xff);
/** Words sort behind all other terms. */
const LEAST_WORD = Uint8Array.of(0x20);

const lookUpsOf = (plan: Plan): LookUp[] => {
  switch (plan.type) {
    case 'and':
    case 'or':
      return plan.of.flatMap(lookUpsOf);
    case 'not':
      return lookUpsOf(plan.of);
    case 'phrase':
      return plan.parts.flatMap(({ oneOf }) => oneOf);
    case 'expression': {
      const required = requiredOf(plan);
      return required === null ? [] : lookUpsOf(required);
    }
    case 'field':
      return [];
  }
};

/** Numbers of the blocks in which terms from `least` to `greatest` may stand. */
function blocksBetween(firsts: readonly Uint8Array[], least: Uint8Array, greatest: Uint8Array): number[] {
  const blocks: number[] = [];
  for (let i = Math.max(0, blockOf(firsts, least)); i < firsts.length; i++) {
    if (compareBytes(firsts[i]!, greatest) > 0) break;
    blocks.push(i);
  }
  return blocks;
}

function blocksOf(firsts: readonly Uint8Array[], lookUp: LookUp): number[] {
  switch (lookUp.type) {
    case 'sounds':
      return [...firsts.keys()];
    case 'near':
    case 'within':
      return blocksBetween(firsts, LEAST_WORD, ABOVE);
    case 'start': {
      const start = encoder.encode(lookUp.start);
      const end = new Uint8Array(start.length + 1);
      end.set(start);
      end.set(ABOVE, start.length);
      return blocksBetween(firsts, start, end);
    }
    case 'term':
    case 'unmarked':
      return (lookUp.type === 'term' ? [lookUp.term] : [lookUp.term, lookUp.except]).flatMap((term) => {
        const bytes = encoder.encode(term);
        return blocksBetween(firsts, bytes, bytes);
      });
  }
}

/** Which of a group's blocks a plan needs, ascending. @param firsts the least term of each block, ascending. */
export function neededBlocks(firsts: readonly Uint8Array[], plan: Plan): number[] {
  const needed = new Set(lookUpsOf(plan).flatMap((lookUp) => blocksOf(firsts, lookUp)));
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

/** Where terms stand that are looked for together, in the messages wanted; ascending in each, each place once. */
interface Standing {
  placesIn(wanted: Uint32Array): Places;
}

/** What stands for a word of a phrase. */
interface Found extends Standing {
  readonly postings: readonly Postings[];
  /** Ascending; those below the limit. */
  readonly docs: Uint32Array;
}

/** A group's blocks that a plan needs, by number. */
export class GroupSearch {
  private readonly firsts: readonly Uint8Array[];
  private readonly blocks: ReadonlyMap<number, Block>;
  private readonly options: GroupOptions;
  private readonly before: number;

  constructor(firsts: readonly Uint8Array[], blocks: ReadonlyMap<number, Uint8Array>, options: GroupOptions) {
    this.firsts = firsts;
    this.blocks = new Map([...blocks].map(([number, bytes]) => [number, new Block(bytes)]));
    this.options = options;
    this.before = Math.min(options.messages, options.before ?? options.messages);
  }

  /** @throws BlockDamaged when a block does not hold what it says. */
  docsOf(plan: Plan): Docs {
    switch (plan.type) {
      case 'phrase':
        return { list: this.phraseDocs(plan.parts), test: null, reads: false };
      case 'field':
        return { list: null, test: (doc) => this.options.is(plan, doc), reads: false };
      case 'expression': {
        const required = requiredOf(plan);
        const list = required === null ? null : this.docsOf(required).list;
        return { list, test: (doc) => this.options.is(plan, doc), reads: true };
      }
      case 'not': {
        const docs = this.docsOf(plan.of);
        const test = this.testOf(docs);
        return { list: null, test: (doc) => !test(doc), reads: docs.reads };
      }
      case 'and':
        return this.all(plan.of.map((one) => this.docsOf(one)));
      case 'or':
        return this.any(plan.of.map((one) => this.docsOf(one)));
    }
  }

  private all(of: readonly Docs[]): Docs {
    const lists = of.flatMap(({ list }) => (list === null ? [] : [list]));
    // Those that read texts are asked last.
    const tests = of
      .toSorted((a, b) => Number(a.reads) - Number(b.reads))
      .flatMap(({ test }) => (test === null ? [] : [test]));
    return {
      list: lists.length === 0 ? null : lists.sort((a, b) => a.length - b.length).reduce(common),
      test: tests.length === 0 ? null : (doc) => tests.every((test) => test(doc)),
      reads: of.some(({ reads }) => reads),
    };
  }

  private any(of: readonly Docs[]): Docs {
    const lists = of.flatMap(({ list }) => (list === null ? [] : [list]));
    const list = lists.length < of.length ? null : either(lists, this.before);
    if (list !== null && of.every(({ test }) => test === null)) return { list, test: null, reads: false };
    const tests = of.toSorted((a, b) => Number(a.reads) - Number(b.reads)).map((one) => this.testOf(one));
    return {
      list,
      test: (doc) => tests.some((test) => test(doc)),
      reads: of.some(({ reads }) => reads),
    };
  }

  private testOf({ list, test }: Docs): (doc: number) => boolean {
    if (list === null) return test!;
    const has = new Uint8Array(this.options.messages);
    for (const doc of list) has[doc] = 1;
    return test === null ? (doc) => has[doc] === 1 : (doc) => has[doc] === 1 && test(doc);
  }

  private phraseDocs(parts: readonly PhrasePart[]): Uint32Array {
    if (parts.length > 1) return this.phrase(parts).docs;
    return this.found(parts[0]!.oneOf).docs;
  }

  /** Messages with a phrase, and how often it stands in each. @throws BlockDamaged */
  phrase(parts: readonly PhrasePart[]): PhraseDocs {
    const found = parts.map(({ oneOf }) => this.found(oneOf));
    const both = found
      .map(({ docs }) => docs)
      .sort((a, b) => a.length - b.length)
      .reduce(common);
    const standing = found.map((one) => one.placesIn(both));
    const docs = new Uint32Array(both.length);
    const times = new Uint32Array(both.length);
    let count = 0;
    for (let i = 0; i < both.length; i++) {
      const own = timesIn(standing, i, parts);
      if (own === 0) continue;
      docs[count] = both[i]!;
      times[count++] = own;
    }
    return { docs: docs.subarray(0, count), times: times.subarray(0, count) };
  }

  private found(oneOf: readonly LookUp[]): Found {
    const all = oneOf.map((lookUp) => this.find(lookUp));
    if (all.length === 1) return all[0]!;
    return together(
      all.map(({ docs }) => docs),
      all,
      this.before,
    );
  }

  private find(lookUp: LookUp): Found {
    switch (lookUp.type) {
      case 'term':
        return this.foundOf(this.term(lookUp.term));
      case 'unmarked': {
        const own = this.foundOf(this.term(lookUp.term));
        const except = this.foundOf(this.term(lookUp.except));
        return except.docs.length === 0 ? own : unmarked(own, except);
      }
      case 'start': {
        const start = encoder.encode(lookUp.start);
        return this.foundOf(
          this.known(lookUp, () => this.inBlocks(lookUp, (one) => one.startingWith(start))),
        );
      }
      case 'near':
      case 'sounds':
      case 'within': {
        const test = termTest(lookUp);
        return this.foundOf(this.known(lookUp, () => this.inBlocks(lookUp, (one) => one.where(test))));
      }
    }
  }

  private known(key: LookUp | string, look: () => Postings[]): readonly Postings[] {
    const { known } = this.options;
    let found = known?.get(key);
    if (!found) {
      found = look();
      known?.set(key, found);
    }
    return found;
  }

  private inBlocks(lookUp: LookUp, look: (block: Block) => Postings[]): Postings[] {
    return blocksOf(this.firsts, lookUp).flatMap((number) => look(this.block(number)));
  }

  private block(number: number): Block {
    const block = this.blocks.get(number);
    if (!block) throw new Error(`block ${number} was not asked for`);
    return block;
  }

  private term(term: string): readonly Postings[] {
    return this.known(term, () => {
      const bytes = encoder.encode(term);
      return blocksBetween(this.firsts, bytes, bytes).flatMap(
        (number) => this.block(number).find(bytes) ?? [],
      );
    });
  }

  private foundOf(postings: readonly Postings[]): Found {
    if (postings.length === 1) {
      const [only] = postings;
      return { postings, docs: only!.docs(this.before), placesIn: (wanted) => only!.placesIn(wanted) };
    }
    const { before } = this;
    // A beginning may be that of very many terms: their lists share one array.
    const all = new Uint32Array(postings.reduce((sum, one) => sum + one.atMost(before), 0));
    let to = 0;
    const docs = postings.map((one) => {
      const from = to;
      to = one.docsInto(all, from, before);
      return all.subarray(from, to);
    });
    return together(docs, postings, before);
  }
}

/** Several terms as one: all their messages and places, each once. A beginning may have very many. */
function together(lists: readonly Uint32Array[], standing: readonly Standing[], before: number): Found {
  return {
    postings: [],
    docs: either(lists, before),
    placesIn: (wanted) =>
      merged(
        standing.map((one) => one.placesIn(wanted)),
        wanted.length,
      ),
  };
}

function merged(all: readonly Places[], messages: number): Places {
  const from = new Uint32Array(messages + 1);
  const places = new Uint32Array(all.reduce((sum, own) => sum + own.places.length, 0));
  let count = 0;
  for (let i = 0; i < messages; i++) {
    const start = count;
    for (const own of all) {
      for (let j = own.from[i]!; j < own.from[i + 1]!; j++) places[count++] = own.places[j]!;
    }
    let kept = start;
    for (const place of places.subarray(start, count).sort()) {
      if (kept === start || places[kept - 1] !== place) places[kept++] = place;
    }
    count = kept;
    from[i + 1] = count;
  }
  return { from, places: places.subarray(0, count) };
}

/** A word's places but those where the other one stands. */
function unmarked(own: Found, except: Found): Found {
  const both = common(own.docs, except.docs);
  const all = difference(own.placesIn(both), except.placesIn(both));
  const barred = both.filter((_, i) => all.from[i] === all.from[i + 1]);
  return {
    postings: [],
    docs: without(own.docs, barred),
    placesIn: (wanted) => difference(own.placesIn(wanted), except.placesIn(wanted)),
  };
}

function difference(own: Places, except: Places): Places {
  const from = new Uint32Array(own.from.length);
  const places = new Uint32Array(own.places.length);
  let count = 0;
  for (let i = 0; i + 1 < from.length; i++) {
    let at = except.from[i]!;
    const end = except.from[i + 1]!;
    for (let j = own.from[i]!; j < own.from[i + 1]!; j++) {
      const place = own.places[j]!;
      while (at < end && except.places[at]! < place) at++;
      if (at === end || except.places[at] !== place) places[count++] = place;
    }
    from[i + 1] = count;
  }
  return { from, places: places.subarray(0, count) };
}

/** How often the phrase stands in the i-th of the messages. */
function timesIn(standing: readonly Places[], i: number, parts: readonly PhrasePart[]): number {
  const [first] = standing;
  let count = 0;
  for (let j = first!.from[i]!; j < first!.from[i + 1]!; j++) {
    const place = first!.places[j]!;
    let everywhere = true;
    for (let p = 1; p < parts.length && everywhere; p++) {
      everywhere = stands(standing[p]!, i, place + parts[p]!.offset);
    }
    if (everywhere) count++;
  }
  return count;
}

function stands({ from, places }: Places, i: number, place: number): boolean {
  for (let j = from[i]!; j < from[i + 1]!; j++) if (places[j] === place) return true;
  return false;
}
