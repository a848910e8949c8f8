/** Bundles as the window asks for them: saved of the open case, looked at, and opened as a case of their own. */
import path from 'node:path';
import type {
  BundleFacts,
  EventName,
  Events,
  OpenCase,
  Replies,
  Request,
} from '../../shared/contract/index.ts';
import { exhibitSlug } from '../../shared/model/index.ts';
import { callError, InvalidCall, isFault } from '../cases/call-error.ts';
import type { CasePlace } from '../cases/case-folder.ts';
import type { Cases } from '../cases/cases.ts';
import type { OpenedCase } from '../cases/opened-case.ts';
import { keepReceivedLog, type ShownLine } from '../cases/received-log.ts';
import { RELEASED_READER } from '../cases/released-source.ts';
import { replaceFileWith } from '../cases/replace-file.ts';
import { hashFile } from '../containers/index.ts';
import { actor } from '../custody/actor.ts';
import { fileSubject } from '../custody/log.ts';
import { keyId } from '../keys/envelope.ts';
import { readCard } from '../keys/identity.ts';
import type { WorkstationIdentity } from '../keys/workstation.ts';
import { documentFile } from '../warrant/document-file.ts';
import { basisOf } from './basis.ts';
import { shownLineSchema } from './contents.ts';
import type { BundleRecipient } from './header.ts';
import { importBundle } from './import-bundle.ts';
import { ListsKept } from './lists.ts';
import { partLines, wholePart } from './parts.ts';
import { bundleHeader, OpenBundle, type VerifiedBundle, verifyBundle } from './read-bundle.ts';
import { type BundleProgress, bundleBytes, noBundleCounts } from './save-bundle.ts';

const EVENT_MS = 100;

export interface BundlesOptions {
  readonly cases: Cases;
  readonly identity: WorkstationIdentity;
  /** Folder under which cases are made when the user names none. */
  readonly casesFolder: string;
  /** Of hashing a bundle's passphrase; the usual cost without it. */
  readonly cost?: { readonly memoryKiB: number; readonly passes: number };
  emit<Name extends EventName>(name: Name, event: Events[Name]): void;
  report(cause: unknown): void;
}

/** Lets at most ten a second through, and always the last of a stage. */
function throttled(emit: (progress: BundleProgress) => void): (progress: BundleProgress) => void {
  let last = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.fraction < 1 && now - last < EVENT_MS) return;
    last = now;
    emit(progress);
  };
}

/** Notes where a new case comes from, and keeps the log and the checkpoints that came with it. */
async function keepReceived(
  opened: OpenedCase,
  bundle: OpenBundle,
  verified: VerifiedBundle,
  file: { readonly bytes: number; readonly sha256: string },
): Promise<void> {
  const { case: bundled, jobs, decisions, added, counts } = verified;
  await opened.log.append({
    actor: actor(),
    action: 'case-received',
    subjects: [
      fileSubject(bundle.name, file.bytes, file.sha256),
      { case: bundled.id, created: bundled.created, saved: bundled.saved, software: bundled.software },
      { entries: bundled.log.entries, head: bundled.log.head, root: bundled.log.root },
    ],
    counts: {
      messages: jobs.reduce((sum, { messages }) => sum + messages, 0),
      imports: jobs.length,
      decisions: added.decisions.length,
      annotations: added.annotations.length,
      lists: added.lists.length,
      ...counts,
    },
  });
  for (const { subjects } of decisions) {
    const [first, ...more] = subjects;
    await opened.log.append({
      actor: actor(),
      action: 'quarantine-decided',
      subjects: [{ ...first, received: true }, ...more],
    });
  }
  const lists = new ListsKept(opened, bundle.name);
  for await (const part of bundle.parts()) {
    const { header } = part;
    await lists.take(part);
    if (header.kind === 'checkpoint') {
      await opened.checkpoints.put(header.sha256, await wholePart(part, 2 ** 20, bundle.name));
    }
    if (header.kind !== 'log') continue;
    await lists.finish();
    const lines: AsyncIterable<ShownLine> = partLines(part, shownLineSchema, bundle.name);
    await keepReceivedLog(opened, lines);
    return;
  }
}

export class Bundles {
  private readonly options: BundlesOptions;

  constructor(options: BundlesOptions) {
    this.options = options;
  }

  private async recipientOf(given: Request<'bundle.save'>['recipient']): Promise<{
    recipient: BundleRecipient;
    subject: { recipient: string; key?: string };
  }> {
    if ('passphrase' in given) {
      const { cost } = this.options;
      return {
        recipient: { passphrase: given.passphrase, ...(cost ? { cost } : {}) },
        subject: { recipient: 'a passphrase' },
      };
    }
    const { name, bytes } = await documentFile(given.card);
    const card = readCard(bytes, name);
    const key = keyId(new Uint8Array(Buffer.from(card.box, 'base64')));
    return { recipient: { card }, subject: { recipient: card.name, key } };
  }

