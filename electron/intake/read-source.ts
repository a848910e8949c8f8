/** Reads one source: its messages go into segments, its rows into the counts. */
import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { DraftMessage, Read, ReadContext, ReadResult } from '../../shared/evidence/index.ts';
import { writtenDraft } from '../../shared/evidence/written.ts';
import type { Damage, IntakeCounts } from '../../shared/model/index.ts';
import type { Outside, Scope } from '../../shared/scope/index.ts';
import { type SegmentMessage, SegmentWriter } from '../../shared/segment/index.ts';
import { type TimeReading, writtenReading } from '../../shared/time/instant.ts';
import type { Privilege } from '../../shared/warrant/documents.ts';
import type { Attachments } from './attachments.ts';
import { coveredLists, hear } from './covered-lists.ts';
import { sourceLists } from './lists.ts';
import { packSegment } from './packed-segment.ts';
import type { WithheldMessage } from './quarantine.ts';

/** A finished segment as a parcel, with the ids its source met since the one before. */
export interface SourceSegment {
  readonly seq: number;
  readonly bytes: ArrayBuffer;
  readonly newChats: readonly string[];
  readonly newAccounts: readonly string[];
}

export interface ReadSourceOptions {
  readonly read: Read;
  readonly context: ReadContext;
  readonly attachments: Attachments;
  /** Ordinals of this source start after this one. */
  readonly ordinalsBefore: number;
  /** What the warrant lets through; without one everything is kept. */
  readonly scope?: Scope | undefined;
  /** Takes what the warrant's scope calls privileged; absent when it lists nothing of that kind. */
  readonly withhold?: ((withheld: Withheld) => void) | undefined;
  /** Resolves when the next segment may come. */
  emit(segment: SourceSegment): Promise<void>;
  /** After each batch: how far the reader is, 0 to 1 or null, and messages read so far. */
  onBatch(fraction: number | null, messages: number): void;
}

/** A privileged message, as it would have been kept. */
export interface Withheld extends WithheldMessage {
  readonly ordinal: number;
  readonly privilege: Privilege | 'words';
}

export interface SourceRead {
  readonly lists: SourceLists;
  readonly counts: IntakeCounts;
  /** Messages the reader gave; ordinals of the next source start after them. */
  readonly messages: number;
  readonly firstAt?: string;
  readonly lastAt?: string;
  readonly result: ReadResult;
  /** Attachments that could not be read. */
  readonly damage: readonly Damage[];
}

/** The first and last of a source's times, in the order of their writing. */
class ReadingSpan {
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;
  private first: string | undefined;
  private last: string | undefined;

  add(reading: TimeReading): void {
    if (typeof reading === 'number') {
      if (reading < this.least) this.least = reading;
      if (reading > this.greatest) this.greatest = reading;
      return;
    }
    if (this.first === undefined || reading < this.first) this.first = reading;
    if (this.last === undefined || reading > this.last) this.last = reading;
  }

  ends(): Pick<SourceRead, 'firstAt' | 'lastAt'> {
    const { least, greatest } = this;
    const instants = least <= greatest ? [writtenReading(least), writtenReading(greatest)] : [];
    const readings = [this.first, this.last, ...instants].filter((one) => one !== undefined).sort();
    const [first, last] = [readings[0], readings.at(-1)];
    return {
      ...(first === undefined ? {} : { firstAt: first }),
      ...(last === undefined ? {} : { lastAt: last }),
    };
  }
}

class SourceCounts {
  read = 0;
  kept = 0;
  privileged = 0;
  private readonly skipped = new Map<string, number>();
  private readonly unknown = new Map<string, number>();
  private readonly outside = new Map<string, number>();

  leaveOut(reason: Outside): void {
    this.outside.set(reason, (this.outside.get(reason) ?? 0) + 1);
  }

  skip(reason: string, rows = 1): void {
    this.read += rows;
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + rows);
  }

  keep(message: DraftMessage<TimeReading>): void {
    this.kept++;
    if (message.kind !== 'unknown') return;
    const { source } = message;
    const code = `${source.table ?? source.file}${source.code === undefined ? ', kind not said' : ` ${source.code}`}`;
    this.unknown.set(code, (this.unknown.get(code) ?? 0) + 1);
  }

  /** @throws Error when a message or row is unaccounted for. */
  finish(): IntakeCounts {
    const sorted = (counts: Map<string, number>): Record<string, number> =>
      Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    const counts: IntakeCounts = {
      read: this.read,
      kept: this.kept,
      outOfScope: sorted(this.outside),
      privileged: this.privileged,
      skipped: sorted(this.skipped),
      unknownCodes: sorted(this.unknown),
    };
    assertAddsUp(counts);
    return counts;
  }
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** Whether read = kept + out of scope + privileged + skipped. */
export function addsUp({ read, kept, outOfScope, privileged, skipped }: IntakeCounts): boolean {
  return read === kept + sum(outOfScope) + privileged + sum(skipped);
}

