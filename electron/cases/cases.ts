/** The one case that is open in the window, if any: made, opened, worked on and closed through here. */
import path from 'node:path';
import type {
  EventName,
  Events,
  OpenCase,
  Replies,
  Request,
  WithoutWarrant,
} from '../../shared/contract/index.ts';
import { actor } from '../custody/actor.ts';
import { fileSubject } from '../custody/log.ts';
import type { LaunchIntake } from '../intake/protocol.ts';
import { HASHING_COST } from '../keys/passphrase.ts';
import { sha256Hex } from '../keys/sha256.ts';
import type { SealedFile } from '../media/sealed-file.ts';
import { InvalidCall } from './call-error.ts';
import { IntakeJobs, type WantedJob } from './intake-jobs.ts';
import { createCase, type OpenedCase, openCase } from './opened-case.ts';
import type { RecentCases } from './recent-cases.ts';
import { replaceFile } from './replace-file.ts';
import { type CasePort, StoreLink } from './store-link.ts';

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
  /** Makes a channel, sends one end to the page and returns the other. */
  offerPort(caseId: string): CasePort;
  emit<Name extends EventName>(name: Name, event: Events[Name]): void;
  /** Told of failures that are neither the evidence's nor the user's. */
  report(cause: unknown): void;
}

interface Current {
  readonly opened: OpenedCase;
  readonly store: StoreLink;
  readonly jobs: IntakeJobs;
}

type Place = Parameters<typeof createCase>[0]['place'];

const elapsed = (ms: number): { over: Promise<void>; stop(): void } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  return { over: promise, stop: () => clearTimeout(timer) };
};

export class Cases {
  private readonly options: CasesOptions;
  private current: Current | null = null;
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

  /** Makes a case and opens it. @throws Refusal; InvalidCall when a case is open. */
  async create(request: Request<'case.create'>): Promise<OpenCase> {
    const { reference, timeZone, passphrase, folder, basis } = request;
    if (basis.kind === 'warrant') throw new InvalidCall('cases under a warrant cannot be made yet');
    const place = folder === undefined ? { under: this.options.casesFolder } : { folder };
    return this.createAt(place, { reference: reference.trim(), timeZone, passphrase, basis, listed: true });
  }

  /** @param request.listed whether it is to stand among the recent cases. */
  createAt(
    place: Place,
    request: {
      readonly reference: string;
      readonly timeZone: string;
      readonly passphrase: string;
      readonly basis: WithoutWarrant;
      readonly listed: boolean;
    },
  ): Promise<OpenCase> {
    const { reference, timeZone, passphrase, basis, listed } = request;
    const record = { reference, timeZone, created: new Date().toISOString(), basis };
    return this.begin(listed, (lost) =>
      createCase(
        { record, passphrase, place, cost: this.options.cost ?? HASHING_COST },
        { software: this.options.software, lost },
      ),
    );
  }

  /** @throws Refusal; InvalidCall when a case is open. */
  open(folder: string, passphrase: string, listed = true): Promise<OpenCase> {
    return this.begin(listed, (lost) =>
      openCase(folder, passphrase, { software: this.options.software, lost }),
    );
  }

  private begin(
    listed: boolean,
    get: (lost: (reason: string) => void) => Promise<OpenedCase>,
  ): Promise<OpenCase> {
    return this.inTurn(async () => {
      if (this.current?.store.gone.aborted) await this.shut(this.current, 'the window let go of the case');
      if (this.current) throw new InvalidCall('a case is open: close it first');
      const opened: OpenedCase = await get((reason) => void this.lose(() => opened, reason));
      try {
        return await this.take(opened, listed);
      } catch (cause) {
        this.current = null;
        await opened.close('it could not be shown');
        throw cause;
      }
    });
  }

  private async take(opened: OpenedCase, listed: boolean): Promise<OpenCase> {
    const { offerPort, recent, launch, software, emit, report } = this.options;
    const { id, folder, record, imports } = opened;
    // A list that cannot be written is no reason not to open a case.
    if (listed) await recent.opened(folder).catch(report);
    const key = Uint8Array.from(opened.keys.store);
    const store = new StoreLink(offerPort(id), id, key);
    key.fill(0);
    const { log, attachments } = opened;
    const jobs = new IntakeJobs({ log, attachments, store, launch, software, emit, report });
    this.current = { opened, store, jobs };
    store.gone.addEventListener('abort', () => void this.pageLeft(opened));
    return { id, folder, ...record, imports, access: 'full' };
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

  /** Shuts the open case, if any; its jobs are stopped and its keys leave memory. */
  close(reason: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.current) await this.shut(this.current, reason);
    });
  }

  private async shut({ opened, store, jobs }: Current, reason: string): Promise<void> {
    this.current = null;
    const ended = jobs.close();
    const patience = elapsed(PATIENCE_MS);
    await Promise.race([ended, patience.over]);
    patience.stop();
    store.close();
    await ended;
    // The log may be out of reach; the keys are wiped whatever it says.
    await opened.close(reason).catch(this.options.report);
  }

  private get opened(): Current {
    if (!this.current) throw new InvalidCall('no case is open');
    return this.current;
  }

  /** @returns the job's name. */
  startIntake(request: Request<'intake.start'>): Replies['intake.start'] {
    const { exhibit, paths, key, keyFile, timeZone, dateOrder } = request;
    if (key !== undefined && keyFile !== undefined) {
      throw new InvalidCall('a key is given as digits or as a file, not both');
    }
    const wanted: WantedJob = {
      exhibit: exhibit.trim(),
      paths,
      ...(key === undefined ? {} : { key: { hex: key } }),
      ...(keyFile === undefined ? {} : { key: { file: keyFile } }),
      options: {
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(dateOrder === undefined ? {} : { dateOrder }),
      },
    };
    return { job: this.opened.jobs.start(wanted) };
  }

  cancelIntake(job: string): void {
    this.current?.jobs.cancel(job);
  }

  /**
   * Writes what the page made of the open case to a file the user chose; the log has it before the file
   * has its name.
   */
  async saveFile(file: string, bytes: Uint8Array): Promise<void> {
    const { log } = this.opened.opened;
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
    const opened = this.current?.opened;
    return opened?.id === caseId ? opened.attachments.read(sha256) : null;
  }
}
