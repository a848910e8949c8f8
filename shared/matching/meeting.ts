/** Whether two exhibits can have a message in common at all, told without matching them: of many, few do. */
import { type Side, STATE } from './side.ts';

export interface Meeting {
  /** 53 bits of each key's hashes, ascending. */
  readonly keys: Float64Array;
  /** Whether some message of it may be known again without a key. */
  readonly unkeyed: boolean;
}

const LOW_BITS = 21;

export function meetingOf({
  count,
  key1,
  key2,
  state,
}: Pick<Side, 'count' | 'key1' | 'key2' | 'state'>): Meeting {
  const keys = new Float64Array(count);
  let keyed = 0;
  let unkeyed = false;
  for (let i = 0; i < count; i++) {
    if (key1[i] !== 0 || key2[i] !== 0) {
      keys[keyed++] = key1[i]! * 2 ** LOW_BITS + (key2[i]! >>> (32 - LOW_BITS));
    } else if ((state[i]! & (STATE.ownNote | STATE.deleted)) !== STATE.ownNote) unkeyed = true;
  }
  return { keys: keys.slice(0, keyed).sort(), unkeyed };
}

/**
 * When false, `matchSides` pairs nothing: without a key in common a pair needs a message without one. When
 * true, it may still pair nothing.
 */
export function mayMatch(one: Meeting, other: Meeting): boolean {
  if (one.unkeyed || other.unkeyed) return true;
  const [a, b] = [one.keys, other.keys];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) return true;
    if (a[i]! < b[j]!) i++;
    else j++;
  }
  return false;
}
