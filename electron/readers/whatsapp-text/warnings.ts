/** What people should know of how a file was read. */
import type { ReadOptions } from '../../../shared/evidence/index.ts';
import type { Accounts } from './accounts.ts';
import type { Calendar } from './dates/calendar.ts';
import type { ClockReader } from './dates/reading.ts';
import type { Drafts } from './drafts.ts';
import type { Messages } from './messages.ts';
import type { Plan } from './plan.ts';
import type { Survey } from './survey.ts';

export interface Outcome {
  readonly survey: Survey;
  readonly plan: Plan;
  readonly clock: ClockReader;
  readonly messages: Messages;
  readonly drafts: Drafts;
  readonly accounts: Accounts;
  readonly options: ReadOptions;
}

const CALENDARS: Readonly<Record<Exclude<Calendar, 'gregorian'>, string>> = {
  buddhist: 'Buddhist years, 543 ahead',
  hijri:
    'Hijri years, read by the Umm al-Qura calendar; a device set to another Hijri calendar is a day or two off',
  persian: 'Persian years',
  japanese: 'years of Japanese eras',
};

const WORDS = { dmy: 'day/month/year', mdy: 'month/day/year', ymd: 'year/month/day' } as const;

const times = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

function dateWarnings({ survey, plan, clock, messages, options }: Outcome): string[] {
  const warnings: string[] = [];
  const { order } = plan.dates;
  const { dateOrder: chosen } = options;
  if (messages.openDates > 0) {
    warnings.push(
      `day and month could be either way round: ${times(messages.openDates, 'message has', 'messages have')} no time. Give the date order, and read it again`,
    );
  }
  if (order !== 'ambiguous' && chosen !== undefined && chosen !== order) {
    warnings.push(
      `the date order given, ${WORDS[chosen]}, is not the file’s: its dates are ${WORDS[order]}, and were read so`,
    );
  } else if (order === 'ambiguous' && chosen !== undefined && !plan.dates.possible.includes(chosen)) {
    warnings.push(`the date order given, ${WORDS[chosen]}, cannot be the file’s`);
  }
  if (order !== 'ambiguous') {
    const { against, firstAgainst } = survey.dates.of[order];
    if (against > 0) {
      warnings.push(
        `${times(against, 'date does', 'dates do')} not fit the order of all others, ${WORDS[order]} (first at line ${firstAgainst?.line})`,
      );
    }
  }
  for (const [calendar, count] of [...clock.calendars].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (calendar === 'gregorian') continue;
    warnings.push(`${times(count, 'date is', 'dates are')} of ${CALENDARS[calendar]}`);
  }
  if (clock.beforeFounding > 0) {
    warnings.push(
      `${times(clock.beforeFounding, 'message is', 'messages are')} dated before 24 February 2009, when WhatsApp was founded`,
    );
  }
  return warnings;
}

/** In a fixed order. */
export function warningsOf(outcome: Outcome): string[] {
  const { survey, plan, drafts, accounts } = outcome;
  const warnings = dateWarnings(outcome);
  if (survey.encoding !== 'utf8') {
    warnings.push('the file is UTF-16, and WhatsApp writes UTF-8: another program has saved it');
  }
  if (survey.otherForm.count > 0) {
    warnings.push(
      `${times(survey.otherForm.count, 'line looks', 'lines look')} like a message header of another form and ${survey.otherForm.count === 1 ? 'was' : 'were'} read as text (first at line ${survey.otherForm.firstLine})`,
    );
  }
  warnings.push(...plan.warnings);
  if (drafts.missingFiles > 0) {
    warnings.push(
      `${times(drafts.missingFiles, 'file that a message names is', 'files that messages name are')} not in the evidence`,
    );
  }
  if (accounts.isFull)
    warnings.push('the file has more names than are described; accounts beyond have an id alone');
  return warnings;
}
