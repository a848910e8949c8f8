/**
 * The reviewer's side of the quarantine: opened with the identity that holds the warrant's filter key, each
 * page that is looked at and each decision in the log before anything of it is seen or done.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { QuarantineGroup, QuarantineItem, Replies, Request } from '../../shared/contract/index.ts';
import { inOrder, type Message, messageId, Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { openWithheld, type WithheldMessage } from '../intake/quarantine.ts';
import { keyId } from '../keys/envelope.ts';
import { type Identity, openIdentity, wipeIdentity } from '../keys/identity.ts';
import { documentFile } from '../warrant/document-file.ts';
import { InvalidCall } from './call-error.ts';
import type { Cases } from './cases.ts';
import { evidenceOf } from './log-facts.ts';
import type { OpenedCase } from './opened-case.ts';
import type { QuarantineEntry } from './quarantine-store.ts';
import { storeReleased } from './release-message.ts';

/** Without a call for so long the quarantine closes itself. */
const IDLE_MS = 10 * 60_000;

/** A withheld message of an import that counts. */
export interface PlacedEntry extends QuarantineEntry {
  readonly job: string;
  /** What the import was read from: with the ordinal it names the message, also after it was read in again. */
  readonly evidence: string;
  /** Names it to the window. */
  readonly item: string;
}

interface Session {
  readonly id: string;
  readonly opened: OpenedCase;
  readonly reviewer: Identity;
  readonly entries: readonly PlacedEntry[];
  timer: NodeJS.Timeout;
}

/** All that is withheld in a case, import after import. */
async function placedEntries({ log, quarantine }: OpenedCase): Promise<PlacedEntry[]> {
  const placed: PlacedEntry[] = [];
  const taken = new Set<string>();
  for (const { job, exhibit, sources } of log.facts.imports) {
    const evidence = evidenceOf(sources);
    for (const entry of await quarantine.entries(job)) {
      const id = messageId(exhibit, entry.ordinal);
      // Two imports of an exhibit, of different evidence, number their messages alike.
      const item = taken.has(id) ? `${id} of ${evidence.slice(0, 12)}` : id;
      taken.add(item);
      placed.push({ ...entry, job, evidence, item });
    }
  }
  return placed;
}

const stateOf = ({ log }: OpenedCase, { exhibit, evidence, ordinal }: PlacedEntry) =>
  log.facts.decision(exhibit, evidence, ordinal) ?? 'withheld';

/** What is withheld, without the filter key. */
export async function quarantineSummary(opened: OpenedCase): Promise<QuarantineGroup[]> {
  const groups = new Map<string, { -readonly [Field in keyof QuarantineGroup]: QuarantineGroup[Field] }>();
  for (const entry of await placedEntries(opened)) {
    const { exhibit, privilege } = entry;
    const key = JSON.stringify([exhibit, privilege]);
    const group = groups.get(key) ?? { exhibit, privilege, messages: 0, decided: 0 };
    groups.set(key, group);
    group.messages++;
    if (stateOf(opened, entry) !== 'withheld') group.decided++;
  }
  return [...groups.values()];
}

/** A withheld message as it would stand in the case. */
export function asMessage(
  { exhibit, ordinal }: Pick<PlacedEntry, 'exhibit' | 'ordinal'>,
  { message, chat }: WithheldMessage,
): Message {
  const { replyTo, ...rest } = message;
  const reply = typeof replyTo === 'number' ? messageId(exhibit, replyTo) : replyTo;
  return inOrder({
    ...rest,
    id: messageId(exhibit, ordinal),
    exhibit,
    platform: chat.platform,
    ...(reply === undefined ? {} : { replyTo: reply }),
  });
}

/** A withheld message as a reviewer is shown it. */
export function shown(
  entry: Pick<PlacedEntry, 'exhibit' | 'ordinal'>,
  withheld: WithheldMessage,
): Pick<QuarantineItem, 'message' | 'chatTitle' | 'names'> {
  const { chat, accounts } = withheld;
  const names: Record<string, string> = {};
  for (const { id, names: seen, handle, phone } of accounts)
    names[id] = seen[0]?.name ?? handle ?? phone ?? id;
  const members = chat.members.map((id) => names[id] ?? id).join(', ');
  return {
    message: asMessage(entry, withheld),
    chatTitle: chat.title ?? names[chat.id] ?? (members === '' ? chat.id : members),
    names,
  };
}

export class QuarantineReview {
  private readonly cases: Cases;
  private readonly idleMs: number;
  private session: Session | null = null;

  /** @param idleMs without a call for so long the quarantine closes itself. */
  constructor(cases: Cases, idleMs: number = IDLE_MS) {
    this.cases = cases;
    this.idleMs = idleMs;
    // Not waited for: the case's own last entry is written after it.
    cases.onClosing(() => void this.end('the case was closed'));
  }

  summary(): Promise<QuarantineGroup[]> {
    return quarantineSummary(this.cases.working.opened);
  }

