/** Messages of a chat by the platform's own key. */
import { encodeKey } from '../../shared/segment/source-key.ts';
import type { CaseIndex } from './case-index.ts';
import { placeOf } from './columns.ts';

/** Where a message's key stands. */
interface KeyPlace {
  readonly heap: Uint8Array;
  readonly start: number;
  readonly end: number;
}

function keyPlace({ columns }: CaseIndex, row: number): KeyPlace {
  const { segment, index: i } = placeOf(columns, columns.origin[row]!);
  const { columns: c, heaps } = columns.segments[segment]!.reader;
  return { heap: heaps.key, start: i === 0 ? 0 : c.keyEnd[i - 1]!, end: c.keyEnd[i]! };
}

/** FNV-1a, 32 bits. */
function hashOf({ heap, start, end }: KeyPlace): number {
  let hash = 0x811c9dc5;
  for (let k = start; k < end; k++) hash = Math.imul(hash ^ heap[k]!, 0x01000193);
  return hash >>> 0;
}

/** Of the keys of the chat last searched, in its order: a page of it may look for many that are not there. */
const lastHashes = new WeakMap<CaseIndex, { readonly chat: number; readonly hashes: Uint32Array }>();

function keyHashes(index: CaseIndex, chat: number, rows: Uint32Array): Uint32Array {
  const last = lastHashes.get(index);
  if (last?.chat === chat) return last.hashes;
  const hashes = rows.map((row) => hashOf(keyPlace(index, row)));
  lastHashes.set(index, { chat, hashes });
  return hashes;
}

/**
 * The first row of a chat with the platform's own key, or null. A message that the device itself had no
 * longer is found here when another exhibit has it: both ends of a chat know it by one key.
 */
export function rowOfKey(index: CaseIndex, chat: number, key: string): number | null {
  const { starts, rows } = index.conversations;
  const own = rows.subarray(starts[chat]!, starts[chat + 1]!);
  const hashes = keyHashes(index, chat, own);
  const heap = encodeKey(key);
  const wanted = hashOf({ heap, start: 0, end: heap.length });
  for (let at = hashes.indexOf(wanted); at >= 0; at = hashes.indexOf(wanted, at + 1)) {
    const place = keyPlace(index, own[at]!);
    const isSame = place.end - place.start === heap.length;
    if (isSame && heap.every((byte, k) => place.heap[place.start + k] === byte)) return own[at]!;
  }
  return null;
}
