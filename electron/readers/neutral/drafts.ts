/** A line of `messages.jsonl` as a message of this import. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import { exhibitSlug } from '../../../shared/model/index.ts';
import { formatReading, readingMs } from '../../../shared/time/instant.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { Findings } from '../findings.ts';
import type { IdTable } from '../id-table.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import type { MessageLine } from './fields.ts';
import type { MediaFiles } from './files.ts';

export interface DraftsOptions {
  readonly file: string;
  readonly exhibit: string;
  readonly ordinals: IdTable;
  readonly media: MediaFiles;
  readonly findings: Findings;
  readonly zone?: Zone;
}

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] };
type Draft = Writable<Omit<DraftMessage, 'source'>> & { source: Writable<DraftMessage['source']> };

/** Whether a text is as the ids of an exhibit's messages are. */
function isIdOf(exhibit: string, text: string): boolean {
  const slug = `${exhibitSlug(exhibit)}:`;
  return text.startsWith(slug) && /^\d+$/.test(text.slice(slug.length));
}

/** What the converter said of where it has the message from, and of its id, as values of `source.raw`. */
function rawOf({ id, exhibit, source }: MessageLine): Raw {
  const raw: Raw = {};
  if (id !== undefined) raw.id = id;
  if (exhibit !== undefined) raw.exhibit = exhibit;
  if (source === undefined) return raw;
  for (const name in source) {
    if (name === 'key' || name === 'code' || name === 'raw') continue;
    raw[`source.${name}`] = rawValue(source[name as keyof typeof source]);
  }
  for (const name in source.raw) raw[`source.raw.${name}`] = rawValue(source.raw[name]);
  return raw;
}

const isEmpty = (raw: Raw): boolean => {
  for (const _ in raw) return false;
  return true;
};

export class Drafts {
  private readonly options: DraftsOptions;
  /** Whether a time was put into the zone. */
  usedZone = false;

  constructor(options: DraftsOptions) {
    this.options = options;
  }

  message(stated: MessageLine, line: number, byte: number): DraftMessage {
    const { file, media } = this.options;
    const raw = rawOf(stated);
    const draft: Draft = { chat: stated.chat, kind: stated.kind, source: { file, line, byte } };
    addBody(draft, stated);
    if (stated.attachments) {
      const { attachments, paths } = media.of(stated.attachments, raw);
      draft.attachments = attachments;
      if (paths.some((path) => path !== undefined)) draft.attachmentPaths = paths;
    }
    const replyTo = stated.replyTo === undefined ? undefined : this.replyOf(stated, stated.replyTo, raw);
    if (replyTo !== undefined) draft.replyTo = replyTo;
    this.putInZone(draft);
    const { source } = stated;
    if (source?.key !== undefined) draft.source.key = source.key;
    if (source?.code !== undefined) draft.source.code = source.code;
    if (!isEmpty(raw)) draft.source.raw = raw;
    return draft;
  }

  /** What the message answers. An id of no message here must not become that of another one. */
  private replyOf({ exhibit }: MessageLine, replyTo: string, raw: Raw): number | string | undefined {
    const ordinal = this.options.ordinals.get(replyTo);
    if (ordinal !== undefined) return ordinal;
    if (!isIdOf(this.options.exhibit, replyTo) && !(exhibit !== undefined && isIdOf(exhibit, replyTo))) {
      return replyTo;
    }
    raw.replyTo = replyTo;
    this.options.findings.count('a reply to a message that is not among the lines; its id is in source.raw');
    return undefined;
  }

  private putInZone(draft: Draft): void {
    const { zone } = this.options;
    if (!zone || draft.sentAt === undefined || draft.timeBasis !== 'device-local') return;
    this.usedZone = true;
    const { utc, ambiguous } = zone.toUtc(readingMs(draft.sentAt));
    draft.sentAt = formatReading(utc, 'assumed-zone');
    draft.timeBasis = 'assumed-zone';
    if (ambiguous) draft.timeAmbiguous = true;
  }
}

/** The fields that are the same here and there. Written out: a copy of all but some takes several times as long. */
function addBody(draft: Draft, stated: MessageLine): void {
  const { sender, direction, sentAt, timeBasis, timePrecision, timeAmbiguous, receivedAt, text } = stated;
  if (sender !== undefined) draft.sender = sender;
  if (direction !== undefined) draft.direction = direction;
  if (sentAt !== undefined) draft.sentAt = sentAt;
  if (timeBasis !== undefined) draft.timeBasis = timeBasis;
  if (timePrecision !== undefined) draft.timePrecision = timePrecision;
  if (timeAmbiguous) draft.timeAmbiguous = true;
  if (receivedAt !== undefined) draft.receivedAt = receivedAt;
  if (text !== undefined) draft.text = text;
  const { edited, deleted, forwarded, mentions, reactions, receipts, location, call, poll, system } = stated;
  if (edited !== undefined) draft.edited = edited;
  if (deleted !== undefined) draft.deleted = deleted;
  if (forwarded) draft.forwarded = true;
  if (mentions !== undefined) draft.mentions = mentions;
  if (reactions !== undefined) draft.reactions = reactions;
  if (receipts !== undefined) draft.receipts = receipts;
  if (location !== undefined) draft.location = location;
  if (call !== undefined) draft.call = call;
  if (poll !== undefined) draft.poll = poll;
  if (system !== undefined) draft.system = system;
}