  /**
   * Saves the open case, or some of its exhibits. The log says what was in it, before the file has its name.
   * @param target asks where, once it is clear that a bundle can be saved; null when the user leaves.
   * @throws Refusal when the case gives out nothing now; InvalidCall while an exhibit is being read in, or
   * when the case has no such exhibit; StoreFailed.
   */
  async save(
    { exhibits, recipient: given, withAttachments, withAdded }: Request<'bundle.save'>,
    target: (name: string) => Promise<string | null>,
  ): Promise<Replies['bundle.save']> {
    const { opened, store, jobs } = this.options.cases.full;
    if (jobs.busy) throw new InvalidCall('an exhibit is being read in: save the bundle when that is done');
    const known = new Set(opened.log.facts.imports.map(({ exhibit }) => exhibit));
    const missing = exhibits?.find((exhibit) => !known.has(exhibit));
    if (missing !== undefined) throw new InvalidCall(`the case has no exhibit ${missing}`);
    const { recipient, subject } = await this.recipientOf(given);
    const file = await target(`${exhibitSlug(opened.record.reference)}.tlcase`);
    if (file === null) return null;
    const counts = noBundleCounts();
    const progress = throttled((now) => this.options.emit('bundle.progress', now));
    const of = { opened, store, exhibits: exhibits ?? null, withAttachments, withAdded, recipient };
    const written = await jobs.inTurn(() =>
      replaceFileWith(file, bundleBytes(of, counts, progress), ({ bytes, sha256 }) => {
        opened.assertFull();
        return opened.log.append({
          actor: actor(),
          action: 'bundle-saved',
          subjects: [
            { ...fileSubject(path.basename(file), bytes, sha256), ...subject, withAttachments, withAdded },
            ...(exhibits ?? [...known]).map((exhibit) => ({ exhibit })),
          ],
          counts: { ...counts },
        });
      }),
    );
    return { file, ...written };
  }

  /** What a file is, as far as it can be told without its key. @throws Refusal when it is no bundle. */
  async inspect({ file }: Request<'bundle.inspect'>): Promise<BundleFacts> {
    const { recipient } = await bundleHeader(file);
    const { bytes, sha256 } = await hashFile(file);
    const card = await this.options.identity.card().catch(() => null);
    const own = card && keyId(new Uint8Array(Buffer.from(card.box, 'base64')));
    return {
      file,
      bytes,
      sha256,
      recipient: recipient.kind,
      forThisWorkstation: recipient.kind === 'identity' && recipient.keyId === own,
    };
  }

  /**
   * Verifies a bundle, makes a case of it and opens that. Its messages come into the page's store after the
   * call was answered; events tell of each import.
   * @throws Refusal as the bundle or its warrant is refused; InvalidCall when a case is open.
   */
  async open({ file, bundlePassphrase, passphrase, folder }: Request<'bundle.open'>): Promise<OpenCase> {
    const { cases, identity, casesFolder, emit } = this.options;
    cases.assertNoneOpen();
    const keys = { passphrase: bundlePassphrase, box: identity.unlocked?.box };
    const bundle = await OpenBundle.open(file, keys);
    try {
      const progress = throttled((now) => emit('bundle.progress', now));
      const hashed = await hashFile(file);
      const verified = await verifyBundle(bundle, (fraction) => progress({ fraction, what: 'verifying' }));
      const { reference, timeZone } = verified.case;
      const place: CasePlace = folder === undefined ? { under: casesFolder } : { folder };
      const basis = basisOf(verified, bundle.name);
      const opened = await cases.createAt(
        place,
        { reference, timeZone, passphrase, basis, listed: true },
        (made) => keepReceived(made, bundle, verified, hashed),
      );
      this.begin(bundle, verified);
      return opened;
    } catch (cause) {
      bundle.close();
      throw cause;
    }
  }

  /** Starts the imports of a bundle into the case that was just made of it. */
  private begin(bundle: OpenBundle, { jobs: bundled, added }: VerifiedBundle): void {
    const { emit, report, cases } = this.options;
    const { opened, store, jobs } = cases.working;
    if (!store || !jobs) {
      bundle.close();
      return;
    }
    const done = new Set<string>();
    const messages = bundled.reduce((sum, one) => sum + one.messages, 0);
    // Single messages that were released are no import to the window.
    const told = bundled.filter(({ records }) => records.some(({ reader }) => reader !== RELEASED_READER));
    let shown = 0;
    const onProgress = (fraction: number): void => {
      const now = performance.now();
      if (now - shown < EVENT_MS) return;
      shown = now;
      for (const { job, exhibit } of told) {
        if (done.has(job)) continue;
        const read = Math.round(fraction * messages);
        emit('intake.progress', { job, exhibit, stage: 'storing', fraction, bytes: 0, messages: read });
      }
    };
    void jobs
      .inTurn(() =>
        importBundle(bundle, added, {
          opened,
          store,
          onProgress,
          onJob({ job, exhibit, records }) {
            done.add(job);
            if (told.some((one) => one.job === job)) emit('intake.done', { job, exhibit, records });
          },
        }),
      )
      .catch((cause) => {
        if (isFault(cause)) report(cause);
        const error = callError(cause);
        for (const { job, exhibit } of told) {
          if (!done.has(job)) emit('intake.failed', { job, exhibit, error });
        }
      })
      .finally(() => bundle.close());
  }
}
