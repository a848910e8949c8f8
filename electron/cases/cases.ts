/** The one case that is open in the window, if any: made, opened, worked on and closed through here. */
import path from 'node:path';
import type {
  EventName,
  Events,
  IdentityState,
  OpenCase,
  Replies,
  Request,
  WarrantStatus,
} from '../../shared/contract/index.ts';
import { DiskFull, Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { fileSubject } from '../custody/log.ts';
import type { LaunchIntake } from '../intake/protocol.ts';
import { HASHING_COST } from '../keys/passphrase.ts';
import { sha256Hex } from '../keys/sha256.ts';
import type { WorkstationIdentity } from '../keys/workstation.ts';
import type { SealedFile } from '../media/sealed-file.ts';
import { documentFile, documentFiles } from '../warrant/document-file.ts';
import { warrantStatus } from '../warrant/status.ts';
import { AccessWatch } from './access-watch.ts';
import { InvalidCall } from './call-error.ts';
import { assertFull, type CaseAccess } from './case-access.ts';
import type { CasePlace } from './case-folder.ts';
import { createCase, type NewBasis, type NewCase } from './create-case.ts';
import { IntakeJobs, type WantedJob } from './intake-jobs.ts';
import type { LogHeads } from './log-heads.ts';
import { openCase } from './open-case.ts';
import type { CaseOptions, OpenedCase } from './opened-case.ts';
import type { RecentCases } from './recent-cases.ts';
import { replaceFile } from './replace-file.ts';
import { type CasePort, StoreLink } from './store-link.ts';
import { warrantedJob } from './warranted-job.ts';

/** How long the page may take to end its jobs before the case is closed without it. */
const PATIENCE_MS = 5000;
/** A page that closes a case ends its store first: its call follows within this time. */
const FAREWELL_MS = 1000;

export interface CasesOptions {
  /** Folder under which cases are made when the user names none. */
  readonly casesFolder: string;
  readonly software: string;
  /** Of hashing a new case's passphrase; `HASHING_COST` without it. */
  readonly cost?: { readonly memoryKiB: number; readonly passes: number };
  readonly launch: LaunchIntake;
  readonly recent: RecentCases;
  readonly heads: LogHeads;
  readonly identity: WorkstationIdentity;
  /** ms since 1970 UTC; the system's clock without it. */
  readonly now?: () => number;
  /** Makes a channel, sends one end to the page and returns the other. */
  offerPort(caseId: string): CasePort;
  emit<Name extends EventName>(name: Name, event: Events[Name]): void;
  /** Told of failures that are neither the evidence's nor the user's. */
  report(cause: unknown): void;
}

/** The open case, with the page's store and the jobs into it; without these where only its log may be read. */
export interface Working {
  readonly opened: OpenedCase;
  readonly store: StoreLink | null;
  readonly jobs: IntakeJobs | null;
  readonly watch: AccessWatch;
}

export interface CaseRequest {
  readonly reference: string;
  readonly timeZone: string;
  readonly passphrase: string;
  readonly basis: NewBasis;
  /** Whether it is to stand among the recent cases. */
  readonly listed: boolean;
}

const elapsed = (ms: number): { over: Promise<void>; stop(): void } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return { over: promise, stop: () => clearTimeout(timer) };
};

async function basisOf(basis: Request<'case.create'>['basis']): Promise<NewBasis> {
  if (basis.kind !== 'warrant') return basis;
  return {
    kind: 'warrant',
    files: {
      trust: await documentFile(basis.trust),
      warrant: await documentFile(basis.warrant),
      amendments: await documentFiles(basis.amendments),
      revocations: await documentFiles(basis.revocations),
      releases: [],
    },
  };
}

export class Cases {
  private readonly options: CasesOptions;
  private current: Working | null = null;
  /** Told when a case is about to be closed, so that what was made of it ends with it. */
  private readonly closing: (() => void)[] = [];
  /** Openings and closings follow one another. */
  private line: Promise<unknown> = Promise.resolve();

