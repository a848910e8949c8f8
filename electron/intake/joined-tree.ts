/** Several pieces of evidence of one exhibit as one tree, so that a reader finds what belongs together. */
import { type EvidenceEntry, type EvidenceTree, entryLike } from '../../shared/evidence/index.ts';
import type { Damage } from '../../shared/model/index.ts';
import { byCodeUnit } from './names.ts';

export interface TreePart {
  /** Unique within the job. */
  readonly label: string;
  readonly container: readonly string[];
  readonly tree: EvidenceTree;
}

export interface JoinedTree {
  readonly tree: EvidenceTree;
  /** Which part, by index, each entry path is from, and its path there. */
  readonly origin: ReadonlyMap<string, { readonly part: number; readonly path: string }>;
}

/** A lone file (plain or decrypted) stands at the root; folders and archives keep their own root. */
function isLoneFile({ container }: TreePart): boolean {
  return !container.includes('folder') && !container.includes('zip');
}

/**
 * Joins the parts. A single part keeps its paths; of several, lone files stand at the root and the
 * entries of folders and archives below the part's label, as do lone files whose path is taken.
 */
export function joinTrees(parts: readonly TreePart[]): JoinedTree {
  const entries: EvidenceEntry[] = [];
  const leftOut: Damage[] = [];
  const origin = new Map<string, { part: number; path: string }>();
  for (const [index, part] of parts.entries()) {
    const atRoot =
      parts.length === 1 || (isLoneFile(part) && part.tree.entries.every((entry) => !origin.has(entry.path)));
    const place = (own: string): string => (atRoot ? own : `${part.label}/${own}`);
    for (const entry of part.tree.entries) {
      const path = place(entry.path);
      origin.set(path, { part: index, path: entry.path });
      entries.push(atRoot ? entry : entryLike(entry, { path }));
    }
    for (const left of part.tree.leftOut) leftOut.push({ ...left, file: place(left.file) });
  }
  entries.sort((a, b) => byCodeUnit(a.path, b.path));
  const name = parts.length === 1 ? parts[0]!.tree.name : undefined;
  return {
    tree: {
      ...(name === undefined ? {} : { name }),
      entries,
      leftOut,
      async close() {
        for (const part of parts) await part.tree.close();
      },
    },
    origin,
  };
}
