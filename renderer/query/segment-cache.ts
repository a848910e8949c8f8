import type { SegmentReader } from '../../shared/segment/index.ts';
import type { WantedSegments } from './feed.ts';
import { type HeldSegment, type OpenSegments, readParts, type SegmentParts } from './held-segment.ts';

/** Bytes of opened segments kept, beside those that are being used. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** Segments asked for in one go: more would have all their bytes in memory at once. */
const ASKED_TOGETHER = 32;

interface Kept {
  readonly reader: SegmentReader;
  readonly bytes: number;
}

/** Whole segments from the store worker, those that were asked for last kept. */
export class SegmentCache {
  private readonly ask: (wanted: WantedSegments) => void;
  private readonly kept = new Map<HeldSegment, Kept>();
  private keptBytes = 0;
  private readonly waiting = new Map<number, (parts: readonly SegmentParts[]) => void>();
  private asked = 0;

  constructor(ask: (wanted: WantedSegments) => void) {
    this.ask = ask;
  }

  /** The store's answer to `ask`. */
  answer(id: number, parts: readonly SegmentParts[]): void {
    this.waiting.get(id)?.(parts);
    this.waiting.delete(id);
  }

  readonly open: OpenSegments = async (segments) => {
    const found = new Map<HeldSegment, Kept>();
    const missing: HeldSegment[] = [];
    for (const segment of new Set(segments)) {
      const kept = this.kept.get(segment);
      if (kept) found.set(segment, kept);
      else missing.push(segment);
    }
    for (let start = 0; start < missing.length; start += ASKED_TOGETHER) {
      const part = missing.slice(start, start + ASKED_TOGETHER);
      const id = this.asked++;
      const parts = await new Promise<readonly SegmentParts[]>((resolve) => {
        this.waiting.set(id, resolve);
        this.ask({
          type: 'segments',
          id,
          places: part.map(({ job, source, seq }) => ({ job, source, seq })),
        });
      });
      for (const [i, segment] of part.entries()) {
        const own = parts[i]!;
        const reader = readParts(segment, own);
        found.set(segment, { reader, bytes: 'head' in own ? own.head.byteLength + own.heaps.byteLength : 0 });
      }
    }
    for (const [segment, kept] of found) this.keep(segment, kept);
    return segments.map((segment) => found.get(segment)!.reader);
  };

  /** As the one asked for last. */
  private keep(segment: HeldSegment, kept: Kept): void {
    const before = this.kept.get(segment);
    if (before) {
      this.kept.delete(segment);
      this.keptBytes -= before.bytes;
    }
    this.kept.set(segment, kept);
    this.keptBytes += kept.bytes;
    for (const [oldest, { bytes }] of this.kept) {
      if (this.keptBytes <= KEPT_BYTES) return;
      this.kept.delete(oldest);
      this.keptBytes -= bytes;
    }
  }
}