  constructor(options: CasesOptions) {
    this.options = options;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.line.then(work);
    this.line = done.catch(() => undefined);
    return done;
  }

  /** `listener` is called whenever a case is about to be closed. */
  onClosing(listener: () => void): void {
    this.closing.push(listener);
  }

  private get now(): () => number {
    return this.options.now ?? Date.now;
  }

  private caseOptions(lost: (reason: string) => void): CaseOptions {
    const { software, heads } = this.options;
    return { software, heads, now: this.now, lost };
  }

  /** Makes a case and opens it. @throws Refusal; InvalidCall when a case is open. */
  async create(request: Request<'case.create'>): Promise<OpenCase> {
    const { reference, timeZone, passphrase, folder } = request;
    const place = folder === undefined ? { under: this.options.casesFolder } : { folder };
    const basis = await basisOf(request.basis);
    return this.createAt(place, { reference: reference.trim(), timeZone, passphrase, basis, listed: true });
  }

  /** @param fill puts what is there already into the new case; when it throws, nothing of the case stays. */
  createAt(
    place: CasePlace,
    { listed, basis, passphrase, reference, timeZone }: CaseRequest,
    fill?: NewCase['fill'],
  ): Promise<OpenCase> {
    const created = new Date(this.now()).toISOString();
    const made: NewCase = {
      record: { reference, timeZone, created },
      basis,
      passphrase,
      place,
      cost: this.options.cost ?? HASHING_COST,
      ...(fill ? { fill } : {}),
    };
    return this.begin(listed, (lost) => createCase(made, this.caseOptions(lost)));
  }

  /** @throws Refusal; InvalidCall when a case is open. */
  open(folder: string, passphrase: string, listed = true): Promise<OpenCase> {
    return this.begin(listed, (lost) => openCase(folder, passphrase, this.caseOptions(lost)));
  }

  private begin(
    listed: boolean,
    get: (lost: (reason: string) => void) => Promise<OpenedCase>,
  ): Promise<OpenCase> {
    return this.inTurn(async () => {
      if (this.current?.store?.gone.aborted) await this.shut(this.current, 'the window let go of the case');
      if (this.current) throw new InvalidCall('a case is open: close it first');
      const opened: OpenedCase = await get((reason) => void this.lose(() => opened, reason));
      try {
        return await this.take(opened, listed);
      } catch (cause) {
        const working = this.current as Working | null;
        working?.watch.stop();
        working?.store?.close();
        this.current = null;
        await opened.close('it could not be shown');
        throw cause;
      }
    });
  }

  private async take(opened: OpenedCase, listed: boolean): Promise<OpenCase> {
    const { recent, report } = this.options;
    // A list that cannot be written is no reason not to open a case.
    if (listed) await recent.opened(opened.folder).catch(report);
    const watch = new AccessWatch(
      () => opened.access(),
      (access) => void this.accessChanged(opened, access).catch(report),
    );
    const stored = watch.now.access === 'closed' ? { store: null, jobs: null } : this.offerStore(opened);
    this.current = { opened, watch, ...stored };
    return this.describe(opened);
  }

  /** Gives the page the case's key and a way to its messages. */
  private offerStore(opened: OpenedCase): { store: StoreLink; jobs: IntakeJobs } {
    const { offerPort, launch, software, emit, report, identity } = this.options;
    const { id, log, attachments, quarantine } = opened;
    const key = Uint8Array.from(opened.keys.store);
    const store = new StoreLink(offerPort(id), id, key);
    key.fill(0);
    const warranted = (exhibit: string) =>
      opened.papers === null ? null : warrantedJob(opened, identity, exhibit);
    const assertTakes = (): void => opened.assertFull();
    const parts = {
      ...{ log, attachments, quarantine, store, launch, software },
      ...{ warranted, assertTakes, emit, report },
    };
    store.gone.addEventListener('abort', () => void this.pageLeft(opened));
    return { store, jobs: new IntakeJobs(parts) };
  }

