/** Reads an export of Google Chat, group by group, as a stream. */
import type { DraftMessage, Read, ReadBatch, SkippedRow } from '../../../shared/evidence/index.ts';
import { Findings } from '../findings.ts';
import { noteProblem, skippedMessage } from '../json/findings.ts';
import { type Descent, jsonEvents } from '../json/index.ts';
import { Texts } from '../json/texts.ts';
import { TreeFiles } from '../tree-files.ts';
import { Drafts } from './drafts.ts';
import { isRecord, textOf } from './fields.ts';
import { Group } from './group.ts';
import { GROUP, groupPlace, nameOf, USER } from './groups.ts';
import { People } from './people.ts';

const DESCENT: Descent = { members: { messages: { elements: {} } } };

export const readGoogleChat: Read = async function* ({ tree, source, signal }) {
  const findings = new Findings();
  const people = new People(findings);
  const files = new TreeFiles(tree);
  const entries = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const entryOf = (path: string) => {
    const entry = entries.get(path);
    if (!entry) throw new Error(`the evidence does not hold ${path}`);
    return entry;
  };

  /** The object that a small file holds. */
  const objectIn = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
    let object: unknown;
    for await (const events of jsonEvents(entryOf(path).open(), {})) {
      signal.throwIfAborted();
      for (const event of events) {
        if (event.is === 'root') object = event.value;
        else if (event.is === 'problem' || event.is === 'refused') noteProblem(findings, path, event);
      }
    }
    if (isRecord(object)) return object;
    findings.damage(path, undefined, 'it is no JSON object');
    return {};
  };

  const groups = new Map<string, Group>();
  const groupOf = (path: string): Group => {
    const id = groupPlace(path).name || (tree.name ?? path);
    let group = groups.get(id);
    if (!group) {
      group = new Group(id);
      groups.set(id, group);
    }
    return group;
  };

  for (const path of source.paths.filter((each) => nameOf(each) === USER)) {
    const { user } = await objectIn(path);
    const id = isRecord(user) ? people.account(user, `${path} user.name`) : undefined;
    if (id === undefined) findings.damage(path, undefined, 'it does not say whose export it is');
    else people.own(id);
  }
  for (const path of source.paths.filter((each) => nameOf(each) === GROUP)) {
    const group = groupOf(path);
    const { name, members } = await objectIn(path);
    group.title ??= textOf(name)?.slice(0, 1024).toWellFormed();
    if (members !== undefined && !Array.isArray(members)) {
      findings.damage(path, undefined, 'members is not of the type that it should be');
    }
    for (const member of Array.isArray(members) ? members : []) {
      const id = isRecord(member) ? people.account(member, `${path} members.name`) : undefined;
      if (id !== undefined) group.addMember(id);
    }
  }
  if (people.owners.size === 0) {
    findings.warn('nothing says whose export it is: messages have no direction');
  } else if (people.owners.size > 1) {
    findings.warn(`several accounts are given as the export’s own: ${[...people.owners].join(', ')}`);
  }

  const messageFiles = source.paths.filter((path) => nameOf(path) !== GROUP && nameOf(path) !== USER);
  const allBytes = messageFiles.reduce((sum, path) => sum + entryOf(path).bytes, 0);
  let bytesBefore = 0;
  let ordinal = 0;
  for (const path of messageFiles) {
    const entry = entryOf(path);
    const group = groupOf(path);
    const { home } = groupPlace(path);
    const texts = new Texts(path, findings);
    const drafts = new Drafts({ file: path, home, group, people, files, texts, findings });
    let hasMessages = false;
    for await (const events of jsonEvents(entry.open(), DESCENT)) {
      signal.throwIfAborted();
      const messages: DraftMessage[] = [];
      const skipped: SkippedRow[] = [];
      let byte = 0;
      for (const event of events) {
        if (event.is === 'elements') {
          const { values, bytes } = event;
          for (let n = 0; n < values.length; n++) {
            const value = values[n];
            byte = bytes[n]!;
            if (isRecord(value)) messages.push(drafts.message(value, byte, ++ordinal));
            else skipped.push({ reason: 'a message that is no JSON object', source: { file: path, byte } });
          }
        } else if (event.is === 'enter') hasMessages ||= event.path.length === 1;
        else if (event.is === 'refused') {
          if (event.path.length === 2) skipped.push(skippedMessage(path, event));
          noteProblem(findings, path, event);
        } else if (event.is === 'problem') noteProblem(findings, path, event);
      }
      if (messages.length + skipped.length === 0) continue;
      const progress = allBytes === 0 ? 1 : Math.min(1, (bytesBefore + byte) / allBytes);
      const batch: ReadBatch = { messages, skipped, progress };
      yield batch;
    }
    if (!hasMessages) findings.damage(path, undefined, 'it has no list of messages');
    group.forget();
    bytesBefore += entry.bytes;
  }
  return {
    chats: [...groups.values()].map((group) => group.chat()),
    accounts: people.list(),
    ...findings.finish(),
  };
};
