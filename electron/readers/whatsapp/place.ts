import type { Location } from '../../../shared/model/index.ts';
import type { Raw } from './raw.ts';

/** A point with the name and address of the place. */
export function placed(
  lat: number | undefined,
  lon: number | undefined,
  name: string | undefined,
  address: string | undefined,
  raw: Raw,
): Location | undefined {
  if (lat === undefined || lon === undefined) return undefined;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    raw.latitude = lat;
    raw.longitude = lon;
    return undefined;
  }
  const place = [name, address].filter((part) => part !== undefined).join(', ');
  return { lat, lon, ...(place === '' ? {} : { name: place }) };
}