  /** What the page is told of an open case. */
  private async describe(opened: OpenedCase): Promise<OpenCase> {
    const { id, folder, imports, record } = opened;
    const { reference, timeZone, created, basis } = record;
    const { access, reason } = opened.access();
    return {
      id,
      folder,
      reference,
      timeZone,
      created,
      imports,
      basis: basis.kind === 'warrant' ? { kind: 'warrant', warrant: await this.statusOf(opened) } : basis,
      access,
      ...(reason === undefined ? {} : { accessReason: reason }),
    };
  }

  private async statusOf(opened: OpenedCase): Promise<WarrantStatus> {
    const box = (await this.options.identity.card().catch(() => null))?.box ?? null;
    return warrantStatus(opened.papers!.papers, box, opened.now());
  }

  /** Heeds what the warrant now says: jobs stop, and a case that may not be looked at is closed. */
  private async accessChanged(opened: OpenedCase, { access, state, reason }: CaseAccess): Promise<void> {
    if (this.current?.opened !== opened) return;
    const subjects = [{ access, ...(state ? { state } : {}), ...(reason ? { reason } : {}) }];
    // The warrant is heeded also where the log cannot be written, as on a full disk.
    await opened.log
      .append({ actor: actor(), action: 'access-changed', subjects })
      .catch(this.options.report);
    this.options.emit('case.access', {
      access,
      state: state ?? 'in-force',
      ...(reason === undefined ? {} : { reason }),
    });
    if (access !== 'full') await this.current?.jobs?.stopAll();
    const isShown = this.current?.store !== null;
    if (access === 'closed' && isShown) await this.lose(() => opened, reason ?? 'the case is closed');
  }

  /** Adds documents to the open case's warrant. @throws Refusal that names the document and the reason. */
  async addDocuments(paths: readonly string[]): Promise<WarrantStatus> {
    const { opened, watch } = this.working;
    await opened.addDocuments(await documentFiles(paths));
    const status = await this.statusOf(opened);
    watch.recheck();
    return status;
  }

  /** Unlocks the workstation's identity; an open case's log has it, also when the passphrase was refused. */
  async unlockIdentity(passphrase: string): Promise<IdentityState> {
    const { identity } = this.options;
    const log = this.current?.opened.log;
    try {
      const state = await identity.unlock(passphrase);
      const subjects = [{ identity: state.name, key: state.card.signing }];
      await log?.append({ actor: actor(), action: 'identity-unlocked', subjects });
      return state;
    } catch (cause) {
      if (cause instanceof Refusal && cause.code === 'wrong-passphrase') {
        await log?.append({
          actor: actor(),
          action: 'passphrase-refused',
          subjects: [{ identity: cause.file }],
        });
      }
      throw cause;
    }
  }

  private async pageLeft(opened: OpenedCase): Promise<void> {
    await elapsed(FAREWELL_MS).over;
    await this.lose(() => opened, 'the window let go of the case');
  }

  /** Closes a case that cannot go on, and tells the page; nothing when it is closed already. */
  private async lose(which: () => OpenedCase, reason: string): Promise<void> {
    await this.inTurn(async () => {
      if (this.current?.opened !== which()) return;
      await this.shut(this.current, reason);
      this.options.emit('case.closed', { reason });
    }).catch(this.options.report);
  }

  /**
   * Shuts the open case, if any; its jobs are stopped and its keys leave memory.
   * @throws DiskFull when its log cannot say so; it is closed all the same.
   */
  close(reason: string): Promise<void> {
    return this.inTurn(async () => {
      const failure = this.current && (await this.shut(this.current, reason));
      if (failure instanceof DiskFull) throw failure;
    });
  }

