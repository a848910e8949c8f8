/** The checked lines of one file, each for the source of its platform. */
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import type { Platform } from '../../../shared/model/index.ts';
import { isRecord } from '../json/fields.ts';
import { type JsonLineEvent, jsonLines } from '../json/index.ts';
import { type Check, HALVES } from './checks.ts';

/** A line as it should be, one that is left out, or something wrong with a line that is given all the same. */
export type Found<Line> = { readonly line: number; readonly byte: number } & (
  | { readonly is: 'line'; readonly value: Line }
  | { readonly is: 'left out'; readonly reason: string; readonly detail: string }
  | { readonly is: 'noted'; readonly reason: string }
);

export interface LinesOptions<Line> {
  readonly entry: EvidenceEntry;
  readonly platform: Platform;
  /** Of the folder. Lines that are of none of them are for the source of the first. */
  readonly platforms: readonly Platform[];
  readonly check: Check<Line>;
}

const LEFT_OUT = 'it is not as docs/model.md has it';
const OTHER_PLATFORM = 'its platform is none of the folder’s';
const HALVES_SHOWN = 'halves of surrogate pairs, shown as U+FFFD';
const NO_PLATFORM = 'it does not say of which of the folder’s platforms it is';

export const placeOf = ({ line, byte }: { readonly line: number; readonly byte: number }): string =>
  `line ${line}, byte ${byte}`;

/** The same value with U+FFFD for halves of surrogate pairs. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toWellFormed(), wellFormed(one)]));
}

class Lines<Line> {
  private readonly options: LinesOptions<Line>;
  private readonly isFirst: boolean;

  constructor(options: LinesOptions<Line>) {
    this.options = options;
    this.isFirst = options.platforms[0] === options.platform;
  }

  add(event: JsonLineEvent, found: Found<Line>[]): void {
    if (event.is === 'lines') {
      const { values, lines, bytes } = event;
      for (let n = 0; n < values.length; n++) this.addChecked(values[n], lines[n]!, bytes[n]!, found);
      return;
    }
    if (!this.isFirst) return;
    const { line, byte, reason } = event;
    if (event.is === 'problem') found.push({ is: 'noted', line, byte, reason });
    else found.push({ is: 'left out', line, byte, reason, detail: event.detail ?? '' });
  }

  /** Adds nothing where the line is another source's. */
  private addChecked(given: unknown, line: number, byte: number, found: Found<Line>[]): void {
    const { platform, platforms, check } = this.options;
    const stated = isRecord(given) ? given.platform : undefined;
    const of = stated === undefined && platforms.length === 1 ? platform : stated;
    if (of !== platform && (platforms.some((each) => each === of) || !this.isFirst)) return;
    let value = given;
    let fault = check(value);
    const hasHalves = fault === HALVES;
    if (hasHalves) {
      value = wellFormed(given);
      fault = check(value);
    }
    const leaveOut = (reason: string, detail = ''): void => {
      found.push({ is: 'left out', line, byte, reason, detail });
    };
    if (fault) {
      const { field, should } = fault;
      leaveOut(LEFT_OUT, field === undefined ? `should be ${should}` : `${field} should be ${should}`);
    } else if (of === undefined) leaveOut(NO_PLATFORM);
    else if (of !== platform) leaveOut(OTHER_PLATFORM);
    else {
      if (hasHalves) found.push({ is: 'noted', line, byte, reason: HALVES_SHOWN });
      found.push({ is: 'line', line, byte, value: value as Line });
    }
  }
}

/** What the lines of a file are, in their order, some at a time and in bounded memory. */
export async function* checkedLines<Line>(
  options: LinesOptions<Line>,
): AsyncGenerator<Found<Line>[], void, void> {
  const lines = new Lines(options);
  for await (const events of jsonLines(options.entry.open())) {
    const found: Found<Line>[] = [];
    for (const event of events) lines.add(event, found);
    yield found;
  }
}
