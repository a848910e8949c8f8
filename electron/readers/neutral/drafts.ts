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

/** Whether a text is as the ids of an exhibit's messages are. */
function isIdOf(exhibit: string, text: string): boolean {
  const slug = `${exhibitSlug(exhibit)}:`;
  return text.startsWith(slug) && /^\d+$/.test(text.slice(slug.length));
}

/** What the converter said of where it has the message from, and of its id, as values of `source.raw`. */
function rawOf({
  id,
  exhibit,
  source: { raw: values = {}, key: _key, code: _code, ...places } = {},
}: MessageLine): Raw {
  const raw: Raw = {};
  if (id !== undefined) raw.id = id;
  if (exhibit !== undefined) raw.exhibit = exhibit;
  for (const [name, value] of Object.entries(places)) raw[`source.${name}`] = rawValue(value);
  for (const [name, value] of Object.entries(values)) raw[`source.raw.${name}`] = rawValue(value);
  return raw;
}

export class Drafts {
  private readonly options: DraftsOptions;
  /** Whether a time was put into the zone. */
  usedZone = false;

  constructor(options: DraftsOptions) {
    this.options = options;
  }

  message(stated: MessageLine, line: number, byte: number): DraftMessage {
    const { file, media } = this.options;
    const {
      id: _id,
      exhibit: _exhibit,
      platform: _platform,
      replyTo: _replyTo,
      attachments,
      timeAmbiguous,
      forwarded,
      source,
      ...body
    } = stated;
    const raw = rawOf(stated);
    const found = attachments && media.of(attachments, raw);
    const replyTo = this.replyOf(stated, raw);
    return {
      ...body,
      ...(timeAmbiguous ? { timeAmbiguous } : {}),
      ...(forwarded ? { forwarded } : {}),
      ...this.zoned(stated),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(found ? { attachments: found.attachments } : {}),
      ...(found?.paths.some((path) => path !== undefined) ? { attachmentPaths: found.paths } : {}),
      source: {
        file,
        line,
        byte,
        ...(source?.key === undefined ? {} : { key: source.key }),
        ...(source?.code === undefined ? {} : { code: source.code }),
        ...(Object.keys(raw).length === 0 ? {} : { raw }),
      },
    };
  }

  /** What the message answers. An id of no message here must not become that of another one. */
  private replyOf({ replyTo, exhibit }: MessageLine, raw: Raw): number | string | undefined {
    if (replyTo === undefined) return undefined;
    const ordinal = this.options.ordinals.get(replyTo);
    if (ordinal !== undefined) return ordinal;
    if (!isIdOf(this.options.exhibit, replyTo) && !(exhibit !== undefined && isIdOf(exhibit, replyTo))) {
      return replyTo;
    }
    raw.replyTo = replyTo;
    this.options.findings.count('a reply to a message that is not among the lines; its id is in source.raw');
    return undefined;
  }

  private zoned({ sentAt, timeBasis }: MessageLine): Partial<DraftMessage> {
    const { zone } = this.options;
    if (!zone || sentAt === undefined || timeBasis !== 'device-local') return {};
    this.usedZone = true;
    const { utc, ambiguous } = zone.toUtc(readingMs(sentAt));
    return {
      sentAt: formatReading(utc, 'assumed-zone'),
      timeBasis: 'assumed-zone',
      ...(ambiguous ? { timeAmbiguous: true } : {}),
    };
  }
}
