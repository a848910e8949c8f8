/** The checked lines of one file, each for the source of its platform. */
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import type { Platform } from '../../../shared/model/index.ts';
import { isRecord } from '../json/fields.ts';
import { type JsonLineEvent, jsonLines } from '../json/index.ts';
import type { Fault } from './fields.ts';

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
  check(value: unknown): Line | { readonly fault: Fault };
}

const LEFT_OUT = 'it is not as docs/model.md has it';
const OTHER_PLATFORM = 'its platform is none of the folder’s';
const HALVES = 'halves of surrogate pairs, shown as U+FFFD';
const NO_PLATFORM = 'it does not say of which of the folder’s platforms it is';

export const placeOf = ({ line, byte }: { readonly line: number; readonly byte: number }): string =>
  `line ${line}, byte ${byte}`;

/** The same value with U+FFFD for halves of surrogate pairs; the value itself where there are none. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (Array.isArray(value)) {
    const kept = value.map(wellFormed);
    return kept.every((each, n) => each === value[n]) ? value : kept;
  }
  if (!isRecord(value)) return value;
  let isSame = true;
  for (const key in value) {
    if (!key.isWellFormed() || wellFormed(value[key]) !== value[key]) isSame = false;
  }
  if (isSame) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toWellFormed(), wellFormed(one)]));
}

class Lines<Line> {
  private readonly options: LinesOptions<Line>;
  private readonly isFirst: boolean;

  constructor(options: LinesOptions<Line>) {
    this.options = options;
    this.isFirst = options.platforms[0] === options.platform;
  }

  found(event: JsonLineEvent): Found<Line>[] {
    if (event.is === 'lines') {
      return event.values.flatMap((value, n) =>
        this.checked(value, { line: event.lines[n]!, byte: event.bytes[n]! }),
      );
    }
    if (!this.isFirst) return [];
    const { line, byte, reason } = event;
    if (event.is === 'problem') return [{ is: 'noted', line, byte, reason }];
    return [{ is: 'left out', line, byte, reason, detail: event.detail ?? '' }];
  }

  /** Empty where the line is another source's. */
  private checked(value: unknown, place: { readonly line: number; readonly byte: number }): Found<Line>[] {
    const { platform, platforms, check } = this.options;
    const stated = isRecord(value) ? value.platform : undefined;
    const of = stated === undefined && platforms.length === 1 ? platform : stated;
    if (of !== platform && (platforms.some((each) => each === of) || !this.isFirst)) return [];
    const leftOut = (reason: string, detail = ''): Found<Line>[] => [
      { is: 'left out', ...place, reason, detail },
    ];
    const kept = wellFormed(value);
    const line = check(kept);
    if (typeof line === 'object' && line !== null && 'fault' in line) {
      const { field, should } = line.fault;
      return leftOut(LEFT_OUT, field === undefined ? `should be ${should}` : `${field} should be ${should}`);
    }
    if (of === undefined) return leftOut(NO_PLATFORM);
    if (of !== platform) return leftOut(OTHER_PLATFORM);
    const found: Found<Line> = { is: 'line', ...place, value: line as Line };
    return kept === value ? [found] : [{ is: 'noted', ...place, reason: HALVES }, found];
  }
}

/** What the lines of a file are, in their order, some at a time and in bounded memory. */
export async function* checkedLines<Line>(
  options: LinesOptions<Line>,
): AsyncGenerator<Found<Line>[], void, void> {
  const lines = new Lines(options);
  for await (const events of jsonLines(options.entry.open())) {
    yield events.flatMap((event) => lines.found(event));
  }
}
