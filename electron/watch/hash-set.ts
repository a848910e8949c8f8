/**
 * Hash sets as they are exchanged: JSON of Project VIC and CAID (an object whose `value` lists media, or
 * cases with `Media` in them, or a bare list), and texts with a hash a line, also as tables with other
 * columns. Taken are MD5 and SHA-256; what has neither is counted.
 */
import { Refusal } from '../../shared/model/index.ts';
import { type JsonEvent, jsonEvents } from '../readers/json/index.ts';
import { HashRecords, MOST_HASHES } from './hash-records.ts';
import { textLines } from './text-lines.ts';

export interface HashSet {
  readonly md5: HashRecords;
  readonly sha256: HashRecords;
  /** As the set writes them; the first is '' for none. */
  readonly categories: readonly string[];
  readonly skipped: Readonly<Record<string, number>>;
}

/** A byte is kept of each. */
const MOST_CATEGORIES = 256;
const HASH = /(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{32})(?![0-9a-f])/gi;
const OTHER_HASH = /(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])/i;
const MD5 = /^[0-9a-f]{32}$/i;
const SHA256 = /^[0-9a-f]{64}$/i;

class Gathered implements HashSet {
  readonly md5 = new HashRecords('md5');
  readonly sha256 = new HashRecords('sha256');
  readonly categories: string[] = [''];
  readonly skipped: Record<string, number> = {};
  private readonly file: string;
  private readonly known = new Map<string, number>([['', 0]]);

  constructor(file: string) {
    this.file = file;
  }

  skip(reason: string): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  add(hashes: readonly string[], category = ''): void {
    let index = this.known.get(category);
    if (index === undefined) {
      index = this.categories.length;
      if (index === MOST_CATEGORIES) {
        throw new Refusal('unsupported', this.file, `it has more than ${MOST_CATEGORIES - 1} categories`);
      }
      this.categories.push(category);
      this.known.set(category, index);
    }
    for (const hash of hashes) {
      const records = hash.length === 32 ? this.md5 : this.sha256;
      records.add(hash, index);
      if (records.count > MOST_HASHES) {
        throw new Refusal('too-large', this.file, `it has more than ${MOST_HASHES} hashes`);
      }
    }
  }
}

type Media = Readonly<Record<string, unknown>>;

/** A member by its name in any case: sets write `MD5`, `Md5` and `md5`. */
function member(media: Media, name: string): string {
  for (const [key, value] of Object.entries(media)) {
    if (key.toLowerCase() === name && (typeof value === 'string' || typeof value === 'number')) {
      return String(value).trim();
    }
  }
  return '';
}

function takeMedia(gathered: Gathered, media: unknown): void {
  if (typeof media !== 'object' || media === null || Array.isArray(media)) {
    gathered.skip('not a record');
    return;
  }
  const own = media as Media;
  // Of a case with its media, which was given whole.
  const within = Object.entries(own).find(
    ([key, value]) => key.toLowerCase() === 'media' && Array.isArray(value),
  );
  if (within) {
    for (const one of within[1] as unknown[]) takeMedia(gathered, one);
    return;
  }
  const hashes = [member(own, 'md5'), member(own, 'sha256')].filter((hash, i) =>
    (i === 0 ? MD5 : SHA256).test(hash),
  );
  if (hashes.length === 0) gathered.skip('record without an MD5 or SHA-256');
  else gathered.add(hashes, member(own, 'category').slice(0, 100));
}

function takeEvents(gathered: Gathered, file: string, events: readonly JsonEvent[]): void {
  for (const event of events) {
    if (event.is === 'elements') for (const media of event.values) takeMedia(gathered, media);
    else if (event.is === 'refused') gathered.skip(`value that cannot be read (${event.reason})`);
    else if (event.is === 'problem') {
      throw new Refusal('unreadable', file, `its JSON is broken at byte ${event.byte} (${event.reason})`);
    }
  }
}

/** The first bytes, and all of them again. */
async function peeked(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const from = chunks[Symbol.asyncIterator]();
  const first = await from.next();
  const head = first.done ? new Uint8Array(0) : first.value;
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let next = await from.next(); !next.done; next = await from.next()) yield next.value;
  }
  return { head, all: all() };
}

/**
 * @param file its name, for refusals.
 * @throws Refusal when it is broken, has no hash of the kinds that are known, or is too large.
 */
export async function readHashSet(file: string, chunks: AsyncIterable<Uint8Array>): Promise<HashSet> {
  const gathered = new Gathered(file);
  const { head, all } = await peeked(chunks);
  const isJson = /^\ufeff?\s*[[{]/.test(new TextDecoder().decode(head.slice(0, 256)));
  if (isJson) {
    const descent = { members: { value: { elements: {} }, Media: { elements: {} } }, elements: {} };
    for await (const events of jsonEvents(all, descent)) takeEvents(gathered, file, events);
  } else {
    for await (const lines of textLines(all)) {
      for (const line of lines) {
        if (line === null) gathered.skip('line too long');
        else if (line.trim() !== '') {
          const hashes = line.match(HASH);
          if (hashes) gathered.add(hashes);
          else gathered.skip(OTHER_HASH.test(line) ? 'line with a SHA-1 only' : 'line without a hash');
        }
      }
    }
  }
  if (gathered.md5.count + gathered.sha256.count === 0) {
    throw new Refusal('unsupported', file, 'it has no MD5 or SHA-256 in it');
  }
  return gathered;
}
