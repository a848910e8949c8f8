import type { Annotation, MessageSubject, Subject } from '../../shared/annotations/index.ts';
import type { Decision } from '../../shared/people/index.ts';
import { SegmentReader } from '../../shared/segment/index.ts';
import type { Zone } from '../../shared/time/zone.ts';
import { annotatedCase, taggedAs } from './annotated.ts';
import { listAnnotations } from './annotation-list.ts';
import type {
  CaseAnnotations,
  CaseSummary,
  ChangeCounts,
  ChangeFilter,
  ChangeRow,
  DifferenceCounts,
  DifferenceFilter,
  DifferenceRow,
  FileCounts,
  FileFilter,
  FileOrder,
  FileRow,
  FileSendings,
  Filter,
  FilterResult,
  FullMessage,
  GraphCut,
  GroupMode,
  KeywordHits,
  PeopleFound,
  Period,
  QueryApi,
  Row,
  WatchCounts,
  WatchedList,
} from './api.ts';
import { nextPicture } from './attachments.ts';
import { buildIndex, type CaseIndex } from './case-index.ts';
import { chatShares } from './chat-shares.ts';
import { differenceRow, type ListedDifference, listDifferences } from './difference-list.ts';
import type { Feed, StoreDamage, WantedBlocks } from './feed.ts';
import { type CaseFile, type FileIndex, FileIndexBuilder } from './file-index.ts';
import { fileRow, listFiles, sendingsOf } from './file-list.ts';
import { applyFilter, type Matches, matchesBefore, rowAt } from './filter.ts';
import { foldsOf } from './folding.ts';
import { type ContactTies, contactTies } from './graph.ts';
import { partOf, tiesBetween, tiesOf } from './graph-part.ts';
import { histogramOf } from './histogram.ts';
import { lastingFilter } from './lasting-filter.ts';
import type { LoadedSource, SourceSearch } from './loaded.ts';
import { countMarks, hashesOf, type Marks, MarksBuilder } from './marks.ts';
import { networkColumns } from './network-columns.ts';
import { lowerBound } from './order.ts';
import { peopleFound } from './people-found.ts';
import { readFull, readRow, rowOfId } from './rows.ts';
import { transferring } from './rpc.ts';
import { BlockCache } from './search/block-cache.ts';
import { Searches } from './search/searches.ts';
import { Overtaken } from './search/slices.ts';
import { slower } from './search/slower.ts';
import { idOfChat, idOfPerson, messageSubject } from './subjects.ts';
import { changeRow, changesOf, listChanges, type TieChanges } from './tie-changes.ts';
import { otherWitnesses, WitnessFinder } from './witnesses.ts';

/** An open case: takes what the store feeds and answers what the views ask. */
export class CaseQuery {
  private readonly zone: Zone;
  private readonly changed: (revision: number) => void;
  private readonly annotated: () => void;
  /** Segments of jobs that are not yet part of the case, by job and source. */
  private readonly pending = new Map<string, { seq: number; reader: SegmentReader }[][]>();
  /** Search structures of such jobs, by job and source. */
  private readonly pendingSearch = new Map<string, Extract<Feed, { type: 'search' }>[]>();
  private sources: { readonly job: string; readonly source: LoadedSource }[] = [];
  private readonly opened = Promise.withResolvers<void>();
  private damage: readonly StoreDamage[] | null = null;
  private decisions: readonly Decision[] = [];
  private annotations: readonly Annotation[] = [];
  private lastPeople: { index: CaseIndex; found: PeopleFound } | null = null;
  private finder: WitnessFinder | null = null;
  private listed: readonly ListedDifference[] = [];
  private revision = 0;
  private index: CaseIndex | null = null;
  private filter: Filter = {};
  private result = 0;
  private matches: Promise<Matches> | null = null;
  /** The last result that was found, for what does not wait for a search that is under way. */
  private settled: { readonly index: CaseIndex; readonly matches: Matches } | null = null;
  private readonly blocks: BlockCache;
  private readonly searches: Searches;
  /** The last graph asked for: a view asks for the ties of its nodes one by one. */
  private lastGraph: { matches: Matches; mode: GroupMode; graph: ContactTies } | null = null;
  /** The last periods compared, of the index and filter that they were compared under. */
  private lastChanges: { of: readonly unknown[]; changes: TieChanges; listed: Uint32Array } | null = null;
  /** Counts askings for changes: an older one does not become the current list. */
  private comparing = 0;
  /** Files of the index they were gathered from; gathered when they are first asked for. */
  private lastFiles: { index: CaseIndex; files: Promise<FileIndex> } | null = null;
  /** All that can pass a filter, with every copy or without. */
  private lastWhole: (Pick<CaseIndex, 'columns' | 'folds'> & { copies: boolean; matches: Matches }) | null =
    null;
  private shownFiles: readonly CaseFile[] = [];
  private lastMarks: Marks | null = null;
  /** Counts askings to mark the case: an older one gives up. */
  private watching = 0;

