/** What the tag dialog offers: the tags that its text finds, and a new one of that name. */
import { lettersOf, TAG_COLOURS, type TagColour, type TagLook } from '../../../shared/annotations/index.ts';
import { foldText } from '../../../shared/text/fold.ts';
import type { RowAnnotations, TagRow } from '../../query/api.ts';

export interface TagChoice {
  readonly tag: TagRow;
  /** Of the messages that are to be tagged, how many have it. */
  readonly has: number;
}

export interface TagChoices {
  readonly known: readonly TagChoice[];
  /** null where the text is empty, or a tag is called so. */
  readonly made: TagLook | null;
}

const folded = (text: string): string => foldText(text).trim();

export function tagChoices(
  tags: readonly TagRow[],
  rows: readonly RowAnnotations[],
  text: string,
): TagChoices {
  const wanted = folded(text);
  const known = tags
    .filter(({ name }) => folded(name).includes(wanted))
    .map((tag) => ({ tag, has: rows.filter((row) => row.tags.includes(tag.id)).length }));
  const isKnown = tags.some(({ name }) => folded(name) === wanted);
  const name = text.trim();
  const made =
    name === '' || isKnown ? null : { name, colour: freeColour(tags), letters: lettersOf(name) || '?' };
  return { known, made };
}

/** The colour that the fewest tags have. */
export function freeColour(tags: readonly TagLook[]): TagColour {
  const uses = (colour: TagColour): number => tags.filter((tag) => tag.colour === colour).length;
  return TAG_COLOURS.reduce((least, colour) => (uses(colour) < uses(least) ? colour : least));
}
