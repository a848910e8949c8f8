import type { Findings } from '../findings.ts';

/** Characters of a message's text that are kept; messengers allow some thousand. */
export const LONGEST_TEXT = 1_048_576;
/** Characters of a name, a title, an id. */
export const LONGEST_NAME = 1024;

/** Strings of a file as they can be kept: of bounded length, and without halves of surrogate pairs. */
export class Texts {
  private readonly file: string;
  private readonly findings: Findings;

  constructor(file: string, findings: Findings) {
    this.file = file;
    this.findings = findings;
  }

  /**
   * A string as it is kept; what is lost is named.
   * @param byte offset of the value that the string stands in.
   */
  kept(text: string, byte: number, longest = LONGEST_TEXT): string {
    let kept = text;
    if (text.length > longest) {
      // Not between the two halves of a pair.
      kept = text.slice(0, isHighSurrogate(text.charCodeAt(longest - 1)) ? longest - 1 : longest);
      this.findings.damage(
        this.file,
        `byte ${byte}`,
        `a text of more than ${longest.toLocaleString('en-GB')} characters; what is beyond was left out`,
      );
    }
    if (kept.isWellFormed()) return kept;
    this.findings.damage(this.file, `byte ${byte}`, 'halves of surrogate pairs, shown as U+FFFD');
    return kept.toWellFormed();
  }

  name(text: string, byte: number): string {
    return this.kept(text, byte, LONGEST_NAME);
  }
}

const isHighSurrogate = (code: number): boolean => (code & 0xfc00) === 0xd800;
