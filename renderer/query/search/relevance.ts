/**
 * How well words tell messages from others: BM25 (Robertson and Zaragoza, "The probabilistic relevance
 * framework", 2009, section 3) over the phrases of a query that are not under a "not". A message's length is
 * the bytes of its text. Phrases are weighed over the whole case, whatever the filter, so that an order does
 * not change with it.
 */
import type { Columns } from '../columns.ts';
import { orderByTime } from '../order.ts';

/** How soon more of the same word counts no more, and how far long messages count less: the usual ones. */
const K1 = 1.2;
const B = 0.75;

export class Relevance {
  private readonly columns: Columns;
  /** By row; in double precision, so that messages which are equal come out equal in whichever order phrases add. */
  private readonly sums: Float64Array;
  /** By the place in the count of all messages: K1 with the message's length worked in. */
  private readonly norms: Float64Array;

  constructor(columns: Columns) {
    this.columns = columns;
    const { count, segments, starts } = columns;
    this.sums = new Float64Array(count);
    this.norms = new Float64Array(count);
    let bytes = 0;
    for (const { held } of segments) bytes += held.columns.textEnd.at(-1) ?? 0;
    const mean = Math.max(1, bytes / Math.max(1, count));
    for (const [s, { held }] of segments.entries()) {
      const { textEnd } = held.columns;
      for (let i = 0; i < held.count; i++) {
        const length = textEnd[i]! - (i === 0 ? 0 : textEnd[i - 1]!);
        this.norms[starts[s]! + i] = K1 * (1 - B + (B * length) / mean);
      }
    }
  }

  /** By row. */
  get scores(): Float32Array<ArrayBuffer> {
    return new Float32Array(this.sums);
  }

  /** Takes how often one phrase stands in each message that has it, and at the end adds what that says. */
  phrase(): { add(origin: number, times: number): void; end(): void } {
    const { columns, sums, norms } = this;
    let origins = new Uint32Array(1 << 10);
    let often = new Uint32Array(1 << 10);
    let count = 0;
    return {
      add: (origin, times) => {
        if (count === origins.length) {
          origins = doubled(origins);
          often = doubled(often);
        }
        origins[count] = origin;
        often[count++] = times;
      },
      end: () => {
        const weight = Math.log(1 + (columns.count - count + 0.5) / (count + 0.5));
        for (let i = 0; i < count; i++) {
          const origin = origins[i]!;
          const times = often[i]!;
          sums[columns.rowOf[origin]!]! += (weight * times * (K1 + 1)) / (times + norms[origin]!);
        }
      },
    };
  }
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Rows by their scores, the greatest first; of equal ones in the order given. */
export function byScore(rows: Uint32Array, scores: Float32Array<ArrayBuffer>): Uint32Array {
  // As whole numbers, floats that are not below 0 stand in the same order (IEEE 754).
  const whole = new Uint32Array(scores.buffer);
  const keys = Float64Array.from(rows, (row) => 0xffffffff - whole[row]!);
  return orderByTime(keys).order.map((at) => rows[at]!);
}
