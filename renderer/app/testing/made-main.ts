/**
 * Plays the main process for a page without one: it answers the calls of the contract from a state of its
 * own, so that what a view does shows in what it is told next. It verifies nothing: files are what their
 * names say (made-documents.ts).
 */
import type {
  Bridge,
  CallError,
  CallName,
  CustodyEntry,
  CustodyVerified,
  EventName,
  Events,
  IdentityState,
  InspectedEvidence,
  OpenCase,
  Outcome,
  QuarantineItem,
  Replies,
  Request,
  WarrantStatus,
  WatchList,
} from '../../../shared/contract/index.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { ACCESS_OF } from '../../views/warrant/warrant-state.ts';
import { AMENDMENT, ELSEWHERE, inspected, RELEASE, REVOCATION } from './made-documents.ts';
import { BRIDGE } from './made-files.ts';
import { madeLog } from './made-log.ts';
import { madeWithheld } from './made-quarantine.ts';

export interface MadeMainOptions {
  readonly openCase: OpenCase;
  /** Entries of the log. */
  readonly log: number;
  /** Messages that are withheld. */
  readonly withheld: number;
  readonly identity: 'none' | 'locked' | 'unlocked';
  /** Line of the log that is broken. */
  readonly broken?: number;
  /** Of the exhibits that an import gives. */
  readonly record: IntakeRecord;
  /** A case that was just opened gets its port. */
  offerPort?(openCase: OpenCase): void;
}

/** A call that the main process does not carry out. */
class Refused extends Error {
  readonly error: CallError;
  constructor(error: CallError) {
    super(error.message);
    this.error = error;
  }
}

const refused = (code: NonNullable<CallError['code']>, message: string): Refused =>
  new Refused({ kind: 'refused', code, message });

/** What opens everything here. */
export const PASSPHRASE = 'five plain words in line';
const SHA = '0badc0de'.repeat(8);
const nameOf = (path: string): string => path.split('/').at(-1)!;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Answers = { [Name in CallName]?: (request: never) => Replies[Name] | Promise<Replies[Name]> };

/** What a keyword list is read as: `many.txt` has 300 lines, of which the case has a few. */
function keywordsOf(path: string): Pick<WatchList, 'entries' | 'skipped' | 'keywords'> {
  if (!path.endsWith('many.txt')) {
    return { entries: 2, skipped: { 'line without a word': 1 }, keywords: ['old bridge', 'begin*'] };
  }
  const told = ['see', 'see you', 'bridge', 'brid*', 'walk', 'إلى'];
  const keywords = Array.from({ length: 300 }, (_, i) => told[i / 50] ?? `keyword ${i}`);
  return { entries: keywords.length, skipped: {}, keywords };
}

export class MadeMain implements Bridge {
  /** What the page asked for, in order. */
  readonly asked: { name: CallName; request: unknown }[] = [];
  /** What dialogs answer, next first; without any they are left. */
  readonly dialogs: string[][] = [];
  private readonly options: MadeMainOptions;
  private readonly listeners = new Map<EventName, Set<(event: never) => void>>();
  private openCase: OpenCase;
  private log: CustodyEntry[];
  private items: QuarantineItem[];
  private identity: IdentityState | null;
  private checkpoints: CustodyVerified['checkpoints'] = [];
  private session: string | null = null;
  private lists: WatchList[] = [];

  constructor(options: MadeMainOptions) {
    this.options = options;
    this.openCase = options.openCase;
    this.log = madeLog(options.log);
    this.items = madeWithheld(options.withheld);
    this.identity =
      options.identity === 'none' ? null : this.made('Evidence room 7', options.identity === 'unlocked');
  }

