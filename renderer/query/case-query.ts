import type { Annotation, MessageSubject, Subject } from '../../shared/annotations/index.ts';
import type { Decision } from '../../shared/people/index.ts';
import { SegmentHead } from '../../shared/segment/index.ts';
import type { Zone } from '../../shared/time/zone.ts';
import { annotatedCase, annotationsOf, taggedAs } from './annotated.ts';
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
  MonthCount,
  PeopleFound,
  Period,
  QueryApi,
  Row,
  SearchProgress,
  Snippet,
  WatchCounts,
  WatchedList,
} from './api.ts';
import { nextPicture } from './attachments.ts';
import { buildIndex, type CaseIndex, unindexedIn } from './case-index.ts';
import { chatShares } from './chat-shares.ts';
import { differenceRows, type ListedDifference, listDifferences } from './difference-list.ts';
import type { Feed, SegmentPlace, StoreDamage, Wanted } from './feed.ts';
import { type CaseFile, type FileIndex, gatherFiles } from './file-index.ts';
import { fileRow, listFiles, sendingsOf } from './file-list.ts';
import { applyFilter, type Matches, matchesBefore, rowAt } from './filter.ts';
import { foldsOf } from './folding.ts';
import { type ContactTies, contactTies } from './graph.ts';
import { partOf, tiesBetween, tiesOf } from './graph-part.ts';
import { type HeldSegment, holdSegment, SegmentLost } from './held-segment.ts';
import { histogramOf } from './histogram.ts';
import { lastingFilter } from './lasting-filter.ts';
import type { LoadedSource, SourceSearch } from './loaded.ts';
import { countMarks, hashesOf, type Marks, markCase } from './marks.ts';
import { monthsOf } from './months.ts';
import { networkColumns } from './network-columns.ts';
import { openRows } from './opened-rows.ts';
import { lowerBound } from './order.ts';
import { countsAlways } from './pass-test.ts';
import { peopleFound } from './people-found.ts';
import { type ReportedRows, reportedRows, reportHead, reportLines } from './report-rows.ts';
import { readFull, readRow, rowOfId } from './rows.ts';
import { transferring } from './rpc.ts';
import { BlockCache } from './search/block-cache.ts';
import { Searches } from './search/searches.ts';
import { Overtaken } from './search/slices.ts';
import { slower } from './search/slower.ts';
import { SegmentCache } from './segment-cache.ts';
import { idOfChat, idOfPerson, messageSubjects } from './subjects.ts';
import { changeRow, changesOf, listChanges, type TieChanges } from './tie-changes.ts';
import { findWitnesses, numberedChats, otherWitnesses } from './witnesses.ts';

/** An open case: takes what the store feeds and answers what the views ask. */
export class CaseQuery {
  private readonly zone: Zone;
  private readonly changed: (revision: number) => void;
  private readonly annotated: () => void;
  /** Segments of jobs that are not yet part of the case, by job and source. */
  private readonly pending = new Map<string, HeldSegment[][]>();
  /** Search structures of such jobs, by job and source. */
  private readonly pendingSearch = new Map<string, Extract<Feed, { type: 'search' }>[]>();
  /** `number`: which of the job's sources it is. */
  private sources: { readonly job: string; readonly number: number; readonly source: LoadedSource }[] = [];
  private readonly opened = Promise.withResolvers<void>();
  private damage: readonly StoreDamage[] | null = null;
  private decisions: readonly Decision[] = [];
  private annotations: readonly Annotation[] = [];
  private lastPeople: { index: CaseIndex; found: PeopleFound } | null = null;
  /** What questions wait for: messages with tags and notes and, in a small case, those that several exhibits hold. */
  private ready: Promise<void> = Promise.resolve();
  /** The large case whose such messages are being found. */
  private preparing: CaseIndex | null = null;
  private listed: readonly ListedDifference[] = [];
  private revision = 0;
  private index: CaseIndex | null = null;
  private filter: Filter = {};
  private result = 0;
  private matches: Promise<Matches> | null = null;
  /** The last result that was found, for what does not wait for a search that is under way. */
  private settled: { readonly index: CaseIndex; readonly matches: Matches } | null = null;
  private readonly blocks: BlockCache;
  private readonly segments: SegmentCache;
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
  private reported: ReportedRows | null = null;
  /** Counts askings to mark the case: an older one gives up. */
  private watching = 0;

