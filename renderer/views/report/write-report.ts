/** Hands the messages of a report to the main process, a few hundred at a time, which writes it. */
import type { Replies, ReportFormat } from '../../../shared/contract/index.ts';
import { call } from '../../app/bridge.ts';
import type { OpenStore } from '../../case-store/api.ts';
import { partsOf } from '../tags/annotation-words.ts';
import type { TakenMessages } from './report-draft.ts';

/** Messages in one call. */
const TOGETHER = 500;

export interface ReportChoice {
  readonly format: ReportFormat;
  readonly taken: TakenMessages;
  readonly withAnnotations: boolean;
  /** ms since 1970 UTC; null without one. */
  readonly instant: number | null;
  readonly limit: number;
}

/**
 * @param told how far it is, 0 to 1.
 * @returns null when the user leaves the dialog, or stops it.
 * @throws when a part of it fails: nothing of it stays.
 */
export async function writeReport(
  { query }: OpenStore,
  { format, taken, withAnnotations, instant, limit }: ReportChoice,
  told: (done: number) => void,
  signal: AbortSignal,
): Promise<Replies['report.end'] | null> {
  const { count, head } = await query.report(taken.filter);
  const report = await call('report.begin', {
    format,
    taken: taken.words.slice(0, 4000),
    parts: partsOf(await query.lastingFilter(taken.filter)),
    withAnnotations,
    limit,
    head,
    ...(instant === null ? {} : { instant }),
  });
  if (report === null) return null;
  try {
    for (let start = 0; start < count; start += TOGETHER) {
      if (signal.aborted) break;
      told(start / count);
      const lines = await query.reportLines(start, start + TOGETHER, withAnnotations);
      await call('report.add', { report, lines });
    }
    if (!signal.aborted) return await call('report.end', { report });
  } catch (cause) {
    await call('report.stop', { report }).catch(() => undefined);
    throw cause;
  }
  await call('report.stop', { report });
  return null;
}
