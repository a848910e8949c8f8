/** Reads the direct messages of an archive of X as a stream. */
import type { DraftMessage, Read, SkippedRow } from '../../../shared/evidence/index.ts';
import { Findings } from '../findings.ts';
import { isRecord } from '../json/fields.ts';
import { noteProblem, skippedMessage } from '../json/findings.ts';
import { type Descent, type JsonEvent, jsonEvents } from '../json/index.ts';
import { Texts } from '../json/texts.ts';
import { ownerOf } from './account.ts';
import { asJson } from './assignment.ts';
import { Conversation } from './conversation.ts';
import { Drafts } from './drafts.ts';
import { Media } from './media.ts';
import { People } from './people.ts';
import { isAccount, isOfGroups } from './recognise.ts';
import { idOf } from './values.ts';

const DESCENT: Descent = {
  elements: { members: { dmConversation: { members: { messages: { elements: {} } } } } },
};

interface FileOptions {
  readonly file: string;
  readonly findings: Findings;
  readonly people: People;
  readonly media: Media;
  /** Of the whole archive, by id. */
  readonly conversations: Map<string, Conversation>;
}

class FileReading {
  private readonly options: FileOptions;
  private readonly texts: Texts;
  private readonly drafts: Drafts;
  private current: Conversation | undefined;

  constructor(options: FileOptions) {
    this.options = options;
    this.texts = new Texts(options.file, options.findings);
    this.drafts = new Drafts({ ...options, texts: this.texts });
  }

  take(event: JsonEvent, messages: DraftMessage[], skipped: SkippedRow[]): void {
    const { file, findings } = this.options;
    switch (event.is) {
      case 'enter':
        if (event.path.length === 2) this.current = undefined;
        if (event.path.length === 3 && !this.current) {
          // X writes the id in front of the messages.
          findings.damage(
            file,
            `byte ${event.byte}`,
            'a conversation without an id in front of its messages',
          );
          this.current = this.conversation(`${file} ${event.path[0]}`);
        }
        break;
      case 'elements':
        if (event.path.length === 0) {
          for (const byte of event.bytes) this.odd(byte, 'a conversation');
          break;
        }
        for (const [n, value] of event.values.entries()) {
          const byte = event.bytes[n]!;
          if (isRecord(value)) messages.push(this.drafts.message(value, byte, this.current!));
          else skipped.push({ reason: 'a message that is no JSON object', source: { file, byte } });
        }
        break;
      case 'member':
        this.takeMember(event.path.length, event.key, event.value, event.byte);
        break;
      case 'root':
        findings.damage(file, `byte ${event.byte}`, 'it has no list of conversations');
        break;
      case 'refused':
        if (event.path.length === 4) skipped.push(skippedMessage(file, event));
        noteProblem(findings, file, event);
        break;
      case 'problem':
        noteProblem(findings, file, event);
        break;
    }
  }

  private odd(byte: number, what: string): void {
    this.options.findings.damage(
      this.options.file,
      `byte ${byte}`,
      `${what} is not of the type that it should be`,
    );
  }

  private takeMember(depth: number, key: string, value: unknown, byte: number): void {
    if (depth === 1) this.odd(byte, 'a conversation');
    else if (key === 'conversationId') {
      const id = idOf(value);
      if (id === undefined) this.odd(byte, key);
      else if (!this.current) this.current = this.conversation(id);
    } else if (key === 'messages') this.odd(byte, key);
    else if (key === 'name') {
      if (typeof value !== 'string') this.odd(byte, key);
      else if (value !== '') this.current?.name(this.texts.name(value, byte));
    }
  }

  private conversation(id: string): Conversation {
    const { conversations, file } = this.options;
    let known = conversations.get(id);
    if (!known) {
      known = new Conversation(id, isOfGroups(file) || !id.includes('-'));
      conversations.set(id, known);
    }
    return known;
  }
}

export const readX: Read = async function* ({ tree, source, signal }) {
  const findings = new Findings();
  const entries = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const account = source.paths.find(isAccount);
  const people = new People(
    await ownerOf(account === undefined ? undefined : entries.get(account), findings),
  );
  const files = source.paths.filter((path) => !isAccount(path));
  const home = files[0]!.slice(0, files[0]!.lastIndexOf('/') + 1);
  const media = new Media(tree, home);
  const conversations = new Map<string, Conversation>();
  const allBytes = files.reduce((sum, path) => sum + (entries.get(path)?.bytes ?? 0), 0);
  let bytesBefore = 0;
  for (const file of files) {
    const entry = entries.get(file);
    if (!entry) throw new Error(`the evidence does not hold ${file}`);
    const reading = new FileReading({ file, findings, people, media, conversations });
    for await (const events of jsonEvents(asJson(entry.open()), DESCENT)) {
      signal.throwIfAborted();
      const messages: DraftMessage[] = [];
      const skipped: SkippedRow[] = [];
      for (const event of events) reading.take(event, messages, skipped);
      if (messages.length + skipped.length === 0) continue;
      const done = bytesBefore + (messages.at(-1)?.source.byte ?? 0);
      yield { messages, skipped, progress: allBytes === 0 ? 1 : Math.min(1, done / allBytes) };
    }
    bytesBefore += entry.bytes;
  }
  for (const conversation of conversations.values()) {
    for (const member of conversation.chat().members) people.seen(member);
  }
  return {
    chats: [...conversations.values()].map((conversation) => conversation.chat()),
    accounts: people.list(),
    ...findings.finish(),
  };
};
