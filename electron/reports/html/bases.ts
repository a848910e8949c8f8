/** Whether what is reported was read under warrants, for the head of the page. */
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { RELEASED_READER } from '../../cases/released-source.ts';
import { basisText, sum } from './sections.ts';
import { counted, grouped, name } from './text.ts';

export function basesText(records: readonly IntakeRecord[]): string {
  const bases = new Map<string, string[]>();
  for (const record of records) {
    const basis = basisText(record);
    bases.set(basis, [...new Set([...(bases.get(basis) ?? []), name(record.exhibit)])]);
  }
  const of = (exhibits: readonly string[]): string => (bases.size > 1 ? `${exhibits.join(', ')} r` : 'R');
  const said = [...bases].map(([basis, exhibits]) => `<p class="note">${of(exhibits)}ead ${basis}.</p>`);
  const total = (count: (record: IntakeRecord) => number): number =>
    records.reduce((all, record) => all + count(record), 0);
  const privileged = total(({ counts }) => counts.privileged);
  const outside = total(({ counts }) => sum(counts.outOfScope));
  const released = records.filter(({ reader }) => reader === RELEASED_READER).length;
  const since = released === 0 ? '' : ` (${grouped(released)} of them released since)`;
  const left = [
    ...(outside > 0
      ? [`${counted(outside, 'message')} outside its scope ${outside === 1 ? 'was' : 'were'} not kept`]
      : []),
    ...(privileged > 0 ? [`${counted(privileged, 'message')} withheld as privileged${since}`] : []),
  ];
  return (
    said.join('\n') + (left.length > 0 ? `\n<p class="note">Of what was read ${left.join(', ')}.</p>` : '')
  );
}
