import type { WantedBlocks } from '../feed.ts';
import type { WantBlocks } from './case-search.ts';

/** Bytes of blocks kept for the next search, which mostly asks for some of the same. */
const KEPT_BYTES = 64 * 1024 * 1024;

/** Blocks from the store worker, those that were asked for last kept. */
export class BlockCache {
  private readonly ask: (wanted: WantedBlocks) => void;
  private readonly kept = new Map<string, Uint8Array>();
  private keptBytes = 0;
  /** Blocks that are on their way. */
  private readonly coming = new Map<string, Promise<Uint8Array | null>>();
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
    const missing = places.filter((place) => {
      const name = `${job} ${place}`;
      return !this.kept.has(name) && !this.coming.has(name);
    });
    if (missing.length > 0) {
      const id = this.asked++;
      const blocks = new Promise<readonly (ArrayBuffer | null)[]>((resolve) => {
        this.waiting.set(id, resolve);
        this.ask({ type: 'blocks', id, job, source, places: missing });
      });
      for (const [i, place] of missing.entries()) {
        const name = `${job} ${place}`;
        const block = blocks.then((all) => {
          this.coming.delete(name);
          const bytes = all[i];
          return bytes ? new Uint8Array(bytes) : null;
        });
        this.coming.set(name, block);
      }
    }
    return Promise.all(
      places.map(async (place) => {
        const name = `${job} ${place}`;
        const block = this.kept.get(name) ?? (await this.coming.get(name))!;
        if (block) this.keep(name, block);
        return block;
      }),
    );
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
