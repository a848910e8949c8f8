/** Bounds on what an archive may unpack to. A real export stays far below all of them. */
export const LIMITS = {
  entries: 1_000_000,
  /** Unpacked bytes of one entry. */
  entryBytes: 256 * 2 ** 30,
  /** Unpacked bytes of all entries together. */
  totalBytes: 1024 * 2 ** 30,
  /** Unpacked to packed; deflate cannot pass 1032, text and databases stay below 200. */
  ratio: 250,
  /** Below this many unpacked bytes a ratio says nothing. */
  ratioFloor: 64 * 2 ** 20,
} as const;

/** Whether so many bytes out of so many in are a bomb. */
export function isBomb(packed: number, unpacked: number): boolean {
  return unpacked > LIMITS.entryBytes || (unpacked > LIMITS.ratioFloor && unpacked > packed * LIMITS.ratio);
}
