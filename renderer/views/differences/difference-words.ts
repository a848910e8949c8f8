/** What the Differences view says. */
import type { DifferenceKind } from '../../../shared/matching/index.ts';
import type { ClockDecision } from '../../../shared/people/index.ts';
import { distanceText } from '../../../shared/time/text.ts';
import type { DifferenceRow, Row, WitnessPair } from '../../query/api.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { correctionNote } from '../clocks/clock-words.ts';
import type { ClockChoice } from '../clocks/correct-clock-dialog.tsx';

export const DIFFERENCE_WORDS: Readonly<Record<DifferenceKind, string>> = {
  deleted: 'Deleted on one',
  text: 'Text differs',
  time: 'Times disagree',
  missing: 'Lacking on one',
};

/** `12.5 s`, `00:03:12`; to a tenth below a minute. */
export function stretchText(ms: number): string {
  return Math.abs(ms) < 60_000
    ? `${(Math.abs(ms) / 1000).toFixed(1)} s`
    : distanceText(Math.abs(ms), 's').slice(1);
}

/** How the clocks of two devices stand to each other. */
export function offsetSentence({ first, second, offset }: WitnessPair): string {
  if (offset === null) return 'No message has a time on both: the clocks cannot be compared.';
  const { median, mad, pairs } = offset;
  const from = `median of ${counted(pairs, 'message')}; half of them within ${stretchText(mad)} of it`;
  if (Math.abs(median) < 1000) return `The clocks of ${first} and ${second} agree to the second (${from}).`;
  return `Times on ${second} are ${stretchText(median)} ${median > 0 ? 'later' : 'earlier'} than on ${first} (${from}).`;
}

/** How far the second exhibit's times are from the first's once both are corrected, ms; null where none is. */
export function offsetLeft(
  { first, second, offset }: WitnessPair,
  clocks: ReadonlyMap<string, Pick<ClockDecision, 'ahead'>>,
): number | null {
  const [a, b] = [clocks.get(first), clocks.get(second)];
  if (offset === null || (a === undefined && b === undefined)) return null;
  return offset.median - (b?.ahead ?? 0) + (a?.ahead ?? 0);
}

/** What corrections leave of the difference of two clocks; empty where neither is corrected. */
export function correctedSentence(
  pair: WitnessPair,
  clocks: ReadonlyMap<string, Pick<ClockDecision, 'ahead' | 'name'>>,
): string {
  const left = offsetLeft(pair, clocks);
  if (left === null) return '';
  const corrected = [pair.first, pair.second].flatMap((exhibit) => {
    const clock = clocks.get(exhibit);
    return clock === undefined ? [] : [`${exhibit} ${correctionNote(clock)}`];
  });
  const rest =
    Math.abs(left) < 1000
      ? 'they agree to the second'
      : `${pair.second} is ${stretchText(left)} ${left > 0 ? 'later' : 'earlier'}`;
  return `With ${corrected.join(' and ')}, ${rest}.`;
}

/** Both exhibits, each with the correction that would make its clock agree with the other's as it now stands. */
export function clockChoices(
  { first, second, offset }: WitnessPair,
  clocks: ReadonlyMap<string, Pick<ClockDecision, 'ahead'>>,
): ClockChoice[] {
  if (offset === null) return [{ exhibit: second }, { exhibit: first }];
  const { median, pairs, mad } = offset;
  const choice = (exhibit: string, other: string, ahead: number): ClockChoice => {
    const whole = Math.round(ahead);
    return whole === 0
      ? { exhibit }
      : { exhibit, estimate: { ahead: whole, basis: { exhibit: other, pairs, mad } } };
  };
  return [
    choice(second, first, median + (clocks.get(first)?.ahead ?? 0)),
    choice(first, second, (clocks.get(second)?.ahead ?? 0) - median),
  ];
}

export function matchedSentence({ first, second, matched, byKey }: WitnessPair): string {
  const by =
    byKey === matched
      ? 'all by the platform’s own id'
      : byKey === 0
        ? 'by chat, time and text'
        : `${grouped(byKey)} by the platform’s own id, the others by chat, time and text`;
  return `${counted(matched, 'message')} on both ${first} and ${second}, ${by}.`;
}

/** What a difference is, in a sentence. */
export function differenceSentence(
  { kind, first, second, apart }: DifferenceRow,
  pair: Pick<WitnessPair, 'first' | 'second'>,
): string {
  switch (kind) {
    case 'deleted':
      return first?.deleted || first?.kind === 'deleted'
        ? `Deleted on ${pair.first}, intact on ${pair.second}.`
        : `Intact on ${pair.first}, deleted on ${pair.second}.`;
    case 'text': {
      const edited = [first?.edited && pair.first, second?.edited && pair.second].filter(Boolean);
      return edited.length === 0
        ? 'The texts differ, and neither side says that it was edited.'
        : `The texts differ; edited on ${edited.join(' and ')}.`;
    }
    case 'time':
      return `On ${pair.second} ${stretchText(apart)} ${apart > 0 ? 'later' : 'earlier'} than the clocks account for.`;
    case 'missing':
      return `On ${first === null ? pair.second : pair.first}, and not on ${first === null ? pair.first : pair.second}, which has messages of this chat before and after.`;
  }
}

/** A side's text as a list has it; what stands in its place is not the evidence's. */
export function sideText(row: Row | null): { readonly text: string; readonly said: boolean } {
  if (row === null) return { text: 'not here', said: false };
  if (row.text !== null && row.text !== '') return { text: row.text, said: true };
  if (row.deleted || row.kind === 'deleted') return { text: 'deleted', said: false };
  const [attachment] = row.attachments;
  if (attachment !== undefined && attachment.name !== '') return { text: attachment.name, said: true };
  return { text: 'no text', said: false };
}
