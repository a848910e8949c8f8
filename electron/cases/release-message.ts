/** A withheld message that was released: put into the store by a job of its own, under the number it always had. */
import type { IntakeRecord } from '../../shared/model/index.ts';
import { SegmentWriter } from '../../shared/segment/index.ts';
import { actor } from '../custody/actor.ts';
import { SOFTWARE } from '../custody/software.ts';
import { sourceLists } from '../intake/lists.ts';
import { packSegment } from '../intake/packed-segment.ts';
import type { WithheldMessage } from '../intake/quarantine.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { referenceOf } from '../warrant/warrant.ts';
import type { OpenedCase } from './opened-case.ts';
import type { PlacedEntry } from './quarantine-review.ts';
import type { StoreLink } from './store-link.ts';

export const RELEASED_READER = 'released-from-quarantine';

/** The same for a message every time: stored again, it takes its own place. */
function jobOf({ exhibit, evidence, ordinal }: PlacedEntry): string {
  return `released ${sha256Hex(JSON.stringify([exhibit, evidence, ordinal])).slice(0, 32)}`;
}

function recordOf(
  opened: OpenedCase,
  { exhibit, job, source }: PlacedEntry,
  { message, chat }: WithheldMessage,
  { reviewer, reason }: { readonly reviewer: string; readonly reason: string },
): IntakeRecord {
  const from = opened.log.facts.imports.find((one) => one.job === job)?.sources[source];
  const now = new Date(opened.now()).toISOString();
  const { sentAt } = message;
  return {
    exhibit,
    file: from?.file ?? message.source.file,
    bytes: from?.bytes ?? 0,
    sha256: from?.sha256 ?? '',
    files: [],
    container: [],
    reader: RELEASED_READER,
    readerVersion: 1,
    platform: chat.platform,
    counts: { read: 1, kept: 1, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
    warnings: [`released from the quarantine by ${reviewer}: ${reason}`],
    damage: [],
    ...(opened.papers ? { warrant: referenceOf(opened.papers.papers.warrant) } : {}),
    ...(sentAt === undefined ? {} : { firstAt: sentAt, lastAt: sentAt }),
    started: now,
    ended: now,
    software: SOFTWARE,
  };
}

/** @throws StoreFailed; then nothing of it is stored, and the decision stands in the log. */
export async function storeReleased(
  { opened, store }: { readonly opened: OpenedCase; readonly store: StoreLink },
  entry: PlacedEntry,
  withheld: WithheldMessage,
  by: { readonly reviewer: string; readonly reason: string },
): Promise<void> {
  const { exhibit, ordinal, item } = entry;
  const { message, chat, accounts } = withheld;
  const job = jobOf(entry);
  const writer = new SegmentWriter(exhibit, chat.platform);
  writer.add(message, ordinal);
  const bytes = await packSegment(writer.finish());
  const lists = sourceLists(exhibit, chat.platform, writer.chats.ids, writer.accounts.ids, {
    chats: [chat],
    accounts,
  });
  try {
    store.begin(job, exhibit);
    await store.segment(job, 0, 0, bytes);
    await store.commit(job, [{ lists, record: recordOf(opened, entry, withheld, by) }], [job]);
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