  /**
   * @param changed called when a job came in after the case was opened, or damage was met.
   * @param ask asks the store for blocks; they come back by `take`.
   * @param annotated called when something was annotated after the case was opened.
   */
  constructor(
    zone: Zone,
    changed: (revision: number) => void,
    ask: (wanted: WantedBlocks) => void,
    annotated: () => void = () => undefined,
  ) {
    this.zone = zone;
    this.changed = changed;
    this.annotated = annotated;
    this.blocks = new BlockCache(ask);
    this.searches = new Searches(zone, {
      want: this.blocks.want,
      onDamage: (exhibit, reason) => this.addDamage({ exhibit, seq: -1, reason: slower(reason) }),
    });
  }

  take(message: Feed): void {
    if (message.type === 'segment') {
      const { job, source, seq, bytes } = message;
      const sources = this.pending.get(job) ?? [];
      this.pending.set(job, sources);
      sources[source] ??= [];
      sources[source].push({ seq, reader: new SegmentReader(bytes) });
    } else if (message.type === 'search') {
      const known = this.pendingSearch.get(message.job) ?? [];
      this.pendingSearch.set(message.job, known);
      known.push(message);
    } else if (message.type === 'blocks') this.blocks.answer(message.id, message.blocks);
    else if (message.type === 'drop') {
      this.pending.delete(message.job);
      this.pendingSearch.delete(message.job);
    } else if (message.type === 'job') {
      const segments = this.pending.get(message.job) ?? [];
      const structures = this.pendingSearch.get(message.job) ?? [];
      this.pending.delete(message.job);
      this.pendingSearch.delete(message.job);
      const { replaces = [] } = message;
      this.sources = this.sources.filter(({ job }) => !replaces.includes(job));
      for (const [i, source] of message.sources.entries()) {
        if (!source) continue;
        const own = (segments[i] ?? []).sort((a, b) => a.seq - b.seq);
        const search = structures.find((one) => one.source === i);
        const loaded: LoadedSource = {
          ...source,
          exhibit: source.record.exhibit,
          segments: own.map(({ reader }) => reader),
          ...(search
            ? {
                search: searchOf(
                  search,
                  own.map(({ seq }) => seq),
                ),
              }
            : {}),
        };
        this.sources.push({ job: message.job, source: loaded });
      }
      this.renew();
    } else if (message.type === 'decisions') {
      this.decisions = [...this.decisions, ...message.decisions];
      this.renew();
    } else if (message.type === 'annotations') {
      this.annotations = [...this.annotations, ...message.annotations];
      if (!this.damage) return;
      this.annotate(this.index!);
      this.annotated();
    } else {
      this.damage = message.damage;
      this.rebuild();
      this.opened.resolve();
    }
  }

  /** Once the case is open. */
  private renew(): void {
    if (!this.damage) return;
    this.rebuild();
    this.changed(this.revision);
  }

  private rebuild(): void {
    this.revision++;
    const sources = this.sources.map(({ source }) => source);
    this.index = buildIndex(sources, this.zone, this.revision, this.damage ?? [], this.decisions);
    this.annotate(this.index);
    this.lastGraph = null;
    this.lastChanges = null;
    this.listed = [];
    this.finder = this.index.exhibits.length > 1 ? this.finderOf(this.index) : null;
    if (this.index.columns.count <= MATCHED_AT_ONCE) while (this.findWitnesses());
  }

