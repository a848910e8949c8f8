import { XML_LIMITS } from './limits.ts';

/** Text that comes in parts, kept up to a limit. */
export class CappedText {
  private parts = '';
  /** UTF-16 units that were cut off. */
  cutOff = 0;

  add(part: string): void {
    const room = this.cutOff > 0 ? 0 : XML_LIMITS.textUnits - this.parts.length;
    if (part.length <= room) {
      this.parts += part;
      return;
    }
    // Not within a pair of surrogates.
    const end = room > 0 && (part.charCodeAt(room - 1) & 0xfc00) === 0xd800 ? room - 1 : room;
    this.parts += part.slice(0, end);
    this.cutOff += part.length - end;
  }

  /** What came since the last call. */
  take(): string {
    const text = this.parts;
    this.parts = '';
    this.cutOff = 0;
    return text;
  }
}
