/** A segment that does not hold what its header claims. */
export class SegmentDamaged extends Error {
  override readonly name = 'SegmentDamaged';
}
