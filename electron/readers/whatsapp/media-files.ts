/** Media files: what a message states of one, and which file of the evidence it is. */
import type { EvidenceEntry, EvidenceTree } from '../../../shared/evidence/index.ts';
import type { Attachment } from '../../../shared/model/index.ts';

export interface MediaStatement {
  /** As WhatsApp has it, such as `Media/WhatsApp Images/IMG-20240322-WA0003.jpg`. */
  readonly path: string | undefined;
  readonly name: string | undefined;
  readonly mime: string | undefined;
  readonly bytes: number | undefined;
  /** SHA-256, base64. */
  readonly hash: string | undefined;
}

/** Characters of a SHA-256 in base64. */
const HASH_CHARACTERS = 44;

/** Lower-case hex; undefined when the text is no SHA-256. */
export function hexOf(hash: string): string | undefined {
  if (hash.length !== HASH_CHARACTERS || !hash.endsWith('=')) return undefined;
  const bytes = Buffer.from(hash, 'base64');
  return bytes.length === 32 ? bytes.toString('hex') : undefined;
}

/** Parts of a path; undefined for one that would leave its folder. */
function partsOf(path: string): string[] | undefined {
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts;
}

/** Names are the same that differ in case or in composition only, as on the systems evidence passes through. */
const fold = (name: string): string => name.normalize('NFC').toLowerCase();

interface Candidate {
  readonly entry: EvidenceEntry;
  readonly parts: readonly string[];
  readonly folded: readonly string[];
}

export class MediaFiles {
  private readonly byName = new Map<string, Candidate[]>();
  private readonly home: readonly string[];
  private readonly found = new Map<string, string | undefined>();

  /** @param database path of the database; of two equal files, the one nearer to it is taken. */
  constructor(tree: EvidenceTree, database: string) {
    this.home = database.split('/').slice(0, -1);
    for (const entry of tree.entries) {
      if (entry.path === database) continue;
      const parts = entry.path.split('/');
      const folded = parts.map(fold);
      const name = folded.at(-1)!;
      const same = this.byName.get(name);
      if (same) same.push({ entry, parts, folded });
      else this.byName.set(name, [{ entry, parts, folded }]);
    }
  }

  /**
   * Path in the evidence of the file a message names. The paths must end alike: the name and at least
   * the folder it stands in, or all that either of the two has. Never a path that the evidence does not hold.
   */
  find({ path, bytes }: MediaStatement): string | undefined {
    if (path === undefined || this.byName.size === 0) return undefined;
    const key = `${bytes ?? ''}\0${path}`;
    if (this.found.has(key)) return this.found.get(key);
    const found = this.search(path, bytes);
    if (this.found.size >= REMEMBERED) this.found.clear();
    this.found.set(key, found);
    return found;
  }

  private search(path: string, bytes: number | undefined): string | undefined {
    const wanted = partsOf(path);
    if (!wanted) return undefined;
    const folded = wanted.map(fold);
    let best: Candidate | undefined;
    let bestScore: readonly number[] = [];
    for (const candidate of this.byName.get(folded.at(-1)!) ?? []) {
      const depth = alikeAtEnd(candidate.folded, folded);
      if (depth < 2 && depth < folded.length && depth < candidate.folded.length) continue;
      const score = [
        depth,
        alikeAtStart(candidate.parts, this.home),
        bytes !== undefined && candidate.entry.bytes === bytes ? 1 : 0,
        alikeAtEnd(candidate.parts, wanted),
      ];
      if (best === undefined || isGreater(score, bestScore)) [best, bestScore] = [candidate, score];
    }
    return best?.entry.path;
  }
}

const REMEMBERED = 10_000;

function alikeAtEnd(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}

function alikeAtStart(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

function isGreater(a: readonly number[], b: readonly number[]): boolean {
  for (const [i, value] of a.entries()) {
    if (value !== b[i]) return value > (b[i] ?? -1);
  }
  return false;
}

/** The statement as an attachment; its own name, else that of its file. */
export function attachmentOf(
  media: MediaStatement,
  sha256: string | undefined,
  present: boolean,
): Attachment {
  const { path, name, mime, bytes } = media;
  const attachment: { -readonly [Field in keyof Attachment]: Attachment[Field] } = { present };
  const shown = name ?? path?.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (shown !== undefined && shown !== '') attachment.name = shown;
  if (mime !== undefined) attachment.mime = mime;
  if (bytes !== undefined) attachment.bytes = bytes;
  if (sha256 !== undefined) attachment.sha256 = sha256;
  return attachment;
}
