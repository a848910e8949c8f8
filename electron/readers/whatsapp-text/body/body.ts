/** What a message's text says it is: a picture, a place, a message taken back… The text itself is kept whole. */
import type { Attachment, Call, Location, MessageKind, Poll } from '../../../../shared/model/index.ts';
import { withoutMarks } from '../marks.ts';
import { LANGUAGES } from '../phrases/index.ts';
import type { OmittedKind } from '../phrases/phrases.ts';
import { callIn } from './call.ts';
import { type FixedPhrase, fixedPhrase } from './fixed.ts';
import { attachedName, kindOfFile, type MediaFiles, mimeOf } from './media.ts';
import { normal } from './normal.ts';
import { placeIn } from './place.ts';
import { pollIn } from './poll.ts';

/** How the file's own lines are told from what people write. */
export interface BodyContext {
  /** iPhone's form, in brackets. */
  readonly isIphone: boolean;
  /** Whether WhatsApp's lines begin with its mark in this file: then lines without it are people's. */
  readonly marksOwn: boolean;
  readonly files: MediaFiles;
}

export interface Body {
  readonly kind: MessageKind;
  readonly isEdited?: true;
  /** Whether its sender took it back. */
  readonly isTakenBack?: true;
  readonly attachment?: Attachment;
  /** Whether the export was made without the file. */
  readonly isOmitted?: true;
  /** Path in the evidence of the file that is attached. */
  readonly path?: string;
  readonly location?: Location;
  readonly call?: Call;
  readonly poll?: Poll;
}

const OMITTED: Readonly<Record<OmittedKind, MessageKind>> = {
  media: 'unknown',
  image: 'image',
  video: 'video',
  audio: 'audio',
  gif: 'gif',
  sticker: 'sticker',
  document: 'document',
  contact: 'contact',
  'video-note': 'video',
};

const EDITED = new Set(
  LANGUAGES.flatMap(({ edited }) => edited ?? []).map((words) => normal(words).toLowerCase()),
);
const LONGEST_EDITED = 80;
/** A text that is nothing but a text. */
export const PLAIN: Body = { kind: 'text' };

/** Whether a text begins with the mark that WhatsApp puts before its own lines: U+200E, or U+200F. */
export function isMarked(text: string): boolean {
  const code = text.charCodeAt(0);
  return code === 0x200e || code === 0x200f;
}

/** The text without the words that say it was edited, or undefined where it has none. */
function unedited(text: string): string | undefined {
  if (!text.endsWith('>')) return undefined;
  const from = text.lastIndexOf('<');
  if (from < 0 || text.length - from > LONGEST_EDITED) return undefined;
  return EDITED.has(normal(text.slice(from + 1, -1)).toLowerCase()) ? text.slice(0, from) : undefined;
}

/**
 * Reads a text that a person sent.
 * @param mayBePhrase whether its bytes have the outline of a fixed phrase.
 */
export function readBody(text: string, context: BodyContext, mayBePhrase: boolean): Body {
  if (mayBePhrase) {
    const whole = phraseIn(text, context);
    if (whole) return fromPhrase(whole);
  }
  const core = unedited(text);
  if (core === undefined) return readCore(text, context);
  const whole = phraseIn(core, context);
  return { ...(whole ? fromPhrase(whole) : readCore(core, context)), isEdited: true };
}

function readCore(text: string, context: BodyContext): Body {
  const isOwn = isMarked(text);
  const end = text.indexOf('\n');
  const firstLine = end < 0 ? text : text.slice(0, end).trimEnd();
  const attached = attachedIn(text, firstLine, isOwn, context);
  if (attached) return attached;
  if (end >= 0) {
    // A caption follows on lines of its own.
    if (isOwn || firstLine.startsWith('<')) {
      const first = phraseIn(firstLine, context);
      if (first?.is === 'omitted') return fromPhrase(first);
    }
    const poll = firstLine.endsWith(':') && (isOwn || !context.marksOwn) ? pollIn(text) : undefined;
    if (poll) return { kind: 'poll', poll };
  }
  const location = placeIn(text);
  if (location) return { kind: 'location', location };
  const call = isOwn ? callIn(text) : undefined;
  if (call) return { kind: 'call', call };
  return PLAIN;
}

/** The fixed phrase that all of a text is, where WhatsApp wrote it. */
function phraseIn(text: string, context: BodyContext): FixedPhrase | undefined {
  const found = fixedPhrase(text);
  return found && isWhatsApps(found.isBracketed, isMarked(text), found.phrase, context)
    ? found.phrase
    : undefined;
}

/** Whether WhatsApp wrote a phrase rather than a person who could have typed the same words. */
function isWhatsApps(
  isBracketed: boolean,
  isOwn: boolean,
  { is }: FixedPhrase,
  context: BodyContext,
): boolean {
  if (isOwn) return true;
  if (context.marksOwn) return false;
  // Without a mark, "no picture" in some language is what anybody may say; `<…>` is not.
  return is !== 'omitted' || isBracketed;
}

function fromPhrase(phrase: FixedPhrase): Body {
  switch (phrase.is) {
    case 'omitted':
      return { kind: OMITTED[phrase.kind], attachment: { present: false }, isOmitted: true };
    case 'deleted':
      return { kind: 'deleted', isTakenBack: true };
    case 'live-location':
      return { kind: 'live-location' };
    case 'missed-call':
      return { kind: 'call', call: { video: phrase.video, outcome: 'missed' } };
    case 'view-once':
      return { kind: 'view-once', attachment: { present: false } };
    case 'waiting':
      return { kind: 'unknown' };
  }
}

/** `REPORT.pdf • 4 pages`: a document's name and how long it is. */
const PAGES = / • [^•]*$/;

function attachedIn(text: string, firstLine: string, isOwn: boolean, context: BodyContext): Body | undefined {
  const { files } = context;
  const isThere = (name: string): boolean => files.pathOf(name) !== undefined;
  const named = attachedName(firstLine, isOwn, isThere);
  if (named !== undefined) return file(named, files);
  if (!context.isIphone) return undefined;
  // On iPhone a caption or a document's name can come first; a mark stands before WhatsApp's words.
  const mark = text.lastIndexOf('\u200e');
  if (mark <= 0) return undefined;
  const words = text.slice(mark);
  const behind = attachedName(words, true, isThere);
  if (behind !== undefined) return file(behind, files);
  const omitted = fixedPhrase(words)?.phrase;
  if (omitted?.is !== 'omitted') return undefined;
  const name = withoutMarks(text.slice(0, mark)).trim().replace(PAGES, '');
  return {
    kind: OMITTED[omitted.kind],
    attachment:
      omitted.kind === 'document' && name !== '' && !name.includes('\n')
        ? described(name, false)
        : { present: false },
    isOmitted: true,
  };
}

function described(name: string, present: boolean): Attachment {
  const mime = mimeOf(name);
  return { name, ...(mime === undefined ? {} : { mime }), present };
}

function file(name: string, files: MediaFiles): Body {
  const path = files.pathOf(name);
  return {
    kind: kindOfFile(name),
    attachment: described(name, path !== undefined),
    ...(path === undefined ? {} : { path }),
  };
}
