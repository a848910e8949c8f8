/** Instants as a zone's clock shows them. */
import type { TimeBasis, TimePrecision } from '../../shared/model/index.ts';
import { formatOffset, type Zone } from '../../shared/time/zone.ts';

/** An instant apart, as the zone's clock shows it. */
export interface ZonedTime {
  /** `2024-03-22`. */
  readonly date: string;
  /** `14:36:48`; `14:36` when known to the minute; empty when known to the day. */
  readonly clock: string;
  /** `+00:00`. */
  readonly offset: string;
}

/** @param when ms since 1970 UTC. */
export function zonedTime(zone: Zone, when: number, precision: TimePrecision | null = 's'): ZonedTime {
  const offset = zone.offsetAt(when);
  const reading = new Date(when + offset).toISOString();
  const end = precision === 'day' ? 11 : precision === 'min' ? 16 : 19;
  return {
    date: reading.slice(0, reading.indexOf('T')),
    clock: reading.slice(11, end),
    offset: formatOffset(offset),
  };
}

/** How a time came to be, in two words; empty for the instants that a source holds itself. */
export function basisText(basis: TimeBasis | null): string {
  if (basis === 'device-local') return 'device clock';
  if (basis === 'assumed-zone') return 'zone given';
  return '';
}
