/** Reads an export of Messenger or Instagram, thread by thread, as a stream. */
import type {
  DraftMessage,
  EvidenceTree,
  Read,
  ReadBatch,
  SkippedRow,
} from '../../../shared/evidence/index.ts';
import { Findings } from '../findings.ts';
import { isRecord } from '../json/fields.ts';
import { noteProblem, skippedMessage } from '../json/findings.ts';
import { type Descent, type JsonEvent, jsonEvents } from '../json/index.ts';
import { TreeFiles } from '../tree-files.ts';
import { Drafts } from './drafts.ts';
import { FileStrings } from './file-strings.ts';
import { People } from './people.ts';
import type { ThreadPlace } from './place.ts';
import { isProfile, ownerOf } from './profile.ts';
import { Thread } from './thread.ts';
import { type ThreadFile, threadFileOf } from './thread-files.ts';

const DESCENT: Descent = { members: { messages: { elements: {} } } };

/** Id of a file's thread: its folder's name, else that of the folder or archive given, else the file's. */
function chatIdOf({ thread, path }: ThreadFile, tree: EvidenceTree): string {
  return thread ?? tree.name ?? path;
}

/** The thread of each file; files of one id are parts of one thread. */
function threadsOf(files: readonly ThreadFile[], tree: EvidenceTree): Map<ThreadFile, Thread> {
  const byKey = new Map<string, Thread>();
  const threads = new Map<ThreadFile, Thread>();
  for (const file of files) {
    const id = chatIdOf(file, tree);
    let thread = byKey.get(id);
    if (!thread) {
      thread = new Thread(id);
      byKey.set(id, thread);
    }
    threads.set(file, thread);
  }
  return threads;
}

class FileReading {
  private readonly place: ThreadPlace;
  private readonly thread: Thread;
  private readonly people: People;
  private readonly drafts: Drafts;
  private readonly onSender: (account: string) => void;
  hasMessages = false;

  constructor(place: ThreadPlace, thread: Thread, people: People) {
    this.place = place;
    this.thread = thread;
    this.people = people;
    this.drafts = new Drafts(people);
    this.onSender = (account) => thread.addMember(account);
  }

  take(event: JsonEvent, messages: DraftMessage[], skipped: SkippedRow[]): void {
    const { place, thread, people } = this;
    const { file, findings } = place;
    switch (event.is) {
      case 'elements':
        for (let n = 0; n < event.values.length; n++) {
          const value = event.values[n];
          const byte = event.bytes[n]!;
          if (isRecord(value)) messages.push(this.drafts.message(value, byte, place, this.onSender));
          else skipped.push({ reason: 'a message that is no JSON object', source: { file, byte } });
        }
        break;
      case 'enter':
        if (event.path.length === 1) this.hasMessages = true;
        break;
      case 'member':
        if (event.key === 'messages') {
          findings.damage(file, `byte ${event.byte}`, 'messages is not of the type that it should be');
          this.hasMessages = true;
        } else thread.take(event.key, event.value, event.byte, place, people);
        break;
      case 'refused':
        if (event.path.length === 2) skipped.push(skippedMessage(file, event));
        noteProblem(findings, file, event);
        break;
      case 'problem':
        noteProblem(findings, file, event);
        break;
    }
  }
}

export const readMessenger: Read = async function* ({ tree, source, signal }) {
  const { platform } = source;
  const findings = new Findings();
  const profiles = source.paths.filter((path) => isProfile(path, platform));
  const people = new People(platform, await ownerOf(tree, profiles, findings));
  const files = source.paths.filter((path) => !profiles.includes(path)).map((path) => threadFileOf(path)!);
  const threads = threadsOf(files, tree);
  const treeFiles = new TreeFiles(tree);
  const entries = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const allBytes = files.reduce((sum, { path }) => sum + (entries.get(path)?.bytes ?? 0), 0);
  let bytesBefore = 0;

  for (const file of files) {
    const entry = entries.get(file.path);
    if (!entry) throw new Error(`the evidence does not hold ${file.path}`);
    const thread = threads.get(file)!;
    const strings = new FileStrings(file.path, findings);
    const place: ThreadPlace = {
      file: file.path,
      chat: thread.id,
      home: file.root,
      files: treeFiles,
      strings,
      senders: new Map(),
      encryptedSenders: new Map(),
      findings,
    };
    const reading = new FileReading(place, thread, people);
    for await (const events of jsonEvents(entry.open(), DESCENT)) {
      signal.throwIfAborted();
      const messages: DraftMessage[] = [];
      const skipped: SkippedRow[] = [];
      for (const event of events) reading.take(event, messages, skipped);
      const last = messages.at(-1)?.source.byte ?? 0;
      if (messages.length + skipped.length === 0) continue;
      const batch: ReadBatch = {
        messages,
        skipped,
        progress: allBytes === 0 ? 1 : Math.min(1, (bytesBefore + last) / allBytes),
      };
      yield batch;
    }
    if (!reading.hasMessages) findings.damage(file.path, undefined, 'it has no list of messages');
    strings.finish();
    bytesBefore += entry.bytes;
  }
  if (people.isFull)
    findings.warn('there are more accounts than are described; those beyond have an id alone');
  return {
    chats: [...new Set(threads.values())].map((thread) => thread.chat(platform)),
    accounts: people.list(),
    ...findings.finish(),
  };
};
