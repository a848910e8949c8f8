/**
 * What the views ask of the query worker. All answers are plain data; rows are handed out by position
 * in the current filter's result, so that a list of ten million scrolls like one of a hundred.
 *
 * Times: `at` is ms since 1970 UTC, or of the device's wall clock as if UTC when `basis` is
 * `device-local`, always as it was read. `when` is where the message stands on the case's time line: `at`,
 * less what the investigator corrects its exhibit's clock by; for device-local readings the instant that
 * reading would be in the case's zone; NaN without a time.
 */

import type {
  Annotated,
  Change,
  LastingFilter,
  LastingParts,
  MessageSubject,
  Subject,
  TagLook,
} from '../../shared/annotations/index.ts';
import type { ClockOffset, DifferenceKind } from '../../shared/matching/index.ts';
import type {
  Attachment,
  Call,
  ChatType,
  Direction,
  IntakeRecord,
  Location,
  Message,
  MessageKind,
  Platform,
  SeenName,
  SystemEvent,
  TimeBasis,
  TimePrecision,
} from '../../shared/model/index.ts';
import type { Decision, Suggestion } from '../../shared/people/index.ts';
import type { AttachmentForm } from './attachments.ts';
import type { TieList } from './network/network.ts';

/**
 * A chat of the case. The same platform-issued id (a group's JID) in two exhibits is one chat; a direct
 * chat is one by its two people, since its id names only the other side; ids that are only names
 * (text exports) are one within their exhibit.
 */
