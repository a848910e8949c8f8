/** The chats of one database: rows of `ZWACHATSESSION`, by row or by address. */
import type { Chat, ChatType } from '../../../shared/model/index.ts';
import { type Cell, filled, integer, reference } from '../../sqlite/cells.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema } from '../../sqlite/schema.ts';
import { chatTypeOf, isPerson, phoneOf } from '../whatsapp/jid.ts';
import type { Accounts } from './accounts.ts';
import { rowsOf } from './rows-of.ts';

export interface ChatEntry {
  readonly id: string;
  readonly type: ChatType;
  /** The other side of a direct chat. */
  readonly peer: string | undefined;
  title: string | undefined;
  readonly members: Set<string>;
}

/** How a message's session stands to its chat. */
export interface Session {
  readonly chat: ChatEntry;
  /** Whose posts it holds, of a contact's status. */
  readonly poster: string | undefined;
}

/** A contact's status has a session of its own, named by the number; Android has one chat for all. */
const STATUS_OF = /^(\d+)@status$/;
const ALL_STATUS = 'status@broadcast';

/** `ZSESSIONTYPE`, for sessions without an address. */
const TYPES: Readonly<Record<number, ChatType>> = {
  0: 'direct',
  1: 'group',
  2: 'broadcast',
  3: 'status',
  4: 'group',
};

export class Chats {
  private readonly accounts: Accounts;
  private readonly database: EvidenceDatabase;
  private readonly schema: Schema;
  private readonly byId = new Map<string, ChatEntry>();
  private readonly bySession = new Map<number, Session>();
  /** Chats that a message names. */
  private readonly used = new Set<ChatEntry>();
  /** Names of the other sides of direct chats, to be noted once it is known who is named. */
  private readonly peerNames: { readonly peer: string; readonly name: string }[] = [];

  constructor(database: EvidenceDatabase, schema: Schema, accounts: Accounts) {
    this.database = database;
    this.schema = schema;
    this.accounts = accounts;
    const wanted = ['zcontactjid', 'zpartnername', 'zsessiontype', 'zcontactidentifier'];
    const rows = [...rowsOf(database, schema, 'ZWACHATSESSION', wanted)];
    // Newest versions keep the number of a chat with a hidden id beside it.
    for (const [, jid, , , identifier] of rows) accounts.joinIfBoth(filled(jid), filled(identifier));
    for (const [row, jid, name, type] of rows) {
      this.bySession.set(
        row as number,
        this.session(row as number, filled(jid), filled(name), integer(type)),
      );
    }
  }

  private session(
    row: number,
    jid: string | undefined,
    name: string | undefined,
    type: number | undefined,
  ): Session {
    const number = jid === undefined ? undefined : STATUS_OF.exec(jid)?.[1];
    if (number !== undefined) {
      return { chat: this.entry(ALL_STATUS), poster: this.statusAccount(number) };
    }
    const chat =
      jid === undefined
        ? this.entry(`chat ${row}`, TYPES[type ?? -1])
        : this.entry(this.accounts.unified(jid));
    if (name !== undefined) {
      if (chat.peer === undefined) chat.title ??= name;
      else if (!isNumberOf(chat.peer, name)) this.peerNames.push({ peer: chat.peer, name });
    }
    return { chat, poster: undefined };
  }

  /** A status is named by a number, or by the digits of a hidden id that is mapped to one. */
  private statusAccount(digits: string): string {
    const hidden = `${digits}@lid`;
    const id = this.accounts.unified(hidden);
    return id === hidden ? `${digits}@s.whatsapp.net` : id;
  }

  private entry(id: string, known?: ChatType): ChatEntry {
    let chat = this.byId.get(id);
    if (!chat) {
      const type = known ?? chatTypeOf(id);
      const peer = type === 'direct' && (isPerson(id) || id === this.accounts.owner) ? id : undefined;
      chat = { id, type, peer, title: undefined, members: new Set() };
      this.byId.set(id, chat);
    }
    return chat;
  }

  /**
   * The chat of a message.
   * @param other address of the other side or the group, for a message without a session.
   */
  ofSession(cell: Cell | undefined, other: Cell | undefined): Session {
    const row = reference(cell);
    const known = row === undefined ? undefined : this.bySession.get(row);
    if (known) {
      this.use(known.chat);
      return known;
    }
    const { file, findings } = this.database;
    const address = filled(other);
    if (address !== undefined) {
      findings.count(
        `${file}: a message of a session that ZWACHATSESSION does not have; its addresses say the chat`,
      );
      return { chat: this.ofAddress(address), poster: undefined };
    }
    findings.count(
      `${file}: a message of a session that ZWACHATSESSION does not have; it stands in chat “chat ROW”`,
    );
    const id = row === undefined ? 'chat unknown' : `chat ${row}`;
    return { chat: this.use(this.entry(id)), poster: undefined };
  }

  /** The chat of an address, as calls have it. */
  ofAddress(raw: string): ChatEntry {
    return this.use(this.entry(this.accounts.unified(raw)));
  }

  /** A chat that has no address. */
  unknown(id: string): ChatEntry {
    return this.use(this.entry(id));
  }

  /** The chat of a session, when there is one. */
  withSession(row: number): ChatEntry | undefined {
    return this.bySession.get(row)?.chat;
  }

  private use(chat: ChatEntry): ChatEntry {
    if (!this.used.has(chat)) {
      this.used.add(chat);
      if (chat.peer !== undefined) this.accounts.seen(chat.peer);
    }
    return chat;
  }

  /** Adds the members of groups, those who left among them, and notes who stands in direct chats. */
  addMembers(): void {
    const { database, schema, accounts } = this;
    const wanted = ['zchatsession', 'zmemberjid', 'zcontactname', 'zfirstname'];
    for (const [, session, jid, ...names] of rowsOf(database, schema, 'ZWAGROUPMEMBER', wanted)) {
      const row = reference(session);
      const chat = row === undefined ? undefined : this.withSession(row);
      if (!chat) continue;
      const member = accounts.person(jid);
      if (member === undefined) continue;
      chat.members.add(member);
      accounts.nameMember(member, names);
    }
    for (const { peer } of this.byId.values()) if (peer !== undefined) accounts.seen(peer);
    for (const { peer, name } of this.peerNames) {
      accounts.addName(peer, name, `${accounts.fileName} ZWACHATSESSION.ZPARTNERNAME`);
    }
  }

  list(): Omit<Chat, 'exhibit'>[] {
    return [...this.byId.values()].map(({ id, type, peer, title, members }) => {
      const all = new Set(members);
      if (peer !== undefined) all.add(this.accounts.owner).add(peer);
      return {
        id,
        platform: 'whatsapp' as const,
        ...(title === undefined ? {} : { title }),
        type,
        members: [...all].sort((a, b) => (a < b ? -1 : 1)),
      };
    });
  }
}

/** Whether a name is but the number, as the app shows people who are not in the address book. */
function isNumberOf(id: string, name: string): boolean {
  const phone = phoneOf(id);
  return phone !== undefined && name.replace(/\D/g, '') === phone.slice(1) && !/\p{L}/u.test(name);
}
