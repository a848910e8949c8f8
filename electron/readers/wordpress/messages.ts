/** The messages of an export in their order: each item, then its comments. */
import type { DraftMessage, SkippedRow } from '../../../shared/evidence/index.ts';
import type { Findings } from '../findings.ts';
import { commentKey, type Drafts, postKey } from './drafts.ts';
import type { ExportSink } from './export.ts';
import { type Fields, type Item, said } from './fields.ts';
import { SETTINGS } from './post-types.ts';

/**
 * Comments held back until their item ends, and UTF-16 units of their texts. Only then are all fields of
 * the item known for certain, and comments that answer a later one find it.
 */
const HELD_COMMENTS = 2_000;
const HELD_UNITS = 8 * 2 ** 20;

/** Comments of one item whose ordinals are known to those that answer them. */
const KNOWN_COMMENTS = 200_000;

const unitsOf = ({ values }: Fields): number => {
  let units = 0;
  for (const value of values.values()) units += value.length;
  return units;
};

export interface MessagesOptions {
  readonly file: string;
  readonly findings: Findings;
  /** Made when the first item comes: the site is known by then. */
  drafts(): Drafts;
}

export class Messages implements Omit<ExportSink, 'author'> {
  private readonly options: MessagesOptions;
  private drafts: Drafts | undefined;
  private messages: DraftMessage[] = [];
  private skipped: SkippedRow[] = [];
  /** Ordinal of the message that was made last. */
  private ordinal = 0;

  private held: Fields[] = [];
  private heldUnits = 0;
  /** The item whose message is made already, before its end. */
  private begun:
    | { readonly item: Item; readonly fields: number; readonly ordinal: number | undefined }
    | undefined;
  /** Ordinals of the item's comments by their numbers. */
  private readonly known = new Map<string, number>();

  constructor(options: MessagesOptions) {
    this.options = options;
  }

  take(): { messages: DraftMessage[]; skipped: SkippedRow[] } {
    const { messages, skipped } = this;
    this.messages = [];
    this.skipped = [];
    return { messages, skipped };
  }

  get waiting(): number {
    return this.messages.length + this.skipped.length;
  }

  comment(comment: Fields, item: Item): void {
    this.held.push(comment);
    this.heldUnits += unitsOf(comment);
    if (this.held.length >= HELD_COMMENTS || this.heldUnits >= HELD_UNITS) {
      this.begin(item);
      this.release(item);
    }
  }

  item(item: Item): void {
    const { file, findings } = this.options;
    if (this.begun && this.begun.fields !== item.values.size) {
      findings.damage(file, `byte ${item.byte}`, 'fields behind many comments, not read');
    }
    this.begin(item);
    this.release(item);
    this.begun = undefined;
    this.known.clear();
  }

  /** Makes the item's own message, once. */
  private begin(item: Item): void {
    if (this.begun) return;
    const type = said(item, 'wp:post_type') ?? '';
    let ordinal: number | undefined;
    if (SETTINGS.has(type)) {
      const { byte, line } = item;
      const number = said(item, 'wp:post_id');
      const key = number === undefined ? {} : { key: postKey(number) };
      this.skipped.push({
        reason: `setting of the site (${type})`,
        source: { file: this.options.file, line, byte, ...key },
      });
    } else {
      this.drafts ??= this.options.drafts();
      this.messages.push(this.drafts.post(item));
      ordinal = ++this.ordinal;
    }
    this.begun = { item, fields: item.values.size, ordinal };
  }

  /** Makes the messages of the comments held back. */
  private release(item: Item): void {
    const { held } = this;
    this.held = [];
    this.heldUnits = 0;
    for (const [index, comment] of held.entries()) {
      const number = said(comment, 'wp:comment_id');
      if (number !== undefined && this.known.size < KNOWN_COMMENTS) {
        this.known.set(number, this.ordinal + 1 + index);
      }
    }
    for (const comment of held) {
      this.drafts ??= this.options.drafts();
      this.messages.push(this.drafts.comment(comment, this.answered(comment, item)));
      this.ordinal++;
    }
  }

  private answered(comment: Fields, item: Item): number | string | undefined {
    const parent = said(comment, 'wp:comment_parent');
    if (parent !== undefined && parent !== '0') return this.known.get(parent) ?? commentKey(parent);
    if (this.begun?.ordinal !== undefined) return this.begun.ordinal;
    const number = said(item, 'wp:post_id');
    return number === undefined ? undefined : postKey(number);
  }
}
