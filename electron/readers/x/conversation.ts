import type { Chat } from '../../../shared/model/index.ts';

/** One conversation of an archive. */
export class Conversation {
  readonly id: string;
  private readonly isGroup: boolean;
  private readonly members = new Set<string>();
  private title: string | undefined;
  /** When the title was given; empty for one that the conversation itself has. */
  private titledAt: string | undefined;

  /** @param isGroup whether it is listed among the groups. */
  constructor(id: string, isGroup: boolean) {
    this.id = id;
    this.isGroup = isGroup;
    // Of a chat of two, the id is that of both: `12-345`.
    const both = /^(\d{1,20})-(\d{1,20})$/.exec(id);
    if (both) for (const member of both.slice(1)) this.members.add(member);
  }

  add(member: string): void {
    this.members.add(member);
  }

  /** The name that the conversation has, or, with `at`, was given; the last one given counts. */
  name(title: string, at?: string): void {
    if (at === undefined) {
      this.title = title;
      this.titledAt = '~';
    } else if (this.titledAt === undefined || at > this.titledAt) {
      this.title = title;
      this.titledAt = at;
    }
  }

  chat(): Omit<Chat, 'exhibit'> {
    return {
      id: this.id,
      platform: 'x',
      ...(this.title === undefined ? {} : { title: this.title }),
      type: this.isGroup || this.members.size > 2 ? 'group' : 'direct',
      members: [...this.members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    };
  }
}
