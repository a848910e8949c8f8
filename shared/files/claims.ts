/** What a file's name and its stated media type claim it to be, held against what its bytes are. */
import type { Attachment } from '../model/index.ts';

/**
 * Formats that are not told apart by their first bytes, or that one ending stands for: names and types of
 * one family agree. The first of a family's types is the one that `mediaTypeOf` gives most.
 */
const FAMILIES: readonly { readonly types: readonly string[]; readonly endings: string }[] = [
  { types: ['image/jpeg', 'image/jpg', 'image/pjpeg'], endings: 'jpg jpeg jpe jfif' },
  { types: ['image/png', 'image/apng'], endings: 'png apng' },
  { types: ['image/gif'], endings: 'gif' },
  { types: ['image/webp'], endings: 'webp' },
  { types: ['image/heic', 'image/heif', 'image/heic-sequence'], endings: 'heic heif' },
  { types: ['image/avif'], endings: 'avif' },
  { types: ['image/tiff'], endings: 'tif tiff' },
  {
    types: [
      'video/mp4',
      'audio/mp4',
      'video/quicktime',
      'video/3gpp',
      'video/3gpp2',
      'audio/3gpp',
      'audio/x-m4a',
      'audio/m4a',
      'audio/aac',
      'video/x-m4v',
    ],
    endings: 'mp4 m4v m4a m4b mov qt 3gp 3gpp 3g2 aac',
  },
  { types: ['video/webm', 'audio/webm', 'video/matroska', 'video/x-matroska'], endings: 'webm mkv mka' },
  { types: ['video/x-msvideo', 'video/avi', 'video/msvideo'], endings: 'avi' },
  {
    types: ['audio/ogg', 'video/ogg', 'application/ogg', 'audio/opus', 'audio/vorbis'],
    endings: 'ogg oga ogv opus',
  },
  { types: ['audio/mpeg', 'audio/mp3', 'audio/mpga'], endings: 'mp3 mpga' },
  { types: ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'], endings: 'wav' },
  { types: ['audio/flac', 'audio/x-flac'], endings: 'flac' },
  { types: ['audio/amr', 'audio/amr-wb'], endings: 'amr awb' },
  { types: ['audio/x-caf'], endings: 'caf' },
  { types: ['application/pdf'], endings: 'pdf' },
  {
    types: [
      'application/zip',
      'application/x-zip-compressed',
      'application/vnd.android.package-archive',
      'application/java-archive',
      'application/epub+zip',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.spreadsheet',
      'application/vnd.oasis.opendocument.presentation',
    ],
    endings: 'zip apk jar epub docx xlsx pptx odt ods odp',
  },
  { types: ['application/vnd.rar', 'application/x-rar-compressed'], endings: 'rar' },
  { types: ['application/x-7z-compressed'], endings: '7z' },
  { types: ['application/gzip', 'application/x-gzip'], endings: 'gz tgz' },
  {
    types: [
      'application/x-ole-storage',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
    ],
    endings: 'doc xls ppt msi',
  },
  {
    types: ['application/vnd.microsoft.portable-executable', 'application/x-msdownload'],
    endings: 'exe dll',
  },
];

const familyOfType = new Map(FAMILIES.flatMap(({ types }, i) => types.map((type) => [type, i])));
const familyOfEnding = new Map(
  FAMILIES.flatMap(({ endings }, i) => endings.split(' ').map((ending) => [ending, i])),
);
// Raw AAC has a signature of its own, and its names and types are also those of AAC in MP4.
const AAC_RAW = new Set(['audio/aac']);

/** Whether what is claimed can be what the bytes are; claims of formats that bear no signature are believed. */
function agrees(claimed: number | undefined, type: string | null): boolean {
  if (claimed === undefined) return true;
  if (type === null) return false;
  if (AAC_RAW.has(type)) return claimed === familyOfType.get('audio/aac');
  return familyOfType.get(type) === claimed;
}

/**
 * What of an attachment claims another kind of file than its bytes are. A name without an ending, an ending
 * or a type that says nothing (`.bin`, `application/octet-stream`), and text of any kind claim nothing.
 * @param type by the bytes, null where they begin like no known format.
 */
export function mismatchOf(
  { name, mime }: Pick<Attachment, 'name' | 'mime'>,
  type: string | null,
): ('name' | 'mime')[] {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name ?? '')?.[1]?.toLowerCase();
  const stated = mime?.replace(/;.*$/s, '').trim().toLowerCase();
  const wrong: ('name' | 'mime')[] = [];
  if (ending !== undefined && !agrees(familyOfEnding.get(ending), type)) wrong.push('name');
  if (stated !== undefined && !agrees(familyOfType.get(stated), type)) wrong.push('mime');
  return wrong;
}
