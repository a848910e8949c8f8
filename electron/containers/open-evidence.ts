import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { KeyNeed } from '../../shared/contract/index.ts';
import type { EvidenceEntry, EvidenceTree } from '../../shared/evidence/index.ts';
import { type Damage, Refusal } from '../../shared/model/index.ts';
import { byCodeUnit } from './entry-path.ts';
import { fileEntry, openFolder } from './folder/open-folder.ts';
import { unreadable } from './hash.ts';
import { decryptBackup } from './whatsapp-crypt/decrypt.ts';
import { type CryptVersion, cryptVersionOfName, readCryptHeader } from './whatsapp-crypt/header.ts';
import type { EvidenceKey } from './whatsapp-crypt/key.ts';
import { openZip } from './zip/open-zip.ts';

/** What a piece of evidence is, from its name and first bytes alone. */
export interface Identified {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** `['folder']`, `['zip']`, `['whatsapp-crypt15']`, `['file']`. */
  readonly container: readonly string[];
  readonly needsKey?: KeyNeed;
}

export interface OpenedEvidence {
  readonly tree: EvidenceTree;
  readonly container: readonly string[];
}

const keyFor = (version: CryptVersion): KeyNeed =>
  version === 15 ? 'whatsapp-crypt15-root' : 'whatsapp-key-file';

const withoutSuffix = (name: string): string => name.replace(/\.crypt\d+(?:\.\d+)?$/i, '');

async function firstBytes(file: string, length: number): Promise<Buffer> {
  const handle = await open(file, 'r').catch((cause) => {
    throw unreadable(file, cause);
  });
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, 0).catch((cause) => {
      throw unreadable(file, cause);
    });
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The backup version of a file: its header decides; a name that claims one without a header still does. */
async function cryptVersion(file: string): Promise<CryptVersion | undefined> {
  const named = cryptVersionOfName(file);
  if (named === undefined) return undefined;
  return (await readCryptHeader(file))?.version ?? named;
}

/**
 * What a path is; opens no lock.
 * @throws Refusal 'unreadable', 'empty'.
 */
export async function identify(file: string): Promise<Identified> {
  const name = path.basename(path.resolve(file));
  const stats = await stat(file).catch((cause) => {
    throw unreadable(file, cause);
  });
  if (stats.isDirectory()) {
    const tree = await openFolder(file);
    const bytes = tree.entries.reduce((sum, entry) => sum + entry.bytes, 0);
    if (tree.entries.length === 0) throw new Refusal('empty', name, 'the folder has no files');
    for (const entry of tree.entries) {
      const version = await cryptVersion(path.join(file, entry.path));
      if (version) return { path: file, name, bytes, container: ['folder'], needsKey: keyFor(version) };
    }
    return { path: file, name, bytes, container: ['folder'] };
  }
  if (!stats.isFile()) throw new Refusal('unreadable', name, 'it is neither a file nor a folder');
  if (stats.size === 0) throw new Refusal('empty', name, 'the file is empty');
  const base = { path: file, name, bytes: stats.size };
  const version = await cryptVersion(file);
  if (version) return { ...base, container: [`whatsapp-crypt${version}`], needsKey: keyFor(version) };
  const magic = await firstBytes(file, 4);
  const isZip = ['504b0304', '504b0506'].includes(magic.toString('hex'));
  if (isZip || /\.zip$/i.test(name)) return { ...base, container: ['zip'] };
  return { ...base, container: ['file'] };
}

interface OpenOptions {
  readonly key?: EvidenceKey;
  /** The job's scratch folder, where plaintext copies go. */
  readonly scratch: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

let copies = 0;

async function openBackup(file: string, entryPath: string, options: OpenOptions): Promise<OpenedEvidence> {
  if (!options.key) {
    throw new Refusal('key-missing', path.basename(file), 'it is encrypted and no key was given');
  }
  const target = path.join(options.scratch, `plain-${copies++}`);
  const { version, form } = await decryptBackup(file, options.key, target, options);
  const container = [`whatsapp-crypt${version}`, ...(form === 'plain' ? [] : [form])];
  if (form === 'zip') return { tree: await openZip(target, options.signal), container };
  const { size } = await stat(target);
  const entry = fileEntry(withoutSuffix(entryPath), target, size);
  return { tree: { entries: [entry], leftOut: [], close: async () => {} }, container };
}

/** A folder whose encrypted backups are opened in place: `msgstore.db.crypt15` becomes `msgstore.db`. */
async function openFolderWithBackups(root: string, options: OpenOptions): Promise<OpenedEvidence> {
  const folder = await openFolder(root, options.signal);
  const entries: EvidenceEntry[] = [];
  const leftOut: Damage[] = [...folder.leftOut];
  const inner: EvidenceTree[] = [];
  const container = ['folder'];
  const plainNames = new Set(folder.entries.map((entry) => entry.path));
  for (const entry of folder.entries) {
    const file = path.join(root, entry.path);
    if ((await cryptVersion(file)) === undefined) {
      entries.push(entry);
      continue;
    }
    const name = withoutSuffix(entry.path);
    if (plainNames.has(name)) {
      leftOut.push({ file: entry.path, reason: `the same file lies beside it decrypted, as ${name}` });
      continue;
    }
    const opened = await openBackup(file, entry.path, options);
    plainNames.add(name);
    inner.push(opened.tree);
    container.push(...opened.container.filter((layer) => !container.includes(layer)));
    const [only] = opened.tree.entries;
    if (opened.tree.entries.length === 1 && only?.path === name) entries.push(only);
    else for (const part of opened.tree.entries) entries.push({ ...part, path: `${name}/${part.path}` });
    leftOut.push(...opened.tree.leftOut);
  }
  entries.sort(byCodeUnit);
  return {
    tree: {
      entries,
      leftOut,
      close: async () => {
        for (const tree of inner) await tree.close();
      },
    },
    container,
  };
}

/**
 * Opens evidence for reading: a folder, a ZIP archive, an encrypted backup, or a single file.
 * Plaintext copies lie in `options.scratch`, which the caller removes.
 * @throws Refusal, naming the file and the reason; Cancelled.
 */
export async function openEvidence(file: string, options: OpenOptions): Promise<OpenedEvidence> {
  const identified = await identify(file);
  const [kind] = identified.container;
  if (kind === 'folder') return openFolderWithBackups(file, options);
  if (kind === 'zip') return { tree: await openZip(file, options.signal), container: ['zip'] };
  if (identified.needsKey) return openBackup(file, identified.name, options);
  const entry = fileEntry(identified.name, file, identified.bytes);
  return { tree: { entries: [entry], leftOut: [], close: async () => {} }, container: ['file'] };
}
