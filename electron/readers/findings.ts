/** What a reader has to say of its source beyond the messages: damage with its place, and warnings. */
import type { Damage } from '../../shared/model/index.ts';

/** Places named one by one of each sort; the rest are counted. */
const NAMED_PLACES = 200;

export class Findings {
  /** By file and reason. */
  private readonly places = new Map<
    string,
    { readonly file: string; readonly reason: string; readonly where: string[]; more: number }
  >();
  private readonly counted = new Map<string, number>();
  private readonly said: string[] = [];

  /** A place that could not be read as it should. */
  damage(file: string, where: string | undefined, reason: string): void {
    const sort = `${file}\0${reason}`;
    let found = this.places.get(sort);
    if (!found) {
      found = { file, reason, where: [], more: 0 };
      this.places.set(sort, found);
    }
    if (where === undefined || found.where.includes(where)) return;
    if (found.where.length < NAMED_PLACES) found.where.push(where);
    else found.more++;
  }

  warn(warning: string): void {
    if (!this.said.includes(warning)) this.said.push(warning);
  }

  /** Counts one more of something; the warning ends as `(n times)`. */
  count(warning: string, times = 1): void {
    this.counted.set(warning, (this.counted.get(warning) ?? 0) + times);
  }

  finish(): { readonly warnings: string[]; readonly damage: Damage[] } {
    const damage: Damage[] = [];
    for (const { file, reason, where, more } of this.places.values()) {
      if (where.length === 0) damage.push({ file, reason });
      for (const place of where) damage.push({ file, where: place, reason });
      if (more > 0) damage.push({ file, where: `${more} more places`, reason });
    }
    const counted = [...this.counted].map(([warning, times]) =>
      times === 1 ? `${warning} (once)` : `${warning} (${times} times)`,
    );
    return { warnings: [...this.said, ...counted], damage };
  }
}
