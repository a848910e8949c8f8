/** Files that a message names: which they are, of what kind, and whether they are in the evidence. */
import type { EvidenceTree } from '../../../../shared/evidence/index.ts';
import type { MessageKind } from '../../../../shared/model/index.ts';
import { folded, isMark, isSpace, withoutMarks } from '../marks.ts';
import { LANGUAGES } from '../phrases/index.ts';

/** Media types of the extensions that WhatsApp writes, and of common documents. */
const MIME: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  '3gp': 'video/3gpp',
  mkv: 'video/x-matroska',
  avi: 'video/x-msvideo',
  opus: 'audio/ogg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  aac: 'audio/aac',
  amr: 'audio/amr',
  wav: 'audio/wav',
  vcf: 'text/vcard',
  pdf: 'application/pdf',
};

/** The middle of WhatsApp's own file names: `IMG-20240322-WA0003.jpg`, `00000012-PHOTO-2024-03-22-14-38-05.jpg`. */
const PREFIXES: Readonly<Record<string, MessageKind>> = {
  IMG: 'image',
  VID: 'video',
  PTT: 'voice',
  AUD: 'audio',
  STK: 'sticker',
  DOC: 'document',
  PHOTO: 'image',
  VIDEO: 'video',
  AUDIO: 'audio',
  GIF: 'gif',
  STICKER: 'sticker',
};
const OWN_NAME =
  /^(?:(IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d{4,}|\d{8}-(PHOTO|VIDEO|AUDIO|GIF|STICKER)-[\d-]+)\b/;

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Media type by the file's extension, or undefined. */
export function mimeOf(name: string): string | undefined {
  const extension = extensionOf(name);
  return Object.hasOwn(MIME, extension) ? MIME[extension] : undefined;
}

/** Kind of a file by WhatsApp's own name for it, else by its extension; a document otherwise. */
export function kindOfFile(name: string): MessageKind {
  const extension = extensionOf(name);
  const own = OWN_NAME.exec(name);
  const kind = own && PREFIXES[own[1] ?? own[2]!];
  // WhatsApp records voice messages as Opus, and keeps the form of audio files that are sent.
  if (kind === 'audio' && extension === 'opus') return 'voice';
  if (kind) return kind;
  if (extension === 'vcf') return 'contact';
  if (extension === 'opus') return 'voice';
  const type = mimeOf(name)?.split('/')[0];
  return type === 'image' || type === 'video' || type === 'audio' ? type : 'document';
}

const BEFORE = new Set(LANGUAGES.flatMap(({ attachedBefore }) => attachedBefore ?? []).map(folded));
const AFTER = new Set(LANGUAGES.flatMap(({ attachedAfter }) => attachedAfter ?? []).map(folded));

const LONGEST_NAME = 255;
const LONGEST_WORDS = 60;
/** Code units at a line's end among which the bracket is: marks and spaces may follow it. */
const ENDS = 8;

/** Whether a bracket closes at a line's end; of nearly every line none does. */
function hasClosing(line: string): boolean {
  for (let i = line.length - 1; i >= 0 && i >= line.length - ENDS; i--) {
    const code = line.charCodeAt(i);
    if (code === 0x29 || code === 0x3e) return true;
    if (!isMark(code) && !isSpace(code) && code !== 0x0d) return false;
  }
  return false;
}

/**
 * The name of the file that a line says is attached, or undefined: `<attached: NAME>` at its end, or
 * `NAME (file attached)`.
 * @param isOwnLine whether WhatsApp's mark stands at the line's beginning: any word will do then.
 * @param isThere whether the evidence has a file of that name.
 */
export function attachedName(
  line: string,
  isOwnLine: boolean,
  isThere: (name: string) => boolean,
): string | undefined {
  if (!hasClosing(line)) return undefined;
  const bare = withoutMarks(line).trim();
  if (bare.endsWith('>')) {
    const from = bare.lastIndexOf('<') + 1;
    const colon = bare.indexOf(':', from);
    if (from === 0 || colon < 0 || colon - from > LONGEST_WORDS) return undefined;
    const name = bare.slice(colon + 1, -1).trim();
    if (name === '' || name.length > LONGEST_NAME) return undefined;
    return isOwnLine || BEFORE.has(folded(bare.slice(from, colon))) || isThere(name) ? name : undefined;
  }
  if (!bare.endsWith(')')) return undefined;
  const open = bare.lastIndexOf(' (');
  if (open < 1 || open > LONGEST_NAME || bare.length - open > LONGEST_WORDS) return undefined;
  const name = bare.slice(0, open);
  if (extensionOf(name) === '') return undefined;
  return AFTER.has(folded(bare.slice(open + 2, -1))) || OWN_NAME.test(name) || isThere(name)
    ? name
    : undefined;
}

/** Finds files of a tree by the names that an export gives them. */
export class MediaFiles {
  private readonly beside = new Map<string, string>();
  private readonly below = new Map<string, string | null>();

  /** @param text path of the export's text; only files beside it and in folders below count. */
  constructor(tree: EvidenceTree, text: string) {
    const home = text.slice(0, text.lastIndexOf('/') + 1);
    for (const { path } of tree.entries) {
      if (path === text || !path.startsWith(home)) continue;
      const name = folded(path.slice(path.lastIndexOf('/') + 1));
      if (!path.slice(home.length).includes('/')) {
        if (!this.beside.has(name)) this.beside.set(name, path);
      } else this.below.set(name, this.below.has(name) ? null : path);
    }
  }

  /** Path of a file: one beside the text, else the only one of that name below it. */
  pathOf(name: string): string | undefined {
    if (this.beside.size === 0 && this.below.size === 0) return undefined;
    const key = folded(name);
    return this.beside.get(key) ?? this.below.get(key) ?? undefined;
  }
}
