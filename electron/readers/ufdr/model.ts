/**
 * Cellebrite's models: what the report holds of a message, a person, a call. A model has fields, each with a
 * text or with further models.
 */
import type { Findings } from '../findings.ts';
import { CappedText, type TagPlace, XML_LIMITS, type XmlAttributes } from '../xml/index.ts';

export interface Model {
  readonly type: string;
  readonly id: string | undefined;
  /** `Intact`, `Deleted` (Cellebrite recovered it), `Trash`, `Unknown`. */
  readonly deletedState: string | undefined;
  /** Of an attachment: the id of its file. */
  readonly fileId: string | undefined;
  readonly byte: number;
  readonly line: number;
  /** Texts by the field's name; of a field with several, one a line. */
  readonly fields: Map<string, string>;
  readonly models: { readonly field: string; readonly model: Model }[];
  /** Ids of files that it points to. */
  readonly targets: string[];
}

/** Models and texts kept of one message; no real one comes near. */
const MOST_MODELS = 5_000;
const MOST_UNITS = 8 * 2 ** 20;

export function newModel({ type, id, deleted_state, file_id }: XmlAttributes, place: TagPlace): Model {
  return {
    type: type ?? '',
    id,
    deletedState: deleted_state,
    fileId: file_id,
    byte: place.byte(),
    line: place.line(),
    fields: new Map(),
    models: [],
    targets: [],
  };
}

/** A field that says something. */
export function said({ fields }: Model, name: string): string | undefined {
  const value = fields.get(name);
  return value === undefined || value === '' ? undefined : value;
}

/** Characters kept of an id or a name; what is kept of many must be short. */
const LONGEST_NAME = 1024;

/** A field that is an id or a name: without spaces around it, and cut off where it is no real one. */
export function nameIn(model: Model, field: string): string | undefined {
  const value = said(model, field)?.trim();
  if (value === undefined || value.length <= LONGEST_NAME) return value;
  return `${value.slice(0, LONGEST_NAME).toWellFormed()}…`;
}

export function modelsOf({ models }: Model, field: string): Model[] {
  return models.filter((each) => each.field === field).map(({ model }) => model);
}

export function modelOf(model: Model, field: string): Model | undefined {
  return model.models.find((each) => each.field === field)?.model;
}

/** Text that is not readable as it stands comes as base64. */
function decoded(value: string, format: string | undefined): string {
  if (format?.toLowerCase() !== 'base64string' || !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value)) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(value, 'base64'));
  } catch {
    return value;
  }
}

/** Builds a model from the tags within it. */
export class ModelBuilder {
  private readonly file: string;
  private readonly findings: Findings;
  private readonly root: Model;
  /** Models that are open, outermost first. */
  private readonly models: Model[];
  /** Elements that are open within the root: the name of the field where it is one. */
  private readonly elements: { readonly tag: string; readonly field?: string }[] = [];
  private readonly taken = new CappedText();
  private takes: 'value' | 'target' | undefined;
  private format: string | undefined;
  private count = 1;
  private units = 0;

  constructor(root: Model, file: string, findings: Findings) {
    this.root = root;
    this.models = [root];
    this.file = file;
    this.findings = findings;
  }

  open(tag: string, attributes: XmlAttributes, place: TagPlace): void {
    const parent = this.elements.at(-1);
    const { name } = attributes;
    this.elements.push(name === undefined ? { tag } : { tag, field: name });
    if (tag === 'model') {
      const field = parent?.field ?? parent?.tag ?? '';
      const model = newModel(attributes, place);
      if (++this.count <= MOST_MODELS) this.models.at(-1)!.models.push({ field, model });
      else this.damage('a message with more parts than are kept');
      this.models.push(model);
    } else if (tag === 'value') {
      this.takes = 'value';
      this.format = attributes.format;
    } else if (tag === 'targetid' && attributes.ismodel?.toLowerCase() !== 'true') {
      this.takes = 'target';
    }
  }

  text(part: string): void {
    if (this.takes !== undefined) this.taken.add(part);
  }

  close(): void {
    const element = this.elements.pop();
    if (element?.tag === 'model') this.models.pop();
    if (this.takes === undefined) return;
    const takes = this.takes;
    this.takes = undefined;
    if (this.taken.cutOff > 0) {
      this.damage(
        `a text longer than ${XML_LIMITS.textUnits.toLocaleString('en-GB')} characters, cut off there`,
      );
    }
    const text = this.taken.take();
    this.units += text.length;
    if (this.units > MOST_UNITS) {
      this.damage('a message with more text than is kept');
      return;
    }
    const model = this.models.at(-1)!;
    if (takes === 'target') model.targets.push(text.trim());
    else this.addValue(model, decoded(text, this.format));
  }

  /** Ends what the end of the file cuts off. */
  finish(): void {
    while (this.elements.length > 0) this.close();
  }

  private addValue({ fields }: Model, value: string): void {
    const field = this.elements.findLast((element) => element.field !== undefined)?.field;
    if (field === undefined) return;
    const before = fields.get(field);
    fields.set(field, before === undefined ? value : `${before}\n${value}`);
  }

  private damage(reason: string): void {
    this.findings.damage(this.file, `byte ${this.root.byte}`, reason);
  }
}
