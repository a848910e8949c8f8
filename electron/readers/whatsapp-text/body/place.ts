import type { Location } from '../../../../shared/model/index.ts';

const LINK = 'https://maps.google.com/?q=';
const NUMBERS = /^(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)(?=\s|$)/;
/** The word in front is in the phone's language: "location", "Standort". */
const LONGEST_WORD = 60;

/** The place of a text `location: https://maps.google.com/?q=LAT,LON`, whatever its first word. */
export function placeIn(text: string): Location | undefined {
  const colon = text.indexOf(': ');
  if (colon < 0 || colon > LONGEST_WORD || !text.startsWith(LINK, colon + 2)) return undefined;
  const [, lat, lon] = NUMBERS.exec(text.slice(colon + 2 + LINK.length)) ?? [];
  if (lat === undefined) return undefined;
  const place = { lat: Number(lat), lon: Number(lon) };
  return Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180 ? place : undefined;
}
