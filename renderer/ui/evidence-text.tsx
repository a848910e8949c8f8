/**
 * Text from evidence: shown as text, never as markup, in a direction of its own. Marks that hide or
 * turn text (bidi controls, zero-width characters) do what they do in a messenger while the reader has
 * not asked for them; with “Show hidden marks” on they are labels and have no effect.
 */
import { createContext, memo, useContext } from 'react';
import { textParts } from '../../shared/text/marks.ts';

/** Whether hidden marks are shown as labels; the shell's setting. */
export const HiddenMarks = createContext(false);

interface Props {
  readonly text: string;
  /** A found phrase, as UTF-16 ranges of `text`, to be set off. */
  readonly found?: readonly (readonly [start: number, end: number])[];
}

function labelled(text: string): React.ReactNode[] {
  return textParts(text).map((part, index) =>
    part.mark === undefined ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name and never move
      <span key={index} className="mark">
        {part.mark}
      </span>
    ),
  );
}

/** A stretch of evidence text, kept apart from the direction of what stands around it. */
export const EvidenceText = memo(function EvidenceText({ text, found }: Props) {
  const shown = useContext(HiddenMarks);
  const piece = (stretch: string): React.ReactNode => (shown ? labelled(stretch) : stretch);
  if (!found || found.length === 0) return <bdi>{piece(text)}</bdi>;
  const pieces: React.ReactNode[] = [];
  let from = 0;
  for (const [start, end] of found) {
    if (start > from) pieces.push(piece(text.slice(from, start)));
    pieces.push(<mark key={start}>{piece(text.slice(start, end))}</mark>);
    from = end;
  }
  if (from < text.length) pieces.push(piece(text.slice(from)));
  return <bdi>{pieces}</bdi>;
});
