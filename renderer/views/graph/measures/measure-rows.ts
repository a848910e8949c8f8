/** The table of measures: its columns, its orders, and the file of it. */
import type { CaseSummary } from '../../../query/api.ts';
import type { BetweennessResult } from '../../../query/network/betweenness.ts';
import { csvFile } from '../../../ui/csv.ts';
import { contactOf, contactWord } from '../contacts.ts';
import type { Measured } from './use-network.ts';

export const MEASURES = ['name', 'messages', 'degree', 'weightedDegree', 'betweenness', 'community'] as const;
export type Measure = (typeof MEASURES)[number];

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = {
  name: 'Person or group',
  messages: 'Messages',
  degree: 'Degree',
  weightedDegree: 'Weighted degree',
  betweenness: 'Betweenness',
  community: 'Community',
};

export interface MeasureOrder {
  readonly by: Measure;
  readonly descending: boolean;
}

/** Nodes in an order; equal ones by messages, the most first, then as they come. @param names place of each node by name. */
export function orderedNodes(
  measured: Measured,
  betweenness: BetweennessResult | null,
  names: Uint32Array | null,
  { by, descending }: MeasureOrder,
): Uint32Array {
  const { contacts, degree, weightedDegree, communities } = measured;
  const columns: Readonly<Record<Measure, ArrayLike<number> | null>> = {
    name: names,
    messages: contacts.held,
    degree,
    weightedDegree,
    betweenness: betweenness?.share ?? null,
    community: communities.of,
  };
  const column = columns[by] ?? contacts.held;
  const turn = descending ? -1 : 1;
  return Uint32Array.from({ length: contacts.nodes }, (_, node) => node).sort(
    (one, other) =>
      turn * (column[one]! - column[other]!) || contacts.held[other]! - contacts.held[one]! || one - other,
  );
}

/** `12.3 %`, `0.04 %`, `0`: of a share, 0 to 1. */
export function shareText(share: number): string {
  if (share === 0) return '0';
  const percent = 100 * share;
  if (percent < 0.01) return '< 0.01 %';
  return `${percent.toFixed(percent < 10 ? 2 : 1)} %`;
}

/** A share of paths and how far off it may be. */
export function betweennessText({ share, error }: BetweennessResult, node: number): string {
  const its = error?.[node] ?? 0;
  return its < 0.0001 ? shareText(share[node]!) : `${shareText(share[node]!)} ± ${(100 * its).toFixed(2)}`;
}

const PLACES = 6;

/** All nodes in this order. */
export function measuresFile(
  measured: Measured,
  betweenness: BetweennessResult | null,
  summary: CaseSummary,
  order: Uint32Array,
): Uint8Array<ArrayBuffer> {
  const { contacts, degree, weightedDegree, communities, keyOf } = measured;
  const rounded = (share: number): number => Number(share.toFixed(PLACES));
  const row = (node: number): (string | number | null)[] => {
    const contact = contactOf(summary, keyOf(node))!;
    const ids = contact.person?.ids.map(({ id }) => id) ?? [contact.chat!.id];
    return [
      contact.name,
      contactWord(contact) || 'Person',
      [...new Set(ids)].join('; '),
      contacts.held[node]!,
      degree[node]!,
      weightedDegree[node]!,
      betweenness === null ? null : rounded(betweenness.share[node]!),
      betweenness?.error ? rounded(betweenness.error[node]!) : null,
      communities.of[node]! + 1,
    ];
  };
  const header = [
    'name',
    'what',
    'ids',
    'messages',
    'degree',
    'weighted_degree',
    'betweenness',
    'betweenness_error',
    'community',
  ];
  return csvFile(
    header,
    Array.from(order, (node) => row(node)),
  );
}