  private annotate(index: CaseIndex): void {
    index.annotated = annotatedCase(index, this.annotations);
    this.matches = null;
  }

  private finderOf({ columns, exhibits }: CaseIndex): WitnessFinder {
    return new WitnessFinder(columns, exhibits.length);
  }

  /** A step of finding messages that several exhibits hold; false when all is found. */
  private findWitnesses(): boolean {
    const witnesses = this.finder?.step();
    if (witnesses === undefined) return false;
    if (witnesses === null) return true;
    this.finder = null;
    const index = this.index!;
    const { columns, summary } = index;
    const folds = foldsOf(witnesses, columns);
    this.index = { ...index, witnesses, folds };
    this.index = { ...this.index, summary: { ...summary, events: this.whole(this.index, false).count } };
    return false;
  }

  /**
   * In a large case, a step of finding messages that several exhibits hold, once the case is open; false when
   * there is none left. Views are told when all is found.
   */
  prepareWitnesses(): boolean {
    if (this.finder === null) return false;
    if (this.findWitnesses()) return true;
    this.revision++;
    const { summary } = this.index!;
    this.index = { ...this.index!, summary: { ...summary, revision: this.revision } };
    this.matches = null;
    this.changed(this.revision);
    return false;
  }

  private whole(index: CaseIndex, copies: boolean): Matches {
    const { columns, folds } = index;
    const last = this.lastWhole;
    if (last?.columns === columns && last.folds === folds && last.copies === copies) return last.matches;
    const matches = applyFilter(index, copies ? { copies } : {}, null);
    this.lastWhole = { columns, folds, copies, matches };
    return matches;
  }

  /** The place of a row among the matches, or of one that stands for it; null where there is none. */
  private placeAmong(index: CaseIndex, matches: Matches, row: number): number | null {
    const { witnesses, columns } = index;
    const { chat, sender, exhibit } = columns;
    const isFolded = index.folds !== null && !this.filter.copies;
    const others = isFolded ? otherWitnesses(witnesses, exhibit[row]!, row) : [];
    const same = others.filter((one) => chat[one] === chat[row] && sender[one] === sender[row]);
    for (const one of [row, ...same]) {
      const position = matchesBefore(matches, one);
      if (position < matches.count && rowAt(matches, position) === one) return position;
    }
    return null;
  }

  private addDamage(damage: StoreDamage): void {
    this.damage = [...(this.damage ?? []), damage];
    if (!this.index) return;
    this.index.summary = { ...this.index.summary, damage: this.damage };
    this.changed(this.revision);
  }

  private async open(): Promise<CaseIndex> {
    await this.opened.promise;
    return this.index!;
  }

  private async current(): Promise<{ index: CaseIndex; matches: Matches }> {
    for (;;) {
      const index = await this.open();
      this.matches ??= this.match(index, this.filter);
      const asked = this.matches;
      try {
        const matches = await asked;
        if (this.matches !== asked) continue;
        this.settled = { index, matches };
        return { index: this.index!, matches };
      } catch (cause) {
        if (!(cause instanceof Overtaken)) throw cause;
        if (this.matches === asked) this.matches = null;
      }
    }
  }

  private async settledResult(): Promise<{ index: CaseIndex; matches: Matches }> {
    const { settled, index } = this;
    return settled && index && settled.index.columns === index.columns
      ? { index, matches: settled.matches }
      : this.current();
  }

  private async ranked(): Promise<{ index: CaseIndex; matches: Matches; rows: Uint32Array }> {
    for (;;) {
      const { index, matches } = await this.current();
      try {
        return { index, matches, rows: await this.searches.byRelevance(index, matches, this.filter) };
      } catch (cause) {
        if (!(cause instanceof Overtaken)) throw cause;
      }
    }
  }

  private async graphOf(mode: GroupMode): Promise<ContactTies> {
    const { index, matches } = await this.current();
    if (this.lastGraph?.matches !== matches || this.lastGraph.mode !== mode) {
      this.lastGraph = { matches, mode, graph: contactTies(index, matches, mode) };
    }
    return this.lastGraph.graph;
  }

  /** Rejects with `Overtaken` as `match` does. */
  private async tiesIn(index: CaseIndex, filter: Filter, { from, to }: Period): Promise<ContactTies> {
    if (!(to > from)) throw new RangeError('a period ends after it begins');
    return contactTies(index, await this.match(index, { ...filter, from, to }), 'nodes');
  }

