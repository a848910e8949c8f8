import type { Findings } from '../findings.ts';
import { Texts } from '../json/texts.ts';
import { repaired } from './repair.ts';

/** Different names of a file that are remembered with what they mean. */
const REMEMBERED = 10_000;

/** The strings of one file, as they are meant and as they can be kept. */
export class FileStrings {
  private readonly file: string;
  private readonly findings: Findings;
  private readonly texts: Texts;
  /** What mis-encoded names mean; nearly every message has one of few. */
  private readonly names = new Map<string, string>();
  private repairedTexts = 0;
  private properTexts = 0;
  private brokenTexts = 0;

  constructor(file: string, findings: Findings) {
    this.file = file;
    this.findings = findings;
    this.texts = new Texts(file, findings);
  }

  /** A string of a file whose strings are mis-encoded. */
  meant(text: string): string {
    const { text: meant, found } = repaired(text);
    if (found === 'repaired') this.repairedTexts++;
    else if (found === 'proper') this.properTexts++;
    else if (found === 'broken') this.brokenTexts++;
    return meant;
  }

  /** @param byte offset of the value that the string stands in. */
  kept(text: string, byte: number, isMisencoded: boolean): string {
    return this.texts.kept(isMisencoded ? this.meant(text) : text, byte);
  }

  /** A path or address; nearly every one is met once. */
  path(text: string, byte: number, isMisencoded: boolean): string {
    return this.texts.name(isMisencoded ? this.meant(text) : text, byte);
  }

  name(text: string, byte: number, isMisencoded: boolean): string {
    if (!isMisencoded) return this.texts.name(text, byte);
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const name = this.texts.name(this.meant(text), byte);
    if (this.names.size < REMEMBERED) this.names.set(text, name);
    return name;
  }

  /** Says what the encodings of the file's strings were, where they were not as they should be. */
  finish(): void {
    const { file, findings } = this;
    if (this.brokenTexts > 0) {
      findings.damage(
        file,
        undefined,
        `${this.brokenTexts} texts look like UTF-8 written as Latin-1 and are none; they were left as they stand`,
      );
    }
    if (this.repairedTexts > 0 && this.properTexts > 0) {
      findings.warn(
        `${file}: some texts are UTF-8 written as Latin-1, as Meta writes them, and some are not; another program has changed the file, or it was put together from two`,
      );
    }
  }
}
