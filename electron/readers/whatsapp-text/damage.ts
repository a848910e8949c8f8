import type { Damage } from '../../../shared/model/index.ts';

/** Places of one kind that are named one by one. */
const NAMED = 50;

/** Damage of one file. Of each kind the first places are named, the others counted. */
export class DamageLog {
  private readonly file: string;
  private readonly named: Damage[] = [];
  private readonly counts = new Map<string, number>();

  constructor(file: string) {
    this.file = file;
  }

  /** @param reason short and fixed; `detail` may say more of this place. */
  add(reason: string, where: string, detail = ''): void {
    const count = (this.counts.get(reason) ?? 0) + 1;
    this.counts.set(reason, count);
    if (count <= NAMED) this.named.push({ file: this.file, where, reason: reason + detail });
  }

  count(reason: string): number {
    return this.counts.get(reason) ?? 0;
  }

  result(): Damage[] {
    const more = [...this.counts]
      .filter(([, count]) => count > NAMED)
      .map(
        ([reason, count]): Damage => ({
          file: this.file,
          where: `${count - NAMED} more places`,
          reason,
        }),
      );
    return [...this.named, ...more];
  }
}

/** A place in a text, for people. */
export const placeOf = (line: number, byte: number): string => `line ${line}, byte ${byte}`;
