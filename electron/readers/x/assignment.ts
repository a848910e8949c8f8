/**
 * Files of an archive of X are JavaScript: `window.YTD.direct_messages.part0 = [ … ]`. What stands behind the
 * `=` is JSON.
 */

/** The assignment has some 40 bytes. */
const LONGEST = 1024;
const SPACE = 0x20;
const EQUALS = 0x3d;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;

/** How many bytes an assignment has at the beginning of a file; 0 where the file is JSON already. */
export function assignmentLength(beginning: Uint8Array): number {
  for (let at = 0; at < Math.min(beginning.length, LONGEST); at++) {
    const byte = beginning[at]!;
    if (byte === EQUALS) return at + 1;
    if (byte === OPEN_BRACKET || byte === OPEN_BRACE) return 0;
  }
  return 0;
}

/** The file with spaces in the place of the assignment, so that every offset stays as it is. */
export async function* asJson(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let beginning: Uint8Array | undefined = new Uint8Array(0);
  const blanked = (bytes: Uint8Array): Uint8Array => bytes.fill(SPACE, 0, assignmentLength(bytes));
  for await (const chunk of chunks) {
    if (beginning === undefined) {
      yield chunk;
      continue;
    }
    beginning = Buffer.concat([beginning, chunk]);
    if (beginning.length < LONGEST) continue;
    yield blanked(beginning);
    beginning = undefined;
  }
  if (beginning !== undefined) yield blanked(beginning);
}
