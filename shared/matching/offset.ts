/** By how much two clocks differ, from messages that both have. */
export interface ClockOffset {
  /** How many pairs it is from. */
  readonly pairs: number;
  /** Median of the second side's time less the first's, ms. */
  readonly median: number;
  /** Median of the distances from that, ms. */
  readonly mad: number;
}

/** @param differences ms; sorted in place. @returns null without any. */
export function offsetOf(differences: Float64Array): ClockOffset | null {
  if (differences.length === 0) return null;
  const median = medianOf(differences);
  const mad = medianOf(differences.map((one) => Math.abs(one - median)));
  return { pairs: differences.length, median, mad };
}

function medianOf(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}
