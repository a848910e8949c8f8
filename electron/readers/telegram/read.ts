/** Reads an export of Telegram Desktop as a stream: one chat, or the account with all of them. */
import type { DraftMessage, Read, SkippedRow } from '../../../shared/evidence/index.ts';
import { Findings } from '../findings.ts';
import { type Fields, isRecord } from '../json/fields.ts';
import { noteProblem, skippedMessage } from '../json/findings.ts';
import { type Descent, type JsonEvent, type JsonPath, jsonEvents } from '../json/index.ts';
import { Texts } from '../json/texts.ts';
import { TreeFiles } from '../tree-files.ts';
import { zoneOf } from '../zone-of.ts';
import { Accounts } from './accounts.ts';
import { ChatReading } from './chat-reading.ts';
import { Drafts } from './drafts.ts';
import { MessageIds } from './message-ids.ts';
import { takeContact, takeOwner } from './personal.ts';
import type { ExportPlace } from './place.ts';

const LIST: Descent = { members: { list: { elements: { members: { messages: { elements: {} } } } } } };
const DESCENT: Descent = {
  members: {
    messages: { elements: {} },
    contacts: { members: { list: { elements: {} } } },
    chats: LIST,
    left_chats: LIST,
  },
};

/** Where in the file something stands: `chats`, `list`, number, `messages`, number; or `messages`, number. */
const isList = (path: JsonPath): boolean =>
  path.length === 2 && (path[0] === 'chats' || path[0] === 'left_chats') && path[1] === 'list';
const isMessages = (path: JsonPath): boolean =>
  path.at(-1) === 'messages' && (path.length === 1 || path.length === 4);

class ExportReading {
  private readonly place: ExportPlace;
  private readonly chats: ChatReading;
  private readonly drafts: Drafts;
  private readonly ids = new MessageIds();
  private ordinal = 0;
  private hasChats = false;

  constructor(place: ExportPlace) {
    this.place = place;
    this.chats = new ChatReading(place);
    this.drafts = new Drafts(place, this.ids);
  }

  take(event: JsonEvent, messages: DraftMessage[], skipped: SkippedRow[]): void {
    const { file, findings } = this.place;
    switch (event.is) {
      case 'enter':
        // The file itself is a chat, where it is no account.
        if (event.path.length === 0) this.chats.begin(undefined, event.byte);
        else if (event.path.length === 3) this.chats.begin(event.path, event.byte);
        else if (isMessages(event.path)) {
          if (event.path.length === 1) this.chats.beginOwn(event.byte);
          this.hasChats = true;
        } else if (isList(event.path)) this.hasChats = true;
        break;
      case 'leave':
        if (event.path.length === 3) this.chats.end();
        break;
      case 'elements':
        for (const [n, value] of event.values.entries()) {
          const byte = event.bytes[n]!;
          if (!isMessages(event.path)) {
            if (isList(event.path)) this.odd('a chat', byte);
            else takeContact(value, byte, this.place);
          } else if (isRecord(value)) messages.push(this.message(value, byte));
          else skipped.push({ reason: 'a message that is no JSON object', source: { file, byte } });
        }
        break;
      case 'member':
        this.takeMember(event.path, event.key, event.value, event.byte);
        break;
      case 'root':
        this.odd('the export', event.byte);
        this.hasChats = true;
        break;
      case 'refused':
        if (isMessages(event.path.slice(0, -1))) skipped.push(skippedMessage(file, event));
        noteProblem(findings, file, event);
        break;
      case 'problem':
        noteProblem(findings, file, event);
        break;
    }
  }

  finish(): ReturnType<ChatReading['list']> {
    if (!this.hasChats)
      this.place.findings.damage(this.place.file, undefined, 'it has no chats and no messages');
    return this.chats.list();
  }

  private message(value: Fields, byte: number): DraftMessage {
    const { chat, isNew } = this.chats.current(value);
    if (isNew) this.ids.begin(chat.id, this.ordinal + 1);
    this.ordinal++;
    return this.drafts.message(value, chat, byte, this.ordinal);
  }

  private takeMember(path: JsonPath, key: string, value: unknown, byte: number): void {
    if (path.length === 0 && key === 'personal_information') takeOwner(value, byte, this.place);
    else if (key === 'messages' && (path.length === 0 || path.length === 3)) {
      this.odd(key, byte);
      this.hasChats = true;
    } else if (path.length === 0 || path.length === 3) {
      if (path.length === 0 && (key === 'chats' || key === 'left_chats' || key === 'contacts')) {
        this.odd(key, byte);
      } else this.chats.member(key, value, byte);
    } else if (path.length === 1 && key === 'list') this.odd(`${path[0]} list`, byte);
  }

  private odd(what: string, byte: number): void {
    const { file, findings } = this.place;
    findings.damage(file, `byte ${byte}`, `${what} is not of the type that it should be`);
  }
}

export const readTelegram: Read = async function* ({ tree, source, options, signal }) {
  const file = source.paths[0]!;
  const entry = tree.entries.find(({ path }) => path === file);
  if (!entry) throw new Error(`the evidence does not hold ${file}`);
  const findings = new Findings();
  const accounts = new Accounts(file);
  const { timeZone } = options;
  const reading = new ExportReading({
    file,
    home: file.slice(0, file.lastIndexOf('/') + 1),
    files: new TreeFiles(tree),
    accounts,
    texts: new Texts(file, findings),
    findings,
    zone: timeZone === undefined ? undefined : zoneOf(timeZone, file),
  });
  for await (const events of jsonEvents(entry.open(), DESCENT, { hexEscapes: true })) {
    signal.throwIfAborted();
    const messages: DraftMessage[] = [];
    const skipped: SkippedRow[] = [];
    for (const event of events) reading.take(event, messages, skipped);
    if (messages.length + skipped.length === 0) continue;
    const done = messages.at(-1)?.source.byte ?? 0;
    yield { messages, skipped, progress: entry.bytes === 0 ? 1 : Math.min(1, done / entry.bytes) };
  }
  const chats = reading.finish();
  if (accounts.isFull) {
    findings.warn('there are more accounts than are described; those beyond have an id alone');
  }
  return {
    chats,
    accounts: accounts.list(accounts.owner),
    ...findings.finish(),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
};