export interface ChatRow {
  readonly index: number;
  readonly id: string;
  readonly platform: Platform;
  readonly exhibits: readonly string[];
  /** As the evidence names it, else made of its members' names. */
  readonly title: string;
  readonly type: ChatType;
  /** Who is listed as a member or wrote; in a direct chat also the device's owner. */
  readonly members: readonly number[];
  readonly messages: number;
  /** `when` of its first and last message with a time; null where none has one. */
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * A person of the case: accounts of one platform that share a platform id (a number, a JID) are one, and
 * those that the investigator merged; equal names alone never are.
 */
export interface PersonRow {
  readonly index: number;
  readonly ids: readonly { readonly exhibit: string; readonly platform: Platform; readonly id: string }[];
  /** The first name seen, else the handle, the number or the id; a nameless owner is "Owner of AB/1". */
  readonly name: string;
  readonly names: readonly SeenName[];
  readonly phone?: string;
  readonly isOwner: boolean;
  /** Exhibits whose device this person owns. */
  readonly ownerOf: readonly string[];
  readonly messages: number;
}

export interface CaseSummary {
  /** Goes up with every change of what is stored. */
  readonly revision: number;
  readonly messages: number;
  /** Messages, those that several exhibits hold counted once; null while it is not known which those are. */
  readonly events: number | null;
  /** Messages without a usable time; they stand at the end of the order. */
  readonly untimed: number;
  readonly from: number | null;
  readonly to: number | null;
  /** How the messages' times came to be, each that occurs. */
  readonly timeBases: readonly TimeBasis[];
  readonly timeZone: string;
  /** Messages whose search structures are still to be made: searches look at them one by one. */
  readonly unindexed: number;
  readonly exhibits: readonly IntakeRecord[];
  readonly chats: readonly ChatRow[];
  readonly people: readonly PersonRow[];
  /** All that was decided about persons and clocks, in order; see shared/people. */
  readonly decisions: readonly Decision[];
  /**
   * What could not be opened: each names exhibit, sequence and reason. The rest stays usable.
   * `seq` is -1 where it is not one segment (a list, a job's manifest); `exhibit` is empty where it is not known.
   */
  readonly damage: readonly { readonly exhibit: string; readonly seq: number; readonly reason: string }[];
}

/** Absent = all. Lists are "any of"; the parts are joined by "and". */
export interface Filter extends LastingParts {
  readonly chats?: readonly number[];
  /** Senders. */
  readonly people?: readonly number[];
  /** Messages between these two: sent by either in a direct or group chat in which both are members or wrote. */
  readonly between?: readonly [number, number];
}

export interface FilterResult {
  /** Numbers the result; later calls that name an older one are answered from the newest. */
  readonly result: number;
  readonly count: number;
  /** Counts of the result by index; each facet's counts leave out that facet's own filter. */
  readonly byChat: Uint32Array;
  readonly byPerson: Uint32Array;
  /** By index in MESSAGE_KINDS. */
  readonly byKind: Uint32Array;
  /** In the order in which the summary's exhibits first name them. */
  readonly byExhibit: Uint32Array;
  /** By the order of the lists watched; all noughts while the case is being marked. */
  readonly byList: Uint32Array;
  /** By the order of the case's tags. */
  readonly byTag: Uint32Array;
  readonly untimed: number;
  readonly from: number | null;
  readonly to: number | null;
  /** ms the worker took. */
  readonly took: number;
}

export interface Histogram {
  /** ms, ascending; bin i is from edge i, inclusive, to edge i + 1, exclusive. */
  readonly edges: Float64Array;
  /** Messages of the result in each bin. */
  readonly matched: Uint32Array;
  /** All messages of the case in each bin, each once unless the filter wants every copy. */
  readonly all: Uint32Array;
}

/** A month of the case's zone, ms, `to` exclusive. */
export interface MonthCount {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** How far a search is. */
export interface SearchProgress {
  /** Part of the case that it has looked at, 0 to 1. */
  readonly done: number;
  /** Messages that the result has in any case. */
  readonly atLeast: number;
}

/** A part of one of a message's texts, with what the query found set off; UTF-16 units. */
export interface Snippet {
  readonly text: string;
  readonly found: readonly (readonly [start: number, end: number])[];
  /** Whether the text begins before it, and goes on behind it. */
  readonly begunBefore: boolean;
  readonly goesOn: boolean;
}

/** How a row's time is corrected. */
export interface RowCorrection {
  /** ms that `when` is less than as it was read. */
  readonly ahead: number;
  /** What the investigator calls the correction. */
  readonly name: string;
}

/** What a message is annotated with. */
export interface RowAnnotations {
  /** Ids of its tags, in the order in which the case's tags were made. */
  readonly tags: readonly string[];
  /** How many notes it has. */
  readonly notes: number;
}

/** A row as lists show it; `text` is cut at 400 characters. */
export interface Row extends RowAnnotations {
  /** Handle of the message within the open case. Stable until the summary's revision changes. */
  readonly row: number;
  /** Position in the result it was asked from. */
  readonly position: number;
  readonly id: string;
  readonly at: number;
  readonly when: number;
  readonly basis: TimeBasis | null;
  readonly precision: TimePrecision | null;
  readonly timeAmbiguous: boolean;
  /** Absent where `when` is as it was read. */
  readonly correction?: RowCorrection;
  readonly chat: number;
  /** -1: none. */
  readonly sender: number;
  readonly direction: Direction | null;
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly textCut: boolean;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly forwarded: boolean;
  readonly hasReply: boolean;
  readonly reactions: number;
  readonly call?: Call;
  readonly location?: Location;
  /** `people`: who it is about, as far as the case knows them. */
  readonly system?: Pick<SystemEvent, 'action' | 'value'> & { readonly people: readonly number[] };
  readonly attachments: readonly {
    readonly name: string;
    readonly mime?: string;
    readonly present: boolean;
  }[];
  readonly exhibit: string;
  /** Ids of the lists that mark it. */
  readonly lists: readonly string[];
  /** Other exhibits that hold the same message. */
  readonly alsoIn: readonly string[];
}

/** All of a message, for the conversation and the provenance panel. */
export interface FullMessage extends Row {
  readonly message: Message;
  /** Of the summary whose indexes (chat, people, source) these are. */
  readonly revision: number;
  /** Index in the summary's exhibits: the record of its source, which may list 100,000 files, stands there. */
  readonly source: number;
  /** The same message on other exhibits; their `position` is -1. */
  readonly witnesses: readonly Row[];
  /** The message replied to, when it is in the case, also in another exhibit; its `position` is -1. */
  readonly reply: Row | null;
  /** `sender`, mentions, reactors… as person indexes, by account id of the message. */
  readonly people: Readonly<Record<string, number>>;
}

export interface GraphNode {
  /** `p12` a person, `g3` a group chat. */
  readonly key: string;
  readonly person?: number;
  readonly chat?: number;
  readonly label: string;
  /** Messages written (a person) or held (a group) in the result. */
  readonly messages: number;
}

export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  /** Messages in the result that selecting the edge would list. */
  readonly messages: number;
  /** From source to target and back, direct chats only. */
  readonly forth: number;
  readonly back: number;
  /** What selecting the edge puts into the filter: `filter({...current, ...select}).count` is `messages`. */
  readonly select: Pick<Filter, 'between' | 'chats' | 'people'>;
}

export interface ContactGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** How much of a large graph is wanted: all of it up to so many nodes and ties, else its strongest ties. */
export interface GraphCut {
  readonly wholeNodes: number;
  readonly wholeTies: number;
  /** This many ties, by messages, and the nodes at their ends. */
  readonly strongest: number;
  /** Key of a node that comes with its own ties, however weak. */
  readonly also?: string;
  /** Keys of the nodes that alone are wanted, with the ties among them. */
  readonly among?: readonly string[];
}

/** All nodes of a graph as parallel columns, most messages first; each is a person or a chat, the other is -1. */
export interface GraphRoster {
  readonly person: Int32Array;
  readonly chat: Int32Array;
  readonly messages: Uint32Array;
  readonly ties: Uint32Array;
}

/** A contact graph or a part of it, and what there is in the whole. */
export interface GraphPart extends ContactGraph {
  /** Ties of the whole graph. */
  readonly ties: number;
  /** Nodes of the whole graph. */
  readonly roster: GraphRoster;
}

/**
 * A contact graph without feeds: status feeds, channels, broadcast lists and blogs, whose members do not talk to each
 * other. People stand before groups, each in the order of the case.
 */
export interface ContactNetwork extends TieList {
  readonly source: Uint32Array<ArrayBuffer>;
  readonly target: Uint32Array<ArrayBuffer>;
  readonly messages: Uint32Array<ArrayBuffer>;
  /** Of each node: the person, or -1; the chat, or -1; messages written or held in the result. */
  readonly person: Int32Array<ArrayBuffer>;
  readonly chat: Int32Array<ArrayBuffer>;
  readonly held: Uint32Array<ArrayBuffer>;
}

/** `when`, ms, from inclusive to exclusive; at least 1 ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export const CHANGE_KINDS = ['new', 'gone', 'stronger', 'weaker', 'same'] as const;
/** Of a tie from one period to another, by its messages a day. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Without a kind: all but `same`. */
export interface ChangeFilter {
  readonly first: Period;
  readonly second: Period;
  readonly kind?: ChangeKind;
}

export interface ChangeCounts {
  readonly count: number;
  /** Of all ties of either period. */
  readonly byKind: Readonly<Record<ChangeKind, number>>;
  /** On all ties in the first period and in the second. */
  readonly messages: readonly [number, number];
}

/** A tie of one period or of both; keys as in `GraphNode`. */
export interface ChangeRow {
  readonly kind: ChangeKind;
  readonly source: string;
  readonly target: string;
  /** In the first period and in the second. */
  readonly messages: readonly [number, number];
  /** What lists those messages, put into the filter with the period; null where there are none. */
  readonly select: readonly [GraphEdge['select'] | null, GraphEdge['select'] | null];
}

/** What a person wrote of a chat's messages in the current result. */
export interface ChatShare {
  readonly chat: number;
  readonly written: number;
  readonly messages: number;
}

/** `nodes`: groups are nodes, tied to those who wrote in them. `fold`: members who wrote are tied to each other. */
export type GroupMode = 'nodes' | 'fold';

/** Which files are wanted; absent = all, the parts are joined by "and". */
export interface FileFilter {
  /** In any of its names; or, of four hex digits or more, the beginning of its SHA-256 or MD5. */
  readonly text?: string;
  readonly form?: AttachmentForm;
  readonly exhibit?: string;
  /** In more than one exhibit. */
  readonly several?: true;
  /** Its name or stated type claims another kind of file than its bytes are. */
  readonly mismatch?: true;
  /** It states a place of its own. */
  readonly place?: true;
  /** Its bytes are in the evidence. */
  readonly present?: true;
  /** A message that passes the current filter carries it. */
  readonly inResult?: true;
  /** Listed by this hash set. */
  readonly list?: string;
}

export const FILE_ORDERS = ['first', 'sendings', 'exhibits', 'size', 'name'] as const;
export type FileOrder = (typeof FILE_ORDERS)[number];

/** Of the files that pass; `all` and `unhashed` of the case. */
export interface FileCounts {
  readonly count: number;
  readonly all: number;
  /** Attachments that no SHA-256 is known of; they are in no list of files. */
  readonly unhashed: number;
  readonly several: number;
  readonly mismatch: number;
  readonly place: number;
  readonly present: number;
}

/** A file of the case: all attachments with one SHA-256. */
export interface FileRow {
  readonly sha256: string;
  readonly md5?: string;
  /** The first one seen; null where no source gives it a name. */
  readonly name: string | null;
  /** How many different names it has. */
  readonly names: number;
  readonly type: string | null;
  /** Whether `type` is what the bytes are; else a source states it. */
  readonly typeByBytes: boolean;
  readonly form: AttachmentForm;
  readonly bytes: number | null;
  readonly present: boolean;
  readonly mismatch: boolean;
  readonly place: boolean;
  /** Ids of the hash sets that list it. */
  readonly lists: readonly string[];
  /** Messages that carry it, in how many chats and in which exhibits. */
  readonly messages: number;
  readonly chats: number;
  readonly exhibits: readonly string[];
  /** The earliest message that carries it, of those with a time; `sender` -1: none. */
  readonly first: {
    readonly row: number;
    readonly when: number;
    readonly correction?: RowCorrection;
    readonly sender: number;
    readonly chat: number;
    readonly exhibit: string;
  };
}

export interface FileSendings {
  readonly file: FileRow;
  /** The first 500 messages that carry it in order of time, each with the file as it has it. */
  readonly sendings: readonly (Row & { readonly attachment: Attachment })[];
}

/** Absent = all. `pair` is a place in `DifferenceCounts.pairs`. */
export interface DifferenceFilter {
  readonly kind?: DifferenceKind;
  readonly pair?: number;
}

/** Two exhibits that hold some of the same messages. */
export interface WitnessPair {
  readonly first: string;
  readonly second: string;
  readonly matched: number;
  /** Of those, matched by the platform's own id. */
  readonly byKey: number;
  /** The second's clock less the first's; null where no pair has a time on both. */
  readonly offset: ClockOffset | null;
  /** Of the two, those of which messages were kept out, skipped or damaged: what they lack may be that. */
  readonly incomplete: readonly string[];
}

export interface DifferenceCounts {
  readonly count: number;
  /** Of the pair asked for, of all kinds. */
  readonly byKind: Readonly<Record<DifferenceKind, number>>;
  readonly pairs: readonly WitnessPair[];
}

export interface DifferenceRow {
  readonly kind: DifferenceKind;
  readonly pair: number;
  /** The second's time less the first's and the clocks' offset, ms; NaN where one has none. */
  readonly apart: number;
  /** null: that exhibit lacks it. */
  readonly first: Row | null;
  readonly second: Row | null;
}

/** An account of the case, over all exhibits that have it. */
export interface PersonAccount {
  readonly key: string;
  readonly person: number;
  readonly platform: Platform;
  readonly id: string;
  readonly exhibits: readonly string[];
  /** The first name that the evidence gives it; null where it gives none. */
  readonly name: string | null;
}

/** Of which country an exhibit's numbers without a country code are. */
export interface ExhibitCountry {
  readonly exhibit: string;
  /** ISO 3166-1 alpha-2; null where neither its owner's number nor the investigator says. */
  readonly country: string | null;
  readonly by: 'owner' | 'decision' | null;
}

export interface PeopleFound {
  readonly accounts: readonly PersonAccount[];
  readonly suggestions: readonly Suggestion[];
  readonly countries: readonly ExhibitCountry[];
}

/** A list of the investigator's, as the case is marked by it: words, or the files that a hash set lists. */
export interface WatchedList {
  readonly id: string;
  readonly keywords?: readonly string[];
  /** Indexes in the order of `fileHashes`. */
  readonly files?: Uint32Array;
}

export interface WatchCounts {
  readonly id: string;
  readonly messages: number;
  readonly files: number;
}

/** Where a keyword of a list stands. */
export interface KeywordHits {
  readonly keyword: string;
  readonly messages: number;
  readonly chats: number;
  /** Who sent the messages. */
  readonly people: number;
  /** The first and the last of the messages that have a time. */
  readonly first: { readonly row: number; readonly when: number } | null;
  readonly last: { readonly row: number; readonly when: number } | null;
}

/** A tag of the case. */
export interface TagRow extends TagLook {
  readonly id: string;
  /** Messages of the case that have it. */
  readonly messages: number;
  /** Messages that were given it and are not in the case as it is. */
  readonly missing: number;
}

/** A note of the case, with what it is about: null where the case does not have it. */
export interface NoteRow {
  readonly id: string;
  readonly subject: Subject;
  readonly text: string;
  readonly written: Annotated;
  readonly changed: Annotated | null;
  /** Its `position` is -1. */
  readonly message: Row | null;
  readonly chat: number | null;
  readonly person: number | null;
}

export interface SavedSearchRow {
  readonly id: string;
  readonly name: string;
  readonly saved: Annotated;
  /** null where the case has nothing of a part of it. */
  readonly filter: Filter | null;
  /** Chats and people of it that the case does not have. */
  readonly missing: number;
}

/** What was annotated when, by whom and why. */
export interface AnnotationRow extends Annotated {
  readonly kind: Change['kind'];
  /** That it tags or untags; else 0. */
  readonly messages: number;
  /** Id of the tag that it makes, changes, puts on or takes off. */
  readonly tag?: string;
  /** That it gives a tag or a search. */
  readonly name?: string;
  /** Id of the annotation that it undoes. */
  readonly of?: string;
  readonly undone: boolean;
}

export interface CaseAnnotations {
  /** Of the summary whose indexes (chats, people, rows) these are. */
  readonly revision: number;
  /** Tags, notes and searches in the order in which they were made. */
  readonly tags: readonly TagRow[];
  readonly notes: readonly NoteRow[];
  readonly searches: readonly SavedSearchRow[];
  /** The newest first, and how many were made before those. */
  readonly history: readonly AnnotationRow[];
  readonly earlier: number;
}

export interface QueryApi {
  summary(): Promise<CaseSummary>;
  /** Makes the filter the current one. @param told how far its search is. */
  filter(filter: Filter, told?: (progress: SearchProgress) => void): Promise<FilterResult>;
  /**
   * The first rows, at most so many, that a filter with a query lets pass, long before all are counted; it
   * does not become the current one. Fewer where some are copies of others. Null without a query, or when the
   * next first rows were asked for meanwhile. A search for all waits until they are found.
   */
  firstRows(filter: Filter, most: number): Promise<Row[] | null>;
  /**
   * Rows of the current result by relevance to its query (search/relevance.ts), of equal ones the earlier
   * first; each with its position by time. Without words in the query they stand by time.
   */
  relevantRows(start: number, end: number): Promise<Row[]>;
  /** Where the filter's query stands in some rows, in their order; null for a message without texts. @throws QueryError */
  snippets(filter: Filter, rows: readonly number[]): Promise<(Snippet | null)[]>;
  /** Messages of the current result by month, in order, whatever its dates; those without a time are in none. */
  months(): Promise<MonthCount[]>;
  /**
   * The hit table of some keywords of a list, in their order; null when it was stopped, or another was asked
   * for meanwhile. A message that several exhibits hold counts once, unless the current filter wants every copy.
   * @param within whether only messages that pass the current filter count. @param told part done, 0 to 1.
   */
  keywordHits(
    keywords: readonly string[],
    within: boolean,
    told?: (done: number) => void,
  ): Promise<KeywordHits[] | null>;
  stopKeywordHits(): Promise<void>;
  /** How many messages lie between edges, ms, ascending, at least two. */
  histogram(edges: Float64Array): Promise<Histogram>;
  /** Rows of the current result by position, ordered by `when`, then exhibit and source order. */
  rows(start: number, end: number): Promise<Row[]>;
  /** Position of the first row at or after an instant (count when none). */
  positionAt(when: number): Promise<number>;
  /**
   * Position of a message in the current result, or of the row that stands for it; else where it would stand,
   * with `found` false.
   */
  positionOf(row: number): Promise<{ position: number; found: boolean }>;
  message(row: number): Promise<FullMessage>;
  /** The handle of a message id such as `AB-1:42`, or null. */
  rowOf(id: string): Promise<number | null>;
  /** All messages of a chat, unfiltered, in order. */
  conversation(chat: number): Promise<{ count: number }>;
  conversationRows(chat: number, start: number, end: number): Promise<FullMessage[]>;
  conversationPositionOf(chat: number, row: number): Promise<number>;
  /** Position of the first message of a chat at or after an instant (count when none). */
  conversationPositionAt(chat: number, when: number): Promise<number>;
  /** Position of the chat's next message (step 1) or last one before (-1) that has a picture in the case. */
  conversationPicture(chat: number, position: number, step: 1 | -1): Promise<number | null>;
  /** The contact graph of the current result, the whole of it unless `cut` bounds it. */
  graph(groups: GroupMode, cut?: GraphCut): Promise<GraphPart>;
  /** All ties of one node of that graph by its key, the strongest first. */
  ties(groups: GroupMode, key: string): Promise<GraphEdge[]>;
  /** The tie of that graph between each two keys, or null. */
  tiesBetween(
    groups: GroupMode,
    pairs: readonly (readonly [string, string])[],
  ): Promise<(GraphEdge | null)[]>;
  /** That graph as columns, without its feeds, for the network worker. */
  network(groups: GroupMode): Promise<ContactNetwork>;
  /**
   * Makes the changes of ties between two periods the current list: of the current filter, but for its dates, with
   * groups as nodes. @throws RangeError when a period is empty.
   */
  changes(filter: ChangeFilter): Promise<ChangeCounts>;
  changeRows(start: number, end: number): Promise<ChangeRow[]>;
  /** Chats of the current result that a person is a member of or wrote in, most written first. */
  chatShares(person: number): Promise<ChatShare[]>;
  /** Accounts behind the summary's people, and which of them may be one person. */
  people(): Promise<PeopleFound>;
  /** Makes these the current list of differences. */
  differences(filter: DifferenceFilter): Promise<DifferenceCounts>;
  differenceRows(start: number, end: number): Promise<DifferenceRow[]>;
  /** Makes these the current list of files. */
  files(filter: FileFilter, order: FileOrder): Promise<FileCounts>;
  /** Files of the current list by position. */
  fileRows(start: number, end: number): Promise<FileRow[]>;
  /** A file and the messages that carry it; null when the case has none with that hash. */
  file(sha256: string): Promise<FileSendings | null>;
  /** Of the case's files, in their order: 32 and 16 bytes each, an MD5 that is not known all noughts. */
  fileHashes(): Promise<{
    readonly sha256: Uint8Array<ArrayBuffer>;
    readonly md5: Uint8Array<ArrayBuffer>;
    readonly revision: number;
  }>;
  /**
   * Marks the case by these lists, at most 32, in place of those before. Filters and rows know them once this
   * is answered. null when the case, or the lists, changed meanwhile.
   * @param revision that the file indexes are of.
   */
  watch(lists: readonly WatchedList[], revision: number): Promise<WatchCounts[] | null>;
  /** Tags, notes and saved searches. */
  annotations(): Promise<CaseAnnotations>;
  /** What lasts of some rows: for a tag or a note. */
  messageSubjects(rows: readonly number[]): Promise<MessageSubject[]>;
  /** Of some rows, those that have a tag, as they were named when they got it. */
  taggedAs(tag: string, rows: readonly number[]): Promise<MessageSubject[]>;
  /** Tags and notes of some rows, in their order. */
  rowAnnotations(rows: readonly number[]): Promise<RowAnnotations[]>;
  /** Handles of the rows of the current result by position. */
  rowHandles(start: number, end: number): Promise<number[]>;
  chatSubject(chat: number): Promise<Subject>;
  personSubject(person: number): Promise<Subject>;
  lastingFilter(filter: Filter): Promise<LastingFilter>;
  /**
   * Makes the messages that a filter lets pass those of the report; the filter does not become the current one.
   * `head` is a `ReportHead` as JSON.
   */
  report(filter: Filter): Promise<{ readonly count: number; readonly head: Uint8Array<ArrayBuffer> }>;
  /**
   * Messages of the report by position, as lines of JSON, each a `ReportLine`.
   * @throws when the case has changed since the report began.
   */
  reportLines(start: number, end: number, withAnnotations: boolean): Promise<Uint8Array<ArrayBuffer>>;
}
