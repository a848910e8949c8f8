/** What an import withheld as privileged, and what its log says was decided on it since. */
import path from 'node:path';
import { type IntakeRecord, messageId, Refusal } from '../../shared/model/index.ts';
import { verifyLog } from '../custody/log.ts';
import { type QuarantineLine, quarantinedOf } from '../intake/quarantine.ts';
import { checkedLines, FILES, type WrittenFiles } from './import-folder.ts';

/** A reviewer's decision on a withheld message. */
export type Decision = 'released' | 'kept-withheld';

/** A withheld message of an import, sealed to the filter key. */
export interface WithheldItem extends ReturnType<typeof quarantinedOf> {
  /** The id that the message has in the case once it is released. */
  readonly item: string;
}

/**
 * The withheld messages in the order of their exhibits and sources; none where nothing was withheld.
 * @throws Refusal `tampered` when the file is not what the import wrote.
 */
export async function withheldItems(folder: string, written: WrittenFiles): Promise<WithheldItem[]> {
  const items: WithheldItem[] = [];
  if (!written.files.has(FILES.quarantine)) return items;
  for await (const lines of checkedLines(folder, FILES.quarantine, written)) {
    for (const line of lines) {
      const withheld = quarantinedOf(JSON.parse(line.toString('utf8')) as QuarantineLine);
      items.push({ ...withheld, item: messageId(withheld.exhibit, withheld.ordinal) });
    }
  }
  return items;
}

export interface ReviewedLog {
  /** The latest decision on each item. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Time of the latest entry, ms since 1970 UTC. */
  readonly lastTime: number;
}

/** @throws Refusal `tampered` when the log's chain is broken. */
export async function reviewedLog(folder: string): Promise<ReviewedLog> {
  const decisions = new Map<string, Decision>();
  let lastTime = Number.NEGATIVE_INFINITY;
  const { broken } = await verifyLog(path.join(folder, FILES.custody), ({ entry }) => {
    if (!entry) return;
    lastTime = Math.max(lastTime, Date.parse(entry.time));
    if (entry.action !== 'quarantine-decided') return;
    const [{ item, decision } = {}] = entry.subjects;
    decisions.set(String(item), decision === 'released' ? 'released' : 'kept-withheld');
  });
  if (broken) throw new Refusal('tampered', FILES.custody, `line ${broken.line}: ${broken.reason}`);
  return { decisions, lastTime };
}

/** The record of the source that a withheld message came from. */
export function recordOfSource(
  records: readonly IntakeRecord[],
  { exhibit, source }: Pick<WithheldItem, 'exhibit' | 'source'>,
): IntakeRecord {
  const found = records.filter((record) => record.exhibit === exhibit)[source];
  if (!found)
    throw new Refusal('tampered', FILES.quarantine, `it names a source that ${exhibit} does not have`);
  return found;
}
