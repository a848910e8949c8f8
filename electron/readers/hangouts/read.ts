/** Reads an export of Hangouts, event by event, as a stream. */
import type { DraftMessage, Read, ReadBatch, SkippedRow } from '../../../shared/evidence/index.ts';
import { Findings } from '../findings.ts';
import { noteProblem, skippedMessage } from '../json/findings.ts';
import { type Descent, type JsonEvent, type JsonPath, jsonEvents } from '../json/index.ts';
import { Texts } from '../json/texts.ts';
import { TreeFiles } from '../tree-files.ts';
import { Conversations } from './conversations.ts';
import { Drafts } from './drafts.ts';
import { isRecord, wordIn } from './fields.ts';
import { People } from './people.ts';

/**
 * `{conversations: [{conversation, events: […]}]}`, and before 2017
 * `{conversation_state: [{conversation_state: {conversation, event: […]}}]}`.
 */
const DESCENT: Descent = {
  members: {
    conversations: { elements: { members: { events: { elements: {} } } } },
    conversation_state: {
      elements: { members: { conversation_state: { members: { event: { elements: {} } } } } },
    },
  },
};

/** Whether a path is that of a list of events. */
const isEvents = (path: JsonPath): boolean => path.at(-1) === 'events' || path.at(-1) === 'event';

class Reading {
  private readonly file: string;
  private readonly findings: Findings;
  private readonly conversations: Conversations;
  private readonly drafts: Drafts;
  hasConversations = false;
  /** Id of the conversation that is being read; its place in the file until it is known. */
  private conversation = '';

  constructor(file: string, findings: Findings, conversations: Conversations, drafts: Drafts) {
    this.file = file;
    this.findings = findings;
    this.conversations = conversations;
    this.drafts = drafts;
  }

  take(event: JsonEvent, messages: DraftMessage[], skipped: SkippedRow[]): void {
    const { file, findings } = this;
    switch (event.is) {
      case 'elements': {
        const { path, values, bytes, first } = event;
        for (const [n, value] of values.entries()) {
          const byte = bytes[n]!;
          if (!isEvents(path)) this.odd(`conversation ${first + n}`, byte);
          else if (isRecord(value)) messages.push(this.drafts.event(value, byte, this.conversation));
          else skipped.push({ reason: 'an event that is no JSON object', source: { file, byte } });
        }
        break;
      }
      case 'enter':
        if (event.path.length === 1) this.hasConversations = true;
        else if (event.path.length === 2) this.conversation = `conversation at byte ${event.byte}`;
        break;
      case 'member':
        this.member(event.key, event.value, event.byte, event.path);
        break;
      case 'refused':
        if (event.path.length > 1 && isEvents(event.path.slice(0, -1)))
          skipped.push(skippedMessage(file, event));
        noteProblem(findings, file, event);
        break;
      case 'problem':
        noteProblem(findings, file, event);
        break;
    }
  }

  private odd(name: string, byte: number): void {
    this.findings.damage(
      this.file,
      `byte ${byte}`,
      `${name} is not of the type that it should be; it was not read`,
    );
  }

  private member(key: string, value: unknown, byte: number, path: JsonPath): void {
    if (path.length < 2) {
      if (key === 'conversations' || key === 'conversation_state') this.odd(key, byte);
    } else if (key === 'conversation' && isRecord(value)) {
      this.conversation = this.conversations.describe(value) ?? this.conversation;
    } else if (key === 'conversation_id' && isRecord(value)) {
      this.conversation = wordIn(value, 'id') ?? this.conversation;
    } else if (
      key === 'conversation' ||
      key === 'events' ||
      key === 'event' ||
      key === 'conversation_state'
    ) {
      this.odd(key, byte);
    }
  }
}

export const readHangouts: Read = async function* ({ tree, source, signal }) {
  const file = source.paths[0]!;
  const entry = tree.entries.find(({ path }) => path === file);
  if (!entry) throw new Error(`the evidence does not hold ${file}`);
  const findings = new Findings();
  const people = new People(file, findings);
  const conversations = new Conversations(people);
  const home = file.slice(0, file.lastIndexOf('/') + 1);
  const files = new TreeFiles(tree);
  const texts = new Texts(file, findings);
  const drafts = new Drafts({ file, home, people, conversations, files, texts, findings });
  const reading = new Reading(file, findings, conversations, drafts);
  for await (const events of jsonEvents(entry.open(), DESCENT)) {
    signal.throwIfAborted();
    const messages: DraftMessage[] = [];
    const skipped: SkippedRow[] = [];
    for (const event of events) reading.take(event, messages, skipped);
    if (messages.length + skipped.length === 0) continue;
    const byte = messages.at(-1)?.source.byte ?? 0;
    const batch: ReadBatch = {
      messages,
      skipped,
      progress: entry.bytes === 0 ? 1 : Math.min(1, byte / entry.bytes),
    };
    yield batch;
  }
  if (!reading.hasConversations) findings.damage(file, undefined, 'it has no list of conversations');
  if (!people.hasOwner) findings.warn('nothing says whose export it is: messages have no direction');
  return { chats: conversations.list(), accounts: people.list(), ...findings.finish() };
};
