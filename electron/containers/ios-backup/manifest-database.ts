/** The list of files of a backup: table `Files` of `Manifest.db` (formats.md §4). */
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { copying, type Damage, Refusal } from '../../../shared/model/index.ts';
import { integer, text } from '../../sqlite/cells.ts';
import { openDatabase } from '../../sqlite/open-database.ts';
import { Schema } from '../../sqlite/schema.ts';
import { TableRows } from '../../sqlite/table-rows.ts';
import { look } from '../evidence-file.ts';
import { fileEntry } from '../folder/open-folder.ts';

/** A row of `Files` as it stands there. */
export interface ManifestRow {
  readonly row: number;
  /** 40 hex digits; the content lies in a file of this name. */
  readonly fileId: string | undefined;
  readonly domain: string | undefined;
  readonly relativePath: string | undefined;
  /** 1 a file, 2 a folder, 4 a symbolic link. */
  readonly flags: number | undefined;
  readonly record: Uint8Array | undefined;
}

export interface ManifestDatabase {
  rows(): Generator<ManifestRow>;
  /** What could not be read so far. */
  readonly damage: readonly Damage[];
  readonly warnings: readonly string[];
  close(): void;
}

let folders = 0;

async function copyInto(folder: string, entry: EvidenceEntry, name: string): Promise<string> {
  const target = path.join(folder, name);
  await copying(entry.path, () => (entry.copyTo ? entry.copyTo(target) : writeTo(target, entry.open())));
  return target;
}

/** Writes a new file of mode 0600. */
export async function writeTo(target: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const chunk of content) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}

/**
 * Opens the database of a backup from a private copy.
 * @param beside the database itself and its journals.
 * @param plain gives the decrypted content, where the database is encrypted.
 * @throws Refusal as `openDatabase` does; `unsupported` when it has no list of files; `too-large` where the
 * temporary disk has no room for the copy.
 */
export async function openManifestDatabase(
  entry: EvidenceEntry,
  beside: readonly EvidenceEntry[],
  scratch: string,
  plain?: AsyncIterable<Uint8Array>,
): Promise<ManifestDatabase> {
  const folder = path.join(scratch, `ios-manifest-${folders++}`);
  await copying(entry.path, () => mkdir(folder, { recursive: true, mode: 0o700 }));
  let database = entry;
  let entries = beside;
  if (plain) {
    const target = path.join(folder, 'plain.db');
    await copying(entry.path, () => writeTo(target, plain));
    const { size, mtimeMs } = await look(target);
    database = fileEntry({ path: target, name: entry.path, bytes: size, modified: mtimeMs });
    entries = [database];
  }
  const damage: Damage[] = [];
  const warnings: string[] = [];
  const opened = await openDatabase(
    {
      tree: { entries, leftOut: [], close: async () => {} },
      materialise: (one) =>
        copyInto(folder, one, `Manifest.db${one.path.slice(entry.path.length).replace(/[^a-z-]/g, '')}`),
    },
    database,
    {
      damage: (file, where, reason) =>
        void damage.push({ file, ...(where === undefined ? {} : { where }), reason }),
      warn: (warning) => void warnings.push(warning),
      count: (warning) => void warnings.push(warning),
    },
  );
  try {
    const table = new Schema(opened).table('Files');
    if (!table?.columns.has('fileid')) {
      throw new Refusal('unsupported', entry.path, 'it has no table Files, as the list of a backup has');
    }
    const rows = new TableRows(opened, table, ['fileid', 'domain', 'relativepath', 'flags', 'file']);
    return {
      *rows() {
        for (const some of rows.scan()) {
          for (const [row, fileId, domain, relativePath, flags, record] of some) {
            yield {
              row: row as number,
              fileId: text(fileId),
              domain: text(domain),
              relativePath: text(relativePath),
              flags: integer(flags),
              record: record instanceof Uint8Array ? record : undefined,
            };
          }
        }
      },
      damage,
      warnings,
      close: () => opened.db.close(),
    };
  } catch (cause) {
    opened.db.close();
    throw cause;
  }
}
