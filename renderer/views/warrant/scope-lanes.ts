/** Which stretches of time a warrant covers, for drawing them over the case's own time. Times are ms since 1970 UTC. */
import type { WarrantStatus } from '../../../shared/contract/index.ts';
import type { ScopeClause } from '../../../shared/warrant/documents.ts';

/** Open ends are infinite. */
export interface Stretch {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The time of one clause: of the warrant, or of an amendment that adds to it. */
export interface ScopeLane extends Stretch {
  readonly name: string;
  readonly clause: ScopeClause;
}

export function lanesOf({ warrant, amendments }: Pick<WarrantStatus, 'warrant' | 'amendments'>): ScopeLane[] {
  const lane = (name: string, clause: ScopeClause): ScopeLane => ({
    name,
    clause,
    from: clause.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(clause.from),
    to: clause.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(clause.to),
  });
  return [
    lane(`Warrant ${warrant.id}`, warrant.scope),
    ...amendments.flatMap(({ document: { id, scope } }) => (scope ? [lane(`Amendment ${id}`, scope)] : [])),
  ];
}

/** Stretches joined where they touch, in order. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

/** What lies between the stretches, within a span. */
export function gaps(stretches: readonly Stretch[], span: Stretch): Stretch[] {
  const between: Stretch[] = [];
  let at = span.from;
  for (const { from, to } of joined(stretches)) {
    if (from > at) between.push({ from: at, to: Math.min(from, span.to) });
    at = Math.max(at, to);
    if (at >= span.to) break;
  }
  if (at < span.to) between.push({ from: at, to: span.to });
  return between.filter(({ from, to }) => from < to);
}

/** Shown when nothing else says how long: a day before and after. */
const DAY = 86_400_000;
/** Share of the span that is left free at both sides. */
const MARGIN = 0.04;

/**
 * The span of time to draw: the case's messages and every bound of the scope, with some room; the instant
 * where it is all there is. null when nothing has a time.
 */
export function pictureSpan(
  messages: { readonly from: number | null; readonly to: number | null },
  lanes: readonly Stretch[],
  instant: number | null,
): Stretch | null {
  const times = [messages.from, messages.to, ...lanes.flatMap(({ from, to }) => [from, to])].filter(
    (time): time is number => time !== null && Number.isFinite(time),
  );
  if (times.length === 0 && instant !== null) times.push(instant);
  if (times.length === 0) return null;
  const from = Math.min(...times);
  const to = Math.max(...times);
  const room = Math.max(DAY, (to - from) * MARGIN);
  return { from: from - room, to: to + room };
}

/** The part of a stretch that lies within a span; null when none does. */
export function within({ from, to }: Stretch, span: Stretch): Stretch | null {
  const part = { from: Math.max(from, span.from), to: Math.min(to, span.to) };
  return part.from < part.to ? part : null;
}
