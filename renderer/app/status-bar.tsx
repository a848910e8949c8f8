/** The line below the views: how much is shown of how much, in which zone, and what is under way. */

import { formatOffset } from '../../shared/time/zone.ts';
import type { CaseSummary } from '../query/api.ts';
import { useZone } from '../ui/case-zone.tsx';
import { counted } from '../ui/numbers.ts';
import { shownWords } from '../views/filters/shown-words.ts';
import { useCase } from './case-session.ts';
import { type IntakeJobs, isRunning } from './intake-jobs.ts';
import { openingWords } from './opening.ts';
import styles from './status-bar.module.css';

/** The zone's offsets over the case's time: both where clocks change within it. */
function offsetsText(zone: ReturnType<typeof useZone>, { from, to }: CaseSummary): string {
  if (from === null || to === null) return formatOffset(zone.offsetAt(Date.now()));
  const year = new Date(to).getUTCFullYear();
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(year, month, 1));
  const inside = months.filter((at) => at >= from && at <= to);
  const offsets = new Set([from, ...inside, to].map((at) => zone.offsetAt(at)));
  return [...offsets]
    .sort((a, b) => a - b)
    .map(formatOffset)
    .join(' or ');
}

export function StatusBar({ intake, marks }: { intake: IntakeJobs; marks: boolean }) {
  const { summary, opening, filter, result } = useCase();
  const zone = useZone();
  const running = intake.jobs.filter(isRunning);
  return (
    <footer className={styles.bar}>
      <span role="status">{shownWords(summary, filter, result)}</span>
      {opening !== null && <span>Opening: {openingWords(opening)}</span>}
      {summary.damage.length > 0 && (
        <span className={styles.damage}>
          {counted(summary.damage.length, 'part')} of the store damaged: see Overview
        </span>
      )}
      {running.map(({ job, exhibit, messages }) => (
        <span key={job}>
          Reading <bdi>{exhibit}</bdi>: {counted(messages, 'message')}
        </span>
      ))}
      {summary.unindexed > 0 && (
        <span>
          Search index: {counted(summary.unindexed, 'message')} to go; searches take longer until then
        </span>
      )}
      <span className={styles.end}>
        {marks && <span>Hidden marks shown</span>}
        <span>
          Times in {zone.name} ({offsetsText(zone, summary)})
        </span>
      </span>
    </footer>
  );
}