  /**
   * @param changed called when a job came in after the case was opened, or damage was met.
   * @param ask asks the store for blocks and segments; they come back by `take`.
   * @param annotated called when something was annotated after the case was opened.
   */
  constructor(
    zone: Zone,
    changed: (revision: number) => void,
    ask: (wanted: Wanted) => void,
    annotated: () => void = () => undefined,
  ) {
    this.zone = zone;
    this.changed = changed;
    this.annotated = annotated;
    this.blocks = new BlockCache(ask);
    this.segments = new SegmentCache(ask);
    this.searches = new Searches(zone, {
      want: this.blocks.want,
      open: this.segments.open,
      onDamage: (exhibit, reason) => this.addDamage([{ exhibit, seq: -1, reason: slower(reason) }]),
    });
  }

  take(message: Feed): void {
    if (message.type === 'segment') this.hold(message);
    else if (message.type === 'search') this.takeSearch(message);
    else if (message.type === 'blocks') this.blocks.answer(message.id, message.blocks);
    else if (message.type === 'segments') this.segments.answer(message.id, message.segments);
    else if (message.type === 'lost') this.lose(message.segments);
    else if (message.type === 'damage') this.addDamage(message.damage);
    else if (message.type === 'drop') {
      this.pending.delete(message.job);
      this.pendingSearch.delete(message.job);
    } else if (message.type === 'job') this.takeJob(message);
    else if (message.type === 'decisions') {
      this.decisions = [...this.decisions, ...message.decisions];
      this.renew();
    } else if (message.type === 'annotations') {
      this.annotations = [...this.annotations, ...message.annotations];
      const { index } = this;
      if (!index) return;
      this.ready = this.annotate(index);
      void this.ready.then(() => this.annotated());
    } else {
      this.damage = [...(this.damage ?? []), ...message.damage];
      this.rebuild();
      this.opened.resolve();
    }
  }

  private hold({ job, source, seq, head }: Extract<Feed, { type: 'segment' }>): void {
    const sources = this.pending.get(job) ?? [];
    this.pending.set(job, sources);
    sources[source] ??= [];
    sources[source].push(holdSegment({ job, source, seq }, new SegmentHead(head)));
  }

  private takeJob({ job, sources, replaces = [] }: Extract<Feed, { type: 'job' }>): void {
    const segments = this.pending.get(job) ?? [];
    const structures = this.pendingSearch.get(job) ?? [];
    this.pending.delete(job);
    this.pendingSearch.delete(job);
    this.sources = this.sources.filter((known) => !replaces.includes(known.job));
    for (const [i, source] of sources.entries()) {
      if (!source) continue;
      const own = (segments[i] ?? []).sort((a, b) => a.seq - b.seq);
      const search = structures.find((one) => one.source === i);
      const loaded: LoadedSource = {
        ...source,
        exhibit: source.record.exhibit,
        segments: own,
        ...(search ? { search: searchOf(search, own) } : {}),
      };
      this.sources.push({ job, number: i, source: loaded });
    }
    this.renew();
  }

  /** Of a job that is part of the case, or will be. */
  private takeSearch(message: Extract<Feed, { type: 'search' }>): void {
    const known = this.sources.find(({ job, number }) => job === message.job && number === message.source);
    if (!known) {
      const waiting = this.pendingSearch.get(message.job) ?? [];
      this.pendingSearch.set(message.job, waiting);
      waiting.push(message);
      return;
    }
    const search = searchOf(message, known.source.segments);
    this.replaceSource(known.source, { ...known.source, search });
  }

  /** By one that has the same messages, and search structures. */
  private replaceSource(before: LoadedSource, after: LoadedSource): void {
    this.sources = this.sources.map((known) =>
      known.source === before ? { ...known, source: after } : known,
    );
    const { index } = this;
    if (!index) return;
    index.sources = index.sources.map((source) => (source === before ? after : source));
    index.summary = { ...index.summary, unindexed: unindexedIn(index.sources) };
    this.changed(this.revision);
  }