  /** @returns why the log could not be written, which was reported. */
  private async shut(working: Working, reason: string): Promise<unknown> {
    await this.leave(working);
    // The log may be out of reach; the keys are wiped whatever it says.
    return working.opened.close(reason).catch((cause: unknown) => {
      this.options.report(cause);
      return cause;
    });
  }

  /** Ends all that works on a case; its keys are still there. */
  private async leave({ store, jobs, watch }: Working): Promise<void> {
    watch.stop();
    this.current = null;
    for (const listener of this.closing) listener();
    const ended = jobs?.close();
    const patience = elapsed(PATIENCE_MS);
    await Promise.race([ended, patience.over]);
    patience.stop();
    store?.close();
    await ended;
  }

  /**
   * Ends the open case in a way of its own: `end` has to let go of it, whatever fails.
   * @throws InvalidCall when no case is open.
   */
  endWith<T>(end: (working: Working, leave: () => Promise<void>) => Promise<T>): Promise<T> {
    return this.inTurn(() => {
      const { working } = this;
      return end(working, () => this.leave(working));
    });
  }

  /** @throws InvalidCall when a case is open. */
  assertNoneOpen(): void {
    if (this.current) throw new InvalidCall('a case is open: close it first');
  }

  /** @throws InvalidCall when no case is open. */
  get working(): Working {
    if (!this.current) throw new InvalidCall('no case is open');
    return this.current;
  }

  /**
   * The open case's jobs and store, where it takes and gives out something now.
   * @throws InvalidCall when no case is open; Refusal when it is open for review or to its log only.
   */
  get full(): { readonly opened: OpenedCase; readonly store: StoreLink; readonly jobs: IntakeJobs } {
    const { opened, store, jobs, watch } = this.working;
    watch.recheck();
    assertFull(watch.now, opened.name);
    if (!store || !jobs) throw new InvalidCall('the case was opened to its log only: open it again');
    return { opened, store, jobs };
  }

  /** @returns the job's name. @throws InvalidCall; Refusal when the case takes no evidence now. */
  startIntake(request: Request<'intake.start'>): Replies['intake.start'] {
    const { exhibit, paths, key, keyFile, password, timeZone, dateOrder } = request;
    const keys = [key, keyFile, password].filter((given) => given !== undefined);
    if (keys.length > 1) {
      throw new InvalidCall('a key is given as digits, as a file or as a password, not as several of these');
    }
    const { jobs, opened } = this.full;
    if (opened.papers && keys.length > 0) {
      throw new InvalidCall('under a warrant a key comes with a release');
    }
    const wanted: WantedJob = {
      exhibit: exhibit.trim(),
      paths,
      ...(key === undefined ? {} : { key: { hex: key } }),
      ...(keyFile === undefined ? {} : { key: { file: keyFile } }),
      ...(password === undefined ? {} : { key: { password } }),
      options: {
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(dateOrder === undefined ? {} : { dateOrder }),
      },
    };
    return { job: jobs.start(wanted) };
  }

  cancelIntake(job: string): void {
    this.current?.jobs?.cancel(job);
  }

  /**
   * Writes what the page made of the open case to a file the user chose; the log has it before the file
   * has its name.
   * @throws Refusal when the case gives out nothing now.
   */
  async saveFile(file: string, bytes: Uint8Array): Promise<void> {
    const { log } = this.full.opened;
    await replaceFile(file, bytes, () =>
      log.append({
        actor: actor(),
        action: 'file-saved',
        subjects: [fileSubject(path.basename(file), bytes.length, sha256Hex(bytes))],
      }),
    );
  }

  /**
   * An attachment of the open case, to be closed by the caller.
   * @returns null when the case is not open or has none of that hash.
   */
  async attachment(caseId: string, sha256: string): Promise<SealedFile | null> {
    const { opened, store } = this.current ?? {};
    return opened?.id === caseId && store ? opened.attachments.read(sha256) : null;
  }
}
