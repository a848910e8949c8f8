/** Lists that the investigator brings along: hash sets of known files, and keywords. */

export const WATCH_KINDS = ['hash-set', 'keywords'] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

/** A case has at most so many: each is a bit of a message's marks. */
export const MOST_LISTS = 32;

export interface WatchList {
  /** 32 hex digits, of the case. */
  readonly id: string;
  readonly kind: WatchKind;
  /** As the investigator calls it. */
  readonly name: string;
  /** The file's own name, size and SHA-256. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** RFC 3339 UTC. */
  readonly added: string;
  /** Hashes or keywords. */
  readonly entries: number;
  /** Lines or records that give none, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Whether pictures and films that it lists stay covered until they are asked for. */
  readonly covers: boolean;
  /** Of a keyword list. */
  readonly keywords?: readonly string[];
}

/** Which of the files asked about a hash set lists. */
export interface WatchHits {
  readonly list: string;
  /** Indexes of the files, ascending. */
  readonly files: Uint32Array;
  /** The set's own category of each, as an index into `categories`. */
  readonly category: Uint8Array;
  /** As the set writes them; the first is '' for none. */
  readonly categories: readonly string[];
}
