/** `threadline review DIR`: what an import withheld as privileged, shown and decided on by the reviewer. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type IntakeRecord, Refusal } from '../../shared/model/index.ts';
import { sentText } from '../../shared/time/text.ts';
import { whenOf } from '../../shared/time/when.ts';
import { PRIVILEGE_WORDS } from '../../shared/warrant/words.ts';
import { asMessage, shown } from '../cases/quarantine-review.ts';
import { releasedRecord, releasedSource } from '../cases/released-source.ts';
import { actor } from '../custody/actor.ts';
import { CustodyLog } from '../custody/log.ts';
import { SOFTWARE } from '../custody/software.ts';
import { openWithheld, type WithheldMessage } from '../intake/quarantine.ts';
import { wipeIdentity } from '../keys/identity.ts';
import { FILES, isFolder, readRecords, writtenFiles } from '../reports/import-folder.ts';
import {
  type Decision,
  recordOfSource,
  reviewedLog,
  type WithheldItem,
  withheldItems,
} from '../reports/import-quarantine.ts';
import { referenceOf, type VerifiedWarrant } from '../warrant/warrant.ts';
import { addReleased, finishReplacing, type ReleasedMessage } from './released-files.ts';
import { openReviewer, type ReviewDocuments, reviewerSubject, reviewWarrant } from './review-access.ts';
import { type Command, STATUS } from './status.ts';
import { grouped, printable, say, table } from './terminal.ts';
import { UsageError } from './usage.ts';

interface ReviewRequest {
  readonly folder: string;
  /** Absent where only the numbers are asked for. */
  readonly documents?: ReviewDocuments;
  readonly items: readonly string[];
  readonly decision?: { readonly release: boolean; readonly reason: string };
  readonly json: boolean;
}

const DOCUMENTS = ['warrant', 'trust', 'identity'] as const;

function reviewRequest(argv: string[]): ReviewRequest {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      warrant: { type: 'string' },
      trust: { type: 'string' },
      amendment: { type: 'string', multiple: true },
      revocation: { type: 'string', multiple: true },
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
      item: { type: 'string', multiple: true },
      decide: { type: 'string' },
      reason: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('review: one DIR is needed');
  const { warrant, trust, identity, item: items = [], decide, json = false } = values;
  if (warrant === undefined || trust === undefined || identity === undefined) {
    const given = Object.keys(values).find((option) => option !== 'json');
    if (given === undefined) return { folder, items, json };
    const missing = DOCUMENTS.find((option) => values[option] === undefined);
    throw new UsageError(`review: --${given} needs --${missing} FILE`);
  }
  const documents = {
    warrant,
    trust,
    amendments: values.amendment ?? [],
    revocations: values.revocation ?? [],
    identity,
    passphraseFile: values['passphrase-file'],
  };
  const reason = values.reason?.trim() ?? '';
  if (decide === undefined) {
    if (reason !== '') throw new UsageError('--reason goes with --decide');
    return { folder, documents, items, json };
  }
  if (decide !== 'release' && decide !== 'withhold') {
    throw new UsageError(`--decide ${decide}: it is release or withhold`);
  }
  if (items.length === 0) throw new UsageError('--decide needs --item ID, once for each message');
  if (reason === '') throw new UsageError('--decide needs --reason TEXT');
  return { folder, documents, items, decision: { release: decide === 'release', reason }, json };
}

type State = Decision | 'withheld';

const STATE_WORDS: Readonly<Record<State, string>> = {
  withheld: 'undecided',
  released: 'released',
  'kept-withheld': 'kept withheld',
};

/** How many messages are withheld and why, without anybody's key. */
function sayNumbers(items: readonly WithheldItem[], stateOf: (item: string) => State, json: boolean): void {
  if (json) {
    const listed = items.map(({ item, exhibit, privilege }) => ({
      item,
      exhibit,
      privilege,
      state: stateOf(item),
    }));
    say(JSON.stringify(listed, null, 2));
    return;
  }
  if (items.length === 0) {
    say('nothing is withheld');
    return;
  }
  const groups = new Map<string, [string, string, number, number]>();
  for (const { item, exhibit, privilege } of items) {
    const key = JSON.stringify([exhibit, privilege]);
    const group = groups.get(key) ?? [exhibit, PRIVILEGE_WORDS[privilege], 0, 0];
    groups.set(key, group);
    group[2]++;
    if (stateOf(item) !== 'withheld') group[3]++;
  }
  for (const line of table([['exhibit', 'withheld for', 'messages', 'decided'], ...groups.values()]))
    say(line);
}

/** What is withheld, and how to call it in the log. */
interface Review {
  readonly folder: string;
  readonly log: CustodyLog;
  readonly warrant: VerifiedWarrant;
  readonly records: readonly IntakeRecord[];
  readonly reviewer: Awaited<ReturnType<typeof openReviewer>>;
  readonly items: readonly WithheldItem[];
  readonly stateOf: (item: string) => State;
}

const LOGGED_AT_ONCE = 200;

