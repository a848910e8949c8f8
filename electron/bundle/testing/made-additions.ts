/** What an investigator added to a made case, as the page does it: logged, then stored. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Annotation,
  type Change,
  type MessageSubject,
  subjectOf,
} from '../../../shared/annotations/index.ts';
import type { Decision } from '../../../shared/people/index.ts';
import { SegmentReader } from '../../../shared/segment/index.ts';
import { note, noteAnnotation } from '../../cases/custody-calls.ts';
import { addList } from '../../cases/watch-lists.ts';
import { type Place, sha256 } from './made-bundles.ts';

/** A decision without its id and time. */
type Undecided<T> = T extends Decision ? Omit<T, 'id' | 'at'> : never;

export async function decide(place: Place, id: string, decided: Undecided<Decision>): Promise<void> {
  const { opened } = place.cases.full;
  const made = { ...decided, id, at: '2024-04-10T09:00:00.000Z' } as Decision;
  const digest = sha256(JSON.stringify(made));
  const action = decided.kind === 'clock' ? 'clock-corrected' : 'person-decided';
  await note(opened, { action, name: id, what: decided.kind, sha256: digest });
  place.store.decisions.push(made);
}

export async function annotate(place: Place, id: string, change: Change, reason = ''): Promise<void> {
  const { opened } = place.cases.full;
  const made = { id, reason, ...change };
  const { author, at } = await noteAnnotation(opened, {
    action: change.kind.startsWith('note') ? 'note-written' : 'message-tagged',
    name: id,
    what: change.kind,
    messages: 'messages' in change ? change.messages.length : 0,
    sha256: sha256(JSON.stringify(made)),
  });
  place.store.annotations.push({ ...made, author, at } as Annotation);
}

/** The n-th message of an exhibit, from 0. */
export function nth(place: Place, exhibit: string, n: number): MessageSubject {
  const job = place.store.stored.find((one) => one.exhibit === exhibit)!;
  const reader = new SegmentReader(job.segments[0]!.bytes);
  const { chats, accounts } = job.sources[0]!.lists;
  const named = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  return subjectOf(reader.message(n, named(chats), named(accounts)));
}

/** A keyword list and a hash set of two hashes. */
export async function addLists(place: Place): Promise<void> {
  const { opened } = place.cases.full;
  const words = path.join(place.folder, 'words.txt');
  writeFileSync(words, 'warehouse\ngreen van\n');
  await addList(opened, { path: words, kind: 'keywords', name: 'Places', covers: false });
  const hashes = path.join(place.folder, 'hashes.txt');
  writeFileSync(hashes, `${sha256('one')}\n${sha256('another file')}\n`);
  await addList(opened, { path: hashes, kind: 'hash-set', name: 'Known', covers: true });
}

/** An account of a made exhibit, as decisions name it. */
export const accountOf = (exhibit: string, n: number): string => `whatsapp\0in\0${exhibit}\0account ${n}`;

/** Of exhibit AB/1: two decisions and three annotations, and the two lists. */
export async function addAll(place: Place): Promise<void> {
  await decide(place, 'd1', {
    kind: 'merge',
    reason: 'one voice',
    accounts: [accountOf('AB/1', 0), accountOf('AB/1', 1)],
  });
  await decide(place, 'd2', {
    kind: 'clock',
    reason: 'never set',
    exhibit: 'AB/1',
    ahead: 192_000,
    name: 'AB/1 by the lab',
  });
  const look = { name: 'Warehouse', colour: 'red', letters: 'W' } as const;
  await annotate(place, 'a1', { kind: 'tag-made', tag: 't1', ...look });
  await annotate(place, 'a2', {
    kind: 'tagged',
    tag: 't1',
    messages: [nth(place, 'AB/1', 0), nth(place, 'AB/1', 2)],
  });
  await annotate(place, 'a3', {
    kind: 'note-written',
    note: 'n1',
    subject: nth(place, 'AB/1', 1),
    text: 'Says where they meet.',
  });
  await addLists(place);
}
