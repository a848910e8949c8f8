/**
 * XML as a stream of tags and texts, in bounded memory, on top of sax. Names are as they are written, with
 * their prefix. No document type is accepted, so no entity but the five of XML is ever expanded.
 */
import sax, { type SAXParser } from 'sax';
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { XML_LIMITS } from './limits.ts';
import { problemOf } from './problems.ts';
import { type Segment, segmentsOf } from './segments.ts';

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/** Takes what is read. What it throws ends the reading. */
export interface XmlHandler {
  /** `place` is this tag's only until the call returns. */
  open(name: string, attributes: XmlAttributes, place: TagPlace): void;
  /** Text or CDATA, in as many parts as it comes. */
  text(part: string): void;
  close(name: string): void;
}

/** Where the tag that was opened last begins. */
export interface TagPlace {
  /** Offset in the file of its `<`. */
  byte(): number;
  /** From 1. */
  line(): number;
}

/** The five of XML 1.0 §4.6; an object that inherits would have others, such as `&constructor;`. */
const ENTITIES = Object.assign(Object.create(null) as Record<string, string>, {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
});

/** What the parser is known to have, beyond its types. */
interface Inside {
  /** The character read last. */
  readonly c: string;
  readonly tags: readonly unknown[];
  readonly sawRoot: boolean;
  readonly closedRoot: boolean;
  comment: string;
}

/** Ends the reading without a fault: why stands in the findings. */
class Stopped extends Error {}

class Parsing implements TagPlace {
  private readonly file: string;
  private readonly findings: Findings;
  private readonly parser: SAXParser & Inside;
  private segment: Segment = { text: '', byte: 0, unitBytes: 1 };
  /** UTF-16 units fed before this segment. */
  private before = 0;
  /** A place in the segment whose byte is known: units and bytes from its start. */
  private readonly known = { units: 0, bytes: 0 };
  /** Of a tag that begins in an earlier segment: where, as the parser counts, and its byte. */
  private readonly begun = { at: -1, byte: 0 };
  private readonly attributes = { count: 0, units: 0 };
  private depth = 0;
  private startLine = 0;
  private isTextOutsideNamed = false;

  constructor(file: string, handler: XmlHandler, findings: Findings) {
    this.file = file;
    this.findings = findings;
    const parser = sax.parser(true) as SAXParser & Inside;
    this.parser = parser;
    parser.ENTITIES = ENTITIES;
    parser.onerror = (error) => this.problem(error);
    parser.ondoctype = () => this.refuseDoctype();
    parser.onsgmldeclaration = () => this.refuseDoctype();
    parser.onopentagstart = () => this.beginTag();
    parser.onattribute = ({ name, value }) => this.countAttribute(name, value);
    parser.onopentag = ({ name, attributes }) => {
      if (parser.tags.length > XML_LIMITS.depth) {
        this.stop(`elements lie more than ${XML_LIMITS.depth} deep; nothing behind it was read`);
      }
      this.depth++;
      handler.open(name, attributes as XmlAttributes, this);
    };
    const text = (part: string): void => {
      if (this.depth > 0) handler.text(part);
    };
    parser.ontext = text;
    parser.oncdata = text;
    parser.onclosetag = (name) => {
      this.depth--;
      handler.close(name);
    };
  }

  byte(): number {
    const start = this.parser.startTagPosition - 1;
    return start < this.before ? this.begun.byte : this.byteAt(start);
  }

  line(): number {
    return this.startLine + 1;
  }

  /** The byte of a unit of this segment, counted from the first segment on; never less than the last asked. */
  private byteAt(position: number): number {
    const { segment, known } = this;
    const units = position - this.before;
    if (segment.unitBytes !== undefined) return segment.byte + units * segment.unitBytes;
    if (units < known.units) {
      known.units = 0;
      known.bytes = 0;
    }
    known.bytes += Buffer.byteLength(segment.text.slice(known.units, units), 'utf8');
    known.units = units;
    return segment.byte + known.bytes;
  }

