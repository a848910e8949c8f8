/**
 * Everything that crosses between the window and the main process, on one page.
 *
 * Calls go from the page to the main process and are answered; events go the other way. Requests are
 * validated on arrival with the schemas below, and the sender frame is checked. Bulk data (segments,
 * the case key) never crosses here: it goes over the case port, see `case-port.ts`.
 */
import * as v from 'valibot';
import type { IntakeRecord, Platform, RefusalCode } from '../model/index.ts';
import {
  type Access,
  type BundleFacts,
  type CaseBasis,
  type CustodyEntry,
  type CustodyVerified,
  GROUNDS,
  type IdentityState,
  type QuarantineGroup,
  type QuarantineItem,
  type WarrantState,
  type WarrantStatus,
  type WithheldState,
} from './warranted.ts';
import { WATCH_KINDS, type WatchHits, type WatchList } from './watch.ts';

export * from './reported.ts';
export * from './warranted.ts';
export * from './watch.ts';

export const ORIGIN_PATHS = {
  /** `media/<case id>/<sha256>`: a decoded attachment of the open case, with a content type by its bytes. */
  media: 'media',
} as const;

const text = v.pipe(v.string(), v.maxLength(4096));
const reference = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(32_767));
const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const timeZone = v.pipe(
  v.string(),
  v.maxLength(64),
  v.check((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  }, 'not a known time zone'),
);

const nothing = v.strictObject({});
const paths = v.pipe(v.array(path), v.maxLength(1000));
const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000));
const from = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const listId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
/** Of an open quarantine, and of an item in it. */
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

/** What a new case stands on: documents by their paths, or the ground in words. */
const basis = v.variant('kind', [
  v.strictObject({
    kind: v.literal('warrant'),
    warrant: path,
    trust: path,
    amendments: v.optional(paths),
    revocations: v.optional(paths),
  }),
  v.strictObject({ kind: v.literal('without-warrant'), ground: v.picklist(GROUNDS), text: words }),
]);

