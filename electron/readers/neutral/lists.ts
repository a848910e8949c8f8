/** `chats.jsonl` and `accounts.jsonl`. */
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import type { Account, Chat, SeenName } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import type { Check } from './checks.ts';
import { account, chat } from './fields.ts';
import { checkedLines, type Found, type LinesOptions, placeOf } from './lines.ts';

export type ChatEntry = Omit<Chat, 'exhibit'>;
export type AccountEntry = Omit<Account, 'exhibit'>;
type Of = Pick<LinesOptions<never>, 'platform' | 'platforms'> & {
  readonly entry: EvidenceEntry | undefined;
  readonly findings: Findings;
};

/** The good lines of a list; each other is named. */
async function* listed<Line>(
  { entry, findings, ...of }: Of,
  check: Check<Line>,
): AsyncGenerator<Line, void, void> {
  if (!entry) return;
  for await (const lines of checkedLines({ ...of, entry, check })) {
    for (const found of lines) {
      if (found.is === 'line') yield found.value;
      else noteFound(findings, entry.path, found);
    }
  }
}

/** Names a line that was left out, or what is wrong with one that was not. */
export function noteFound(
  findings: Findings,
  file: string,
  found: Exclude<Found<never>, { readonly is: 'line' }>,
): void {
  if (found.is === 'noted') {
    findings.damage(file, placeOf(found), found.reason);
    return;
  }
  const where = found.detail === '' ? placeOf(found) : `${placeOf(found)}: ${found.detail}`;
  findings.damage(file, where, `a line was left out: ${found.reason}`);
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const sorted = (ids: Iterable<string>): string[] => [...new Set(ids)].sort(byCodeUnit);

/** Chats in the order of their lines. Of several of one id the first counts, with the members of all. */
export async function readChats(of: Of): Promise<ChatEntry[]> {
  const chats = new Map<string, ChatEntry>();
  for await (const line of listed(of, chat)) {
    const { id, title, type, members = [] } = line;
    const before = chats.get(id);
    chats.set(id, {
      ...(before ?? { id, platform: of.platform, ...(title === undefined ? {} : { title }), type }),
      members: sorted([...(before?.members ?? []), ...members]),
    });
  }
  return [...chats.values()];
}

const isSameName = (a: SeenName, b: SeenName): boolean => a.name === b.name && a.from === b.from;

/** Accounts likewise, with the names of all. */
export async function readAccounts(of: Of): Promise<AccountEntry[]> {
  const accounts = new Map<string, AccountEntry>();
  for await (const line of listed(of, account)) {
    const { id, phone, handle, names = [], isOwner } = line;
    const before = accounts.get(id);
    const seen = before?.names ?? [];
    accounts.set(id, {
      id,
      platform: of.platform,
      ...(phone === undefined ? {} : { phone }),
      ...(handle === undefined ? {} : { handle }),
      ...before,
      names: [...seen, ...names.filter((name) => !seen.some((known) => isSameName(known, name)))],
      ...(isOwner ? { isOwner } : {}),
    });
  }
  return [...accounts.values()];
}