function assertAddsUp(counts: IntakeCounts): void {
  if (!addsUp(counts)) throw new Error(`the counts do not add up: ${JSON.stringify(counts)}`);
}

/** @throws Refusal when the reader refuses the source; Error when reader and counts disagree. */
export async function readSource(options: ReadSourceOptions): Promise<SourceRead> {
  const { read, context, attachments, ordinalsBefore, scope, withhold, emit, onBatch } = options;
  const { exhibit, source, signal } = context;
  const writer = new SegmentWriter(exhibit, source.platform);
  const counts = new SourceCounts();
  let messages = 0;
  let seq = 0;
  let chatsSent = 0;
  let accountsSent = 0;
  let furthestReply = 0;
  const span = new ReadingSpan();

  /** A segment is packed and handed on while the messages of the next one are read. */
  let handing: Promise<void> = Promise.resolve();
  const seal = async (): Promise<void> => {
    const segment = {
      seq: seq++,
      newChats: writer.chats.ids.slice(chatsSent),
      newAccounts: writer.accounts.ids.slice(accountsSent),
    };
    const bytes = writer.finish();
    chatsSent = writer.chats.ids.length;
    accountsSent = writer.accounts.ids.length;
    await handing;
    handing = packSegment(bytes).then((packed) => emit({ ...segment, bytes: packed }));
    // Awaited at the next segment or the end; it must not count as unhandled until then.
    handing.catch(() => undefined);
  };

  const heard = scope && (await hear(scope, read, context));
  const judge = heard?.judge;
  const inCase = <Time>(message: DraftMessage<Time>): SegmentMessage<Time> => {
    const { replyTo } = message;
    if (typeof replyTo !== 'number') return message as SegmentMessage<Time>;
    if (replyTo > furthestReply) furthestReply = replyTo;
    return { ...message, replyTo: replyTo + ordinalsBefore };
  };

  for (const [reason, rows] of heard?.skipped ?? []) counts.skip(reason, rows);
  const batches = heard?.batches ?? read(context);
  let next = heard?.next ?? (await batches.next());
  for (; !next.done; next = await batches.next()) {
    signal.throwIfAborted();
    for (const { reason } of next.value.skipped) counts.skip(reason);
    for (const draft of next.value.messages) {
      counts.read++;
      const ordinal = ordinalsBefore + ++messages;
      // The one place where a verdict on a message is taken: only what is kept goes past here, to the
      // attachments and the segments. An import without a warrant keeps all.
      if (judge) {
        const verdict = judge.verdict(draft);
        if (!verdict.kept) {
          if ('outside' in verdict) counts.leaveOut(verdict.outside);
          else {
            counts.privileged++;
            const { privilege } = verdict;
            const message = inCase(withoutPaths(writtenDraft(draft)));
            withhold?.({ ordinal, privilege, message, ...judge.around(draft) });
          }
          continue;
        }
      }
      counts.keep(draft);
      const message = draft.attachmentPaths ? await attachments.settle(draft) : draft;
      writer.add(inCase(message), ordinal);
      if (message.sentAt !== undefined) span.add(message.sentAt);
      if (writer.isFull) await seal();
    }
    onBatch(next.value.progress ?? null, messages);
  }
  if (!writer.isEmpty) await seal();
  await handing;
  if (furthestReply > messages) {
    throw new Error(`${source.reader}: a reply to message ${furthestReply} of ${messages}`);
  }
  const result = next.value;
  return {
    lists: sourceLists(
      exhibit,
      source.platform,
      writer.chats.ids,
      writer.accounts.ids,
      scope ? coveredLists(result, writer, scope) : result,
    ),
    counts: counts.finish(),
    messages,
    ...span.ends(),
    result,
    damage: attachments.takeDamage(),
  };
}

/** Where its attachments lie says nothing outside the job. */
function withoutPaths({ attachmentPaths: _paths, ...message }: DraftMessage): DraftMessage {
  return message;
}