export const REPORT_FORMATS = ['html', 'jsonl'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
/** Messages that a page to read may show: one of more is hard on a browser. */
export const MOST_SHOWN = 100_000;

export const REQUESTS = {
  /** What runs: for the about box and the exports. */
  'app.about': nothing,
  /** Cases opened lately on this workstation, newest first; a missing folder is said so. */
  'cases.recent': nothing,
  /** Takes a case off the recent list; the case itself stays. */
  'cases.forget': v.strictObject({ folder: path }),
  /**
   * Makes a case folder and opens it. Without `folder`, under the user's documents. Under a warrant the
   * reference is the warrant's.
   */
  'case.create': v.strictObject({ reference, timeZone, passphrase, folder: v.optional(path), basis }),
  /** Opens a case folder; a wrong passphrase is refused. */
  'case.open': v.strictObject({ folder: path, passphrase }),
  /** Makes (where missing) and opens the sample case; the reply has its evidence, ready to be imported. */
  'case.sample': nothing,
  /** Shuts the open case; its key leaves memory. */
  'case.close': nothing,
  /** File or folder dialog; an empty list when the user leaves it. */
  'dialog.evidence': v.strictObject({ kind: v.picklist(['files', 'folder']) }),
  'dialog.case': nothing,
  'dialog.key': nothing,
  /** Files of one kind: one of it, or any number of amendments, revocations, releases and documents. */
  'dialog.documents': v.strictObject({
    what: v.picklist([
      'warrant',
      'trust',
      'amendments',
      'revocations',
      'releases',
      'documents',
      'identity',
      'card',
      'bundle',
      'list',
    ]),
  }),
  /** What files are and what they need; opens no lock. */
  'evidence.inspect': v.strictObject({ paths: v.pipe(v.array(path), v.minLength(1), v.maxLength(10_000)) }),
  /**
   * Starts an intake job into the open case; segments arrive on the case port. Under a warrant a key comes
   * with a release: `key`, `keyFile` and `password` are refused, and the identity must be unlocked where one is needed.
   */
  'intake.start': v.strictObject({
    exhibit: reference,
    paths: v.pipe(v.array(path), v.minLength(1), v.maxLength(10_000)),
    /** 64 hex digits, for crypt15. */
    key: v.optional(text),
    keyFile: v.optional(path),
    /** Of an encrypted backup of an iPhone, as it was typed. */
    password: v.optional(passphrase),
    timeZone: v.optional(timeZone),
    dateOrder: v.optional(v.picklist(['dmy', 'mdy', 'ymd'])),
  }),
  'intake.cancel': v.strictObject({ job: v.string() }),
  /** Writes bytes that the page made (a graph as PNG or SVG) where the user says; null when they leave the dialog. */
  'file.save': v.strictObject({
    suggestedName: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
    bytes: v.instance(Uint8Array),
  }),

  /**
   * Begins a report of messages of the open case: asks the user where it goes, and takes `head`, a `ReportHead`
   * as JSON. The reply names it; null when they leave the dialog. One report at a time: an earlier one stops.
   */
  'report.begin': v.strictObject({
    format: v.picklist(REPORT_FORMATS),
    /** Which messages these are: in words for the report, and for the log, which gets no words of evidence. */
    taken: v.pipe(v.string(), v.maxLength(4000)),
    parts: words,
    withAnnotations: v.boolean(),
    instant: v.optional(v.pipe(v.number(), v.finite())),
    /** Messages that HTML shows at most. */
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_SHOWN)),
    head: v.instance(Uint8Array),
  }),
  /** The next messages of it: `ReportLine`s as lines of JSON, in order of time. */
  'report.add': v.strictObject({ report: name, lines: v.instance(Uint8Array) }),
  /** Writes it; the log has it, with what is in it, before the file has its name. */
  'report.end': v.strictObject({ report: name }),
  'report.stop': v.strictObject({ report: name }),

  /** Verifies documents and says what they cover. Opens no evidence, and keeps nothing. */
  'warrant.inspect': v.strictObject({
    warrant: path,
    trust: path,
    amendments: v.optional(paths),
    revocations: v.optional(paths),
    releases: v.optional(paths),
  }),
  /** Adds amendments, revocations and releases to the open case's warrant: all of them, or none. */
  'documents.add': v.strictObject({ paths: v.pipe(paths, v.minLength(1)) }),

  /** The workstation's identity, null while it has none. Its private keys never leave the main process. */
  'identity.get': nothing,
  'identity.create': v.strictObject({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
    passphrase,
  }),
  'identity.unlock': v.strictObject({ passphrase }),
  'identity.lock': nothing,
  /** Saves the card, which is given to the authority, where the user says. */
  'identity.saveCard': nothing,

  /** Entries from a number on, the newest last. `of: 'received'`: of the log that came with a bundle. */
  'custody.entries': v.strictObject({
    from,
    count: count(500),
    of: v.optional(v.picklist(['case', 'received']), 'case'),
  }),
  /** Reads the whole log anew, and holds the kept checkpoints against it. */
  'custody.verify': nothing,
  /** Signs the log's state with the unlocked identity; saved where the user says, a copy stays with the case. */
  'custody.checkpoint': nothing,
  /** Saves the proof of one entry, with the newest checkpoint that covers it. */
  'custody.prove': v.strictObject({ seq: from }),
  /** Notes a decision before it is stored, with the SHA-256 of its JSON. */
  'custody.note': v.strictObject({
    action: v.picklist(['person-decided', 'clock-corrected']),
    name: words,
    what: words,
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),
  /**
   * Logs an annotation before it is stored: a tag, a note or a saved search. The log gets what was done in
   * words without any text of evidence, how many messages it concerns, and the SHA-256 of the annotation's
   * JSON without author and time, which the reply gives.
   */
  'custody.annotated': v.strictObject({
    action: v.picklist(['message-tagged', 'note-written', 'filter-saved']),
    name: words,
    what: words,
    messages: from,
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  }),

  /** Hash sets and keyword lists of the open case. */
  'lists.get': nothing,
  /** Reads a hash set or a keyword list into the case; logged with its SHA-256 before it counts. */
  'lists.add': v.strictObject({
    path,
    kind: v.picklist(WATCH_KINDS),
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
    covers: v.boolean(),
  }),
  'lists.remove': v.strictObject({ list: listId, reason: words }),
  /** Which of some files the hash sets list: 32 and 16 bytes a file, in one order; an MD5 of noughts is none. */
  'lists.match': v.strictObject({ sha256: v.instance(Uint8Array), md5: v.instance(Uint8Array) }),
  /** A covered file was asked for; logged before it is shown. */
  'lists.uncover': v.strictObject({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),

  /** What is withheld, without the filter key. */
  'quarantine.summary': nothing,
  /** Opens the quarantine to the reviewer whose identity holds the warrant's filter key; logged. */
  'quarantine.open': v.strictObject({ identityFile: path, passphrase }),
  /** A page of withheld messages; logged with the items in it. */
  'quarantine.items': v.strictObject({ session: name, from, count: count(200) }),
  /** Logged before its effect. What was released is not taken back. */
  'quarantine.decide': v.strictObject({ session: name, item: name, release: v.boolean(), reason: words }),
  'quarantine.close': v.strictObject({ session: name }),

  /** Saves the case, or some of its exhibits, as one file that opens on another workstation. */
  'bundle.save': v.strictObject({
    exhibits: v.optional(v.pipe(v.array(reference), v.minLength(1), v.maxLength(1000))),
    recipient: v.union([v.strictObject({ passphrase }), v.strictObject({ card: path })]),
    withAttachments: v.boolean(),
    /** Decisions, tags, notes, saved searches and lists; of chosen exhibits what concerns them. */
    withAdded: v.boolean(),
  }),
  'bundle.inspect': v.strictObject({ file: path }),
  /**
   * Verifies a bundle, makes a case of it and opens that. `bundlePassphrase` opens the bundle, without it
   * the unlocked identity does. Its messages come in as jobs, told of in the events of the intake.
   */
  'bundle.open': v.strictObject({
    file: path,
    bundlePassphrase: v.optional(passphrase),
    passphrase,
    folder: v.optional(path),
  }),
  /**
   * Destroys the open case for good; only its log stays. Where the reply says that the page's store is not
   * deleted (the case was open to its log only), the page deletes it: `deleteStore` of case-store.
   */
  'case.destroy': v.strictObject({ reference, passphrase, reason: words }),

  /** The user's theme and window choices; nothing of a case. */
  'settings.get': nothing,
  'settings.set': v.strictObject({ theme: v.optional(v.picklist(['system', 'light', 'dark'])) }),
} as const;

export type CallName = keyof typeof REQUESTS;
export type Request<Name extends CallName> = v.InferInput<(typeof REQUESTS)[Name]>;

export interface Replies {
  'app.about': { version: string; host: 'electron' | 'preview'; os: string };
  'cases.recent': RecentCase[];
  'cases.forget': null;
  'case.create': OpenCase;
  'case.open': OpenCase;
  'case.sample': { openCase: OpenCase; evidence: SampleEvidence[]; instant?: string };
  'case.close': null;
  'dialog.evidence': string[];
  'dialog.case': string | null;
  'dialog.key': string | null;
  'dialog.documents': string[];
  'evidence.inspect': InspectedEvidence[];
  'intake.start': { job: string };
  'intake.cancel': null;
  'file.save': string | null;
  'report.begin': string | null;
  'report.add': null;
  'report.end': { file: string; bytes: number; sha256: string; messages: number; shown: number };
  'report.stop': null;
  'warrant.inspect': WarrantStatus;
  'documents.add': WarrantStatus;
  'identity.get': IdentityState | null;
  'identity.create': IdentityState;
  'identity.unlock': IdentityState;
  'identity.lock': null;
  'identity.saveCard': string | null;
  'custody.entries': { total: number; entries: CustodyEntry[] };
  'custody.verify': CustodyVerified;
  'custody.checkpoint': string | null;
  'custody.prove': string | null;
  'custody.note': null;
  'custody.annotated': { author: string; at: string };
  'lists.get': WatchList[];
  'lists.add': WatchList;
  'lists.remove': null;
  'lists.match': WatchHits[];
  'lists.uncover': null;
  'quarantine.summary': QuarantineGroup[];
  'quarantine.open': { session: string; items: number };
  'quarantine.items': { items: QuarantineItem[] };
  'quarantine.decide': { state: WithheldState };
  'quarantine.close': null;
  'bundle.save': { file: string; bytes: number; sha256: string } | null;
  'bundle.inspect': BundleFacts;
  'bundle.open': OpenCase;
  'case.destroy': { log: string; storeDeleted: boolean };
  'settings.get': Settings;
  'settings.set': Settings;
}

export interface RecentCase {
  readonly folder: string;
  /** The folder's own name: the case's reference is sealed while it is closed. */
  readonly name: string;
  /** RFC 3339 UTC. */
  readonly lastOpened: string;
  readonly missing: boolean;
}

export interface OpenCase {
  /** Random; names the case's IndexedDB and media addresses. */
  readonly id: string;
  readonly folder: string;
  readonly reference: string;
  /** IANA; the zone in which the window shows times. */
  readonly timeZone: string;
  readonly created: string;
  /** Imports that the custody log knows; the messages of one that the store lacks are not on this workstation. */
  readonly imports: number;
  readonly basis: CaseBasis;
  readonly access: Access;
  /** Why access is not full, in one line. */
  readonly accessReason?: string;
}

/** A row of the sample case: an intake request, ready to be sent. */
export type SampleEvidence = Request<'intake.start'>;

export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
}

