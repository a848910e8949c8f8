/**
 * Reads a WhatsApp text export. Two passes over its bytes: the first learns what only the whole file
 * tells (`survey.ts`), the second gives its messages. Memory does not grow with the file.
 */
import type {
  EvidenceEntry,
  Read,
  ReadBatch,
  ReadContext,
  ReadResult,
} from '../../../shared/evidence/index.ts';
import { zoneOf } from '../zone-of.ts';
import { Accounts } from './accounts.ts';
import { MediaFiles } from './body/media.ts';
import { chatNameOf } from './chat-name.ts';
import { DamageLog } from './damage.ts';
import { ClockReader } from './dates/reading.ts';
import { Drafts } from './drafts.ts';
import { HeaderMatcher } from './header/matcher.ts';
import { Messages } from './messages.ts';
import { type Plan, planOf } from './plan.ts';
import { Scanner } from './scanner.ts';
import { type Survey, survey } from './survey.ts';
import { openText } from './text-stream.ts';
import { warningsOf } from './warnings.ts';

/** Share of the work that the first pass is. */
const SURVEY_SHARE = 0.3;

export const read: Read = async function* (context: ReadContext) {
  const { tree, source, options, signal } = context;
  const path = source.paths[0]!;
  const entry = tree.entries.find((each) => each.path === path);
  if (!entry) throw new Error(`the evidence does not hold ${path}`);
  const shareOf = (bytes: number): number => (entry.bytes === 0 ? 1 : Math.min(1, bytes / entry.bytes));

  const surveying = survey(entry);
  let step = await surveying.next();
  for (; !step.done; step = await surveying.next()) {
    signal.throwIfAborted();
    yield { messages: [], skipped: [], progress: SURVEY_SHARE * shareOf(step.value) };
  }
  const found = step.value;
  const plan = planOf(found, path, chatNameOf(path, context.tree.name, context.exhibit), options.dateOrder);
  return yield* readMessages(
    context,
    entry,
    found,
    plan,
    (bytes) => SURVEY_SHARE + (1 - SURVEY_SHARE) * shareOf(bytes),
  );
};

async function* readMessages(
  { tree, options, signal }: ReadContext,
  entry: EvidenceEntry,
  found: Survey,
  plan: Plan,
  progressOf: (bytes: number) => number,
): AsyncGenerator<ReadBatch, ReadResult, void> {
  const { path } = entry;
  const { sample } = found;
  const damage = new DamageLog(path);
  const accounts = new Accounts(path, plan.owner);
  const clock = new ClockReader(plan.dates, found.dates, options.dateOrder);
  const isUtf16 = found.encoding !== 'utf8';
  const body = {
    isIphone: sample?.shape.startsWith('[') ?? false,
    marksOwn: found.marksOwn,
    files: new MediaFiles(tree, path),
  };
  const drafts = new Drafts({
    path,
    plan,
    accounts,
    body,
    timeBasis: options.timeZone === undefined ? 'device-local' : 'assumed-zone',
    timePrecision: sample?.numbers.some(({ role }) => role === 'second') ? 's' : 'min',
  });
  const sink = new Messages({
    path,
    senders: found.senders,
    clock,
    drafts,
    body,
    damage,
    ...(options.timeZone === undefined ? {} : { zone: zoneOf(options.timeZone, path) }),
    ...(plan.groupName === undefined ? {} : { groupName: plan.groupName }),
  });
  const text = await openText(entry);
  // Without a form no line matches.
  const header = new HeaderMatcher(sample?.shape ?? '');
  const scanner = new Scanner({ header, sink, startsAt: text.startsAt, isUtf16, validates: true });

  const batch = (): ReadBatch => ({ ...sink.take(), progress: progressOf(text.bytesRead()) });
  for await (const chunk of text.chunks) {
    signal.throwIfAborted();
    for (let from = 0; from < chunk.length; ) {
      from += scanner.fill(chunk, from);
      while (scanner.advance(false)) yield batch();
    }
  }
  while (scanner.advance(true)) yield batch();
  yield batch();

  const { loneSurrogates, oddByte } = text.utf16;
  if (loneSurrogates > 0) damage.add('halves of UTF-16 pairs, shown as U+FFFD', `${loneSurrogates} places`);
  if (oddByte) damage.add('the text ends within a code unit of UTF-16', 'the last byte');
  if (plan.dates.by === 'contradiction') {
    const { dmy, mdy } = found.dates.of;
    damage.add(
      'the dates contradict each other, and each is read as its own numbers allow',
      `day before month does not fit ${dmy.against} of ${found.headers} (line ${dmy.firstAgainst?.line} first), month before day ${mdy.against} (line ${mdy.firstAgainst?.line} first)`,
    );
  }
  if (!sample) damage.add('no line has the header of a message', 'the whole file');
  return {
    chats: [
      {
        id: plan.chatId,
        platform: 'whatsapp',
        ...(plan.title === undefined ? {} : { title: plan.title }),
        type: plan.isGroup ? 'group' : 'direct',
        members: accounts.chatMembers(),
      },
    ],
    accounts: accounts.accounts(),
    warnings: warningsOf({ survey: found, plan, clock, messages: sink, drafts, accounts, options }),
    damage: damage.result(),
    dateOrder: plan.dates.order,
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
  };
}
