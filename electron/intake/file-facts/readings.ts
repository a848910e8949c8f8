/** Times, places and texts as files write them, in the model's own spelling. */

/** Trimmed, up to the first NUL, UTF-8 with what is none replaced; undefined where nothing is left. */
export function plainText(bytes: Uint8Array): string | undefined {
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end)).trim();
  return text === '' ? undefined : text;
}

/**
 * `2024:03:22 14:38:05` (Exif) or `2024-03-22T14:38:05` as a reading without zone; undefined for dates that
 * no calendar has, and for the blanks and noughts that cameras write when their clock is not set.
 * @param fraction digits of the second's part.
 */
export function clockReading(text: string, fraction = ''): string | undefined {
  const [, year, month, day, clock] = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d:\d\d)/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const reading = `${year}-${month}-${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const ms = Date.parse(`${reading}Z`);
  // JavaScript takes 31 February for 2 March.
  return Number.isNaN(ms) || new Date(ms).toISOString() !== `${reading}Z` ? undefined : reading;
}

/** Minutes east of UTC of `+02:00`, `+0200` or `Z`. */
export function offsetMinutes(text: string): number | undefined {
  if (text === 'Z') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(text) ?? [];
  if (sign === undefined || Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Whether these are degrees; 0, 0 is what devices write that know no place. */
export function isPlace(lat: number, lon: number): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0);
}

/** `+51.5074-000.1278+035.0/` (ISO 6709, decimal degrees). */
export function iso6709(text: string): { lat: number; lon: number; altitude?: number } | undefined {
  const [, lat, lon, altitude] =
    /^([+-]\d{2}(?:\.\d{1,12})?)([+-]\d{3}(?:\.\d{1,12})?)([+-]\d{1,6}(?:\.\d{1,6})?)?/.exec(text) ?? [];
  if (lat === undefined || !isPlace(Number(lat), Number(lon))) return undefined;
  return {
    lat: Number(lat),
    lon: Number(lon),
    ...(altitude === undefined ? {} : { altitude: Number(altitude) }),
  };
}
