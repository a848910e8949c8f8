/** Messages of a chat by the platform's own key. */
import { encodeKey } from '../../shared/segment/source-key.ts';
import type { CaseIndex } from './case-index.ts';
import { placeOf } from './columns.ts';
import type { OpenSegments } from './held-segment.ts';
import { openRows, walkSegments } from './opened-rows.ts';

/** FNV-1a, 32 bits. */
function hashOf(key: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of key) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Of the keys of the chat last searched, in its order: a page of it may look for many that are not there. */
const lastHashes = new WeakMap<CaseIndex, { readonly chat: number; readonly hashes: Promise<Uint32Array> }>();

function keyHashes(
  index: CaseIndex,
  open: OpenSegments,
  chat: number,
  rows: Uint32Array,
): Promise<Uint32Array> {
  const last = lastHashes.get(index);
  if (last?.chat === chat) return last.hashes;
  const hashes = hashesOf(index, open, rows);
  lastHashes.set(index, { chat, hashes });
  return hashes;
}

async function hashesOf({ columns }: CaseIndex, open: OpenSegments, rows: Uint32Array): Promise<Uint32Array> {
  const inSegments = new Map<number, { at: number; i: number }[]>();
  for (const [at, row] of rows.entries()) {
    const { segment, index: i } = placeOf(columns, columns.origin[row]!);
    const own = inSegments.get(segment);
    if (own) own.push({ at, i });
    else inSegments.set(segment, [{ at, i }]);
  }
  const hashes = new Uint32Array(rows.length);
  for await (const { segment, reader } of walkSegments(columns, [...inSegments.keys()], open)) {
    for (const { at, i } of inSegments.get(segment)!) hashes[at] = hashOf(reader.keyBytes(i));
  }
  return hashes;
}

/**
 * The first row of a chat with the platform's own key, or null. A message that the device itself had no
 * longer is found here when another exhibit has it: both ends of a chat know it by one key.
 * @throws SegmentLost
 */
export async function rowOfKey(
  index: CaseIndex,
  open: OpenSegments,
  chat: number,
  key: string,
): Promise<number | null> {
  const { starts, rows } = index.conversations;
  const own = rows.subarray(starts[chat]!, starts[chat + 1]!);
  const hashes = await keyHashes(index, open, chat, own);
  const wanted = encodeKey(key);
  const hash = hashOf(wanted);
  for (let at = hashes.indexOf(hash); at >= 0; at = hashes.indexOf(hash, at + 1)) {
    const row = own[at]!;
    const { reader, i } = (await openRows(index.columns, [row], open))(row);
    const found = reader.keyBytes(i);
    if (found.length === wanted.length && wanted.every((byte, k) => found[k] === byte)) return row;
  }
  return null;
}
