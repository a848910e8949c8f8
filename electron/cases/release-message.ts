/** A withheld message that was released: put into the store by a job of its own, under the number it always had. */
import { actor } from '../custody/actor.ts';
import { packSegment } from '../intake/packed-segment.ts';
import type { WithheldMessage } from '../intake/quarantine.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { referenceOf } from '../warrant/warrant.ts';
import type { OpenedCase } from './opened-case.ts';
import type { PlacedEntry } from './quarantine-review.ts';
import { type ReleasedBy, releasedRecord, releasedSource } from './released-source.ts';
import type { StoreLink } from './store-link.ts';

/** The same for a message every time: stored again, it takes its own place. */
function jobOf({ exhibit, evidence, ordinal }: PlacedEntry): string {
  return `released ${sha256Hex(JSON.stringify([exhibit, evidence, ordinal])).slice(0, 32)}`;
}

/** @throws StoreFailed; then nothing of it is stored, and the decision stands in the log. */
export async function storeReleased(
  { opened, store }: { readonly opened: OpenedCase; readonly store: StoreLink },
  entry: PlacedEntry,
  withheld: WithheldMessage,
  by: ReleasedBy,
): Promise<void> {
  const { exhibit, item } = entry;
  const job = jobOf(entry);
  const warrant = opened.papers?.papers.warrant;
  const source = opened.log.facts.imports.find((one) => one.job === entry.job)?.sources[entry.source];
  const record = releasedRecord({
    exhibit,
    from: {
      file: source?.file ?? withheld.message.source.file,
      bytes: source?.bytes ?? 0,
      sha256: source?.sha256 ?? '',
    },
    withheld,
    by,
    warrant: warrant && referenceOf(warrant),
    now: new Date(opened.now()).toISOString(),
  });
  const { segment, lists } = releasedSource(entry, withheld, { clauses: warrant?.scope.clauses ?? [] });
  const bytes = await packSegment(segment);
  try {
    store.begin(job, exhibit);
    await store.segment(job, 0, 0, bytes);
    await store.commit(job, [{ lists, record }], [job]);
  } catch (cause) {
    await store.abort(job);
    throw cause;
  }
  await opened.log.append({
    actor: actor(),
    action: 'message-released',
    subjects: [{ item, exhibit, job }],
  });
}
