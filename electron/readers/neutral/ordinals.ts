/** Which ordinal the message of an id has, so that replies find it. */
import type { Findings } from '../findings.ts';
import { IdTable } from '../id-table.ts';
import type { MessageLine } from './fields.ts';
import { checkedLines, type Found, type LinesOptions, placeOf } from './lines.ts';

const SAME_ID = 'an id that a message before has; replies to it are to the first';
const MORE_EXHIBITS =
  'the messages are of several exhibits and were read into this one; source.raw.exhibit says of which each is';

/** Memory: 20 bytes a message. */
export class Ordinals {
  /** By the ids that the lines have. */
  readonly table = new IdTable();
  private readonly options: LinesOptions<MessageLine>;
  private readonly findings: Findings;
  private readonly signal: AbortSignal;
  private ordinal = 0;
  private exhibit: string | undefined;
  private isWhole = false;

  constructor(options: LinesOptions<MessageLine>, findings: Findings, signal: AbortSignal) {
    this.options = options;
    this.findings = findings;
    this.signal = signal;
  }

  /**
   * Takes the next lines of the file. Where one of them answers an id that no line had so far, the rest of
   * the file is looked through for it, once.
   */
  async take(lines: readonly Found<MessageLine>[]): Promise<void> {
    const { table, findings, options } = this;
    let isMissing = false;
    for (const found of lines) {
      if (found.is !== 'line') continue;
      this.ordinal++;
      const { id, exhibit } = found.value;
      if (id !== undefined && !table.add(id, this.ordinal) && table.get(id) !== this.ordinal) {
        findings.damage(options.entry.path, placeOf(found), SAME_ID);
      }
      this.exhibit ??= exhibit;
      if (exhibit !== undefined && exhibit !== this.exhibit) findings.warn(MORE_EXHIBITS);
    }
    if (this.isWhole) return;
    for (const found of lines) {
      if (found.is !== 'line') continue;
      const { replyTo } = found.value;
      if (replyTo !== undefined && table.get(replyTo) === undefined) isMissing = true;
    }
    if (isMissing) await this.lookThrough();
  }

  private async lookThrough(): Promise<void> {
    this.isWhole = true;
    let ordinal = 0;
    for await (const lines of checkedLines(this.options)) {
      this.signal.throwIfAborted();
      for (const found of lines) {
        if (found.is !== 'line') continue;
        ordinal++;
        if (found.value.id !== undefined) this.table.add(found.value.id, ordinal);
      }
    }
  }
}