/** What key an encrypted container asks for. */
export type KeyNeed = 'whatsapp-key-file' | 'whatsapp-crypt15-root' | 'ios-backup-password' | 'sealed-export';

export interface InspectedEvidence {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex; absent for a folder. */
  readonly sha256?: string;
  /** Outside in, e.g. `["whatsapp-crypt15"]`, `["zip"]`, `["folder"]`. */
  readonly container: readonly string[];
  readonly needsKey?: KeyNeed;
  readonly sources: readonly {
    readonly reader: string;
    readonly platform: Platform;
    readonly title: string;
    readonly needsTimeZone: boolean;
    readonly needsDateOrder: boolean;
  }[];
  /**
   * It can be opened, and nothing in it is a source by itself. Beside other evidence it may be what that
   * needs: contacts, media.
   */
  readonly unrecognised?: true;
  /** Why it cannot be read by itself, when it cannot. */
  readonly refusal?: { readonly code: RefusalCode; readonly reason: string };
}

/** Stages of a job, in order; `storing` is the case store's commit. */
export const INTAKE_STAGES = ['hashing', 'opening', 'reading', 'media', 'storing'] as const;
export type IntakeStage = (typeof INTAKE_STAGES)[number];

export interface Events {
  /** At most four a second for each job. */
  'intake.progress': {
    readonly job: string;
    readonly exhibit: string;
    readonly stage: IntakeStage;
    /** 0 to 1 within the stage, null when it cannot be told. */
    readonly fraction: number | null;
    readonly bytes: number;
    readonly messages: number;
  };
  'intake.done': {
    readonly job: string;
    readonly exhibit: string;
    readonly records: readonly IntakeRecord[];
    /** Set where the exhibit had been imported before: messages that are newly kept, and no longer. */
    readonly difference?: { readonly added: number; readonly removed: number };
  };
  /** Refused, failed or cancelled: nothing of the job is kept. */
  'intake.failed': {
    readonly job: string;
    readonly exhibit: string;
    readonly error: CallError;
  };
  /**
   * The open case's warrant expired, was amended or was revoked. `closed` is followed by `case.closed`: a
   * case with messages in the window does not stay open.
   */
  'case.access': { readonly access: Access; readonly state: WarrantState; readonly reason?: string };
  'bundle.progress': { readonly fraction: number; readonly what: string };
  /** A command of the menu bar, by the id of a window command. */
  'menu.command': { readonly command: string };
  /** The main process has shut the case (quit, or the folder went away). */
  'case.closed': { readonly reason: string };
}
export type EventName = keyof Events;

/** What a call fails with. `refused` has exit status 3 on the command line; `fault` is the program's own. */
export interface CallError {
  readonly kind: 'refused' | 'cancelled' | 'invalid' | 'fault';
  readonly code?: RefusalCode;
  /** One line, for people: names the file and the reason. */
  readonly message: string;
}

export type Outcome<Name extends CallName> =
  | { readonly ok: true; readonly value: Replies[Name] }
  | { readonly ok: false; readonly error: CallError };

/** What the preload exposes as `window.threadline`. */
export interface Bridge {
  call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Outcome<Name>>;
  /** @returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void;
  /** Paths of files dropped on the window. */
  pathsOf(files: File[]): string[];
}

/**
 * The case port reaches the page as a window message `{type: CASE_PORT_MESSAGE, caseId}` with one
 * MessagePort, which the page hands on to the store worker unopened.
 */
export const CASE_PORT_MESSAGE = 'threadline.case-port';
