/** How often each of many keywords stands in an import: the hit table. Every message is read once. */
import type { Message } from '../../shared/model/index.ts';
import { KeywordFinder, searchedTexts } from '../../shared/search/index.ts';
import { whenOf } from '../../shared/time/when.ts';
import { checkedLines, FILES, readAccounts, readChats, type WrittenFiles } from './import-folder.ts';
import { ImportNames, importMatcher, type SearchOptions } from './search.ts';

/** A message that has a time. */
export interface TimedHit {
  readonly id: string;
  /** As messages.jsonl has it. */
  readonly sentAt: string;
}

export interface ImportHits {
  readonly keyword: string;
  readonly messages: number;
  /** Of chats.jsonl; one that two exhibits hold counts in each. */
  readonly chats: number;
  /** Of accounts.jsonl, likewise. */
  readonly senders: number;
  readonly first: TimedHit | null;
  readonly last: TimedHit | null;
}

/** What one keyword has been found in so far. */
class Tally {
  messages = 0;
  readonly chats = new Set<string>();
  readonly senders = new Set<string>();
  private first: { when: number; hit: TimedHit } | null = null;
  private last: { when: number; hit: TimedHit } | null = null;

  add({ id, exhibit, chat, sender, sentAt }: Message, when: number): void {
    this.messages++;
    this.chats.add(`${exhibit}\0${chat}`);
    if (sender !== undefined) this.senders.add(`${exhibit}\0${sender}`);
    if (sentAt === undefined || Number.isNaN(when)) return;
    const hit = { id, sentAt };
    if (this.first === null || when < this.first.when) this.first = { when, hit };
    if (this.last === null || when >= this.last.when) this.last = { when, hit };
  }

  hits(keyword: string): ImportHits {
    const { messages, chats, senders, first, last } = this;
    return {
      keyword,
      messages,
      chats: chats.size,
      senders: senders.size,
      first: first?.hit ?? null,
      last: last?.hit ?? null,
    };
  }
}

/**
 * In the order of the keywords.
 * @param keywords that `keywordPlan` of shared/search takes. @param within counts only what it finds.
 * @throws QueryError when `within` cannot be answered; Refusal `tampered` when a file is not what the import
 * wrote.
 */
export async function importHits(
  folder: string,
  written: WrittenFiles,
  keywords: readonly string[],
  { plan, zone }: Partial<SearchOptions>,
  signal: AbortSignal,
): Promise<ImportHits[]> {
  const isWithin = plan
    ? importMatcher(new ImportNames(await readAccounts(folder, written), await readChats(folder, written)), {
        plan,
        zone,
      })
    : () => true;
  const finder = new KeywordFinder(keywords);
  const tallies = keywords.map(() => new Tally());
  for await (const lines of checkedLines(folder, FILES.messages, written)) {
    signal.throwIfAborted();
    for (const line of lines) {
      const message: Message = JSON.parse(line.toString('utf8'));
      const texts = searchedTexts(message);
      const found = finder.in(texts);
      if (found.size === 0 || !isWithin(message, texts)) continue;
      const when = whenOf(message, zone);
      for (const at of found) tallies[at]!.add(message, when);
    }
  }
  return keywords.map((keyword, at) => tallies[at]!.hits(keyword));
}
