/** Lines of a text that an investigator brings, whatever system wrote it. */

/** A longer line is no hash and no keyword. */
const LONGEST = 65_536;

/** By its mark: UTF-16 of either order, else UTF-8. */
function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** Lines without their ends, some at a time; null stands for one that is too long. */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<(string | null)[]> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let rest = '';
  let isTooLong = false;
  const cut = (text: string): (string | null)[] => {
    const lines: (string | null)[] = text.split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    if (isTooLong && lines.length > 0) {
      lines[0] = null;
      isTooLong = false;
    }
    if (rest.length > LONGEST) {
      rest = '';
      isTooLong = true;
    }
    return lines.map((line) => (line !== null && line.length > LONGEST ? null : line));
  };
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    const text = rest + decoder.decode(chunk, { stream: true });
    // The line's feed may come with the next bytes.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = cut(whole);
    if (whole !== text) rest += '\r';
    if (lines.length > 0) yield lines;
  }
  const last = cut(`${rest}${decoder?.decode() ?? ''}\n`);
  if (last.length > 0) yield last;
}
