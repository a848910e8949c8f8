/**
 * What the investigator writes about the evidence: tags, notes and saved searches. Annotations are only ever
 * added: taking a tag off, or undoing something, is one of its own, so that the list says who held what for
 * important at any time. Nothing that was read changes.
 */
import type { Message, MessageKind, Platform, Source } from '../model/index.ts';

/**
 * A message by what names it lastingly: its id, and where it stands in its source. An exhibit that is read in
 * anew may count its messages otherwise; the place in the source stays.
 */
export interface MessageSubject {
  readonly kind: 'message';
  readonly exhibit: string;
  readonly id: string;
  readonly source: Pick<Source, 'file' | 'table' | 'row' | 'line' | 'byte' | 'key'>;
}

export function subjectOf({
  exhibit,
  id,
  source,
}: Pick<Message, 'exhibit' | 'id' | 'source'>): MessageSubject {
  const { code: _code, raw: _raw, ...place } = source;
  return { kind: 'message', exhibit, id, source: place };
}

/** An id in one of the exhibit's own lists: of a chat, or of an account. */
export interface ListedId {
  readonly exhibit: string;
  readonly platform: Platform;
  readonly id: string;
}

/** What a note may be about: a person is named by one of their accounts, a file by its SHA-256 (lower-case hex). */
export type Subject =
  | MessageSubject
  | ({ readonly kind: 'chat' } & ListedId)
  | ({ readonly kind: 'person' } & ListedId)
  | { readonly kind: 'file'; readonly sha256: string };

export const TAG_COLOURS = ['red', 'orange', 'olive', 'green', 'teal', 'blue', 'violet', 'grey'] as const;
export type TagColour = (typeof TAG_COLOURS)[number];

/** A tag as it looks: the letters say which it is where its colour cannot be told. */
export interface TagLook {
  readonly name: string;
  readonly colour: TagColour;
  /** One or two characters. */
  readonly letters: string;
}

/** The parts of a filter that mean the same in every revision of a case. Absent = all; lists are "any of". */
export interface LastingParts {
  readonly kinds?: readonly MessageKind[];
  readonly exhibits?: readonly string[];
  /** `when`, ms, from inclusive to exclusive. */
  readonly from?: number;
  readonly to?: number;
  /** What is searched for, in the language of docs/search.md. */
  readonly query?: string;
  /** Words of the query also in their readings in other scripts. */
  readonly otherScripts?: boolean;
  readonly attachments?: true;
  /**
   * Each exhibit's own row of a message that several hold. Without it such a message, in one chat and from one
   * sender, counts once: the first of those rows that pass.
   */
  readonly copies?: true;
  /** Marked by one of these lists, by their ids. */
  readonly lists?: readonly string[];
  /** Has one of these tags, by their ids. */
  readonly tags?: readonly string[];
  /** Has a note of its own. */
  readonly noted?: true;
}

/** A filter whose chats and people are named lastingly, too; the parts are those of the query's filter. */
export interface LastingFilter extends LastingParts {
  readonly chats?: readonly ListedId[];
  readonly people?: readonly ListedId[];
  readonly between?: readonly [ListedId, ListedId];
}

/** Ids of tags, notes and searches are random, made with them. */
export type Change =
  | ({ readonly kind: 'tag-made'; readonly tag: string } & TagLook)
  | ({ readonly kind: 'tag-changed'; readonly tag: string } & TagLook)
  /** Its messages have it no longer. */
  | { readonly kind: 'tag-removed'; readonly tag: string }
  | { readonly kind: 'tagged'; readonly tag: string; readonly messages: readonly MessageSubject[] }
  | { readonly kind: 'untagged'; readonly tag: string; readonly messages: readonly MessageSubject[] }
  /** A note that is there already gets another text. */
  | { readonly kind: 'note-written'; readonly note: string; readonly subject: Subject; readonly text: string }
  | { readonly kind: 'note-removed'; readonly note: string }
  | {
      readonly kind: 'search-saved';
      readonly search: string;
      readonly name: string;
      readonly filter: LastingFilter;
    }
  | { readonly kind: 'search-renamed'; readonly search: string; readonly name: string }
  | { readonly kind: 'search-removed'; readonly search: string }
  /** An earlier one, which is no undoing itself, no longer holds. */
  | { readonly kind: 'undo'; readonly annotation: string };

export interface Annotated {
  /** Random, made with it. */
  readonly id: string;
  /** RFC 3339 UTC, and who, as the custody log has it. */
  readonly at: string;
  readonly author: string;
  /** Empty where none was given. */
  readonly reason: string;
}

export type Annotation = Change & Annotated;

/** Messages that one annotation may tag: more would make one record too large. */
export const MOST_TAGGED = 10_000;
export const LONGEST_NAME = 80;
/** Characters. */
export const LONGEST_NOTE = 20_000;

const charactersOf = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The first letters of a name's first words, for a tag that is given none: `Pick-up point` is `PU`. */
export function lettersOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [name.trim()];
  const firsts = words.slice(0, 2).map((word) => charactersOf.segment(word)[Symbol.iterator]().next().value);
  return firsts.map((first) => first?.segment.toUpperCase() ?? '').join('');
}