  /** Takes segments that do not open out of the case, and says so. */
  private lose(lost: readonly (SegmentPlace & { readonly reason: string })[]): void {
    const reasonOf = new Map(lost.map(({ job, source, seq, reason }) => [`${job} ${source} ${seq}`, reason]));
    const damage: StoreDamage[] = [];
    this.sources = this.sources.map((known) => {
      const { exhibit, segments, search } = known.source;
      const kept = segments.filter(({ job, source, seq }) => {
        const reason = reasonOf.get(`${job} ${source} ${seq}`);
        if (reason !== undefined) damage.push({ exhibit, seq, reason });
        return reason === undefined;
      });
      if (kept.length === segments.length) return known;
      const before = search?.before.filter((_, i) => kept.includes(segments[i]!));
      const source = {
        ...known.source,
        segments: kept,
        ...(search ? { search: { ...search, before: before! } } : {}),
      };
      return { ...known, source };
    });
    if (damage.length === 0) return;
    this.damage = [...(this.damage ?? []), ...damage];
    this.renew();
  }

  private loseOne({ segment, message }: SegmentLost): void {
    const { job, source, seq } = segment;
    this.lose([{ job, source, seq, reason: message }]);
  }

  /** Once the case is open. */
  private renew(): void {
    if (!this.index) return;
    this.rebuild();
    const { revision } = this;
    void this.ready.then(() => {
      if (this.revision === revision) this.changed(revision);
    });
  }

  private rebuild(): void {
    this.revision++;
    const sources = this.sources.map(({ source }) => source);
    const index = buildIndex(sources, this.zone, this.revision, this.damage ?? [], this.decisions);
    this.index = index;
    this.matches = null;
    this.lastGraph = null;
    this.lastChanges = null;
    this.listed = [];
    const isSmall = index.columns.count <= MATCHED_AT_ONCE;
    const annotated = this.annotate(index);
    this.ready = isSmall ? annotated.then(() => this.findWitnesses(index)) : annotated;
  }

  /** Finds the messages that have tags and notes, unless the case changes meanwhile. */
  private annotate(index: CaseIndex): Promise<void> {
    const before = this.ready;
    const { annotations } = this;
    return this.unlessLost(async () => {
      await before;
      const annotated = await annotatedCase(index, annotations, this.segments.open);
      if (this.index !== index) return;
      index.annotated = annotated;
      this.matches = null;
    });
  }

  /** Finds messages that several exhibits hold, unless the case changes meanwhile. */
  private findWitnesses(index: CaseIndex): Promise<void> {
    const going = (): boolean => this.index === index;
    return this.unlessLost(async () => {
      if (index.exhibits.length < 2) return;
      const { columns, exhibits, chats } = index;
      const numbered = numberedChats(chats);
      const found = await findWitnesses(columns, exhibits.length, this.segments.open, going, numbered);
      if (!found || !going()) return;
      index.witnesses = found;
      index.folds = foldsOf(found, index.columns);
      index.summary = { ...index.summary, events: this.whole(index, false).count };
      this.matches = null;
    });
  }