  /**
   * Opens the quarantine to a reviewer; one that is open is closed.
   * @throws Refusal `wrong-passphrase`; `wrong-key` when the identity does not hold the filter key;
   * `not-covered` when the warrant has none, or the case may not be looked at.
   */
  async open({ identityFile, passphrase }: Request<'quarantine.open'>): Promise<Replies['quarantine.open']> {
    const { opened, store } = this.cases.working;
    const filterKey = opened.papers?.papers.warrant.warrant.privileged.filterKey;
    if (filterKey === undefined) {
      throw new Refusal('not-covered', opened.name, 'nothing is withheld: its warrant names no filter key');
    }
    if (!store)
      throw new Refusal('not-covered', opened.name, opened.access().reason ?? 'only its log is open');
    const { name, bytes } = await documentFile(identityFile);
    const subject = { identity: path.basename(identityFile) };
    let reviewer: Identity;
    try {
      reviewer = await openIdentity(bytes, name, passphrase);
    } catch (cause) {
      if (cause instanceof Refusal && cause.code === 'wrong-passphrase') {
        await opened.log.append({ actor: actor(), action: 'passphrase-refused', subjects: [subject] });
      }
      throw cause;
    }
    if (Buffer.from(reviewer.box.publicKey).toString('base64') !== filterKey) {
      wipeIdentity(reviewer);
      throw new Refusal('wrong-key', name, 'its key is not the filter key of the warrant');
    }
    await this.end('it was opened again');
    const entries = await placedEntries(opened);
    await opened.log.append({
      actor: actor(),
      action: 'quarantine-opened',
      subjects: [{ reviewer: reviewer.name, key: keyId(reviewer.box.publicKey) }],
      counts: { items: entries.length },
    });
    const session = { id: randomUUID(), opened, reviewer, entries, timer: this.idle() };
    this.session = session;
    return { session: session.id, items: entries.length };
  }

  private idle(): NodeJS.Timeout {
    const timer = setTimeout(() => void this.end('it was not used for ten minutes'), this.idleMs);
    timer.unref();
    return timer;
  }

  private of(id: string): Session {
    const { session } = this;
    if (session?.id !== id || this.cases.working.opened !== session.opened) {
      throw new InvalidCall('the quarantine is closed: open it again');
    }
    clearTimeout(session.timer);
    session.timer = this.idle();
    return session;
  }

  private async withheld({ opened, reviewer }: Session, entry: PlacedEntry): Promise<WithheldMessage> {
    const item = await opened.quarantine.item(entry.job, entry.start);
    if (!item) {
      throw new InvalidCall('the exhibit was read in again since: open the quarantine anew');
    }
    return openWithheld(item, reviewer.box);
  }

  /** A page of withheld messages; the log has which, before they are shown. */
  async items({
    session: id,
    from,
    count,
  }: Request<'quarantine.items'>): Promise<Replies['quarantine.items']> {
    const session = this.of(id);
    const { opened, entries } = session;
    const page = entries.slice(from, from + count);
    if (page.length === 0) return { items: [] };
    await opened.log.append({
      actor: actor(),
      action: 'quarantine-viewed',
      subjects: [{ reviewer: session.reviewer.name }, ...page.map(({ item }) => ({ item }))],
      counts: { items: page.length },
    });
    const items: QuarantineItem[] = [];
    for (const entry of page) {
      const { item, exhibit, privilege } = entry;
      const seen = shown(entry, await this.withheld(session, entry));
      items.push({ item, exhibit, privilege, state: stateOf(opened, entry), ...seen });
    }
    return { items };
  }

  /**
   * Releases a message into the case, or keeps it withheld; the log has it first. A message that is already
   * released is stored again where that had failed, and nothing else happens.
   * @throws InvalidCall when what was released is to be taken back; Refusal when the case takes nothing now.
   */
  async decide(request: Request<'quarantine.decide'>): Promise<Replies['quarantine.decide']> {
    const { session: id, item, release, reason } = request;
    const { opened, store, jobs } = this.cases.full;
    const session = this.of(id);
    const entry = session.entries.find((one) => one.item === item);
    if (!entry) throw new InvalidCall('there is no such withheld message');
    const state = stateOf(opened, entry);
    if (state === 'released' && !release) {
      throw new InvalidCall('the message was released; what was released is not taken back');
    }
    const withheld = await this.withheld(session, entry);
    const decided = release ? 'released' : 'kept-withheld';
    if (state !== decided) {
      const { exhibit, evidence, ordinal, privilege } = entry;
      await opened.log.append({
        actor: actor(),
        action: 'quarantine-decided',
        subjects: [
          { item, exhibit, evidence, ordinal, privilege, decision: decided, reason: reason.trim() },
          { reviewer: session.reviewer.name, key: keyId(session.reviewer.box.publicKey) },
        ],
      });
    }
    if (release) {
      const by = { reviewer: session.reviewer.name, reason: reason.trim() };
      await jobs.inTurn(() => storeReleased({ opened, store }, entry, withheld, by));
    }
    return { state: decided };
  }

  async close({ session }: Request<'quarantine.close'>): Promise<void> {
    if (this.session?.id === session) await this.end('closed by the reviewer');
  }

  /** Overwrites the reviewer's keys; the log says that the quarantine is closed, and why. */
  private async end(reason: string): Promise<void> {
    const { session } = this;
    this.session = null;
    if (!session) return;
    clearTimeout(session.timer);
    wipeIdentity(session.reviewer);
    await session.opened.log
      .append({ actor: actor(), action: 'quarantine-closed', subjects: [{ reason }] })
      .catch(() => undefined);
  }
}
