/** What evidence is, its hashes and what key it needs. Decrypts nothing. */
import type { InspectedEvidence } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { hashFile, identify, openEvidence } from '../containers/index.ts';
import { recogniseAll } from '../readers/index.ts';
import { listEvidence } from './evidence-files.ts';
import { evidenceName } from './names.ts';
import { makeScratch, removeScratch } from './scratch.ts';

async function inspectOne(given: string, scratch: string, signal: AbortSignal): Promise<InspectedEvidence> {
  const seen: { -readonly [Field in keyof InspectedEvidence]: InspectedEvidence[Field] } = {
    path: given,
    name: evidenceName(given),
    bytes: 0,
    container: [],
    sources: [],
  };
  try {
    const [item] = await listEvidence([given], signal);
    seen.bytes = item!.files.reduce((sum, file) => sum + file.bytes, 0);
    if (!item!.isFolder) seen.sha256 = (await hashFile(given, { signal })).sha256;
    const identified = await identify(given);
    seen.container = identified.container;
    if (identified.needsKey !== undefined) {
      seen.needsKey = identified.needsKey;
      return seen;
    }
    const { isFolder, files, leftOut } = item!;
    const listing = isFolder ? { listing: { files, leftOut } } : {};
    const opened = await openEvidence(given, { ...listing, scratch, signal });
    try {
      const [locked] = opened.locked;
      if (locked) seen.needsKey = locked.needsKey;
      const recognised = await recogniseAll(opened.tree);
      if (recognised.length === 0 && !locked) {
        seen.unrecognised = true;
        throw new Refusal('unsupported', seen.name, 'it holds nothing that Threadline can read');
      }
      seen.sources = recognised.map(({ source }) => ({
        reader: source.reader,
        platform: source.platform,
        title: source.title,
        needsTimeZone: source.needs.timeZone === true,
        needsDateOrder: source.needs.dateOrder === true,
      }));
    } finally {
      await opened.tree.close();
    }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    seen.refusal = { code: cause.code, reason: cause.reason };
  }
  return seen;
}

/**
 * Inspects evidence in this process; `run-inspect.ts` does it in a process of its own.
 * @param scratch an empty private folder; without one, one is made and removed again.
 */
export async function inspectEvidence(
  paths: readonly string[],
  options: { readonly scratch?: string; readonly signal?: AbortSignal } = {},
): Promise<InspectedEvidence[]> {
  const signal = options.signal ?? new AbortController().signal;
  const scratch = options.scratch ?? (await makeScratch());
  try {
    const inspected: InspectedEvidence[] = [];
    for (const path of paths) inspected.push(await inspectOne(path, scratch, signal));
    return inspected;
  } finally {
    if (options.scratch === undefined) await removeScratch(scratch);
  }
}
