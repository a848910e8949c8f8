import type { SkippedRow } from '../../../shared/evidence/index.ts';
import type { Findings } from '../findings.ts';
import type { JsonEvent } from './events.ts';

type Refused = Extract<JsonEvent, { is: 'refused' }>;
type Problem = Extract<JsonEvent, { is: 'problem' }>;

/** Characters of a key that are shown. */
const SHOWN = 60;
const shown = (key: string | number): string => String(key).slice(0, SHOWN).toWellFormed();

/** Names what is wrong with a JSON file among the damage. */
export function noteProblem(findings: Findings, file: string, event: Problem | Refused): void {
  if (event.is === 'problem') {
    const { byte, reason, detail } = event;
    findings.damage(file, detail === undefined ? `byte ${byte}` : `byte ${byte} (${shown(detail)})`, reason);
    return;
  }
  const { byte, bytes, reason, detail, path } = event;
  const place = path.length === 0 ? '' : `${path.map(shown).join('.')}, `;
  const why = detail === undefined ? '' : ` (${detail})`;
  findings.damage(file, `${place}byte ${byte}, ${bytes} bytes${why}`, `a value was left out: ${reason}`);
}

/** The row that a message which was not given is counted as. */
export function skippedMessage(file: string, { byte, reason }: Refused): SkippedRow {
  return { reason, source: { file, byte } };
}
