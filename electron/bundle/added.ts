/**
 * What the investigator added to a case, in a bundle: decisions and annotations, and which hash sets and
 * keyword lists the case has. Before a bundle is written, the log says what was gathered for it; the bundle's
 * log ends with that, so what comes out of a bundle is held to it.
 */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type Annotation, annotationsOfExhibits } from '../../shared/annotations/index.ts';
import type { LedgerName, Ledgers } from '../../shared/contract/case-port.ts';
import type { CustodyEntry } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import {
  type AccountKey,
  accountKeys,
  type Decision,
  decisionsOfExhibits,
} from '../../shared/people/index.ts';
import { SegmentReader } from '../../shared/segment/index.ts';
import type { LogFacts } from '../cases/log-facts.ts';
import type { OpenedCase } from '../cases/opened-case.ts';
import type { StoreLink } from '../cases/store-link.ts';
import { actor } from '../custody/actor.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { ADDED_LINES, type AddedLine } from './added-entries.ts';
import { attachmentsOf } from './attachments-of.ts';

export const LEDGERS = ['decisions', 'annotations'] as const satisfies readonly LedgerName[];
const CALLED: Readonly<Record<LedgerName, string>> = { decisions: 'decision', annotations: 'annotation' };

/** A list's place in the case's log: its id, and the SHA-256 of its record in the case. */
export interface BundledList {
  readonly id: string;
  readonly record: string;
}

/** All that goes along. */
export interface Added {
  readonly decisions: readonly AddedLine<Decision>[];
  readonly annotations: readonly AddedLine<Annotation>[];
  readonly lists: readonly BundledList[];
}

/** What was gathered of a case. */
export interface Gathered {
  readonly added: Added;
  /** Decisions and annotations that its log has and its store has not: they could not be stored, or were lost. */
  readonly lacking: number;
}

export const NOTHING_GATHERED: Gathered = {
  added: { decisions: [], annotations: [], lists: [] },
  lacking: 0,
};

/** What the exhibits that were chosen have, as far as it says what concerns them. */
async function appearing(
  store: StoreLink,
  exhibits: readonly string[],
): Promise<{ accounts: Set<AccountKey>; files: Set<string> }> {
  const accounts = new Set<AccountKey>();
  const files = new Set<string>();
  for await (const message of store.export(exhibits)) {
    if (message.type === 'export-segment') {
      for (const sha256 of attachmentsOf(new SegmentReader(message.bytes))) files.add(sha256);
      continue;
    }
    for (const { lists, record } of message.sources) {
      for (const account of lists.accounts) accounts.add(accountKeys(account, record.reader)[0]!);
    }
  }
  return { accounts, files };
}

/**
 * What of the open case goes into a bundle. Of chosen exhibits, what concerns them; lists go whole.
 * @throws StoreFailed when some of it does not open; Refusal `tampered` when it is not what the log has.
 */
export async function gathered(
  { log, name }: OpenedCase,
  store: StoreLink,
  exhibits: readonly string[] | null,
): Promise<Gathered> {
  const all: { decisions: Decision[]; annotations: Annotation[] } = { decisions: [], annotations: [] };
  for await (const { ledger, entries } of store.exportLedgers()) {
    if (ledger === 'decisions') all.decisions.push(...entries);
    else all.annotations.push(...entries);
  }
  const { facts } = log;
  const lined = <Entry extends { readonly id: string }>(
    taken: readonly { readonly n: number; readonly entry: Entry; readonly cut: boolean }[],
  ): AddedLine<Entry>[] =>
    taken.map(({ n, entry, cut }) => ({
      n,
      entry,
      ...(cut ? { cut } : {}),
      ...(facts.hasReceived && !facts.added.has(entry.id) ? { received: true } : {}),
    }));
  const whole = <Entry>(entries: readonly Entry[]) => entries.map((entry, n) => ({ n, entry, cut: false }));
  const lists = [...facts.lists.values()].map(({ id, record }) => ({ id, record }));
  let added: Added;
  if (exhibits === null || all.decisions.length + all.annotations.length === 0) {
    added = { decisions: lined(whole(all.decisions)), annotations: lined(whole(all.annotations)), lists };
  } else {
    const { accounts, files } = await appearing(store, exhibits);
    const chosen = { exhibits: new Set(exhibits), hasFile: (sha256: string) => files.has(sha256) };
    added = {
      decisions: lined(decisionsOfExhibits(all.decisions, chosen.exhibits, accounts)),
      annotations: lined(annotationsOfExhibits(all.annotations, chosen)),
      lists,
    };
  }
  // A bundle that nobody could open would be worse than none.
  for (const ledger of LEDGERS) {
    const isOdd = (line: unknown): boolean => !v.is(ADDED_LINES[ledger], line);
    const odd = added[ledger].find(isOdd);
    if (odd) {
      throw new Refusal('tampered', name, `its ${CALLED[ledger]} ${odd.n + 1} is not as it should be`);
    }
    assertLogged(ledger, added[ledger], facts, exhibits === null, name);
  }
  const stored = new Set([...all.decisions, ...all.annotations].map(({ id }) => id));
  return { added, lacking: [...facts.added.keys()].filter((id) => !stored.has(id)).length };
}