  private async filesOf(index: CaseIndex): Promise<FileIndex> {
    if (this.lastFiles?.index !== index) {
      this.lastFiles = { index, files: gathered(new FileIndexBuilder(index)) };
      this.shownFiles = [];
    }
    return this.lastFiles.files;
  }

  private marksOf(index: CaseIndex): Marks | null {
    return this.lastMarks?.index === index ? this.lastMarks : null;
  }

  /** Rejects with `Overtaken` when another filter was set before its search ended. */
  private async match(index: CaseIndex, filter: Filter, told?: (done: number) => void): Promise<Matches> {
    if (filter.query === undefined) return applyFilter(index, filter, null, this.marksOf(index));
    const found = await this.searches.rowsOf(index, filter.query, filter, told);
    return applyFilter(index, filter, found, this.marksOf(index));
  }

  readonly api: QueryApi = {
    summary: async (): Promise<CaseSummary> => (await this.open()).summary,

    filter: async (filter: Filter, told?: (done: number) => void): Promise<FilterResult> => {
      const index = await this.open();
      const start = performance.now();
      const before = this.filter;
      const asked = this.match(index, filter, told);
      this.filter = filter;
      this.matches = asked;
      let matches: Matches;
      try {
        matches = await asked;
        if (this.matches === asked) this.settled = { index, matches };
      } catch (cause) {
        if (cause instanceof Overtaken) ({ matches } = await this.current());
        else {
          // A query that cannot be answered leaves the filter as it was.
          if (this.matches === asked) {
            this.filter = before;
            this.matches = null;
          }
          throw cause;
        }
      }
      const { count, byChat, byPerson, byKind, byExhibit, byList, byTag, untimed, from, to } = matches;
      const took = performance.now() - start;
      const counts = { byChat, byPerson, byKind, byExhibit, byList, byTag };
      const result = { result: ++this.result, count, ...counts, untimed, from, to, took };
      return transferring(result, [byChat.buffer, byPerson.buffer, byKind.buffer, byExhibit.buffer]);
    },

    firstRows: async (filter: Filter, most: number): Promise<Row[] | null> => {
      const index = await this.open();
      return this.searches.firstRows(index, filter, this.marksOf(index), most);
    },

    relevantRows: async (start: number, end: number): Promise<Row[]> => {
      const { index, matches, rows } = await this.ranked();
      return positions(start, end, rows.length).map((at) =>
        readRow(index, rows[at]!, matchesBefore(matches, rows[at]!), this.marksOf(index)),
      );
    },

    keywordHits: async (
      keywords: readonly string[],
      within: boolean,
      told?: (done: number) => void,
    ): Promise<KeywordHits[] | null> => {
      const { index, matches } = within ? await this.current() : { index: await this.open(), matches: null };
      return this.searches.hits(index, keywords, matches, told);
    },

    stopKeywordHits: async (): Promise<void> => this.searches.stopHits(),

    histogram: async (edges: Float64Array) => {
      const { index, matches } = await this.current();
      const whole = this.whole(index, this.filter.copies === true);
      const histogram = histogramOf(index.columns, matches, whole, edges);
      return transferring(histogram, [
        histogram.matched.buffer as ArrayBuffer,
        histogram.all.buffer as ArrayBuffer,
      ]);
    },

    rows: async (start: number, end: number): Promise<Row[]> => {
      const { index, matches } = await this.current();
      return positions(start, end, matches.count).map((position) =>
        readRow(index, rowAt(matches, position), position, this.marksOf(index)),
      );
    },

    positionAt: async (when: number): Promise<number> => {
      const { index, matches } = await this.current();
      const { when: times, timed } = index.columns;
      const position = matchesBefore(matches, lowerBound(times, when, timed));
      return position < matches.count - matches.untimed ? position : matches.count;
    },

    positionOf: async (row: number) => {
      const { index, matches } = await this.current();
      assertRow(index, row);
      const place = this.placeAmong(index, matches, row);
      return { position: place ?? matchesBefore(matches, row), found: place !== null };
    },

    message: async (row: number): Promise<FullMessage> => {
      const { index, matches } = await this.settledResult();
      assertRow(index, row);
      return readFull(index, row, matchesBefore(matches, row), this.marksOf(index));
    },

    rowOf: async (id: string): Promise<number | null> => rowOfId(await this.open(), id),

    conversation: async (chat: number) => ({ count: conversationRows(await this.open(), chat).length }),

    conversationRows: async (chat: number, start: number, end: number): Promise<FullMessage[]> => {
      const index = await this.open();
      const rows = conversationRows(index, chat);
      return positions(start, end, rows.length).map((position) =>
        readFull(index, rows[position]!, position, this.marksOf(index)),
      );
    },

    conversationPositionOf: async (chat: number, row: number): Promise<number> =>
      lowerBound(conversationRows(await this.open(), chat), row),

    conversationPositionAt: async (chat: number, when: number): Promise<number> => {
      const index = await this.open();
      const rows = conversationRows(index, chat);
      const { when: times, timed } = index.columns;
      const position = lowerBound(rows, lowerBound(times, when, timed));
      return position < rows.length && rows[position]! < timed ? position : rows.length;
    },

    conversationPicture: async (chat: number, position: number, step: 1 | -1) => {
      const index = await this.open();
      conversationRows(index, chat);
      return nextPicture(index, chat, position, step);
    },

    graph: async (groups: GroupMode, cut?: GraphCut) => partOf(await this.graphOf(groups), cut),

    ties: async (groups: GroupMode, key: string) => tiesOf(await this.graphOf(groups), key),

    tiesBetween: async (groups: GroupMode, pairs: readonly (readonly [string, string])[]) =>
      tiesBetween(await this.graphOf(groups), pairs),

    network: async (groups: GroupMode) => networkColumns(await this.graphOf(groups), await this.open()),

    changes: async (wanted: ChangeFilter): Promise<ChangeCounts> => {
      const index = await this.open();
      const { filter } = this;
      const { first, second } = wanted;
      const turn = ++this.comparing;
      const of = [index, this.marksOf(index), filter, first.from, first.to, second.from, second.to];
      let changes = this.lastChanges?.of.every((one, i) => one === of[i]) ? this.lastChanges.changes : null;
      if (changes === null) {
        const before = await this.tiesIn(index, filter, first);
        const after = await this.tiesIn(index, filter, second);
        changes = changesOf(before, after, [first.to - first.from, second.to - second.from]);
      }
      const { counts, listed } = listChanges(changes, wanted);
      if (turn === this.comparing) this.lastChanges = { of, changes, listed };
      return counts;
    },

    changeRows: async (start: number, end: number): Promise<ChangeRow[]> => {
      const { lastChanges } = this;
      if (lastChanges === null) return [];
      const { changes, listed } = lastChanges;
      return positions(start, end, listed.length).map((at) => changeRow(changes, listed[at]!));
    },

    chatShares: async (person: number) => {
      const { index, matches } = await this.current();
      return chatShares(index, matches, person);
    },

    people: async (): Promise<PeopleFound> => {
      const index = await this.open();
      if (this.lastPeople?.index !== index) this.lastPeople = { index, found: peopleFound(index) };
      return this.lastPeople.found;
    },

    differences: async (filter: DifferenceFilter): Promise<DifferenceCounts> => {
      const index = await this.open();
      const witnesses = index.witnesses ?? { rows: [], placeOf: new Uint32Array(0), pairs: [] };
      const { counts, listed } = listDifferences(index, witnesses, filter);
      this.listed = listed;
      return counts;
    },

    differenceRows: async (start: number, end: number): Promise<DifferenceRow[]> => {
      const index = await this.open();
      const { listed } = this;
      return positions(start, end, listed.length).map((at) =>
        differenceRow(index, index.witnesses!, listed[at]!),
      );
    },

    files: async (filter: FileFilter, order: FileOrder): Promise<FileCounts> => {
      const files = await this.filesOf(await this.open());
      const { index, matches } = await this.current();
      // A file may be on one exhibit alone, whichever exhibit's message stands for both.
      const carrying = filter.inResult ? await this.match(index, { ...this.filter, copies: true }) : matches;
      const { shown, counts } = listFiles(index, files, carrying, this.marksOf(index), filter, order);
      this.shownFiles = shown;
      return counts;
    },

    fileRows: async (start: number, end: number): Promise<FileRow[]> => {
      const index = await this.open();
      await this.filesOf(index);
      const { shownFiles } = this;
      return positions(start, end, shownFiles.length).map((at) =>
        fileRow(index, this.marksOf(index), shownFiles[at]!),
      );
    },

    file: async (sha256: string): Promise<FileSendings | null> => {
      const index = await this.open();
      const file = (await this.filesOf(index)).bySha256.get(sha256);
      return file === undefined ? null : sendingsOf(index, this.marksOf(index), file);
    },

    fileHashes: async () => {
      const index = await this.open();
      return { ...hashesOf(await this.filesOf(index)), revision: index.summary.revision };
    },

    annotations: async (): Promise<CaseAnnotations> => listAnnotations(await this.open()),

    messageSubjects: async (rows: readonly number[]): Promise<MessageSubject[]> => {
      const index = await this.open();
      return rows.map((row) => {
        assertRow(index, row);
        return messageSubject(index, row);
      });
    },

    taggedAs: async (tag: string, rows: readonly number[]) =>
      taggedAs((await this.open()).annotated, tag, rows),

    rowHandles: async (start: number, end: number): Promise<number[]> => {
      const { matches } = await this.current();
      return positions(start, end, matches.count).map((position) => rowAt(matches, position));
    },

    chatSubject: async (chat: number): Promise<Subject> => ({
      kind: 'chat',
      ...idOfChat(await this.open(), chat),
    }),

    personSubject: async (person: number): Promise<Subject> => ({
      kind: 'person',
      ...idOfPerson(await this.open(), person),
    }),

    lastingFilter: async (filter: Filter) => lastingFilter(await this.open(), filter),

    watch: async (lists: readonly WatchedList[], revision: number): Promise<WatchCounts[] | null> => {
      const index = await this.open();
      const turn = ++this.watching;
      const files = await this.filesOf(index);
      const isOver = (): boolean => this.watching !== turn || this.index !== index;
      if (index.summary.revision !== revision || isOver()) return null;
      const builder = new MarksBuilder(index, files, lists);
      for (let marks = builder.step(MARKS_STEP); ; marks = builder.step(MARKS_STEP)) {
        if (isOver()) return null;
        if (marks === null) {
          await new Promise((resolve) => setTimeout(resolve, 0));
          continue;
        }
        this.lastMarks = marks;
        this.matches = null;
        return countMarks(marks);
      }
    },
  };
}

