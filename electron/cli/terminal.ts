/** What the command line writes, made safe for a terminal. */
import type { JobProgress } from '../intake/protocol.ts';

// Control characters, line and paragraph separators, bidi controls and zero-width marks.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** Text on one line, with characters that a terminal would act on shown as `\u{…}`. */
export function printable(text: string): string {
  return text.replace(UNSAFE, (mark) => `\\u{${mark.codePointAt(0)!.toString(16)}}`);
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function complain(line: string): void {
  process.stderr.write(`threadline: ${printable(line)}\n`);
}

const STAGE_WORDS = {
  hashing: 'hashing',
  opening: 'opening',
  reading: 'reading',
  media: 'attachments',
  storing: 'writing',
} as const;

export const grouped = (n: number): string => n.toLocaleString('en-GB');

/** A line on stderr that follows a job, when stderr is a terminal. */
export class ProgressLine {
  private shown = false;

  show(exhibit: string, { stage, fraction, messages }: JobProgress): void {
    if (!process.stderr.isTTY) return;
    const share = fraction === null ? '' : ` ${Math.floor(fraction * 100)} %`;
    const counted = messages > 0 ? `, ${grouped(messages)} messages` : '';
    const line = `${printable(exhibit)}: ${STAGE_WORDS[stage]}${share}${counted}`;
    process.stderr.write(`\r\u001b[K${line.slice(0, process.stderr.columns - 1)}`);
    this.shown = true;
  }

  clear(): void {
    if (this.shown) process.stderr.write('\r\u001b[K');
    this.shown = false;
  }
}

/** Rows as columns; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const text = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? grouped(cell) : printable(cell))),
  );
  const widths = text[0]!.map((_, column) => Math.max(...text.map((row) => row[column]!.length)));
  return text.map((row) =>
    row
      .map((cell, column) =>
        typeof rows.at(-1)![column] === 'number'
          ? cell.padStart(widths[column]!)
          : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}
