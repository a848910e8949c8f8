/** A function of two branches, for the coverage to tell apart. */
export function sign(n: number): string {
  if (n > 0) return 'positive';
  return 'negative';
}
