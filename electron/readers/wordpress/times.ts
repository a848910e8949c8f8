import { readingMs } from '../../../shared/time/instant.ts';

const WRITTEN = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;

/** MySQL's way to say that there is none; drafts have it. */
const NONE = '0000-00-00 00:00:00';

/**
 * `2024-03-22 14:38:05` as `2024-03-22T14:38:05.000`; null where there is none, undefined where the text is
 * no date that exists.
 */
export function dateOf(text: string | undefined): string | null | undefined {
  if (text === undefined || text === '' || text === NONE) return null;
  const written = WRITTEN.exec(text);
  if (!written) return undefined;
  const reading = `${written[1]}T${written[2]}.000`;
  return Number.isNaN(readingMs(reading)) ? undefined : reading;
}
