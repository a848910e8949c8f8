/** The HTML report: one file that fetches nothing, runs nothing, and prints. */
import type { Beside } from '../../../shared/contract/reported.ts';
import type { IntakeRecord, Message } from '../../../shared/model/index.ts';
import { instantText } from '../../../shared/time/text.ts';
import { Zone } from '../../../shared/time/zone.ts';
import { basesText } from './bases.ts';
import { contactGraph } from './contact-graph.ts';
import { messageTable } from './message-rows.ts';
import type { People } from './people.ts';
import { busiestSection, countsSection, exhibitsSection, timesSection, warningsSection } from './sections.ts';
import { STYLE } from './style.ts';
import { type Shown, Tally } from './tally.ts';
import { counted, grouped, html, name } from './text.ts';
import { timeLine } from './time-line.ts';

export interface ReportOptions {
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

/** What a report is about, as HTML already. */
export interface ReportWords {
  readonly title: string;
  /** Behind the counts, a sentence. */
  readonly lead: string;
  /** Which messages were taken; empty where all were. */
  readonly taken: string;
  /** Where those stand that are not shown. */
  readonly elsewhere: string;
}

/** A report in the making: told of each message in turn, then made. The same messages give the same page. */
export class ReportDraft {
  readonly tally: Tally;
  readonly zone: Zone | undefined;
  private readonly records: readonly IntakeRecord[];
  private readonly people: People;
  private readonly options: ReportOptions;

  constructor(records: readonly IntakeRecord[], people: People, options: ReportOptions) {
    this.records = records;
    this.people = people;
    this.options = options;
    this.zone = options.timeZone === undefined ? undefined : new Zone(options.timeZone);
    this.tally = new Tally(people, options.limit, options.instant);
  }

  /** @param order of the message among all. */
  add(message: Message, when: number, order: number, beside?: Beside): void {
    this.tally.add(message, when, order, beside);
  }

  finish(words: ReportWords): HtmlReport {
    const shown = this.tally.shown();
    return { messages: this.tally.messages, shown: shown.length, page: this.page(shown, words) };
  }

  private selectionText(shown: number, { elsewhere }: ReportWords): string {
    const { tally, zone } = this;
    const { instant } = this.options;
    if (shown === tally.messages) return `<p>All ${counted(shown, 'message')}, by time.</p>`;
    const which =
      instant === undefined ? 'the newest' : `the nearest in time to ${instantText(instant, zone)}`;
    return `<p class="note">This report shows ${grouped(shown)} of ${grouped(tally.messages)} messages, ${which}; ${counted(tally.messages - shown, 'message')} not shown here. ${elsewhere} Counts and pictures above are of all.</p>`;
  }

  private *page(shown: readonly Shown[], words: ReportWords): Generator<string> {
    const { tally, zone, records, people } = this;
    const { instant } = this.options;
    const exhibits = [...new Set(records.map(({ exhibit }) => exhibit))];
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
<h1>${words.title}</h1>
<p class="lead">${counted(tally.messages, 'message')} in ${counted(tally.byChat.size, 'chat')}, ${counted(tally.bySender.size, 'person', 'people')} writing. ${words.lead}</p>
${basesText(records)}
${words.taken}
${instant === undefined ? '' : `<p class="note">The instant: <strong>${instantText(instant, zone)}</strong>. Rows show their distance to it, − before and + after${zone ? '' : '; readings of a device’s own clock show none, as their zone is not given'}.</p>`}
</header>
<main>
`;
    yield `${exhibitsSection(records)}\n${countsSection(records)}\n${warningsSection(records)}\n`;
    yield `${timesSection(tally, zone)}\n`;
    yield `<section><h2>Time line</h2>\n${timeLine(tally, zone, instant)}\n</section>\n`;
    yield `<section><h2>Contact graph</h2>\n${contactGraph(tally)}\n</section>\n`;
    yield `${busiestSection(tally, zone)}\n`;
    yield `<section><h2>Messages</h2>\n${this.selectionText(shown.length, words)}\n`;
    yield '<p class="caption">Marks that have no shape of their own, such as <span class="mark">RLO</span> or <span class="mark">U+0007</span>, are shown as labels and have no effect here. Everything else in a message is shown as it is in the evidence.</p>\n';
    yield* messageTable(shown, { people, zone, instant, several: exhibits.length > 1 });
    yield '</section>\n</main>\n</body>\n</html>\n';
  }
}

/** The exhibits of some records, as a title names them. */
export const exhibitNames = (records: readonly IntakeRecord[]): string =>
  [...new Set(records.map(({ exhibit }) => exhibit))].map(name).join(', ');

/** The versions that read some records. */
export const readBy = (records: readonly IntakeRecord[]): string =>
  html([...new Set(records.map(({ software }) => software))].join(', '));
