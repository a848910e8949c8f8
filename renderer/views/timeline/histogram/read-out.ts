/** The histogram in words. */
import type { Zone } from '../../../../shared/time/zone.ts';
import type { Histogram } from '../../../query/api.ts';
import { counted, grouped } from '../../../ui/numbers.ts';
import { zonedTime } from '../../../ui/zoned-time.ts';
import type { Span } from './span.ts';

/** `2024-03-22 14:00 to 15:00 +00:00`; seconds and the second date only where they tell anything. */
export function spanText(zone: Zone, { from, to }: Span): string {
  const [start, end] = [zonedTime(zone, from), zonedTime(zone, to)];
  const isWhole = start.clock.endsWith(':00') && end.clock.endsWith(':00');
  const clock = (time: string): string => (isWhole ? time.slice(0, 5) : time);
  const offset = start.offset === end.offset ? '' : ` ${start.offset}`;
  const second = start.date === end.date ? '' : `${end.date} `;
  return `${start.date} ${clock(start.clock)}${offset} to ${second}${clock(end.clock)} ${end.offset}`;
}

/** `34 messages`, or `34 in the result, of 120`. */
export function binText({ matched, all }: Histogram, bin: number, isFiltered: boolean): string {
  const own = matched[bin]!;
  return isFiltered ? `${grouped(own)} in the result, of ${grouped(all[bin]!)}` : counted(own, 'message');
}

/** What the bars show together, for those who do not see them. */
export function summaryText(zone: Zone, { edges, matched }: Histogram, unit: string): string {
  let fullest = 0;
  let sum = 0;
  for (let bin = 0; bin < matched.length; bin++) {
    sum += matched[bin]!;
    if (matched[bin]! > matched[fullest]!) fullest = bin;
  }
  const span = spanText(zone, { from: edges[0]!, to: edges.at(-1)! });
  if (sum === 0) return `No message of the result from ${span}.`;
  const where = spanText(zone, { from: edges[fullest]!, to: edges[fullest + 1]! });
  return `${counted(sum, 'message')} of the result from ${span}, in bars of ${unit}. The highest, ${grouped(matched[fullest]!)}, is from ${where}.`;
}
