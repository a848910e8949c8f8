/**
 * Reads the messages of one platform from a Cellebrite report, as a stream. Memory grows only with the
 * chats, the people and the files that are attached, up to a limit of each.
 */
import type { Read, ReadBatch } from '../../../shared/evidence/index.ts';
import { Findings } from '../findings.ts';
import { parseXml } from '../xml/index.ts';
import { zoneOf } from '../zone-of.ts';
import { Chats } from './chats.ts';
import { Drafts } from './drafts.ts';
import { ReportFiles } from './files.ts';
import { Messages } from './messages.ts';
import { People } from './people.ts';
import { ReportHandler } from './report.ts';
import { surveyReport } from './survey.ts';

/** A batch ends at so many messages, or UTF-16 units of text. */
const BATCH_MESSAGES = 512;
const BATCH_UNITS = 4 * 2 ** 20;

export const readUfdr: Read = async function* ({ tree, source, options, signal }) {
  const file = source.paths[0]!;
  const { platform } = source;
  const entry = tree.entries.find(({ path }) => path === file);
  if (!entry) throw new Error(`the evidence does not hold ${file}`);
  const { timeZone } = options;
  const zone = timeZone === undefined ? undefined : zoneOf(timeZone, file);
  const survey = await surveyReport(entry, signal);
  const findings = new Findings();
  const people = new People(platform, file, findings);
  const chats = new Chats(platform);
  const files = new ReportFiles(tree, file.slice(0, file.lastIndexOf('/') + 1));
  const drafts = new Drafts({ file, platform, files, findings, ...(zone ? { zone } : {}) });
  const messages = new Messages({ file, platform, survey, people, chats, files, drafts, findings });
  const handler = new ReportHandler(file, findings, messages);

  const batch = (bytes: number): ReadBatch => ({
    ...messages.take(),
    progress: entry.bytes === 0 ? 1 : Math.min(1, bytes / entry.bytes),
  });
  for await (const bytes of parseXml(entry, handler, findings)) {
    signal.throwIfAborted();
    if (messages.isFull(BATCH_MESSAGES, BATCH_UNITS)) yield batch(bytes);
  }
  handler.finish();
  if (!handler.hasRoot) findings.damage(file, undefined, 'it has no project, and so no messages');
  if (drafts.hasLocalTimes && !zone) {
    findings.warn('some times have no offset from UTC: they are the clock of the device, or of the report');
  }
  yield batch(entry.bytes);
  return {
    chats: chats.list(),
    accounts: people.list(),
    ...findings.finish(),
    ...(drafts.hasLocalTimes && timeZone !== undefined ? { timeZone } : {}),
  };
};
