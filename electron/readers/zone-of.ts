import { Refusal } from '../../shared/model/index.ts';
import { Zone } from '../../shared/time/zone.ts';

/**
 * The zone that the investigator gives for a device.
 * @param name IANA.
 * @throws Refusal `unsupported`, naming the file, where there is no zone of that name.
 */
export function zoneOf(name: string, file: string): Zone {
  try {
    return new Zone(name);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new Refusal('unsupported', file, `“${name}” is not a time zone`, { cause });
  }
}
