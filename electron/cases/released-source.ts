/** Withheld messages that were released: what of them goes into a case's lists and records, window and command line alike. */
import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { IntakeRecord, WarrantReference } from '../../shared/model/index.ts';
import type { Scope } from '../../shared/scope/index.ts';
import { SegmentWriter } from '../../shared/segment/index.ts';
import { SOFTWARE } from '../custody/software.ts';
import { coveredLists } from '../intake/covered-lists.ts';
import { sourceLists } from '../intake/lists.ts';
import type { WithheldMessage } from '../intake/quarantine.ts';

export const RELEASED_READER = 'released-from-quarantine';

/**
 * A released message as a source of its own, under the number it always had. What the warrant does not
 * cover of its chat stays out, as at an import.
 * @returns the segment, not packed, and the lists that its columns index.
 */
export function releasedSource(
  { exhibit, ordinal }: { readonly exhibit: string; readonly ordinal: number },
  { message, chat, accounts }: WithheldMessage,
  scope: Pick<Scope, 'clauses'>,
): { readonly segment: ArrayBuffer; readonly lists: SourceLists } {
  const writer = new SegmentWriter(exhibit, chat.platform);
  writer.add(message, ordinal);
  const segment = writer.finish();
  const covered = coveredLists({ chats: [chat], accounts }, writer, scope);
  const lists = sourceLists(exhibit, chat.platform, writer.chats.ids, writer.accounts.ids, covered);
  return { segment, lists };
}

/** Who released a message, and why. */
export interface ReleasedBy {
  readonly reviewer: string;
  readonly reason: string;
}

export interface ReleasedRecord {
  readonly exhibit: string;
  /** What the message was read from. */
  readonly from: { readonly file: string; readonly bytes: number; readonly sha256: string };
  readonly withheld: WithheldMessage;
  readonly by: ReleasedBy;
  readonly warrant?: WarrantReference | undefined;
  /** RFC 3339 UTC. */
  readonly now: string;
}

/** The intake record of a released message. */
export function releasedRecord({
  exhibit,
  from,
  withheld: { message, chat },
  by: { reviewer, reason },
  warrant,
  now,
}: ReleasedRecord): IntakeRecord {
  const { sentAt } = message;
  return {
    exhibit,
    ...from,
    files: [],
    container: [],
    reader: RELEASED_READER,
    readerVersion: 1,
    platform: chat.platform,
    counts: { read: 1, kept: 1, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
    warnings: [`released from the quarantine by ${reviewer}: ${reason}`],
    damage: [],
    ...(warrant ? { warrant } : {}),
    ...(sentAt === undefined ? {} : { firstAt: sentAt, lastAt: sentAt }),
    started: now,
    ended: now,
    software: SOFTWARE,
  };
}