  /** What is found lost on the way is taken out of the case, for which the work begins anew. */
  private async unlessLost(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      if (!(cause instanceof SegmentLost)) throw cause;
      this.loseOne(cause);
    }
  }

  /**
   * In a large case, finds the messages that several exhibits hold, once the case is open. Views are told
   * when all is found.
   */
  async prepareWitnesses(): Promise<void> {
    const index = await this.open();
    if (index.witnesses !== null || index.exhibits.length < 2 || this.preparing === index) return;
    this.preparing = index;
    await this.findWitnesses(index);
    if (this.index !== index || index.witnesses === null) return;
    this.revision++;
    index.summary = { ...index.summary, revision: this.revision };
    this.matches = null;
    this.changed(this.revision);
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

  private addDamage(damage: readonly StoreDamage[]): void {
    this.damage = [...(this.damage ?? []), ...damage];
    if (!this.index) return;
    this.index.summary = { ...this.index.summary, damage: this.damage };
    this.changed(this.revision);
  }

  private async open(): Promise<CaseIndex> {
    await this.opened.promise;
    for (;;) {
      const { ready } = this;
      await ready;
      if (this.ready === ready) return this.index!;
    }
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

  /** The current result, whatever the filter's dates. */
  private undated(): Promise<{ index: CaseIndex; matches: Matches }> {
    return this.currentBut(({ from, to, ...rest }) => (from === undefined && to === undefined ? null : rest));
  }

  /** The current result with every copy of a message. */
  private everyCopy(): Promise<{ index: CaseIndex; matches: Matches }> {
    return this.currentBut((filter) => (filter.copies ? null : { ...filter, copies: true }));
  }

  /** The result of the current filter changed so; null: not at all. */
  private async currentBut(
    change: (filter: Filter) => Filter | null,
  ): Promise<{ index: CaseIndex; matches: Matches }> {
    for (;;) {
      const { index, matches } = await this.current();
      const changed = change(this.filter);
      if (changed === null) return { index, matches };
      try {
        return { index, matches: await this.match(index, changed) };
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
      const files = gatherFiles(index, this.segments.open);
      const own = { index, files };
      this.lastFiles = own;
      this.shownFiles = [];
      files.catch(() => {
        if (this.lastFiles === own) this.lastFiles = null;
      });
    }
    return this.lastFiles.files;
  }

  private marksOf(index: CaseIndex): Marks | null {
    return this.lastMarks?.index === index ? this.lastMarks : null;
  }

  /** Rejects with `Overtaken` when another filter was set before its search ended. */
  private async match(
    index: CaseIndex,
    filter: Filter,
    told?: (progress: SearchProgress) => void,
  ): Promise<Matches> {
    if (filter.query === undefined) {
      this.searches.stop();
      return applyFilter(index, filter, null, this.marksOf(index));
    }
    const watch = told && { told, counts: countsAlways(index, filter, this.marksOf(index)) };
    const found = await this.searches.rowsOf(index, filter.query, filter, watch);
    return applyFilter(index, filter, found, this.marksOf(index));
  }

  private readonly answers: QueryApi = {
    summary: async (): Promise<CaseSummary> => (await this.open()).summary,

    filter: async (filter: Filter, told?: (progress: SearchProgress) => void): Promise<FilterResult> => {
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
      const asked = positions(start, end, rows.length).map((at) => rows[at]!);
      const opened = await openRows(index.columns, asked, this.segments.open);
      return asked.map((row) =>
        readRow(index, opened, row, matchesBefore(matches, row), this.marksOf(index)),
      );
    },

    snippets: async (filter: Filter, rows: readonly number[]): Promise<(Snippet | null)[]> => {
      const index = await this.open();
      for (const row of rows) assertRow(index, row);
      return this.searches.snippets(index, filter, rows);
    },

    months: async (): Promise<MonthCount[]> => {
      const { index, matches } = await this.undated();
      return monthsOf(this.zone, index.columns, matches);
    },

    keywordHits: async (
      keywords: readonly string[],
      within: boolean,
      told?: (done: number) => void,
    ): Promise<KeywordHits[] | null> => {
      const copies = this.filter.copies === true;
      if (!within) return this.searches.hits(await this.open(), keywords, { within: null, copies }, told);
      const { index, matches } = await this.everyCopy();
      return this.searches.hits(index, keywords, { within: matches, copies }, told);
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
      const asked = positions(start, end, matches.count).map((position) => ({
        row: rowAt(matches, position),
        position,
      }));
      const wanted = asked.map(({ row }) => row);
      const opened = await openRows(index.columns, wanted, this.segments.open);
      return asked.map(({ row, position }) => readRow(index, opened, row, position, this.marksOf(index)));
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
      const asked = [{ row, position: matchesBefore(matches, row) }];
      return (await readFull(index, this.segments.open, asked, this.marksOf(index)))[0]!;
    },

    rowOf: async (id: string): Promise<number | null> => rowOfId(await this.open(), id),

    conversation: async (chat: number) => ({ count: conversationRows(await this.open(), chat).length }),

    conversationRows: async (chat: number, start: number, end: number): Promise<FullMessage[]> => {
      const index = await this.open();
      const rows = conversationRows(index, chat);
      const asked = positions(start, end, rows.length).map((position) => ({
        row: rows[position]!,
        position,
      }));
      return readFull(index, this.segments.open, asked, this.marksOf(index));
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
      return nextPicture(index, this.segments.open, chat, position, step);
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
      const asked = positions(start, end, listed.length).map((at) => listed[at]!);
      if (index.witnesses === null) return [];
      return differenceRows(index, index.witnesses, asked, this.segments.open);
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
      return file === undefined ? null : sendingsOf(index, this.segments.open, this.marksOf(index), file);
    },

    fileHashes: async () => {
      const index = await this.open();
      return { ...hashesOf(await this.filesOf(index)), revision: index.summary.revision };
    },

    annotations: async (): Promise<CaseAnnotations> => listAnnotations(await this.open(), this.segments.open),

    messageSubjects: async (rows: readonly number[]): Promise<MessageSubject[]> => {
      const index = await this.open();
      for (const row of rows) assertRow(index, row);
      return messageSubjects(index, rows, this.segments.open);
    },

    taggedAs: async (tag: string, rows: readonly number[]) =>
      taggedAs((await this.open()).annotated, tag, rows),

    rowAnnotations: async (rows: readonly number[]) => {
      const { annotated } = await this.open();
      return rows.map((row) => annotationsOf(annotated, row));
    },

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

    report: async (filter: Filter) => {
      const index = await this.open();
      const matches = await this.match(index, filter);
      this.reported = reportedRows(index, matches);
      const head = reportHead(index, matches, this.whole(index, filter.copies === true).count);
      const bytes = new TextEncoder().encode(JSON.stringify(head));
      return transferring({ count: matches.count, head: bytes }, [bytes.buffer]);
    },

    reportLines: async (start: number, end: number, withAnnotations: boolean) => {
      const { reported } = this;
      if (reported === null || reported.index !== this.index) {
        throw new Error('the case has changed since the report was begun: write it again');
      }
      const lines = await reportLines(reported, start, end, withAnnotations, this.segments.open);
      const bytes = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      return transferring(bytes, [bytes.buffer]);
    },

    watch: async (lists: readonly WatchedList[], revision: number): Promise<WatchCounts[] | null> => {
      const index = await this.open();
      const turn = ++this.watching;
      const files = await this.filesOf(index);
      const isOver = (): boolean => this.watching !== turn || this.index !== index;
      if (index.summary.revision !== revision || isOver()) return null;
      const marks = await markCase(index, this.searches.access, files, lists, () => !isOver());
      if (marks === null || isOver()) return null;
      this.lastMarks = marks;
      this.matches = null;
      return countMarks(marks);
    },
  };

  /** A segment that does not open is taken out of the case, and the question answered by what is left. */
  readonly api = mapped(this.answers, (answer) => async (...asked) => {
    for (;;) {
      try {
        return await answer(...asked);
      } catch (cause) {
        if (!(cause instanceof SegmentLost)) throw cause;
        this.loseOne(cause);
      }
    }
  });
}

type Answer = (...asked: unknown[]) => Promise<unknown>;

function mapped(answers: QueryApi, by: (answer: Answer) => Answer): QueryApi {
  const entries = Object.entries(answers).map(([name, answer]) => [name, by(answer as Answer)]);
  return Object.fromEntries(entries) as QueryApi;
}

/** Cases of up to so many messages are matched as they open; larger ones once they stand. */
const MATCHED_AT_ONCE = 50_000;

function searchOf(
  { job, source, segments, groups }: Extract<Feed, { type: 'search' }>,
  own: readonly HeldSegment[],
): SourceSearch {
  const before = [0];
  for (const messages of segments) before.push(before.at(-1)! + messages);
  return { job, source, groups, before: own.map(({ seq }) => before[seq]!) };
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
