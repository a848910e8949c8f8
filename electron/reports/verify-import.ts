/** Whether the folder of an import still is what the import wrote. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Cancelled, type IntakeRecord, Refusal } from '../../shared/model/index.ts';
import { verifyLog } from '../custody/log.ts';
import { addsUp } from '../intake/read-source.ts';
import {
  changed,
  checkedLines,
  FILES,
  mediaDigest,
  readRecords,
  type WrittenFiles,
  writtenFiles,
} from './import-folder.ts';

/** Something that is not as it was. */
export interface Finding {
  readonly file: string;
  readonly reason: string;
}

export interface VerifiedImport {
  readonly findings: readonly Finding[];
  readonly entries: number;
  readonly messages: number;
  readonly media?: number;
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest('hex');
}

class Verification {
  readonly findings: Finding[] = [];
  private readonly folder: string;
  private readonly signal: AbortSignal;

  constructor(folder: string, signal: AbortSignal) {
    this.folder = folder;
    this.signal = signal;
  }

  /** Does a check whose refusal, or whose missing file, is a finding. */
  async find<T>(file: string, check: () => Promise<T>): Promise<T | undefined> {
    if (this.signal.aborted) throw new Cancelled();
    try {
      return await check();
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (cause instanceof Refusal) this.findings.push({ file: cause.file, reason: cause.reason });
      else if (code === 'ENOENT') this.findings.push({ file, reason: 'it is missing' });
      else if (cause instanceof SyntaxError) this.findings.push({ file, reason: 'it is not valid JSON' });
      else throw cause;
      return undefined;
    }
  }

  async wholeFile(name: string, logged: string): Promise<void> {
    await this.find(name, async () => {
      const sha256 = await sha256Of(path.join(this.folder, name));
      if (sha256 !== logged) throw changed(name, sha256, logged);
    });
  }

  /** Lines of messages.jsonl by exhibit, and the attachments they say are present. */
  async messages(
    written: WrittenFiles,
  ): Promise<{ byExhibit: Map<string, number>; attached: Set<string> } | undefined> {
    return this.find(FILES.messages, async () => {
      const byExhibit = new Map<string, number>();
      const attached = new Set<string>();
      for await (const lines of checkedLines(this.folder, FILES.messages, written)) {
        for (const line of lines) {
          const { exhibit, attachments } = JSON.parse(line.toString('utf8'));
          byExhibit.set(exhibit, (byExhibit.get(exhibit) ?? 0) + 1);
          for (const { present, sha256 } of attachments ?? []) if (present && sha256) attached.add(sha256);
        }
      }
      return { byExhibit, attached };
    });
  }

  counts(records: readonly IntakeRecord[], byExhibit: ReadonlyMap<string, number>): void {
    const kept = new Map<string, number>();
    for (const { exhibit, file, counts } of records) {
      if (!addsUp(counts)) {
        this.findings.push({ file: FILES.intake, reason: `the counts of ${file} do not add up` });
      }
      kept.set(exhibit, (kept.get(exhibit) ?? 0) + counts.kept);
    }
    for (const exhibit of new Set([...kept.keys(), ...byExhibit.keys()])) {
      const held = byExhibit.get(exhibit) ?? 0;
      const said = kept.get(exhibit) ?? 0;
      if (held !== said) {
        this.findings.push({
          file: FILES.messages,
          reason: `it has ${held} messages of exhibit ${exhibit}, and ${FILES.intake} says ${said}`,
        });
      }
    }
  }

  /** Every attachment's content against its name, and all of them against the log. @returns how many. */
  async media(
    logged: { readonly files: number; readonly sha256: string },
    attached: ReadonlySet<string>,
  ): Promise<number> {
    const root = path.join(this.folder, FILES.media);
    const found = new Set<string>();
    for (const group of await readdir(root).catch(() => [])) {
      for (const name of await readdir(path.join(root, group)).catch(() => [])) {
        const shown = `${FILES.media}/${group}/${name}`;
        await this.find(shown, async () => {
          const sha256 = await sha256Of(path.join(root, group, name));
          if (sha256 !== name) throw new Refusal('tampered', shown, `its SHA-256 is ${sha256}`);
        });
        found.add(name);
      }
    }
    const before = this.findings.length;
    for (const sha256 of attached) {
      if (!found.has(sha256)) {
        this.findings.push({
          file: `${FILES.media}/${sha256.slice(0, 2)}/${sha256}`,
          reason: 'it is missing',
        });
      }
    }
    if (this.findings.length === before && mediaDigest(found) !== logged.sha256) {
      this.findings.push({
        file: FILES.media,
        reason: `it holds ${found.size} files, not the ${logged.files} that the import wrote`,
      });
    }
    return found.size;
  }
}

/**
 * Recomputes every hash and the log's chain, and checks that the counts add up.
 * @returns all findings; the first is the most telling one.
 * @throws Cancelled.
 */
export async function verifyImport(folder: string, signal: AbortSignal): Promise<VerifiedImport> {
  const verification = new Verification(folder, signal);
  const { findings } = verification;
  const { entries } = await verifyLog(path.join(folder, FILES.custody));
  const written = await verification.find(FILES.custody, () => writtenFiles(folder));
  if (!written) return { findings, entries, messages: 0 };
  for (const name of [FILES.messages, FILES.chats, FILES.accounts, FILES.intake]) {
    if (!written.files.has(name)) {
      findings.push({ file: FILES.custody, reason: `it does not say what ${name} was` });
    }
  }
  const seen = await verification.messages(written);
  for (const name of [FILES.chats, FILES.accounts, FILES.quarantine]) {
    const logged = written.files.get(name);
    if (logged) await verification.wholeFile(name, logged.sha256);
  }
  const records = await verification.find(FILES.intake, () => readRecords(folder, written));
  if (records && seen) verification.counts(records, seen.byExhibit);
  const media = written.media && (await verification.media(written.media, seen?.attached ?? new Set()));
  let messages = 0;
  for (const count of seen?.byExhibit.values() ?? []) messages += count;
  return { findings, entries, messages, ...(media === undefined ? {} : { media }) };
}
