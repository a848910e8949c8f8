/**
 * Chats and accounts of a source under a warrant: what must be known of them before its first message is
 * judged, and what of them may be kept once the last one was.
 */
import type { DraftMessage, Read, ReadContext, ReadResult } from '../../shared/evidence/index.ts';
import type { Account, Chat } from '../../shared/model/index.ts';
import { type KnownLists, type Scope, ScopeJudge, type Verdict } from '../../shared/scope/index.ts';

const NOTHING: KnownLists = { chats: [], accounts: [] };

/** Whether messages cannot be judged without knowing who is who, and who belongs to which chat. */
function asksForLists({ clauses, privileged }: Scope): boolean {
  return privileged.accounts.length > 0 || clauses.some(({ accounts }) => accounts !== 'any');
}

/**
 * The lists as a reader knows them at its end, with every writer of a chat among its members, and with the
 * chats that its messages alone name.
 */
async function listsByReading(read: Read, context: ReadContext): Promise<KnownLists> {
  const writers = new Map<string, Set<string>>();
  const batches = read(context);
  let next = await batches.next();
  for (; !next.done; next = await batches.next()) {
    context.signal.throwIfAborted();
    if (next.value.lists) {
      await batches.return(undefined as never);
      return next.value.lists;
    }
    for (const { chat, sender } of next.value.messages) {
      if (sender === undefined) continue;
      const known = writers.get(chat);
      if (known) known.add(sender);
      else writers.set(chat, new Set([sender]));
    }
  }
  const { chats, accounts } = next.value;
  const { platform } = context.source;
  const described = new Set(chats.map(({ id }) => id));
  const others = [...writers].filter(([id]) => !described.has(id));
  return {
    accounts,
    chats: [
      ...chats.map((chat) => ({
        ...chat,
        members: [...new Set([...chat.members, ...(writers.get(chat.id) ?? [])])],
      })),
      ...others.map(([id, members]) => ({ id, platform, type: 'direct' as const, members: [...members] })),
    ],
  };
}

/** A scope put to the messages of one source, with what is known of their chats and accounts. */
export class SourceJudge {
  private readonly judge: ScopeJudge;
  private readonly chats: ReadonlyMap<string, Omit<Chat, 'exhibit'>>;
  private readonly accounts: ReadonlyMap<string, Omit<Account, 'exhibit'>>;
  private readonly owners: readonly string[];
  private readonly context: ReadContext;

  constructor(scope: Scope, context: ReadContext, lists: KnownLists) {
    this.judge = new ScopeJudge(scope, context.source.platform, lists);
    this.chats = new Map(lists.chats.map((chat) => [chat.id, chat]));
    this.accounts = new Map(lists.accounts.map((account) => [account.id, account]));
    this.owners = lists.accounts.filter(({ isOwner }) => isOwner).map(({ id }) => id);
    this.context = context;
  }

  verdict(message: DraftMessage): Verdict {
    return this.judge.judge(message);
  }

  /** The chat and the accounts that a message names, so that it can be shown by itself. */
  around(message: DraftMessage): { chat: Chat; accounts: Account[] } {
    const { exhibit, source } = this.context;
    const { platform } = source;
    const known = this.chats.get(message.chat);
    const chat = known ?? { id: message.chat, platform, type: 'direct' as const, members: [] };
    const named = new NamedAccounts();
    named.add(message);
    const ids = new Set([...named.all, ...this.owners, ...(chat.type === 'direct' ? [chat.id] : [])]);
    const accounts = [...ids].flatMap((id) => {
      const account = this.accounts.get(id);
      return account ? [{ ...account, exhibit }] : [];
    });
    return { chat: { ...chat, exhibit }, accounts };
  }
}

/** The judge of a source. A reader that says nothing of its lists beforehand is run once to hear them. */
export async function judgeOf(scope: Scope, read: Read, context: ReadContext): Promise<SourceJudge> {
  return new SourceJudge(scope, context, asksForLists(scope) ? await listsByReading(read, context) : NOTHING);
}

/** Accounts that the kept messages name, in whatever part. */
export class NamedAccounts {
  private readonly ids = new Set<string>();

  add({ sender, mentions, reactions, receipts, deleted, system }: DraftMessage): void {
    const { ids } = this;
    if (sender !== undefined) ids.add(sender);
    if (deleted?.by !== undefined) ids.add(deleted.by);
    for (const id of mentions ?? []) ids.add(id);
    for (const id of system?.accounts ?? []) ids.add(id);
    for (const reaction of reactions ?? []) if (reaction.sender !== undefined) ids.add(reaction.sender);
    for (const { account } of receipts ?? []) ids.add(account);
  }

  get all(): ReadonlySet<string> {
    return this.ids;
  }

  /**
   * What of a source's lists may be kept: chats with a kept message, accounts that one names, the device's
   * owner. Where the warrant lists accounts, members whom no kept message names are left out as well.
   */
  only(
    { chats, accounts }: Pick<ReadResult, 'chats' | 'accounts'>,
    used: { readonly chats: { readonly ids: readonly string[] } },
    { clauses }: Scope,
  ): { chats: Omit<Chat, 'exhibit'>[]; accounts: Omit<Account, 'exhibit'>[] } {
    const kept = new Set(used.chats.ids);
    const coversAnyone = clauses.some((clause) => clause.accounts === 'any');
    const covered = chats
      .filter(({ id }) => kept.has(id))
      .map((chat) =>
        coversAnyone ? chat : { ...chat, members: chat.members.filter((id) => this.ids.has(id)) },
      );
    const members = new Set(
      covered.flatMap((chat) => [...chat.members, ...(chat.type === 'direct' ? [chat.id] : [])]),
    );
    return {
      chats: covered,
      accounts: accounts.filter(({ id, isOwner }) => isOwner || this.ids.has(id) || members.has(id)),
    };
  }
}
