/** What an open case must know of its own log: gathered entry by entry, at opening and as it goes on. */
import type { CustodyEntry } from '../../shared/contract/index.ts';
import type { Subject } from '../custody/log.ts';
import { sha256Hex } from '../keys/sha256.ts';

/** A source as the log names it. */
export interface LoggedSource {
  readonly file: string;
  readonly bytes: number;
  /** Of the file, or of a folder's list. */
  readonly sha256: string;
  readonly reader: string;
  /** Messages of it that were kept. */
  readonly kept: number;
}

/** An import that the log tells of. */
export interface LoggedImport {
  readonly job: string;
  readonly exhibit: string;
  readonly sources: readonly LoggedSource[];
  /** Earlier imports in whose place it came. */
  readonly replaces: readonly string[];
}

export interface LoggedDocument {
  /** `trust-policy`, or the kind of a signed document. */
  readonly kind: string;
  readonly file: string;
  /** Of the file. */
  readonly sha256: string;
}

export interface LoggedCheckpoint {
  readonly file: string;
  readonly sha256: string;
  readonly entries: number;
  readonly time: string;
  readonly signer: string;
  /** Ed25519 public key, base64. */
  readonly key: string;
}

/** A hash set or keyword list, by what its own file in the case says. */
export interface LoggedList {
  readonly id: string;
  readonly file: string;
  /** Of the list's record in the case. */
  readonly record: string;
}

/** What the log has of a decision or an annotation. */
export interface LoggedAddition {
  /** Of its JSON; undefined of decisions of versions that did not log it. */
  readonly sha256: string | undefined;
  readonly actor: string;
  readonly time: string;
}

/** A reviewer's decision on a withheld message. */
export type Decision = 'released' | 'kept-withheld';

/**
 * What an import was read from, whatever else was given beside it: two imports of the same are of the
 * same messages, with the same ordinals.
 */
export function evidenceOf(sources: readonly Pick<LoggedSource, 'sha256' | 'reader'>[]): string {
  const named = sources.map(({ sha256, reader }) => `${sha256} ${reader}\n`);
  return sha256Hex(named.sort().join(''));
}

const NOT_KEPT: readonly CustodyEntry['action'][] = [
  'import-refused',
  'import-failed',
  'import-cancelled',
  'import-interrupted',
];

const ADDITIONS: readonly CustodyEntry['action'][] = [
  'person-decided',
  'clock-corrected',
  'message-tagged',
  'note-written',
  'filter-saved',
];

const text = (subject: Subject | undefined, field: string): string => String(subject?.[field] ?? '');

export class LogFacts {
  /** Latest time of an entry that the case's key sealed, ms since 1970; entries of a closed case anyone can add. */
  lastTime = Number.NEGATIVE_INFINITY;
  readonly documents = new Map<string, LoggedDocument>();
  readonly checkpoints: LoggedCheckpoint[] = [];
  readonly lists = new Map<string, LoggedList>();
  /** Decisions and annotations, by their ids. */
  readonly added = new Map<string, LoggedAddition>();
  /** Whether decisions and annotations of another case's log came with a bundle. */
  hasReceived = false;
  private readonly imported = new Map<
    string,
    { exhibit: string; sources: LoggedSource[]; replaces: Set<string> }
  >();
  private readonly failed = new Set<string>();
  private readonly decisions = new Map<string, Decision>();

  take({ time, actor, action, subjects, counts, whileClosed }: Omit<CustodyEntry, 'seq'>): void {
    if (whileClosed) return;
    this.lastTime = Math.max(this.lastTime, Date.parse(time));
    const [first] = subjects;
    if (action === 'exhibit-imported') this.takeImport(subjects, counts?.kept ?? 0);
    else if (NOT_KEPT.includes(action)) this.failed.add(text(first, 'job'));
    else if (ADDITIONS.includes(action)) {
      const sha256 = first?.sha256;
      this.added.set(text(first, 'name'), {
        sha256: typeof sha256 === 'string' ? sha256 : undefined,
        actor,
        time,
      });
    } else if (action === 'added-received') this.hasReceived = true;
    else if (action === 'document-added') {
      for (const subject of subjects) {
        if (subject.document === undefined) continue;
        const sha256 = text(subject, 'sha256');
        this.documents.set(sha256, {
          kind: text(subject, 'document'),
          file: text(subject, 'file'),
          sha256,
        });
      }
    } else if (action === 'checkpoint-signed') {
      this.checkpoints.push({
        file: text(first, 'file'),
        sha256: text(first, 'sha256'),
        entries: Number(first?.entries),
        time,
        signer: text(first, 'signer'),
        key: text(first, 'key'),
      });
    } else if (action === 'list-added') {
      const id = text(first, 'list');
      this.lists.set(id, { id, file: text(first, 'file'), record: text(first, 'record') });
    } else if (action === 'list-removed') {
      this.lists.delete(text(first, 'list'));
    } else if (action === 'quarantine-decided') {
      const released = first?.decision === 'released';
      this.decisions.set(
        decisionKey(text(first, 'exhibit'), text(first, 'evidence'), Number(first?.ordinal)),
        released ? 'released' : 'kept-withheld',
      );
    }
  }

  private takeImport(subjects: readonly Subject[], kept: number): void {
    const [first, ...more] = subjects;
    const job = text(first, 'job');
    const known = this.imported.get(job) ?? {
      exhibit: text(first, 'exhibit'),
      sources: [],
      replaces: new Set(),
    };
    this.imported.set(job, known);
    known.sources.push({
      file: text(first, 'file'),
      bytes: Number(first?.bytes ?? 0),
      sha256: text(first, 'sha256'),
      reader: text(first, 'reader'),
      kept,
    });
    for (const { replaces } of more) if (replaces !== undefined) known.replaces.add(String(replaces));
  }

  /** Imports that may be in the store: also those that another replaced, which a crash may have kept from it. */
  get logged(): string[] {
    return [...this.imported.keys()].filter((job) => !this.failed.has(job));
  }

  /** Imports that count: those that did not fail after they were logged, and were not replaced. */
  get imports(): LoggedImport[] {
    const kept = [...this.imported].filter(([job]) => !this.failed.has(job));
    const replaced = new Set(kept.flatMap(([, { replaces }]) => [...replaces]));
    return kept
      .filter(([job]) => !replaced.has(job))
      .map(([job, { exhibit, sources, replaces }]) => ({
        job,
        exhibit,
        sources,
        replaces: [...replaces],
      }));
  }

  /** @param evidence see `evidenceOf`. @param ordinal of the message in its exhibit. */
  decision(exhibit: string, evidence: string, ordinal: number): Decision | undefined {
    return this.decisions.get(decisionKey(exhibit, evidence, ordinal));
  }
}

const decisionKey = (exhibit: string, evidence: string, ordinal: number): string =>
  JSON.stringify([exhibit, evidence, ordinal]);
