import type { Zone } from '../../shared/time/zone.ts';

const DAY = 86_400_000;

/**
 * Puts device-local readings on the case's time line: the instant such a reading would be in a zone.
 * Almost every day has one offset from its eve to its morrow; the zone is asked once for such a day.
 */
export class Placing {
  private readonly zone: Zone;
  private readonly offsets = new Map<number, number | null>();

  constructor(zone: Zone) {
    this.zone = zone;
  }

  /** @param wall ms as if UTC. @returns ms since 1970 UTC. */
  instant(wall: number): number {
    const day = Math.floor(wall / DAY);
    let offset = this.offsets.get(day);
    if (offset === undefined) {
      offset = this.offsetOfDay(day);
      this.offsets.set(day, offset);
    }
    return offset === null ? this.zone.toUtc(wall).utc : wall - offset;
  }

  /** null when the clocks change on the day or beside it. */
  private offsetOfDay(day: number): number | null {
    const offset = this.zone.offsetAt((day - 1) * DAY);
    for (let other = day; other <= day + 2; other++) {
      if (this.zone.offsetAt(other * DAY) !== offset) return null;
    }
    return offset;
  }
}