  /** @returns whether to go on. */
  write(segment: Segment): boolean {
    this.before += this.segment.text.length;
    this.segment = segment;
    this.known.units = 0;
    this.known.bytes = 0;
    if (segment.isMended) {
      this.damage('bytes that are not characters of its encoding, shown as U+FFFD', segment.byte);
    }
    return this.run(() => {
      this.parser.write(segment.text);
      const { startTagPosition } = this.parser;
      if (startTagPosition !== this.begun.at && startTagPosition > this.before) {
        this.begun.at = startTagPosition;
        this.begun.byte = this.byteAt(startTagPosition - 1);
      }
    });
  }

  end(): void {
    this.run(() => {
      if (!this.parser.sawRoot) this.stop('it has no elements');
      // Of CDATA that is cut off, what was read is handed on.
      this.parser.flush();
      this.parser.close();
    });
  }

  private run(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (cause) {
      if (cause instanceof Stopped) return false;
      throw cause;
    }
  }

  private damage(reason: string, byte: number): void {
    this.findings.damage(this.file, `byte ${byte}`, reason);
  }

  private stop(reason: string): never {
    this.damage(reason, this.here());
    throw new Stopped();
  }

  /** Byte behind the last character that the parser took. */
  private here(): number {
    const { segment, before } = this;
    return this.byteAt(Math.min(Math.max(this.parser.position, before), before + segment.text.length));
  }

  private problem(error: Error): void {
    const { parser } = this;
    // The parser refuses to go on while it has an error.
    parser.error = null as unknown as Error;
    if (error.message.startsWith('Max buffer length exceeded: comment')) {
      parser.comment = '';
      return;
    }
    const { reason, ends } = problemOf(error.message);
    // It has taken the tag behind a broken entity for text.
    const isSwallowed = error.message.startsWith('Invalid character in entity') && parser.c === '<';
    if (ends || isSwallowed) this.stop(isSwallowed ? `${reason}; nothing behind it was read` : reason);
    if (parser.closedRoot) this.stopBehind();
    if (!parser.sawRoot) {
      if (this.isTextOutsideNamed) return;
      this.isTextOutsideNamed = true;
    }
    this.damage(reason, this.here());
  }

  private stopBehind(): never {
    return this.stop('text or elements behind the end of the XML, not read');
  }

  private refuseDoctype(): never {
    throw new Refusal(
      'unsupported',
      this.file,
      'it has a document type declaration (DTD), which none of the programs read here writes',
    );
  }

  private beginTag(): void {
    const { parser, attributes } = this;
    if (parser.closedRoot) this.stopBehind();
    attributes.count = 0;
    attributes.units = 0;
    // A name has no line break, but the character behind it can be one.
    this.startLine = parser.c === '\n' ? parser.line - 1 : parser.line;
  }

  private countAttribute(name: string, value: string): void {
    const { attributes } = this;
    // The parser itself asks the attributes by a method of this name.
    if (name === 'hasOwnProperty') delete this.parser.tag.attributes[name];
    attributes.count++;
    attributes.units += name.length + value.length;
    if (attributes.count > XML_LIMITS.attributes || attributes.units > XML_LIMITS.attributeUnits) {
      this.stop('a tag with too many attributes; nothing behind it was read');
    }
  }
}

/**
 * Reads an XML file to its end, or to where it can be read no further, which is damage.
 * @returns after each piece, the bytes read so far.
 * @throws Refusal `unsupported` for a document type or an encoding that is not read; what the entry and
 * the handler throw.
 */
export async function* parseXml(
  entry: Pick<EvidenceEntry, 'path' | 'open'>,
  handler: XmlHandler,
  findings: Findings,
): AsyncGenerator<number, void, void> {
  const parsing = new Parsing(entry.path, handler, findings);
  for await (const segment of segmentsOf(entry.open(), entry.path)) {
    if (!parsing.write(segment)) return;
    yield segment.byte;
  }
  parsing.end();
}
