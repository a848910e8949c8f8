/** What a message of the download is, by the fields that are there. */
import type { MessageKind } from '../../../shared/model/index.ts';
import { type Fields, isRecord, keepOdd } from '../json/fields.ts';
import type { Raw } from '../json/raw.ts';
import { rawValue } from '../json/raw.ts';
import { type FoundFile, fileAt, isVoice, kindByEnding, nameIn } from './media.ts';
import type { ThreadPlace } from './place.ts';

/** Lists of files, in the order in which they decide the kind. */
const LISTS: readonly (readonly [string, MessageKind])[] = [
  ['photos', 'image'],
  ['videos', 'video'],
  ['audio_files', 'audio'],
  ['gifs', 'gif'],
  ['files', 'document'],
];

export interface Content {
  kind: MessageKind | undefined;
  files: FoundFile[];
}

const NOTHING: Content = { kind: undefined, files: [] };

/** The file of `{uri, creation_timestamp…}`; what is missing from the evidence keeps its path in `raw`. */
function addFile(
  content: Content,
  field: string,
  value: unknown,
  byte: number,
  place: ThreadPlace,
  raw: Raw,
): string | undefined {
  if (!isRecord(value) || typeof value.uri !== 'string') {
    keepOdd(field, value, { ...place, byte }, raw);
    return undefined;
  }
  const uri = place.strings.path(value.uri, byte, true);
  const name = nameIn(uri);
  const found = fileAt(uri, name, place.home, place.files);
  if (found.path === undefined) raw[`${field} uri`] = uri;
  content.files.push(found);
  return name;
}

/** Kind and files of the lists and the sticker. */
export function contentOf(fields: Fields, byte: number, place: ThreadPlace, raw: Raw): Content {
  const { photos, videos, audio_files, gifs, files, sticker } = fields;
  // Nearly every message has none of them.
  if ((photos ?? videos ?? audio_files ?? gifs ?? files ?? sticker) === undefined) return NOTHING;
  const content: Content = { kind: undefined, files: [] };
  for (const [field, kind] of LISTS) {
    const list = fields[field];
    if (list === undefined || list === null) continue;
    if (!Array.isArray(list)) {
      keepOdd(field, list, { ...place, byte }, raw);
      continue;
    }
    for (const [n, one] of list.entries()) {
      const name = addFile(content, list.length === 1 ? field : `${field} ${n + 1}`, one, byte, place, raw);
      if (name === undefined) continue;
      content.kind ??= kind === 'audio' && isVoice(name) ? 'voice' : kind;
    }
  }
  if (sticker !== undefined && sticker !== null) {
    const name = addFile(content, 'sticker', sticker, byte, place, raw);
    if (name !== undefined) content.kind ??= 'sticker';
  }
  return content;
}

/** `media` of the encrypted form, `[{uri}]`; what could not be downloaded has a sentence for its path. */
export function encryptedContentOf(media: unknown, byte: number, place: ThreadPlace, raw: Raw): Content {
  const content: Content = { kind: undefined, files: [] };
  if (!Array.isArray(media)) {
    if (media !== undefined) keepOdd('media', media, { ...place, byte }, raw);
    return content;
  }
  for (const [n, one] of media.entries()) {
    const field = media.length === 1 ? 'media' : `media ${n + 1}`;
    if (!isRecord(one) || typeof one.uri !== 'string') {
      keepOdd(field, one, { ...place, byte }, raw);
      continue;
    }
    const uri = place.strings.path(one.uri, byte, false);
    if (uri.includes('/')) {
      const found = fileAt(uri, nameIn(uri), place.home, place.files);
      if (found.path === undefined) raw[`${field} uri`] = uri;
      content.files.push(found);
      content.kind ??= kindByEnding(nameIn(uri));
    } else {
      raw[`${field} uri`] = uri;
      content.files.push({ attachment: { present: false }, path: undefined });
    }
  }
  if (content.files.length > 0) content.kind ??= 'unknown';
  return content;
}

/** Text and link of `share`, where the message's own text does not have them; the rest goes to `raw`. */
export function sharedLines(
  share: unknown,
  text: string | undefined,
  byte: number,
  place: ThreadPlace,
  raw: Raw,
): string[] {
  if (!isRecord(share)) {
    keepOdd('share', share, { ...place, byte }, raw);
    return [];
  }
  const lines: string[] = [];
  for (const field in share) {
    const value = share[field];
    if ((field === 'share_text' || field === 'link') && typeof value === 'string') {
      const line = place.strings.kept(value, byte, true);
      if (line !== '' && !text?.includes(line)) lines.push(line);
    } else raw[`share ${field}`] = rawValue(typeof value === 'string' ? place.strings.meant(value) : value);
  }
  return lines;
}
