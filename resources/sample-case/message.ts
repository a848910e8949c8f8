/** What people of the case said and did, before any phone has stored it. */
import type { ChatKey } from './chats.ts';
import type { PersonKey } from './people.ts';
import type { PictureKey } from './pictures/scenes.ts';

export type SystemEvent =
  | { readonly action: 'encrypted' }
  | { readonly action: 'created'; readonly subject: string }
  | { readonly action: 'subject'; readonly subject: string; readonly before: string }
  | { readonly action: 'description'; readonly text: string }
  | { readonly action: 'icon' }
  | { readonly action: 'added'; readonly who: readonly PersonKey[] }
  | { readonly action: 'removed'; readonly who: readonly PersonKey[] }
  | { readonly action: 'left' }
  | { readonly action: 'joined-by-link' }
  | { readonly action: 'owner-is-admin' }
  | { readonly action: 'number'; readonly before: PersonKey }
  | { readonly action: 'security-code' }
  | { readonly action: 'timer'; readonly seconds: number }
  | { readonly action: 'blocked'; readonly blocked: boolean };

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly picture: PictureKey; readonly text?: string }
  | { readonly kind: 'video' | 'gif'; readonly seconds: number; readonly text?: string }
  | { readonly kind: 'sticker' }
  | { readonly kind: 'voice'; readonly seconds: number }
  | { readonly kind: 'audio'; readonly sound: SoundKey; readonly seconds: number }
  | { readonly kind: 'document'; readonly name: string; readonly text?: string }
  | { readonly kind: 'location'; readonly lat: number; readonly lon: number; readonly name: string }
  | {
      readonly kind: 'live-location';
      readonly lat: number;
      readonly lon: number;
      readonly seconds: number;
      readonly text?: string;
    }
  | { readonly kind: 'contact'; readonly name: string; readonly number: string }
  | {
      readonly kind: 'poll';
      readonly question: string;
      readonly options: readonly { readonly text: string; readonly voters: readonly PersonKey[] }[];
    }
  | { readonly kind: 'view-once' }
  | { readonly kind: 'deleted'; readonly after: number; readonly byAdmin?: PersonKey }
  | { readonly kind: 'not-supported'; readonly code: number }
  | {
      readonly kind: 'call';
      readonly video: boolean;
      readonly seconds: number;
      readonly outcome: 'answered' | 'missed' | 'declined' | 'unavailable';
      /** Who else was in a call of a group. */
      readonly others?: readonly PersonKey[];
    }
  | { readonly kind: 'system'; readonly event: SystemEvent };

export type SoundKey = 'bells' | 'horn';

export interface Reaction {
  readonly by: PersonKey;
  readonly emoji: string;
  /** Seconds after the message. */
  readonly after: number;
}

export interface Said {
  readonly chat: ChatKey;
  /** Ms since 1970 UTC, whole seconds. */
  readonly at: number;
  readonly by: PersonKey;
  readonly content: Content;
  /** A name by which replies find the message. */
  readonly key?: string;
  readonly replyTo?: string;
  /** What the reply quotes where it is not what the message says in the end. */
  readonly quoted?: string;
  /** Seconds after the message at which it got the text it has. */
  readonly editedAfter?: number;
  /** How often it was forwarded before. */
  readonly forwarded?: number;
  readonly mentions?: readonly PersonKey[];
  readonly reactions?: readonly Reaction[];
  /** Seconds after which it disappears. */
  readonly timer?: number;
  /** Whether a file of it is on the owner's phone; it is unless said otherwise. */
  readonly fileKept?: boolean;
  /** What Jonas Keller's phone has instead; null where it has nothing. */
  readonly onIPhone?: Content | null;
  /** Whether the file is in Jonas Keller's export; it is unless said otherwise. */
  readonly inExport?: boolean;
  /** The owner deleted it on the own phone alone: only the other phone has it. */
  readonly deletedHere?: true;
}
