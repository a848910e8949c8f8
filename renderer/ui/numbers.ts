/** Counts and sizes as the window writes them. */

const GROUPED = new Intl.NumberFormat('en-GB');

/** `12,345`. */
export function grouped(n: number): string {
  return GROUPED.format(n);
}

/** `1 message`, `12,345 messages`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${GROUPED.format(n)} ${n === 1 ? one : many}`;
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `412 B`, `1.4 MiB`: for reading at a glance; provenance shows bytes in full. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** `61 s`, `1:01:05`: how long a call or recording lasted. */
export function durationText(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const pad = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${pad(Math.floor(seconds % 60))}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(Math.floor(seconds % 60))}`;
}
