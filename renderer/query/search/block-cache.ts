import type { WantedBlocks } from '../feed.ts';
import type { WantBlocks } from './case-search.ts';

/** Bytes of blocks kept for the next search, which mostly asks for some of the same. */
const KEPT_BYTES = 64 * 1024 * 1024;

/** Blocks from the store worker, those that were asked for last kept. */
export class BlockCache {
  private readonly ask: (wanted: WantedBlocks) => void;
  private readonly kept = new Map<string, Uint8Array>();
  private keptBytes = 0;
  private readonly waiting = new Map<number, (blocks: readonly (ArrayBuffer | null)[]) => void>();
  private asked = 0;

  constructor(ask: (wanted: WantedBlocks) => void) {
    this.ask = ask;
  }

  /** The store's answer to `ask`. */
  answer(id: number, blocks: readonly (ArrayBuffer | null)[]): void {
    this.waiting.get(id)?.(blocks);
    this.waiting.delete(id);
  }

  readonly want: WantBlocks = async ({ job, source }, places) => {
    const found = new Map<number, Uint8Array | null>();
    const missing: number[] = [];
    for (const place of places) {
      const kept = this.kept.get(`${job} ${place}`);
      if (kept) found.set(place, kept);
      else missing.push(place);
    }
    if (missing.length > 0) {
      const id = this.asked++;
      const blocks = await new Promise<readonly (ArrayBuffer | null)[]>((resolve) => {
        this.waiting.set(id, resolve);
        this.ask({ id, job, source, places: missing });
      });
      for (const [i, place] of missing.entries()) {
        const block = blocks[i];
        found.set(place, block ? new Uint8Array(block) : null);
      }
    }
    for (const [place, block] of found) if (block) this.keep(`${job} ${place}`, block);
    return places.map((place) => found.get(place)!);
  };

  /** As the one asked for last. */
  private keep(name: string, block: Uint8Array): void {
    if (this.kept.delete(name)) this.keptBytes -= block.length;
    this.kept.set(name, block);
    this.keptBytes += block.length;
    for (const [oldest, { length }] of this.kept) {
      if (this.keptBytes <= KEPT_BYTES) return;
      this.kept.delete(oldest);
      this.keptBytes -= length;
    }
  }
}