  async call<Name extends CallName>(name: Name, request: Request<Name>): Promise<Outcome<Name>> {
    this.asked.push({ name, request });
    // An answer of another process comes in a task of its own.
    await wait(0);
    const answer = this.answers[name] as ((request: unknown) => Promise<Replies[Name]>) | undefined;
    try {
      return { ok: true, value: (await answer?.(request)) ?? (null as Replies[Name]) };
    } catch (cause) {
      if (cause instanceof Refused) return { ok: false, error: cause.error };
      return { ok: false, error: { kind: 'fault', message: String(cause) } };
    }
  }

  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const own = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, own);
    own.add(listener as (event: never) => void);
    return () => own.delete(listener as (event: never) => void);
  }

  readonly pathsOf = (files: File[]): string[] => files.map(({ name }) => `/dropped/${name}`);

  emit<Name extends EventName>(name: Name, event: Events[Name]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(event as never);
  }

  private readonly answers: Answers = {
    'app.about': () => ({ version: '0.1.0', host: 'preview', os: 'made' }),
    'settings.get': () => ({ theme: 'system' }),
    'cases.recent': () => [],
    'file.save': () => 'saved',
    'dialog.documents': () => this.dialogs.shift() ?? [],
    'dialog.evidence': () => this.dialogs.shift() ?? [],
    'dialog.key': () => this.dialogs.shift()?.[0] ?? null,

    'warrant.inspect': ({ warrant, amendments = [] }: Request<'warrant.inspect'>) => {
      const status = inspected(warrant);
      if (typeof status === 'string') throw refused('untrusted', status);
      return amendments.length === 0 ? status : { ...status, amendments: [AMENDMENT] };
    },
    'documents.add': ({ paths }: Request<'documents.add'>) => this.addDocuments(paths),
    'case.create': (request: Request<'case.create'>) => this.create(request),

    'identity.get': () => this.identity,
    'identity.create': ({ name }: Request<'identity.create'>) => this.put(this.made(name, true)),
    'identity.unlock': ({ passphrase }: Request<'identity.unlock'>) => {
      if (passphrase !== PASSPHRASE) {
        throw refused('wrong-passphrase', 'identity.json: the passphrase does not open this identity');
      }
      return this.put(this.made(this.identity!.name, true));
    },
    'identity.lock': () => {
      this.identity = this.made(this.identity!.name, false);
      return null;
    },
    'identity.saveCard': () => '/home/j.ho/Evidence room 7.card.json',

    'custody.annotated': () => ({ author: 'j.ho', at: '2024-04-02T09:30:00.000Z' }),

    'lists.get': () => this.lists,
    'lists.add': ({ path, kind, name, covers }: Request<'lists.add'>) => {
      if (path.endsWith('empty.txt'))
        throw refused('unsupported', 'empty.txt: it has no MD5 or SHA-256 in it');
      const list: WatchList = {
        id: String(this.lists.length + 1).padStart(32, '0'),
        kind,
        name,
        file: nameOf(path),
        bytes: 1234,
        sha256: SHA,
        added: '2024-04-02T09:30:00.000Z',
        covers,
        ...(kind === 'keywords' ? keywordsOf(path) : { entries: 41_204, skipped: {} }),
      };
      this.lists = [...this.lists, list];
      return list;
    },
    'lists.remove': ({ list }: Request<'lists.remove'>) => {
      this.lists = this.lists.filter(({ id }) => id !== list);
      return null;
    },
    // The sets of this process all list one made picture.
    'lists.match': ({ sha256 }: Request<'lists.match'>) => {
      const listed = Array.from({ length: sha256.length / 32 }, (_, i) => i).filter((i) =>
        BRIDGE.sha256.startsWith(
          [...sha256.subarray(i * 32, i * 32 + 4)].map((n) => n.toString(16).padStart(2, '0')).join(''),
        ),
      );
      return this.lists
        .filter(({ kind }) => kind === 'hash-set')
        .map(({ id }) => ({
          list: id,
          files: Uint32Array.from(listed),
          category: Uint8Array.from(listed, () => 1),
          categories: ['', '2'],
        }));
    },
    'lists.uncover': () => null,

    'evidence.inspect': ({ paths }: Request<'evidence.inspect'>) => paths.map((path) => this.evidence(path)),
    'intake.start': ({ exhibit }: Request<'intake.start'>) => this.startIntake(exhibit),

    'custody.entries': ({ from, count, of }: Request<'custody.entries'>) => {
      if (of === 'received') throw new Refused({ kind: 'invalid', message: 'no log came with this case' });
      return { total: this.log.length, entries: this.log.slice(from, from + count) };
    },
    'custody.note': ({ action, name, what, sha256 }: Request<'custody.note'>) => {
      this.note(action, { name, what, sha256 });
      return null;
    },
    'custody.verify': () => this.verify(),
    'custody.checkpoint': () => this.checkpoint(),
    'custody.prove': ({ seq }: Request<'custody.prove'>) => {
      if (this.checkpoints.length === 0) {
        throw refused('not-covered', 'custody.log: no checkpoint covers this entry: sign one first');
      }
      this.note('entry-proved', { entry: seq });
      return `/home/j.ho/entry-${seq}.proof.json`;
    },

    'quarantine.summary': () => this.summary(),
    'quarantine.open': ({ passphrase }: Request<'quarantine.open'>) => {
      if (passphrase !== PASSPHRASE) {
        throw refused('wrong-passphrase', 'reviewer.json: the passphrase does not open this identity');
      }
      this.session = crypto.randomUUID();
      this.note('quarantine-opened', { reviewer: 'R. Reviewer' });
      return { session: this.session, items: this.items.length };
    },
    'quarantine.items': ({ session, from, count }: Request<'quarantine.items'>) => {
      this.checkSession(session);
      const items = this.items.slice(from, from + count);
      this.note('quarantine-viewed', { items: items.map(({ item }) => item).join(' ') });
      return { items };
    },
    'quarantine.decide': ({ session, item, release, reason }: Request<'quarantine.decide'>) => {
      this.checkSession(session);
      const state = release ? 'released' : 'kept-withheld';
      this.items = this.items.map((one) => (one.item === item ? { ...one, state } : one));
      this.note('quarantine-decided', { item, release, reason });
      return { state };
    },
    'quarantine.close': () => {
      this.session = null;
      this.note('quarantine-closed', {});
      return null;
    },

    'bundle.save': (request: Request<'bundle.save'>) => this.saveBundle(request),
    'bundle.inspect': ({ file }: Request<'bundle.inspect'>) => {
      if (!nameOf(file).endsWith('.tlcase'))
        throw refused('unsupported', `${nameOf(file)}: it is not a bundle`);
      const forIdentity = nameOf(file).startsWith('for-');
      return {
        file,
        bytes: 48_213_004,
        sha256: SHA,
        recipient: forIdentity ? 'identity' : 'passphrase',
        forThisWorkstation: nameOf(file) === 'for-here.tlcase',
      };
    },
    'bundle.open': async ({ bundlePassphrase }: Request<'bundle.open'>) => {
      await this.progress(['Verifying', 'Storing messages']);
      if (bundlePassphrase !== undefined && bundlePassphrase !== PASSPHRASE) {
        throw refused('wrong-passphrase', 'OP LANTERN.tlcase: the passphrase does not open this bundle');
      }
      this.openCase = { ...this.openCase, id: crypto.randomUUID() };
      this.options.offerPort?.(this.openCase);
      return this.openCase;
    },
    'case.destroy': ({ passphrase }: Request<'case.destroy'>) => {
      if (passphrase !== PASSPHRASE) {
        throw refused('wrong-passphrase', 'case.json: the passphrase does not open this case');
      }
      return { log: `${this.openCase.folder}/custody.log`, storeDeleted: true };
    },
  };

  private made(name: string, unlocked: boolean): IdentityState {
    const box = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=';
    const signing = 'ASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8=';
    return { name, unlocked, card: { version: 1, kind: 'identity-card', name, signing, box } };
  }

  private put(identity: IdentityState): IdentityState {
    this.identity = identity;
    this.note('identity-unlocked', { name: identity.name });
    return identity;
  }

  private note(action: CustodyEntry['action'], subject: CustodyEntry['subjects'][number]): void {
    const time = new Date().toISOString();
    this.log.push({ seq: this.log.length, time, actor: 'j.ho', action, subjects: [subject] });
  }

  private get status(): WarrantStatus {
    const { basis } = this.openCase;
    if (basis.kind !== 'warrant')
      throw new Refused({ kind: 'invalid', message: 'the case stands on no warrant' });
    return basis.warrant;
  }

  private addDocuments(paths: readonly string[]): WarrantStatus {
    let status = this.status;
    for (const path of paths) {
      const name = nameOf(path);
      if (name.startsWith('amendment')) status = { ...status, amendments: [AMENDMENT] };
      else if (name.startsWith('release')) status = { ...status, releases: [...status.releases, RELEASE] };
      else if (name.startsWith('elsewhere'))
        status = { ...status, releases: [...status.releases, ELSEWHERE] };
      else if (name.startsWith('revocation')) {
        status = { ...status, revocations: [REVOCATION], state: 'revoked' };
      } else throw refused('unsupported', `${name}: it is not an amendment, a revocation or a release`);
    }
    const access = status.state === 'revoked' ? 'closed' : this.openCase.access;
    if (access !== this.openCase.access) {
      this.emit('case.access', { access, state: status.state });
      setTimeout(() => this.emit('case.closed', { reason: 'the warrant was revoked' }), 50);
    }
    this.openCase = { ...this.openCase, access, basis: { kind: 'warrant', warrant: status } };
    for (const path of paths) this.note('document-added', { file: nameOf(path) });
    return status;
  }

  private create({ reference, timeZone, basis }: Request<'case.create'>): OpenCase {
    const status = basis.kind === 'warrant' ? inspected(basis.warrant) : null;
    if (typeof status === 'string') throw refused('untrusted', status);
    this.openCase = {
      ...this.openCase,
      id: crypto.randomUUID(),
      reference,
      timeZone,
      basis: basis.kind === 'warrant' ? { kind: 'warrant', warrant: status! } : basis,
      access: status === null ? 'full' : ACCESS_OF[status.state],
    };
    this.options.offerPort?.(this.openCase);
    return this.openCase;
  }

  private evidence(path: string): InspectedEvidence {
    const name = nameOf(path);
    const isBackup = name.endsWith('.crypt15');
    return {
      path,
      name,
      bytes: 240_529,
      sha256: name === 'other.crypt15' ? SHA : this.options.record.sha256,
      container: [isBackup ? 'whatsapp-crypt15' : 'zip'],
      ...(isBackup ? { needsKey: 'whatsapp-crypt15-root' as const } : {}),
      sources: isBackup
        ? []
        : [
            {
              reader: 'whatsapp-text',
              platform: 'whatsapp',
              title: 'WhatsApp chat export (iPhone)',
              needsTimeZone: true,
              needsDateOrder: false,
            },
          ],
    };
  }

  private startIntake(exhibit: string): { job: string } {
    const job = crypto.randomUUID();
    const { record } = this.options;
    setTimeout(() => {
      this.note('exhibit-imported', { exhibit, job });
      this.emit('intake.done', {
        job,
        exhibit,
        records: [{ ...record, exhibit }],
        ...(exhibit === record.exhibit ? { difference: { added: 1204, removed: 0 } } : {}),
      });
    }, 50);
    return { job };
  }

  private verify(): CustodyVerified {
    const { broken } = this.options;
    return {
      entries: broken === undefined ? this.log.length : broken - 1,
      head: '4e'.repeat(32),
      root: '5f'.repeat(32),
      ...(broken === undefined
        ? {}
        : {
            broken: {
              line: broken,
              reason: 'it does not follow the line before: a line was changed, removed or moved',
            },
          }),
      checkpoints:
        broken === undefined
          ? this.checkpoints
          : [
              {
                file: 'checkpoint-2024-04-02.json',
                entries: 6,
                time: '2024-04-02T09:00:00.000Z',
                signer: 'Evidence room 7',
                holds: true,
              },
              {
                file: 'checkpoint-2024-04-09.json',
                entries: 31,
                time: '2024-04-09T09:00:00.000Z',
                signer: 'Evidence room 7',
                holds: false,
                reason: 'the log was rewritten since the checkpoint',
              },
            ],
    };
  }

  private checkpoint(): string {
    const time = new Date().toISOString();
    const file = `checkpoint-${time.slice(0, 10)}.json`;
    const entries = this.log.length;
    const signer = this.identity!.name;
    this.checkpoints = [...this.checkpoints, { file, entries, time, signer, holds: true }];
    this.note('checkpoint-signed', { file, entries });
    return `/home/j.ho/${file}`;
  }

  private summary(): Replies['quarantine.summary'] {
    return (['legal', 'words'] as const).flatMap((privilege) => {
      const own = this.items.filter((one) => one.privilege === privilege);
      const decided = own.filter(({ state }) => state !== 'withheld').length;
      const { exhibit } = this.options.record;
      return own.length === 0 ? [] : [{ exhibit, privilege, messages: own.length, decided }];
    });
  }

  private checkSession(session: string): void {
    if (session !== this.session) {
      throw new Refused({ kind: 'invalid', message: 'the quarantine was closed' });
    }
  }

  private async progress(parts: readonly string[]): Promise<void> {
    for (const [i, what] of parts.entries()) {
      for (const step of [0.25, 0.75]) {
        this.emit('bundle.progress', { fraction: (i + step) / parts.length, what });
        await wait(60);
      }
    }
  }

  private async saveBundle({ exhibits }: Request<'bundle.save'>): Promise<Replies['bundle.save']> {
    await this.progress(['Messages', 'Attachments']);
    const file = `/home/j.ho/${this.openCase.reference}.tlcase`;
    this.note('bundle-saved', { file, exhibits: exhibits?.join(', ') ?? 'all' });
    return { file, bytes: 48_213_004, sha256: SHA };
  }
}
