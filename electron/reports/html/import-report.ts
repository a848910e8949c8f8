/** The HTML report on the folder of an import. */
import type { Message } from '../../../shared/model/index.ts';
import { instantText } from '../../../shared/time/text.ts';
import { whenOf } from '../../../shared/time/when.ts';
import { checkedLines, FILES, readAccounts, readChats, readRecords, writtenFiles } from '../import-folder.ts';
import { type MessageFilter, passes } from '../message-filter.ts';
import { People } from './people.ts';
import { exhibitNames, type HtmlReport, ReportDraft, type ReportOptions, readBy } from './report.ts';
import { grouped, name } from './text.ts';

function filterText({ from, to, chats }: MessageFilter, all: number, draft: ReportDraft): string {
  const { tally, zone } = draft;
  const titleOf = (id: string): string =>
    [...tally.byChat.values()].find((chat) => chat.id === id)?.title ?? id;
  const parts = [
    ...(from === undefined ? [] : [`from ${instantText(from, zone)}`]),
    ...(to === undefined ? [] : [`before ${instantText(to, zone)}`]),
    ...(chats === undefined ? [] : [`in ${[...chats].map((id) => name(titleOf(id))).join(', ')}`]),
  ];
  if (parts.length === 0) return '';
  return `<p class="note">Only messages ${parts.join(', ')}: ${grouped(tally.messages)} of ${grouped(all)}.</p>`;
}

/**
 * Reads the folder of an import and makes the report; the same folder and options give the same page.
 * @throws Refusal `tampered` when the folder is not what the import wrote.
 */
export async function htmlReport(
  folder: string,
  filter: MessageFilter,
  options: ReportOptions,
): Promise<HtmlReport> {
  const written = await writtenFiles(folder);
  const records = await readRecords(folder, written);
  const people = new People(await readAccounts(folder, written), await readChats(folder, written));
  const draft = new ReportDraft(records, people, options);
  const { zone } = draft;
  let all = 0;
  for await (const lines of checkedLines(folder, FILES.messages, written)) {
    for (const line of lines) {
      const message: Message = JSON.parse(line.toString('utf8'));
      const when = whenOf(message, zone);
      if (passes(message, when, filter, zone)) draft.add(message, when, all);
      all++;
    }
  }
  return draft.finish({
    title: `Report on ${exhibitNames(records)}`,
    lead: `Made from an import by ${readBy(records)}.`,
    taken: filterText(filter, all, draft),
    elsewhere: 'All of them are in messages.jsonl.',
  });
}
