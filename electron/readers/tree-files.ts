/** Files of the evidence by the paths that a source gives them. */
import type { EvidenceTree } from '../../shared/evidence/index.ts';

/** Names are the same that differ in case or in composition only, as on the systems evidence passes through. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Of many files of one name, as many are looked at. */
const MOST_CANDIDATES = 1000;

/** A path with `/`; undefined for one that would leave its folder, or has no name. */
function clean(path: string): string | undefined {
  const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}

/** Parts at the end that two paths have alike. */
function alikeAtEnd(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}

function alikeAtStart(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

export class TreeFiles {
  private readonly entries: EvidenceTree['entries'];
  /** Indexes of entries by folded name; made when the first path is not found as it stands. */
  private byName: Map<string, number | number[]> | undefined;

  constructor(tree: EvidenceTree) {
    this.entries = tree.entries;
  }

  /**
   * Path in the evidence of the file that a source names: the one at that place below `home`, else one
   * whose path ends alike: its name and at least the folder it stands in, or all that either path has.
   * Case and composition do not matter. Of several, the one alike furthest, then the nearest to `home`.
   * Never a path that the evidence does not hold.
   * @param home folder of the source, ending with `/`; empty at the root.
   */
  find(path: string, home: string): string | undefined {
    const wanted = clean(path);
    if (wanted === undefined) return undefined;
    const there = this.exact(home + wanted);
    return there ?? this.alike(wanted, home);
  }

  private exact(path: string): string | undefined {
    const { entries } = this;
    let [from, to] = [0, entries.length];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (entries[middle]!.path < path) from = middle + 1;
      else to = middle;
    }
    return entries[from]?.path === path ? path : undefined;
  }

  private alike(wanted: string, home: string): string | undefined {
    this.byName ??= this.indexed();
    const found = this.byName.get(folded(lastPart(wanted)));
    if (found === undefined) return undefined;
    const parts = folded(wanted).split('/');
    let best: { path: string; depth: number; near: number } | undefined;
    for (const index of typeof found === 'number' ? [found] : found) {
      const { path } = this.entries[index]!;
      const own = folded(path).split('/');
      const depth = alikeAtEnd(own, parts);
      if (depth < 2 && depth < parts.length && depth < own.length) continue;
      const near = alikeAtStart(path, home);
      if (!best || depth > best.depth || (depth === best.depth && near > best.near)) {
        best = { path, depth, near };
      }
    }
    return best?.path;
  }

  private indexed(): Map<string, number | number[]> {
    const byName = new Map<string, number | number[]>();
    for (const [index, { path }] of this.entries.entries()) {
      const name = folded(lastPart(path));
      const same = byName.get(name);
      if (same === undefined) byName.set(name, index);
      else if (typeof same === 'number') byName.set(name, [same, index]);
      else if (same.length < MOST_CANDIDATES) same.push(index);
    }
    return byName;
  }
}
