/** Which messages of an import a query finds, each looked at on its own: as exact as the window, without its structures. */
import type { Account, Chat, Message } from '../../shared/model/index.ts';
import {
  dateTest,
  type FieldIs,
  fieldsOf,
  foundIn,
  HAS_KINDS,
  type Has,
  Matcher,
  nameTest,
  type Plan,
  QueryError,
  searchedTexts,
} from '../../shared/search/index.ts';
import { whenOf } from '../../shared/time/when.ts';
import { Zone } from '../../shared/time/zone.ts';
import { checkedLines, FILES, readAccounts, readChats, type WrittenFiles } from './import-folder.ts';

export interface FoundMessage {
  readonly message: Message;
  /** Its line of messages.jsonl, byte for byte. */
  readonly line: Buffer;
  /** As the evidence names them, else their ids. */
  readonly sender: string;
  readonly chat: string;
  /** The first text with something found in it, and where; the message's own text when only fields were asked. */
  readonly text: string;
  readonly stretches: readonly { readonly start: number; readonly end: number }[];
}

export interface SearchOptions {
  readonly plan: Plan;
  /** For dates of the query, and for times of a device's own clock. Without it dates are UTC. */
  readonly zone?: Zone | undefined;
}

type Named = Pick<Account, 'exhibit' | 'id'>;
const nameOf = ({ exhibit, id }: Named): string => `${exhibit}\0${id}`;

/** What `has:` asks for, by the message's own parts. */
function has(message: Message, what: Has): boolean {
  if (HAS_KINDS[what]?.includes(message.kind)) return true;
  switch (what) {
    case 'text':
      return message.text !== undefined;
    case 'attachment':
      return message.attachments !== undefined;
    case 'reaction':
      return message.reactions !== undefined;
    case 'reply':
      return message.replyTo !== undefined;
    case 'mention':
      return message.mentions !== undefined;
    case 'location':
    case 'poll':
    case 'call':
    case 'edited':
    case 'deleted':
    case 'forwarded':
      return message[what] !== undefined;
    default:
      return false;
  }
}

/** Accounts and chats by what they are called. */
export class ImportNames {
  private readonly accounts = new Map<string, readonly string[]>();
  private readonly chats = new Map<string, readonly string[]>();

  constructor(accounts: readonly Account[], chats: readonly Chat[]) {
    for (const account of accounts) {
      const { names, phone, handle, id } = account;
      const all = [...names.map(({ name }) => name), handle, phone, id];
      this.accounts.set(
        nameOf(account),
        all.filter((name) => name !== undefined),
      );
    }
    for (const chat of chats) {
      this.chats.set(nameOf(chat), chat.title === undefined ? [chat.id] : [chat.title, chat.id]);
    }
  }

  sender({ exhibit, sender }: Message): readonly string[] {
    if (sender === undefined) return [];
    return this.accounts.get(nameOf({ exhibit, id: sender })) ?? [sender];
  }

  /** A direct chat without a title is called as its other side. */
  chat({ exhibit, chat }: Message): readonly string[] {
    const own = this.chats.get(nameOf({ exhibit, id: chat })) ?? [chat];
    return own.length > 1 ? own : [...(this.accounts.get(nameOf({ exhibit, id: chat })) ?? []), ...own];
  }
}

const NO_ANNOTATIONS =
  'An import has no tags and notes: they stand in the case, and are found in its window.';

/** @throws QueryError for what an import does not keep. */
function fieldTest({ field, value, place }: FieldIs, names: ImportNames, zone: Zone | undefined) {
  switch (field) {
    case 'from': {
      const is = nameTest(value);
      return (message: Message) => is(names.sender(message));
    }
    case 'in': {
      const is = nameTest(value);
      return (message: Message) => is(names.chat(message));
    }
    case 'kind':
      return ({ kind }: Message) => kind === value;
    case 'platform':
      return ({ platform }: Message) => platform === value;
    case 'exhibit':
      return ({ exhibit }: Message) => exhibit.toLowerCase() === value.toLowerCase();
    case 'has':
      if (value === 'tag' || value === 'note') throw new QueryError(NO_ANNOTATIONS, place);
      return (message: Message) => has(message, value as Has);
    case 'before':
    case 'after':
    case 'on': {
      const is = dateTest(field, value, zone ?? new Zone('UTC'));
      return (message: Message) => is(whenOf(message, zone));
    }
    case 'tag':
      throw new QueryError(NO_ANNOTATIONS, place);
  }
}

/** Tells whether messages of an import are what a plan asks. @throws QueryError for what an import does not keep. */
export function importMatcher(
  names: ImportNames,
  { plan, zone }: SearchOptions,
): (message: Message, texts: readonly string[]) => boolean {
  const fields = new Map(fieldsOf(plan).map((field) => [field, fieldTest(field, names, zone)]));
  const matcher = new Matcher<Message>(plan, (field, message) => fields.get(field)!(message));
  return (message, texts) => matcher.test(message, texts);
}

/**
 * In the order of messages.jsonl.
 * @throws QueryError when the query cannot be answered; Refusal `tampered` when a file is not what the import wrote.
 */
export async function* searchImport(
  folder: string,
  written: WrittenFiles,
  options: SearchOptions,
): AsyncGenerator<FoundMessage> {
  const { plan } = options;
  const names = new ImportNames(await readAccounts(folder, written), await readChats(folder, written));
  const isFound = importMatcher(names, options);
  for await (const lines of checkedLines(folder, FILES.messages, written)) {
    for (const line of lines) {
      const message: Message = JSON.parse(line.toString('utf8'));
      const texts = searchedTexts(message);
      if (!isFound(message, texts)) continue;
      const marked = texts.map((text) => ({ text, stretches: foundIn(plan, text) }));
      const { text, stretches } = marked.find((one) => one.stretches.length > 0) ??
        marked[0] ?? { text: '', stretches: [] };
      yield {
        message,
        line,
        sender: names.sender(message)[0] ?? '',
        chat: names.chat(message)[0] ?? message.chat,
        text,
        stretches,
      };
    }
  }
}
