/** Parts of a message that both forms have, and what older exports say of calls and types. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Call, MessageKind } from '../../../shared/model/index.ts';
import { formatReading, MAX_MS } from '../../../shared/time/instant.ts';
import { type Fields, keepOdd } from '../json/fields.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import type { Content } from './content.ts';
import type { ThreadPlace } from './place.ts';

export type Draft = { -readonly [Field in keyof DraftMessage]: DraftMessage[Field] };

/** Types of messages that older exports name, and those of the encrypted form. */
const TYPES: Readonly<Record<string, MessageKind>> = {
  Generic: 'text',
  Share: 'text',
  Call: 'call',
  Subscribe: 'system',
  Unsubscribe: 'system',
  Payment: 'payment',
  text: 'text',
  link: 'text',
  media: 'unknown',
};

/** Videos in the words that Facebook writes for a call in some languages: “Videochat”, “appel vidéo”. */
const VIDEO = /v[ií]d[eé]o|wideo|видео|视频|視訊|ビデオ|영상/i;

/** ms since 1970 UTC; digits are a number that a double does not hold exactly. */
export function instantOf(value: unknown): string | undefined {
  return typeof value === 'number' && value > 0 && value <= MAX_MS ? formatReading(value, 'utc') : undefined;
}

export function addRaw(draft: Draft, raw: Raw): void {
  for (const _ in raw) {
    draft.source = { ...draft.source, raw };
    return;
  }
}

export function addTime(
  draft: Draft,
  field: string,
  value: unknown,
  byte: number,
  { file, findings }: ThreadPlace,
  raw: Raw,
): void {
  const at = instantOf(value);
  if (at !== undefined) {
    draft.sentAt = at;
    draft.timeBasis = 'utc';
    draft.timePrecision = 'ms';
    return;
  }
  if (value !== undefined) raw[field] = rawValue(value);
  findings.damage(file, `byte ${byte}`, 'a message without a time that can be read');
}

export function addText(
  draft: Draft,
  field: string,
  value: unknown,
  byte: number,
  place: ThreadPlace,
  isMisencoded: boolean,
  raw: Raw,
): void {
  if (value === undefined || value === null || value === '') return;
  if (typeof value === 'string') draft.text = place.strings.kept(value, byte, isMisencoded);
  else keepOdd(field, value, { ...place, byte }, raw);
}

/** The kind that a type makes a message without files; a type that is not known stays in `raw`. */
export function kindOfType(type: unknown, raw: Raw): MessageKind {
  if (type === undefined) return 'text';
  if (typeof type === 'string' && Object.hasOwn(TYPES, type)) return TYPES[type]!;
  raw.type = rawValue(type);
  return 'unknown';
}

export function addFiles(draft: Draft, { files }: Content): void {
  if (files.length === 0) return;
  draft.attachments = files.map(({ attachment }) => attachment);
  if (files.some(({ path }) => path !== undefined)) draft.attachmentPaths = files.map(({ path }) => path);
}

/** What is known of a call; only Facebook's sentence about it says whether it was one with video. */
export function callOf({ call_duration, missed }: Fields, text: string | undefined, raw: Raw): Call {
  const isLength = typeof call_duration === 'number' && Number.isFinite(call_duration) && call_duration >= 0;
  if (call_duration !== undefined && !isLength) raw.call_duration = rawValue(call_duration);
  const seconds = isLength && call_duration > 0 ? call_duration : undefined;
  return {
    video: text !== undefined && VIDEO.test(text),
    ...(seconds === undefined ? {} : { seconds }),
    outcome: missed === true ? 'missed' : seconds === undefined ? 'unknown' : 'answered',
  };
}
