/** How far a clock is ahead or behind, as it is written and read. */

const SECOND = 1000;
const DAY = 86_400 * SECOND;

const pad = (n: number): string => String(n).padStart(2, '0');

/** `00:03:12`, `00:03:12.250`, `2 d 00:03:12`, without a sign. @param ms whole. */
export function offsetText(ms: number): string {
  const all = Math.abs(ms);
  const days = Math.floor(all / DAY);
  const seconds = Math.floor((all % DAY) / SECOND);
  const clock = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  const rest = all % SECOND;
  return `${days > 0 ? `${days} d ` : ''}${clock}${rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`}`;
}

const WRITTEN = /^(?:(\d{1,5}) ?d(?:ays?)? ?)?(?:(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,3}))?)?$/;
const SECONDS = /^(\d{1,10})(?:[.,](\d{1,3}))? ?s$/;

/** ms of `00:03:12`, `2 d 00:03:12.25`, `2 d` or `192 s`; null where it is none of these. */
export function readOffset(text: string): number | null {
  const trimmed = text.trim();
  const thousandths = (digits = ''): number => Number(digits.padEnd(3, '0'));
  const inSeconds = SECONDS.exec(trimmed);
  if (inSeconds) return Number(inSeconds[1]) * SECOND + thousandths(inSeconds[2]);
  const written = trimmed === '' ? null : WRITTEN.exec(trimmed);
  if (!written) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0', part] = written;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return Number(days) * DAY + whole * SECOND + thousandths(part);
}

/** What a correction does to a time, with its sign: `−00:03:12` where the clock was ahead. */
export const correctionText = (ahead: number): string => `${ahead > 0 ? '−' : '+'}${offsetText(ahead)}`;
