/** The HTML report on an import: one file that fetches nothing, runs nothing, and prints. */
import type { IntakeRecord, Message } from '../../../shared/model/index.ts';
import { instantText } from '../../../shared/time/text.ts';
import { whenOf } from '../../../shared/time/when.ts';
import { Zone } from '../../../shared/time/zone.ts';
import { RELEASED_READER } from '../../cases/released-source.ts';
import { checkedLines, FILES, readAccounts, readChats, readRecords, writtenFiles } from '../import-folder.ts';
import { type MessageFilter, passes } from '../message-filter.ts';
import { contactGraph } from './contact-graph.ts';
import { messageTable } from './message-rows.ts';
import { People } from './people.ts';
import {
  basisText,
  busiestSection,
  countsSection,
  exhibitsSection,
  sum,
  timesSection,
  warningsSection,
} from './sections.ts';
import { STYLE } from './style.ts';
import { Tally } from './tally.ts';
import { counted, grouped, html, name } from './text.ts';
import { timeLine } from './time-line.ts';

export interface HtmlReportOptions {
  readonly filter: MessageFilter;
  /** Zone for all times; readings of a device's own clock are put into it. */
  readonly timeZone?: string;
  /** ms since 1970 UTC. */
  readonly instant?: number;
  /** Messages shown at most. */
  readonly limit: number;
}

export interface HtmlReport {
  /** Messages of the report, and how many of them are shown. */
  readonly messages: number;
  readonly shown: number;
  /** The page, in pieces. */
  readonly page: Iterable<string>;
}

function filterText(
  { from, to, chats }: MessageFilter,
  all: number,
  taken: number,
  zone: Zone | undefined,
  people: (id: string) => string,
): string {
  const parts = [
    ...(from === undefined ? [] : [`from ${instantText(from, zone)}`]),
    ...(to === undefined ? [] : [`before ${instantText(to, zone)}`]),
    ...(chats === undefined ? [] : [`in ${[...chats].map(people).join(', ')}`]),
  ];
  if (parts.length === 0) return '';
  return `<p class="note">Only messages ${parts.join(', ')}: ${grouped(taken)} of ${grouped(all)}.</p>`;
}

/** Whether what is reported was read under warrants, for the head of the page. */
function basesText(records: readonly IntakeRecord[]): string {
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

function selectionText(
  tally: Tally,
  shown: number,
  { instant }: HtmlReportOptions,
  zone: Zone | undefined,
): string {
  if (shown === tally.messages) return `<p>All ${counted(shown, 'message')}, by time.</p>`;
  const which = instant === undefined ? 'the newest' : `the nearest in time to ${instantText(instant, zone)}`;
  return `<p class="note">This report shows ${grouped(shown)} of ${grouped(tally.messages)} messages, ${which}; ${counted(tally.messages - shown, 'message')} not shown here. All of them are in messages.jsonl. Counts and pictures above are of all.</p>`;
}

/**
 * Reads the folder of an import and makes the report; the same folder and options give the same page.
 * @throws Refusal `tampered` when the folder is not what the import wrote.
 */
export async function htmlReport(folder: string, options: HtmlReportOptions): Promise<HtmlReport> {
  const { filter, instant, limit } = options;
  const zone = options.timeZone === undefined ? undefined : new Zone(options.timeZone);
  const written = await writtenFiles(folder);
  const records = await readRecords(folder, written);
  const people = new People(await readAccounts(folder, written), await readChats(folder, written));
  const tally = new Tally(people, limit, instant);
  let all = 0;
  for await (const lines of checkedLines(folder, FILES.messages, written)) {
    for (const line of lines) {
      const message: Message = JSON.parse(line.toString('utf8'));
      const when = whenOf(message, zone);
      if (passes(message, when, filter, zone)) tally.add(message, when, all);
      all++;
    }
  }
  const shown = tally.shown();
  return {
    messages: tally.messages,
    shown: shown.length,
    page: page(records, people, tally, all, shown, options, zone),
  };
}

function* page(
  records: readonly IntakeRecord[],
  people: People,
  tally: Tally,
  all: number,
  shown: ReturnType<Tally['shown']>,
  options: HtmlReportOptions,
  zone: Zone | undefined,
): Generator<string> {
  const { instant, filter } = options;
  const exhibits = [...new Set(records.map(({ exhibit }) => exhibit))];
  const platform = (id: string): string =>
    [...tally.byChat.values()].find((chat) => chat.id === id)?.platform ?? records[0]?.platform ?? '';
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Threadline report: ${html(exhibits.join(', '))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Report on ${exhibits.map(name).join(', ')}</h1>
<p class="lead">${counted(tally.messages, 'message')} in ${counted(tally.byChat.size, 'chat')}, ${counted(tally.bySender.size, 'person', 'people')} writing. Made from an import by ${html([...new Set(records.map(({ software }) => software))].join(', '))}.</p>
${basesText(records)}
${filterText(filter, all, tally.messages, zone, (id) => name(people.titleOf(platform(id), id)))}
${instant === undefined ? '' : `<p class="note">The instant: <strong>${instantText(instant, zone)}</strong>. Rows show their distance to it, − before and + after${zone ? '' : '; readings of a device’s own clock show none, as their zone is not given'}.</p>`}
</header>
<main>
`;
  yield `${exhibitsSection(records)}\n${countsSection(records)}\n${warningsSection(records)}\n`;
  yield `${timesSection(tally, zone)}\n`;
  yield `<section><h2>Time line</h2>\n${timeLine(tally, zone, instant)}\n</section>\n`;
  yield `<section><h2>Contact graph</h2>\n${contactGraph(tally)}\n</section>\n`;
  yield `${busiestSection(tally, people, zone)}\n`;
  yield `<section><h2>Messages</h2>\n${selectionText(tally, shown.length, options, zone)}\n`;
  yield '<p class="caption">Marks that have no shape of their own, such as <span class="mark">RLO</span> or <span class="mark">U+0007</span>, are shown as labels and have no effect here. Everything else in a message is shown as it is in the evidence.</p>\n';
  yield* messageTable(shown, { people, zone, instant, several: exhibits.length > 1 });
  yield '</section>\n</main>\n</body>\n</html>\n';
}
