/** Private copies of entries on disk, for SQLite, which needs a file. All lie in the job's scratch folder. */
import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { EvidenceEntry } from '../../shared/evidence/index.ts';
import { copying } from '../../shared/model/index.ts';

const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$/;
/** SQLite finds a database's journals by name, so these must follow the database's name. */
const JOURNAL = /-(?:wal|shm|journal)$/;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function safeName(name: string): string {
  if (PLAIN_NAME.test(name) && !RESERVED.test(name) && !name.endsWith('.')) return name;
  const journal = JOURNAL.exec(name)?.[0] ?? '';
  const stem = name.slice(0, name.length - journal.length);
  return `x${createHash('sha256').update(stem).digest('hex').slice(0, 32)}${journal}`;
}

/** Copies of one job. Entries of one folder of the evidence lie in one folder of the scratch. */
export class Materialised {
  private readonly scratch: string;
  private readonly copies = new Map<string, Promise<string>>();
  private readonly folders = new Map<string, string>();

  constructor(scratch: string) {
    this.scratch = scratch;
  }

  /** The same entry gives the same path. @throws Refusal when the copy does not fit on the disk. */
  pathOf(entry: EvidenceEntry): Promise<string> {
    let copy = this.copies.get(entry.path);
    if (!copy) {
      copy = this.copy(entry);
      this.copies.set(entry.path, copy);
    }
    return copy;
  }

  private async copy(entry: EvidenceEntry): Promise<string> {
    const cut = entry.path.lastIndexOf('/');
    const home = entry.path.slice(0, cut + 1);
    let folder = this.folders.get(home);
    if (folder === undefined) {
      folder = path.join(this.scratch, `copy-${this.folders.size}`);
      this.folders.set(home, folder);
    }
    const target = path.join(folder, safeName(entry.path.slice(cut + 1)));
    await copying(entry.path, async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (entry.copyTo) await entry.copyTo(target);
      else await written(entry, target);
    });
    return target;
  }
}

async function written(entry: EvidenceEntry, target: string): Promise<void> {
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of entry.open()) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}
