/** What became of every message that was read. */
import type { IntakeCounts } from '../../../shared/model/index.ts';
import { counted } from '../../ui/numbers.ts';

/** One line of an exhibit's account: a number of messages or rows, and what became of them. */
export interface CountLine {
  readonly what: string;
  readonly count: number;
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** The sum over an exhibit's sources: read = kept + out of scope + privileged + skipped. */
export function totals(
  all: readonly IntakeCounts[],
): Record<'read' | 'kept' | 'outOfScope' | 'privileged' | 'skipped', number> {
  const total = { read: 0, kept: 0, outOfScope: 0, privileged: 0, skipped: 0 };
  for (const { read, kept, outOfScope, privileged, skipped } of all) {
    total.read += read;
    total.kept += kept;
    total.outOfScope += sum(outOfScope);
    total.privileged += privileged;
    total.skipped += sum(skipped);
  }
  return total;
}

/** Why rows were not kept, or kept without being understood, most first. */
export function reasonLines({ outOfScope, privileged, skipped, unknownCodes }: IntakeCounts): CountLine[] {
  const lines: CountLine[] = [
    ...Object.entries(skipped).map(([reason, count]) => ({ what: `Skipped: ${reason}`, count })),
    ...Object.entries(outOfScope).map(([reason, count]) => ({ what: `Out of scope: ${reason}`, count })),
    ...Object.entries(unknownCodes).map(([code, count]) => ({
      what: `Kept, of unknown type: ${code}`,
      count,
    })),
  ];
  if (privileged > 0) lines.push({ what: 'Withheld: privileged', count: privileged });
  return lines.sort((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
}

/** `1,204 messages are newly covered; none is no longer`: what reading an exhibit in again changed. */
export function differenceText({
  added,
  removed,
}: {
  readonly added: number;
  readonly removed: number;
}): string {
  if (added === 0 && removed === 0) return 'nothing is newly covered, and nothing is no longer';
  const are = (n: number): string =>
    n === 0 ? 'none is' : `${counted(n, 'message')} ${n === 1 ? 'is' : 'are'}`;
  return `${are(added)} newly covered; ${are(removed)} no longer`;
}