/** Shows messages; the log has which, before they are. */
async function showItems({ log, reviewer, items, stateOf }: Review, json: boolean): Promise<void> {
  const listed: object[] = [];
  for (let from = 0; from < items.length; from += LOGGED_AT_ONCE) {
    const page = items.slice(from, from + LOGGED_AT_ONCE);
    await log.append({
      actor: actor(),
      action: 'quarantine-viewed',
      subjects: [{ reviewer: reviewer.name }, ...page.map(({ item }) => ({ item }))],
      counts: { items: page.length },
    });
    for (const entry of page) {
      const { item, exhibit, privilege } = entry;
      const seen = shown(entry, openWithheld(entry, reviewer.box));
      const state = stateOf(item);
      if (json) listed.push({ item, exhibit, privilege, state, ...seen });
      else {
        const { message, chatTitle, names } = seen;
        const sender = message.sender === undefined ? '' : (names[message.sender] ?? message.sender);
        const at = sentText(message, whenOf(message, undefined), undefined);
        say(printable(`${item}  ${STATE_WORDS[state]}: ${PRIVILEGE_WORDS[privilege]}`));
        say(printable(`  ${at}, ${chatTitle}, ${sender}: ${message.text ?? `(${message.kind})`}`));
      }
    }
  }
  if (json) say(JSON.stringify(listed, null, 2));
}

/** Logs the decision on each message, then carries out those that release one. */
async function decideItems(
  { folder, log, warrant, records, reviewer, items, stateOf }: Review,
  { release, reason }: NonNullable<ReviewRequest['decision']>,
  json: boolean,
): Promise<void> {
  const decision: Decision = release ? 'released' : 'kept-withheld';
  const taken = items.find(({ item }) => !release && stateOf(item) === 'released');
  if (taken) throw new UsageError(`${taken.item}: it was released; what was released is not taken back`);
  const opened = new Map<WithheldItem, WithheldMessage>(
    items.map((entry) => [entry, openWithheld(entry, reviewer.box)]),
  );
  for (const { item, exhibit, ordinal, privilege } of items) {
    if (stateOf(item) === decision) continue;
    await log.append({
      actor: actor(),
      action: 'quarantine-decided',
      subjects: [{ item, exhibit, ordinal, privilege, decision, reason }, reviewerSubject(reviewer)],
    });
  }
  if (release) {
    const now = new Date().toISOString();
    const released = [...opened].map(([entry, withheld]): ReleasedMessage => {
      const { exhibit, ordinal } = entry;
      const { file, bytes, sha256 } = recordOfSource(records, entry);
      const by = { reviewer: reviewer.name, reason };
      const from = { file, bytes, sha256 };
      return {
        ordinal,
        message: asMessage(entry, withheld),
        lists: releasedSource(entry, withheld, warrant.scope).lists,
        record: releasedRecord({ exhibit, from, withheld, by, warrant: referenceOf(warrant), now }),
      };
    });
    await addReleased(folder, log, released);
    await log.append({
      actor: actor(),
      action: 'message-released',
      subjects: items.map(({ item, exhibit }) => ({ item, exhibit })),
      counts: { messages: items.length },
    });
  }
  if (json)
    say(
      JSON.stringify(
        items.map(({ item }) => ({ item, state: decision })),
        null,
        2,
      ),
    );
  else for (const { item } of items) say(`${printable(item)}: ${STATE_WORDS[decision]}`);
}

function chosen(items: readonly WithheldItem[], wanted: readonly string[]): readonly WithheldItem[] {
  if (wanted.length === 0) return items;
  const known = new Map(items.map((one) => [one.item, one]));
  return [...new Set(wanted)].map((item) => {
    const found = known.get(item);
    if (!found) throw new UsageError(`--item ${item}: there is no such withheld message`);
    return found;
  });
}

const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS']);

/** The import's log; what is withheld is not shown where that cannot be noted. */
async function openLog(folder: string): Promise<CustodyLog> {
  try {
    return await CustodyLog.open(path.join(folder, FILES.custody), { software: SOFTWARE });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (!READ_ONLY.has(code ?? '')) throw cause;
    const reason = `it cannot be written to (${code}), and nothing that is withheld is shown without a note in it`;
    throw new Refusal('unreadable', FILES.custody, reason, { cause });
  }
}

/** `threadline review DIR` */
export const reviewCommand: Command = async (argv, signal) => {
  const request = reviewRequest(argv);
  const { folder, documents, decision, json } = request;
  if (!(await isFolder(folder))) throw new UsageError(`review: ${folder} is not a folder`);
  if (documents) await finishReplacing(folder, signal);
  const written = await writtenFiles(folder);
  const all = await withheldItems(folder, written);
  const { decisions, lastTime } = await reviewedLog(folder);
  const stateOf = (item: string): State => decisions.get(item) ?? 'withheld';
  if (!documents) {
    sayNumbers(all, stateOf, json);
    return STATUS.done;
  }
  const items = chosen(all, request.items);
  const records = await readRecords(folder, written);
  const warrant = await reviewWarrant(documents, records, {
    now: Date.now(),
    lastTime,
    decides: decision !== undefined,
  });
  const log = await openLog(folder);
  try {
    const reviewer = await openReviewer(documents, warrant, log);
    await log.append({
      actor: actor(),
      action: 'quarantine-opened',
      subjects: [reviewerSubject(reviewer)],
      counts: { items: all.length },
    });
    try {
      const review = { folder, log, warrant, records, reviewer, items, stateOf };
      if (decision) await decideItems(review, decision, json);
      else await showItems(review, json);
    } finally {
      wipeIdentity(reviewer);
      await log
        .append({ actor: actor(), action: 'quarantine-closed', subjects: [{ reason: 'the review ended' }] })
        .catch(() => undefined);
    }
    if (!decision && !json) say(`${grouped(items.length)} of ${grouped(all.length)} withheld messages`);
  } finally {
    await log.close();
  }
  return STATUS.done;
};
