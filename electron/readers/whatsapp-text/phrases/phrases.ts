/** What a language's file says: the fixed phrases that WhatsApp writes into an export. */
import type { SystemAction } from '../../../../shared/model/index.ts';

/** Kinds of media whose omission has a phrase of its own; `media` says none. */
export const OMITTED_KINDS = [
  'media',
  'image',
  'video',
  'audio',
  'gif',
  'sticker',
  'document',
  'contact',
  'video-note',
] as const;
export type OmittedKind = (typeof OMITTED_KINDS)[number];

/**
 * A line about the chat, as a pattern. `{actor}` is who did it, `{accounts}` whom it was done to,
 * `{value}` a new name or number, `{any}` anything else. “ ” stand for every kind of quotation mark.
 * A pattern that ends in `…` goes on in words that are not fixed.
 */
export type SystemPattern = readonly [action: SystemAction, ...patterns: string[]];

/**
 * All phrases without their final stop and without marks; letter case and quotation marks make no
 * difference when they are compared.
 */
export interface Phrases {
  /** BCP 47. */
  readonly language: string;
  /** Beginnings of the file's name, up to the chat's name. */
  readonly chatFile?: readonly string[];
  /** iPhone: the word in `<attached: NAME>`. */
  readonly attachedBefore?: readonly string[];
  /** Android: the words in `NAME (file attached)`. */
  readonly attachedAfter?: readonly string[];
  /** Without angle brackets. */
  readonly omitted?: Readonly<Partial<Record<OmittedKind, readonly string[]>>>;
  /** In the place of a message that its sender took back. */
  readonly deleted?: readonly string[];
  /** The same, where the sender is the device's owner. Phrases of both lists say nothing of the owner. */
  readonly youDeleted?: readonly string[];
  /** Behind an edited text, without angle brackets. */
  readonly edited?: readonly string[];
  readonly liveLocation?: readonly string[];
  readonly missedVoiceCall?: readonly string[];
  readonly missedVideoCall?: readonly string[];
  /** In the place of a message that can be seen once, on the phone only. */
  readonly viewOnce?: readonly string[];
  /** In the place of a message whose content had not arrived. */
  readonly waiting?: readonly string[];
  /** Words for the device's owner where a name would stand. */
  readonly you?: readonly string[];
  readonly system?: readonly SystemPattern[];
}
