/** The time line pictures: all messages, and the hours around the instant. */

import { instantText } from '../../../shared/time/text.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import { type Bar, barChart } from './bars.ts';
import { type Bin, type BinUnit, binsOf } from './bins.ts';
import { CLOSE_UP_MS, type Tally } from './tally.ts';
import { counted, grouped, html } from './text.ts';

const LABEL_LENGTH: Readonly<Record<BinUnit, number>> = { hour: 13, day: 10, month: 7, year: 4 };
const QUARTER = 900_000;
/** Room for one tick's label, in bars of a picture 1,000 wide. */
const TICKS = 12;

const label = (at: number, unit: BinUnit): string =>
  new Date(at)
    .toISOString()
    .slice(0, LABEL_LENGTH[unit])
    .replace('T', ' ')
    .concat(unit === 'hour' ? ':00' : '');

function barsOf(bins: readonly Bin[], unit: BinUnit): Bar[] {
  const every = Math.ceil(bins.length / TICKS);
  return bins.map(({ from, messages }, index) => ({
    label: label(from, unit),
    value: messages,
    ...(index % every === 0 ? { tick: label(from, unit) } : {}),
  }));
}

/** @returns nothing to show when no message has a time. */
export function timeLine(tally: Tally, zone: Zone | undefined, instant: number | undefined): string {
  const drawn = binsOf(tally.hours, zone);
  if (!drawn) return '<p>No message has a time.</p>';
  const { unit, bins, before, after } = drawn;
  const clock = zone ? zone.name : 'UTC';
  const first = bins[0]!;
  const last = bins.at(-1)!;
  const busiest = bins.reduce((best, bin) => (bin.messages > best.messages ? bin : best));
  const description = `Messages by ${unit} from ${label(first.from, unit)} to ${label(last.from, unit)} (${clock}); most on ${label(busiest.from, unit)}: ${grouped(busiest.messages)}`;
  const wall = instant === undefined ? undefined : instant + (zone?.offsetAt(instant) ?? 0);
  const inside = wall !== undefined && wall >= first.from && wall < last.to;
  const index = inside ? bins.findIndex(({ from, to }) => wall >= from && wall < to) : -1;
  const parts = [
    barChart(barsOf(bins, unit), {
      id: 'time-line',
      title: `Messages by ${unit}`,
      description,
      ...(inside
        ? {
            mark: {
              at: (index + (wall - bins[index]!.from) / (bins[index]!.to - bins[index]!.from)) / bins.length,
              label: 'instant',
            },
          }
        : {}),
    }),
    `<p class="caption">${html(description)}.</p>`,
  ];
  const outside = [
    ...(before > 0 ? [`${counted(before, 'message')} of before`] : []),
    ...(after > 0 ? [`${counted(after, 'message')} of after`] : []),
  ];
  if (outside.length > 0) {
    parts.push(`<p class="caption">Not drawn: ${outside.join(' and ')}, years away from all others.</p>`);
  }
  if (tally.untimed > 0)
    parts.push(`<p class="caption">Not drawn: ${counted(tally.untimed, 'message')} without a time.</p>`);
  if (instant !== undefined) parts.push(closeUp(tally, zone, instant));
  return parts.join('\n');
}

const hoursText = (hours: number): string =>
  hours === 0 ? '0 h' : `${hours < 0 ? '−' : '+'}${Math.abs(hours)} h`;

/** The hours around the instant, in quarters of an hour. */
function closeUp(tally: Tally, zone: Zone | undefined, instant: number): string {
  const quarters = CLOSE_UP_MS / QUARTER;
  const bars: Bar[] = [];
  for (let quarter = -quarters; quarter < quarters; quarter++) {
    const at = instant + quarter * QUARTER;
    const text = instantText(at, zone, 'min');
    bars.push({
      label: text,
      value: tally.quarters.get(quarter) ?? 0,
      ...(quarter % 8 === 0 ? { tick: hoursText(quarter / 4) } : {}),
    });
  }
  const around = bars.reduce((sum, { value }) => sum + value, 0);
  const description = `${counted(around, 'message')} within 12 hours of the instant ${instantText(instant, zone)}, by quarter of an hour`;
  return [
    '<h3>Around the instant</h3>',
    barChart(bars, {
      id: 'close-up',
      title: 'Messages around the instant',
      description,
      mark: { at: 0.5, label: instantText(instant, zone) },
    }),
    `<p class="caption">${html(description)}.</p>`,
  ].join('\n');
}
