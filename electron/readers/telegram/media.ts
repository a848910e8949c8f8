/** Files of a message: where the export put them, or why it did not. */
import type { Attachment } from '../../../shared/model/index.ts';
import { keepOdd } from '../json/fields.ts';
import type { Raw } from '../json/raw.ts';
import type { MessagePlace } from './place.ts';

/**
 * What stands in the place of a path when a file was left out (export_output_json.cpp, pushPath); a name
 * may stand in front of it.
 */
const LEFT_OUT = /\((?:File|Photo) (?:unavailable|exceeds maximum size|not included)[^()]*\)$/;

export interface FoundFile {
  readonly attachment: Attachment;
  /** Path in the evidence. */
  readonly path: string | undefined;
}

export interface FileFields {
  readonly name?: unknown;
  readonly mime?: unknown;
  readonly bytes?: unknown;
}

/**
 * The file that a field such as `photo` tells of.
 * @param raw takes the reason why a file was left out.
 */
export function fileOf(
  place: MessagePlace,
  field: string,
  value: unknown,
  { name, mime, bytes }: FileFields,
  raw: Raw,
): FoundFile {
  const { files, home, texts, byte } = place;
  const attachment: { -readonly [Field in keyof Attachment]: Attachment[Field] } = { present: false };
  let path: string | undefined;
  if (typeof value === 'string') {
    if (LEFT_OUT.test(value)) raw[field] = texts.name(value, byte);
    else {
      path = files.find(value, home);
      attachment.name = texts.name(value.slice(value.lastIndexOf('/') + 1), byte);
      if (path === undefined) raw[field] = texts.name(value, byte);
    }
  } else keepOdd(field, value, place, raw);
  if (typeof name === 'string' && name !== '') attachment.name = texts.name(name, byte);
  if (typeof mime === 'string' && mime !== '') attachment.mime = texts.name(mime, byte);
  if (typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0) attachment.bytes = bytes;
  attachment.present = path !== undefined;
  return { attachment, path };
}

/** Whether the export says of a file that it left it out. */
export const isLeftOut = (value: unknown): boolean => typeof value === 'string' && LEFT_OUT.test(value);
