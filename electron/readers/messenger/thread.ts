/** One thread of an export: what its files say of it beside the messages. */
import type { Chat, ChatType, Platform } from '../../../shared/model/index.ts';
import { isRecord } from '../json/fields.ts';
import type { People } from './people.ts';
import type { ThreadPlace } from './place.ts';

export class Thread {
  readonly id: string;
  private title: string | undefined;
  private isGroup = false;
  private readonly members = new Set<string>();

  constructor(id: string) {
    this.id = id;
  }

  addMember(account: string): void {
    this.members.add(account);
  }

  /** Takes a member of the file's root. @returns false where it is none that is read. */
  take(key: string, value: unknown, byte: number, place: ThreadPlace, people: People): void {
    if (key === 'participants') this.addParticipants(value, byte, place, people);
    else if (key === 'title' || key === 'threadName') this.addTitle(key, value, byte, place);
    // Groups alone have a picture and a link to join by.
    else if (key === 'joinable_mode' || key === 'image') this.isGroup = true;
    else if (key === 'thread_type') this.isGroup ||= value === 'RegularGroup';
  }

  /** `[{name}]`, in the encrypted form names. */
  private addParticipants(value: unknown, byte: number, place: ThreadPlace, people: People): void {
    const { file, findings, strings } = place;
    if (!Array.isArray(value)) {
      findings.damage(file, `byte ${byte}`, 'participants is not of the type that it should be');
      return;
    }
    const accounts = new Set<string>();
    let named = 0;
    let odd = 0;
    for (const one of value) {
      const name = isRecord(one) ? one.name : one;
      if (typeof name !== 'string') odd++;
      else if (name !== '') {
        const text = strings.name(name, byte, isRecord(one));
        accounts.add(people.seen(text, place.chat, `${file} participants`));
        named++;
      }
    }
    if (odd > 0) findings.damage(file, `byte ${byte}`, 'a participant without a name that can be read');
    if (accounts.size < named) {
      findings.count(
        'chats with two participants of one name, whose messages the export does not tell apart',
      );
    }
    for (const account of accounts) this.members.add(account);
    if (named > 2) this.isGroup = true;
  }

  private addTitle(
    key: string,
    value: unknown,
    byte: number,
    { file, findings, strings }: ThreadPlace,
  ): void {
    if (typeof value !== 'string') {
      findings.damage(file, `byte ${byte}`, `${key} is not of the type that it should be`);
      return;
    }
    // The encrypted form puts a number of its own behind the name.
    const title =
      key === 'title'
        ? strings.name(value, byte, true)
        : strings.name(value, byte, false).replace(/_\d{1,9}$/, '');
    if (title !== '') this.title ??= title;
  }

  chat(platform: Platform): Omit<Chat, 'exhibit'> {
    const type: ChatType = this.isGroup || this.members.size > 2 ? 'group' : 'direct';
    return {
      id: this.id,
      platform,
      ...(this.title === undefined ? {} : { title: this.title }),
      type,
      members: [...this.members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    };
  }
}
