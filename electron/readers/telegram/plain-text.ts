/**
 * Texts: a string, or a list of strings and of parts with a format, `{type, text, href?, user_id?…}`
 * (export_output_json.cpp, SerializeText).
 */
import { userOf } from './peers.ts';

export interface PlainText {
  /** As people see it. */
  readonly text: string;
  /** Accounts that are mentioned by name, without a user name. */
  readonly mentions: readonly string[];
  /** User names that are mentioned, with their `@`. */
  readonly handles: readonly string[];
  /** Where links lead that show something else. */
  readonly links: readonly string[];
}

const NONE: readonly string[] = [];

/** The text as people see it; undefined where there is none, or it is of another type. */
export function plainText(value: unknown): PlainText | undefined {
  if (typeof value === 'string') {
    return value === '' ? undefined : { text: value, mentions: NONE, handles: NONE, links: NONE };
  }
  if (!Array.isArray(value)) return undefined;
  let text = '';
  const mentions: string[] = [];
  const handles: string[] = [];
  const links: string[] = [];
  for (const part of value as unknown[]) {
    if (typeof part === 'string') text += part;
    else if (typeof part === 'object' && part !== null) {
      const { type, text: shown, href, user_id: user } = part as Record<string, unknown>;
      if (typeof shown === 'string') text += shown;
      if (type === 'mention_name') {
        const account = userOf(user);
        if (account !== undefined) mentions.push(account);
      } else if (type === 'mention' && typeof shown === 'string') handles.push(shown);
      else if (typeof href === 'string' && href !== '' && href !== shown) links.push(href);
    }
  }
  return text === '' && mentions.length === 0 && links.length === 0
    ? undefined
    : { text, mentions, handles, links };
}

/** Whether a text is of a type that it can be, all its parts too. */
export const isText = (value: unknown): boolean =>
  typeof value === 'string' ||
  (Array.isArray(value) &&
    value.every(
      (part) => typeof part === 'string' || (typeof part === 'object' && typeof part?.text === 'string'),
    ));
