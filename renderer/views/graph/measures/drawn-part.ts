/** Which part of the graph is drawn, and in words. */
import { useEffect, useState } from 'react';
import type { OpenStore } from '../../../case-store/api.ts';
import type { CaseSummary } from '../../../query/api.ts';
import { markedText } from '../../../ui/marked-text.ts';
import { counted } from '../../../ui/numbers.ts';
import { contactOf } from '../contacts.ts';
import { isolated } from '../graph-words.ts';
import { communityOf, membersOf } from './communities.ts';
import type { Measured } from './use-network.ts';

export type DrawnPart =
  /** The community that a person or group is in. */
  | { readonly kind: 'community'; readonly key: string }
  /** A person or group and all within so many steps. */
  | { readonly kind: 'ego'; readonly key: string; readonly steps: 1 | 2 }
  /** These, such as those on paths. */
  | { readonly kind: 'chosen'; readonly keys: readonly string[]; readonly what: 'paths' | 'common contacts' };

export function partText(part: DrawnPart, summary: CaseSummary, among: readonly string[]): string {
  const size = counted(among.length, 'person or group', 'people and groups');
  if (part.kind === 'chosen') {
    return part.what === 'paths' ? `Shortest paths: ${size}` : `Common contacts: ${size}`;
  }
  const name = isolated(markedText(contactOf(summary, part.key)?.name ?? ''));
  return part.kind === 'community'
    ? `Community of ${name}: ${size}`
    : `Within ${counted(part.steps, 'step')} of ${name}: ${size}`;
}

/** Keys of the part's people and groups; null while nothing but the whole is drawn, or they are being looked for. */
export function useAmong(
  store: OpenStore,
  measured: Measured | null,
  part: DrawnPart | null,
): readonly string[] | null {
  const [found, setFound] = useState<{ readonly part: DrawnPart; readonly keys: readonly string[] } | null>(
    null,
  );
  useEffect(() => {
    if (part === null || measured === null) return;
    let left = false;
    const put = (keys: readonly string[]): void => {
      if (!left) setFound({ part, keys });
    };
    if (part.kind === 'chosen') put(part.keys);
    else if (part.kind === 'community') {
      const community = communityOf(measured, part.key);
      put(community === null ? [] : membersOf(measured, community));
    } else {
      const node = measured.nodeOf(part.key);
      if (node < 0) put([]);
      else {
        store.network.ego(measured.network, node, part.steps).then(
          (nodes) => {
            // Of an older network: the next one asks again.
            if (nodes !== null) put(Array.from(nodes, (each) => measured.keyOf(each)));
          },
          () => put([]),
        );
      }
    }
    return () => {
      left = true;
    };
  }, [store, measured, part]);
  return part !== null && found?.part === part ? found.keys : null;
}
