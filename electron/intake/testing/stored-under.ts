/** What a source leaves in a case under a scope, and whether its reader told its lists before its messages. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type {
  EvidenceTree,
  Read,
  ReadBatch,
  ReadContext,
  ReaderLoader,
  ReadResult,
} from '../../../shared/evidence/index.ts';
import type { Scope } from '../../../shared/scope/index.ts';
import { SegmentReader } from '../../../shared/segment/index.ts';
import { Attachments } from '../attachments.ts';
import { unpackSegment } from '../packed-segment.ts';
import { readSource, type Withheld } from '../read-source.ts';

/** Evidence that a test made, in a folder of its own. */
interface MadeFolder {
  readonly tree: EvidenceTree;
  readonly folder: string;
  at(name: string): string;
}

/** @param isTold whether its reader is let tell its lists first. @param scratch a name, for copies. */
export async function storedUnder(
  loader: ReaderLoader,
  evidence: MadeFolder,
  under: Scope,
  { isTold, scratch }: { readonly isTold: boolean; readonly scratch: string },
) {
  const { tree } = evidence;
  const [source] = await loader.recognise(tree);
  const inner = await loader.load();
  let told = false;
  let reads = 0;
  const read: Read = async function* (context): AsyncGenerator<ReadBatch, ReadResult, void> {
    reads++;
    const batches = inner({ ...context, wantsLists: isTold && context.wantsLists === true });
    for (let next = await batches.next(); ; next = await batches.next()) {
      if (next.done) return next.value;
      told ||= next.value.lists !== undefined;
      yield next.value;
    }
  };
  const context: ReadContext = {
    exhibit: 'AB/1',
    tree,
    source: source!,
    options: {},
    signal: new AbortController().signal,
    materialise: async (entry) => {
      const copy = path.join(evidence.folder, scratch, entry.path);
      mkdirSync(path.dirname(copy), { recursive: true });
      copyFileSync(evidence.at(entry.path), copy);
      return copy;
    },
  };
  const withheld: Withheld[] = [];
  const segments: ArrayBuffer[] = [];
  const chats: string[] = [];
  const accounts: string[] = [];
  const { lists, counts, result } = await readSource({
    read,
    context,
    attachments: new Attachments({ entries: new Map(), known: new Map(), onUse() {} }),
    ordinalsBefore: 0,
    scope: under,
    withhold: (one) => withheld.push(one),
    async emit({ bytes, newChats, newAccounts }) {
      segments.push(bytes);
      chats.push(...newChats);
      accounts.push(...newAccounts);
    },
    onBatch() {},
  });
  const kept = segments.flatMap((bytes) => {
    const segment = new SegmentReader(unpackSegment(bytes));
    return Array.from({ length: segment.count }, (_, i) => segment.message(i, chats, accounts));
  });
  return { told, reads, stored: { kept, withheld, lists, counts, result } };
}
