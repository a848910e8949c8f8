/** A direct message or a space while its messages are read. */
import type { Chat } from '../../../shared/model/index.ts';

/** Messages of one group whose ordinals are known to those that answer them. */
const MOST_KNOWN = 300_000;
/** Members kept of one group. */
const MOST_MEMBERS = 200_000;

export class Group {
  readonly id: string;
  title: string | undefined;
  private readonly members = new Set<string>();
  /** Ordinals by the ids of messages. */
  private known = new Map<string, number>();

  constructor(id: string) {
    this.id = id;
  }

  addMember(account: string): void {
    if (this.members.size < MOST_MEMBERS) this.members.add(account);
  }

  know(message: string, ordinal: number): void {
    if (this.known.size < MOST_KNOWN) this.known.set(message, ordinal);
  }

  /** The ordinal of a message, or its id where it is not known. */
  find(message: string): number | string {
    return this.known.get(message) ?? message;
  }

  /** Its messages have all been read. */
  forget(): void {
    this.known = new Map();
  }

  chat(): Omit<Chat, 'exhibit'> {
    const { id, title, members } = this;
    const isDirect = id.startsWith('DM ') && members.size <= 2;
    return {
      id,
      platform: 'google-chat',
      ...(title === undefined ? {} : { title }),
      type: isDirect ? 'direct' : 'group',
      members: [...members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    };
  }
}