/** Messages that are looked through for keywords between two other calls. */
const MARKS_STEP = 2000;
/** Cases of up to so many messages are matched as they open; larger ones once they stand. */
const MATCHED_AT_ONCE = 50_000;

/** Messages with attachments that are decoded between two other calls. */
const FILES_STEP = 5000;

async function gathered(builder: FileIndexBuilder): Promise<FileIndex> {
  for (;;) {
    const files = builder.step(FILES_STEP);
    if (files) return files;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

function searchOf(
  { job, source, segments, groups }: Extract<Feed, { type: 'search' }>,
  seqs: readonly number[],
): SourceSearch {
  const before = [0];
  for (const messages of segments) before.push(before.at(-1)! + messages);
  return { job, source, groups, before: seqs.map((seq) => before[seq]!) };
}

/** Whole numbers from start to before end, within [0, count). */
function positions(start: number, end: number, count: number): number[] {
  const from = Math.max(0, Math.floor(start));
  return Array.from({ length: Math.max(0, Math.min(Math.ceil(end), count) - from) }, (_, i) => from + i);
}

/** A chat's rows, ascending. @throws RangeError when the case has no such chat. */
function conversationRows({ conversations: { starts, rows }, chats }: CaseIndex, chat: number): Uint32Array {
  if (!chats[chat]) throw new RangeError(`the case has no chat ${chat}`);
  return rows.subarray(starts[chat]!, starts[chat + 1]!);
}

function assertRow({ columns }: CaseIndex, row: number): void {
  if (!Number.isInteger(row) || row < 0 || row >= columns.count) {
    throw new RangeError(`the case has no message ${row}`);
  }
}
