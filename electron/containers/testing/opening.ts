/** What the tests of containers share: reading what was opened, and what a refusal says. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EvidenceEntry, EvidenceTree } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';

/** A new folder in the system's temporary one, and what removes it. */
export function tempFolder(name: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), `threadline-${name}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function bytesOf(entry: Pick<EvidenceEntry, 'open'>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of entry.open()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Path and content, as text, of every entry, in the tree's order. */
export async function contentsOf(
  tree: Pick<EvidenceTree, 'entries'>,
): Promise<{ readonly [path: string]: string }> {
  const contents: Record<string, string> = {};
  for (const entry of tree.entries) contents[entry.path] = (await bytesOf(entry)).toString();
  return contents;
}

/** The refusal with which the work ends; any other end fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => assert.fail('it was accepted'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof Refusal, String((error as Error).stack ?? error));
  return error;
}