const digestOfLines = (lines: Iterable<string>): string => {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
};

const digestOfLists = (lists: readonly BundledList[]): string =>
  digestOfLines(lists.map(({ id, record }) => `${id} ${record}`));

type Digests = Readonly<Record<LedgerName | 'lists', string>>;

/** SHA-256 of each ledger's part and of the lists, as the log states them. */
export function digestsOf({ decisions, annotations, lists }: Added): Digests {
  const ofLedger = (lines: readonly unknown[]): string =>
    digestOfLines(
      (function* () {
        for (const line of lines) yield JSON.stringify(line);
      })(),
    );
  return {
    decisions: ofLedger(decisions),
    annotations: ofLedger(annotations),
    lists: digestOfLists(lists),
  };
}

const countsOf = ({ decisions, annotations, lists }: Added) => ({
  decisions: decisions.length,
  annotations: annotations.length,
  lists: lists.length,
});

/** Says in the log what was gathered, with its digests: the last entry that goes along. */
export async function noteGathered({ log }: OpenedCase, { added, lacking }: Gathered): Promise<void> {
  await log.append({
    actor: actor(),
    action: 'added-gathered',
    subjects: [{ ...digestsOf(added) }],
    counts: { ...countsOf(added), lacking },
  });
}

/** What the log has of an entry: of an annotation all but who made it and when, which are the log's own. */
function digestOf(ledger: LedgerName, entry: Ledgers[LedgerName]): string {
  if (ledger === 'decisions') return sha256Hex(JSON.stringify(entry));
  const { author: _author, at: _at, ...made } = entry as Annotation;
  return sha256Hex(JSON.stringify(made));
}

/**
 * Holds entries to the log that they came with.
 * @param isWhole that none may be left out.
 * @throws Refusal `tampered` that names the first that is missing, exchanged, altered or not in the log.
 */
export function assertLogged(
  ledger: LedgerName,
  lines: readonly AddedLine<Ledgers[LedgerName]>[],
  facts: LogFacts,
  isWhole: boolean,
  file: string,
): void {
  const wrong = (n: number, reason: string): Refusal =>
    new Refusal('tampered', file, `its ${CALLED[ledger]} ${n + 1} ${reason}`);
  const ids = new Set<string>();
  let last = -1;
  for (const { n, entry, cut, received } of lines) {
    if (isWhole ? n !== last + 1 : n <= last) throw wrong(last + 1, 'is missing or out of its order');
    last = n;
    if (ids.has(entry.id)) throw wrong(n, 'comes twice');
    ids.add(entry.id);
    const logged = facts.added.get(entry.id);
    if (!logged) {
      if (received && facts.hasReceived) continue;
      throw wrong(n, 'is not in its log');
    }
    if (isWhole && cut) throw wrong(n, 'is not whole');
    const { author, at } = entry as Partial<Annotation>;
    const isSame =
      (cut || logged.sha256 === digestOf(ledger, entry)) &&
      (ledger === 'decisions' || (author === logged.actor && at === logged.time));
    if (!isSame) throw wrong(n, 'is not what its log has');
  }
}

/**
 * Holds all that came to the entry that its log ends with, and the lists to those that its log has.
 * @throws Refusal `tampered`.
 */
export function assertGathered(
  added: Added,
  stated: Digests,
  last: CustodyEntry | undefined,
  facts: LogFacts,
  isWith: boolean,
  file: string,
): void {
  if (last?.action !== 'added-gathered' || last.whileClosed) {
    throw new Refusal('tampered', file, 'its log does not say what was gathered for it');
  }
  const counts = countsOf(added);
  for (const what of [...LEDGERS, 'lists'] as const) {
    const wanted = last.counts?.[what] ?? 0;
    if (counts[what] !== wanted) {
      throw new Refusal('tampered', file, `its log states ${wanted} ${what}, and it has ${counts[what]}`);
    }
    if (last.subjects[0]?.[what] !== stated[what]) {
      throw new Refusal('tampered', file, `its ${what} are not those that its log states`);
    }
  }
  const logged = isWith ? [...facts.lists.values()].map(({ id, record }) => ({ id, record })) : [];
  if (digestOfLists(logged) !== digestOfLists(added.lists)) {
    throw new Refusal('tampered', file, 'its lists are not those that its log has');
  }
}
