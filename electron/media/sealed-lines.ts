/** Lines of a sealed file. */
import type { SealedFile } from './sealed-file.ts';

const NEWLINE = 0x0a;

export interface SealedLine {
  /** Without the newline. */
  readonly bytes: Buffer;
  /** Where it starts in the content. */
  readonly start: number;
}

/**
 * The lines from a byte on, where a line starts. What stands behind the last newline is no line.
 * @throws Refusal `tampered` where the file does not open.
 */
export async function* sealedLines(file: SealedFile, from = 0): AsyncGenerator<SealedLine> {
  let begun: Uint8Array[] = [];
  let start = from;
  for await (const piece of file.read(from)) {
    let at = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, at)) {
      const bytes = Buffer.concat([...begun, piece.subarray(at, end)]);
      yield { bytes, start };
      start += bytes.length + 1;
      begun = [];
      at = end + 1;
    }
    if (at < piece.length) begun.push(piece.subarray(at));
  }
}
