/**
 * Which messages the investigator's lists mark: a bit a list, by row. A hash set marks the messages that carry
 * a file it lists, a keyword list those in whose texts one of its words stands.
 */
import { MOST_LISTS } from '../../shared/contract/watch.ts';
import type { WatchCounts, WatchedList } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import type { FileIndex } from './file-index.ts';
import { eachKeywordRow } from './search/keyword-rows.ts';
import type { BlockAccess } from './search/plan-search.ts';
import { Overtaken, Slices } from './search/slices.ts';

export interface Marks {
  readonly index: CaseIndex;
  /** Ids of the lists; bit i is of list i. */
  readonly lists: readonly string[];
  readonly rows: Uint32Array;
  /** By index of the file. */
  readonly files: Uint32Array;
}

/** The bits of some lists; those that there are no marks of mark nothing. */
export function bitsOf(marks: Marks | null, lists: readonly string[]): number {
  let bits = 0;
  for (const list of lists) {
    const at = marks?.lists.indexOf(list) ?? -1;
    if (at >= 0) bits |= 1 << at;
  }
  return bits >>> 0;
}

/** Lists of some bits. */
export function listsIn({ lists }: Pick<Marks, 'lists'>, bits: number): string[] {
  return bits === 0 ? [] : lists.filter((_, i) => (bits & (1 << i)) !== 0);
}

/**
 * Marks a case: by the words of its search structures, and by the texts where there are none.
 * @param watched at most 32 lists.
 * @param going false when nobody waits for the marks any more: null comes back.
 * @throws SegmentLost
 */
export async function markCase(
  index: CaseIndex,
  access: BlockAccess,
  files: FileIndex,
  watched: readonly WatchedList[],
  going: () => boolean = () => true,
): Promise<Marks | null> {
  if (watched.length > MOST_LISTS) throw new RangeError(`more than ${MOST_LISTS} lists`);
  const { columns } = index;
  const marks: Marks = {
    index,
    lists: watched.map(({ id }) => id),
    rows: new Uint32Array(columns.count),
    files: new Uint32Array(files.files.length),
  };
  for (const [list, { files: listed }] of watched.entries()) {
    for (const file of listed ?? []) {
      marks.files[file]! |= 1 << list;
      for (const row of files.files[file]!.rows) marks.rows[row]! |= 1 << list;
    }
  }
  const keywords = watched.flatMap(({ keywords: own = [] }, list) =>
    own.map((keyword) => ({ keyword, bit: 1 << list })),
  );
  if (keywords.length === 0) return marks;
  try {
    await eachKeywordRow(
      keywords.map(({ keyword }) => keyword),
      { index, access, slices: new Slices(going) },
      (at, row) => {
        marks.rows[row]! |= keywords[at]!.bit;
      },
    );
  } catch (cause) {
    if (cause instanceof Overtaken) return null;
    throw cause;
  }
  return marks;
}

/** How many messages and files of the case each list marks. */
export function countMarks({ lists, rows, files }: Marks): WatchCounts[] {
  const count = (bits: Uint32Array, list: number): number => {
    let marked = 0;
    for (const own of bits) if ((own & (1 << list)) !== 0) marked++;
    return marked;
  };
  return lists.map((id, list) => ({ id, messages: count(rows, list), files: count(files, list) }));
}

/** The hashes of the case's files, 32 and 16 bytes a file, in their order; an MD5 that is not known is noughts. */
export function hashesOf({ files }: FileIndex): {
  sha256: Uint8Array<ArrayBuffer>;
  md5: Uint8Array<ArrayBuffer>;
} {
  const sha256 = new Uint8Array(files.length * 32);
  const md5 = new Uint8Array(files.length * 16);
  for (const [i, file] of files.entries()) {
    sha256.set(bytesOf(file.sha256, 32), i * 32);
    if (file.md5 !== null) md5.set(bytesOf(file.md5, 16), i * 16);
  }
  return { sha256, md5 };
}

/** A source may state a hash that is none: it is of no list then. */
function bytesOf(hex: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  if (hex.length !== 2 * length || !/^[0-9a-f]*$/.test(hex)) return bytes;
  for (let i = 0; i < length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
