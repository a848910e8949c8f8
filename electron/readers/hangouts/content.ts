/** What a chat message of Hangouts says and shows: its segments and embedded items. */
import type { Attachment, Location, MessageKind } from '../../../shared/model/index.ts';
import type { TreeFiles } from '../tree-files.ts';
import { type Fields, fieldsIn, isRecord, listIn, numberIn, wordIn } from './fields.ts';

/** Segments joined: text, links and emoji as they are written, breaks as U+000A. Undefined where there is none. */
export function textOf(content: Fields): string | undefined {
  const segments = listIn(content, 'segment');
  let text = '';
  for (const segment of segments) {
    if (!isRecord(segment)) continue;
    if (typeof segment.text === 'string') text += segment.text;
    else if (segment.type === 'LINE_BREAK') text += '\n';
  }
  return text === '' ? undefined : text;
}

/** Whether segments are as they should be: a list of objects whose texts are strings. */
export function areSegments({ segment }: Fields): boolean {
  if (segment === undefined || segment === null) return true;
  if (!Array.isArray(segment)) return false;
  return segment.every(
    (one) => isRecord(one) && (typeof one.text === 'string' || one.text === undefined || one.text === null),
  );
}

export interface Embedded {
  readonly kind?: MessageKind;
  readonly attachments: readonly Attachment[];
  readonly paths: readonly (string | undefined)[];
  readonly location?: Location;
  /** Addresses of the items on the web. */
  readonly urls: readonly string[];
  /** Items of other kinds. */
  readonly others: readonly unknown[];
}

const PHOTO_KINDS: Readonly<Record<string, MessageKind | undefined>> = {
  PHOTO: 'image',
  VIDEO: 'video',
  ANIMATED_PHOTO: 'gif',
};

/** The name of a web address: its last part, decoded. */
function nameOfUrl(url: string): string | undefined {
  try {
    const { pathname } = new URL(url);
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1)) || undefined;
  } catch {
    return undefined;
  }
}

/** @param home folder of the export in the tree, ending with `/`; empty at the root. */
export function embeddedIn(content: Fields, files: TreeFiles, home: string): Embedded {
  const attachments: Attachment[] = [];
  const paths: (string | undefined)[] = [];
  const urls: string[] = [];
  const others: unknown[] = [];
  let kind: MessageKind | undefined;
  let location: Location | undefined;
  for (const each of listIn(content, 'attachment')) {
    const item = isRecord(each) ? fieldsIn(each, 'embed_item') : {};
    const photo = fieldsIn(item, 'plus_photo');
    const place = fieldsIn(item, 'place_v2');
    const found = locationOf(place);
    if (isRecord(item.plus_photo)) {
      const url = wordIn(photo, 'original_content_url') ?? wordIn(photo, 'url');
      const name = url === undefined ? undefined : nameOfUrl(url)?.slice(0, 1024).toWellFormed();
      const path = name === undefined ? undefined : files.find(name, home);
      attachments.push({ ...(name === undefined ? {} : { name }), present: path !== undefined });
      paths.push(path);
      if (url !== undefined) urls.push(url);
      kind ??= PHOTO_KINDS[wordIn(photo, 'media_type') ?? 'PHOTO'] ?? 'document';
    } else if (found && !location) location = found;
    else others.push(each);
  }
  return {
    ...(kind ? { kind } : location ? { kind: 'location' } : {}),
    attachments,
    paths,
    ...(location ? { location } : {}),
    urls,
    others,
  };
}

function locationOf(place: Fields): Location | undefined {
  const geo = fieldsIn(fieldsIn(place, 'geo'), 'geo_coordinates_v2');
  const [lat, lon] = [numberIn(geo, 'latitude'), numberIn(geo, 'longitude')];
  if (lat === undefined || lon === undefined || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180))
    return undefined;
  const name =
    wordIn(place, 'name') ??
    wordIn(fieldsIn(fieldsIn(place, 'address'), 'postal_address_v2'), 'street_address');
  return { lat, lon, ...(name === undefined ? {} : { name }) };
}
