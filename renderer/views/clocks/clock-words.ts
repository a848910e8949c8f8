/** What the window says of corrected clocks. */
import type { ClockBasis, ClockDecision } from '../../../shared/people/index.ts';
import type { RowCorrection } from '../../query/api.ts';
import { counted } from '../../ui/numbers.ts';
import { correctionText, offsetText } from './clock-offset.ts';

/** `corrected −00:03:12 (“Lab note 7”)`. */
export const correctionNote = ({ ahead, name }: RowCorrection): string =>
  `corrected ${correctionText(ahead)} (“${name}”)`;

/** What a correction does, in a line for lists and the log. */
export const clockWords = ({
  exhibit,
  ahead,
  name,
}: Pick<ClockDecision, 'exhibit' | 'ahead' | 'name'>): string =>
  `Times of ${exhibit} are shown ${offsetText(ahead)} ${ahead > 0 ? 'earlier' : 'later'} than they were read (“${name}”)`;

/** What an offset is from. */
export function clockBasisText(basis: ClockBasis | undefined): string {
  if (basis === undefined) return 'Given by the investigator.';
  const { exhibit, pairs, mad } = basis;
  return `Median of ${counted(pairs, 'message')} that ${exhibit} has as well; half of them within ${offsetText(Math.round(mad))} of it.`;
}
