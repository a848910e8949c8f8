/**
 * Whether a message may be kept under a warrant. Asked once for each message, before anything of it is
 * stored; it knows the whole warrant, and of the evidence only what a reader says before its first message.
 */
import type { Platform } from '../model/index.ts';
import type { Privilege, ScopeClause, Warrant } from '../warrant/documents.ts';
import { Clause, type Judged, OUTSIDE, type Outside } from './clause.ts';
import { Known, type KnownLists } from './known-lists.ts';
import { AccountList } from './listed-accounts.ts';
import { WordList } from './listed-words.ts';

/** What a warrant with its amendments lets through. */
export interface Scope {
  /** A message is in scope when one of them takes it. */
  readonly clauses: readonly ScopeClause[];
  readonly privileged: Pick<Warrant['privileged'], 'accounts' | 'words'>;
}

export type Verdict =
  | { readonly kept: true }
  | { readonly kept: false; readonly outside: Outside }
  | { readonly kept: false; readonly privilege: Privilege | 'words' };

const KEPT: Verdict = { kept: true };

export class ScopeJudge {
  private readonly clauses: readonly Clause[];
  private readonly known: Known;
  private readonly privileged: AccountList;
  private readonly words: WordList;
  private readonly ofAccount = new Map<string, Privilege | null>();
  private readonly ofChat = new Map<string, Privilege | null>();
  private readonly listed: Scope['privileged']['accounts'];

  constructor({ clauses, privileged }: Scope, platform: Platform, lists: KnownLists) {
    this.known = new Known(lists, platform);
    this.clauses = clauses.map((clause) => new Clause(clause, platform, this.known));
    this.listed = privileged.accounts;
    this.privileged = new AccountList(privileged.accounts.map(({ account }) => account));
    this.words = new WordList(privileged.words);
  }

  /** Outside goes before privileged: what the warrant does not cover is not kept for anyone. */
  judge(message: Judged): Verdict {
    let furthest = -1;
    let taken = false;
    for (const clause of this.clauses) {
      const against = clause.against(message);
      if (against < 0) {
        taken = true;
        break;
      }
      if (against > furthest) furthest = against;
    }
    if (!taken) return { kept: false, outside: OUTSIDE[Math.max(0, furthest)]! };
    if (this.listed.length === 0 && this.words.isEmpty) return KEPT;
    const privilege = this.privilege(message);
    return privilege === null ? KEPT : { kept: false, privilege };
  }

  private privilege({ chat, sender, mentions, text }: Judged): Privilege | 'words' | null {
    if (this.listed.length > 0) {
      let found = this.chatPrivilege(chat);
      if (found === null && sender !== undefined) found = this.accountPrivilege(sender);
      if (mentions) for (const id of mentions) found ??= this.accountPrivilege(id);
      if (found !== null) return found;
    }
    return text !== undefined && this.words.isIn(text) ? 'words' : null;
  }

  private accountPrivilege(id: string): Privilege | null {
    let privilege = this.ofAccount.get(id);
    if (privilege === undefined) {
      const entry = this.privileged.find(this.known.account(id));
      privilege = this.listed.find(({ account }) => account === entry)?.privilege ?? null;
      this.ofAccount.set(id, privilege);
    }
    return privilege;
  }

  /** Of a chat to which a privileged account belongs, direct or group. */
  private chatPrivilege(id: string): Privilege | null {
    let privilege = this.ofChat.get(id);
    if (privilege === undefined) {
      const chat = this.known.chat(id);
      const members =
        chat === undefined || chat.type === 'direct' ? [id, ...(chat?.members ?? [])] : chat.members;
      privilege = members.map((member) => this.accountPrivilege(member)).find((one) => one !== null) ?? null;
      this.ofChat.set(id, privilege);
    }
    return privilege;
  }
}
