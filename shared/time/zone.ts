/** A wall-clock reading put into a zone. `ambiguous`: the clocks changed there, so it happened twice or never. */
export interface ZonedReading {
  readonly utc: number;
  readonly ambiguous: boolean;
}

const HOUR = 3_600_000;

/** Offsets of one IANA time zone, cached by hour (zones change their clocks on quarter hours, see `offsetAt`). */
export class Zone {
  readonly name: string;
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** @throws RangeError when the name is not a known zone. */
  constructor(name: string) {
    this.format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    });
    this.name = name;
  }

  /** Offset from UTC in ms at an instant, positive east. Exact to a quarter of an hour of the change. */
  offsetAt(utc: number): number {
    const slot = Math.floor(utc / (HOUR / 4));
    const known = this.offsets.get(slot);
    if (known !== undefined) return known;
    const offset = this.wallAt(slot * (HOUR / 4)) - slot * (HOUR / 4);
    if (this.offsets.size > 200_000) this.offsets.clear();
    this.offsets.set(slot, offset);
    return offset;
  }

  /** The instant of a wall-clock reading (ms as if UTC). Of two instants it gives the earlier; of none, the later clock. */
  toUtc(wall: number): ZonedReading {
    const before = this.offsetAt(wall - 24 * HOUR);
    const after = this.offsetAt(wall + 24 * HOUR);
    const candidates = before === after ? [before] : [before, after];
    const valid = candidates
      .map((offset) => wall - offset)
      .filter((utc) => utc + this.offsetAt(utc) === wall);
    if (valid.length === 1) return { utc: valid[0]!, ambiguous: false };
    if (valid.length === 0) return { utc: wall - before, ambiguous: true };
    return { utc: Math.min(...valid), ambiguous: true };
  }

  private wallAt(utc: number): number {
    const parts = this.format.formatToParts(utc);
    const field: Record<string, string> = {};
    for (const { type, value } of parts) field[type] = value;
    const year = Number(field.year) * (field.era === 'BC' ? -1 : 1) + (field.era === 'BC' ? 1 : 0);
    const wall = Date.UTC(
      2000,
      Number(field.month) - 1,
      Number(field.day),
      Number(field.hour),
      Number(field.minute),
      Number(field.second),
    );
    const date = new Date(wall);
    date.setUTCFullYear(year);
    return date.getTime();
  }
}

/** `+02:00`, for times on screen. */
export function formatOffset(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const sign = offset < 0 ? '−' : '+';
  return `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
