/** The elements of an export as they close: the site, its users, its items and their comments. */
import type { Findings } from '../findings.ts';
import { CappedText, type TagPlace, XML_LIMITS, type XmlAttributes, type XmlHandler } from '../xml/index.ts';
import {
  AUTHOR_FIELDS,
  CHANNEL_FIELDS,
  COMMENT_FIELDS,
  type Fields,
  ITEM_FIELDS,
  type Item,
} from './fields.ts';

/** Takes what the export holds, in its order. */
export interface ExportSink {
  author(author: Fields): void;
  comment(comment: Fields, item: Item): void;
  /** An item ends, after its comments. */
  item(item: Item): void;
}

/** Categories and tags kept of one item. */
const MOST_CATEGORIES = 200;

type Inside = 'channel' | 'author' | 'item' | 'comment';
const FIELDS_OF: Readonly<Record<Inside, ReadonlySet<string>>> = {
  channel: CHANNEL_FIELDS,
  author: AUTHOR_FIELDS,
  item: ITEM_FIELDS,
  comment: COMMENT_FIELDS,
};

/** Elements that hold fields: in which one they stand. Everything else at any depth is passed over. */
const HOLDERS: Readonly<Record<string, readonly [parent: Inside, is: Inside]>> = {
  'wp:author': ['channel', 'author'],
  item: ['channel', 'item'],
  'wp:comment': ['item', 'comment'],
};

export class ExportHandler implements XmlHandler {
  private readonly file: string;
  private readonly findings: Findings;
  private readonly sink: ExportSink;
  /** Texts of the channel itself. */
  readonly site: Fields = { byte: 0, line: 1, values: new Map() };

  /** Names of the elements that are open. */
  private readonly elements: string[] = [];
  /** The innermost holder, and how many elements were open with it. */
  private holders: { readonly is: Inside; readonly depth: number; readonly fields: Fields }[] = [];
  private item: Item | undefined;
  hasChannel = false;

  private readonly taken = new CappedText();
  /** Depth of the field whose text is being taken; 0 for none. */
  private fieldDepth = 0;
  private fieldPlace = 0;

  constructor(file: string, findings: Findings, sink: ExportSink) {
    this.file = file;
    this.findings = findings;
    this.sink = sink;
  }

  open(name: string, _attributes: XmlAttributes, place: TagPlace): void {
    this.elements.push(name);
    const depth = this.elements.length;
    if (this.fieldDepth > 0) {
      this.damage('tags within a text, left out of it', place.byte());
      return;
    }
    if (depth === 2 && name === 'channel') {
      this.hasChannel = true;
      this.holders = [{ is: 'channel', depth, fields: this.site }];
      return;
    }
    const holder = this.holders.at(-1);
    const isChild = holder !== undefined && depth === holder.depth + 1;
    const within = Object.hasOwn(HOLDERS, name) ? HOLDERS[name]! : undefined;
    if (within) {
      if (isChild && within[0] === holder.is) this.begin(within[1], depth, place);
      else this.damage(`<${name}> where it does not belong, not read`, place.byte());
    } else if (isChild && (FIELDS_OF[holder.is].has(name) || (holder.is === 'item' && name === 'category'))) {
      this.fieldDepth = depth;
      this.fieldPlace = place.byte();
    }
  }

  private begin(is: Inside, depth: number, place: TagPlace): void {
    const fields = { byte: place.byte(), line: place.line(), values: new Map<string, string>() };
    if (is === 'item') this.item = { ...fields, categories: [] };
    this.holders.push({ is, depth, fields: is === 'item' ? this.item! : fields });
  }

  text(part: string): void {
    if (this.fieldDepth > 0) this.taken.add(part);
  }

  close(name: string): void {
    const depth = this.elements.length;
    this.elements.pop();
    const holder = this.holders.at(-1);
    if (!holder) return;
    if (this.fieldDepth > 0) {
      if (depth === this.fieldDepth) this.endField(name, holder.fields);
    } else if (depth === holder.depth) {
      this.holders.pop();
      this.endHolder(holder.is, holder.fields);
    }
  }

  private endField(name: string, fields: Fields): void {
    this.fieldDepth = 0;
    if (this.taken.cutOff > 0) {
      this.damage(
        `a text longer than ${XML_LIMITS.textUnits.toLocaleString('en-GB')} characters, cut off there`,
        this.fieldPlace,
      );
    }
    const value = this.taken.take();
    if (name === 'category') {
      const { categories } = this.item!;
      if (categories.length < MOST_CATEGORIES && value !== '') categories.push(value);
      return;
    }
    if (fields.values.has(name)) {
      this.damage('a field that stands twice; the last was taken', this.fieldPlace);
    }
    fields.values.set(name, value);
  }

  private endHolder(is: Inside, fields: Fields): void {
    if (is === 'author') this.sink.author(fields);
    else if (is === 'comment') this.sink.comment(fields, this.item!);
    else if (is === 'item') {
      this.sink.item(this.item!);
      this.item = undefined;
    }
  }

  /** Ends what the end of the file cuts off: what was read of a comment or an item is evidence, too. */
  finish(): void {
    if (this.fieldDepth > 0) this.endField(this.elements[this.fieldDepth - 1]!, this.holders.at(-1)!.fields);
    for (let holder = this.holders.pop(); holder; holder = this.holders.pop()) {
      this.endHolder(holder.is, holder.fields);
    }
  }

  private damage(reason: string, byte: number): void {
    this.findings.damage(this.file, `byte ${byte}`, reason);
  }
}
