/** The second pass over an export: its messages, in batches. */
import type { DraftMessage, SkippedRow } from '../../../shared/evidence/index.ts';
import { formatReading, isWritable } from '../../../shared/time/instant.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import { AsciiTexts } from './ascii.ts';
import { type BodyContext, readBody } from './body/body.ts';
import { fixedPhrase, mayBeFixed } from './body/fixed.ts';
import { type SystemLine, systemLine } from './body/system.ts';
import { type DamageLog, placeOf } from './damage.ts';
import type { ClockReader } from './dates/reading.ts';
import type { Drafts, HeaderFacts } from './drafts.ts';
import type { HeaderMatcher } from './header/matcher.ts';
import { LRM, withoutMarks } from './marks.ts';
import { type Sender, type Senders, senderEnd } from './names.ts';
import { type MessageSink, MOST_TEXT_BYTES, type TextEncoding } from './scanner.ts';
import { beginsWithMark, systemLineAround } from './survey.ts';
import { decodeLossy, firstInvalid } from './utf8.ts';

export interface MessagesOptions {
  readonly path: string;
  readonly senders: Senders;
  readonly clock: ClockReader;
  readonly drafts: Drafts;
  readonly body: BodyContext;
  readonly damage: DamageLog;
  readonly zone?: Zone;
  /** Name under which WhatsApp writes lines about a group. */
  readonly groupName?: string;
}

const BATCH_MESSAGES = 1024;
const BATCH_UNITS = 2 ** 22;

const LF = 10;
const COLON = 0x3a;
const LESS_THAN = 0x3c;

/**
 * Whether a text of one line with this last byte can be more than a text: `IMG.jpg (file attached)`,
 * `<attached: …>` or `<This message was edited>`, or the longitude of a place.
 */
function mayEnd(byte: number): boolean {
  return byte === 0x29 || byte === 0x3e || (byte >= 0x30 && byte <= 0x39);
}

export class Messages implements MessageSink {
  private readonly options: MessagesOptions;
  private readonly senders: Senders;
  private readonly clock: ClockReader;
  private readonly drafts: Drafts;
  private readonly isIphone: boolean;
  private readonly ascii = new AsciiTexts();

  /** Filled up to `count`; as long as a batch from the beginning, so that it need not grow. */
  private messages: DraftMessage[] = new Array(BATCH_MESSAGES);
  private count = 0;
  private skipped: SkippedRow[] = [];
  private units = 0;
  isFull = false;
  /** WhatsApp's notice of encryption, the first line of a chat, has no mark on Android. */
  private hasMessages = false;

  /** Headers without a time because day and month could be either. */
  openDates = 0;

  // The message whose header came last.
  private sender: Sender | undefined;
  private system: SystemLine | undefined;
  private readonly facts: HeaderFacts = {
    line: 0,
    byte: 0,
    sentAt: undefined,
    isAmbiguous: false,
    when: undefined,
  };
  private lastWall = Number.NaN;

  constructor(options: MessagesOptions) {
    this.options = options;
    this.senders = options.senders;
    this.clock = options.clock;
    this.drafts = options.drafts;
    this.isIphone = options.body.isIphone;
  }

  /** Takes what is there, and begins anew. */
  take(): { messages: DraftMessage[]; skipped: SkippedRow[] } {
    const { messages, skipped } = this;
    messages.length = this.count;
    this.messages = new Array(BATCH_MESSAGES);
    this.skipped = [];
    this.count = 0;
    this.units = 0;
    this.isFull = false;
    return { messages, skipped };
  }

  preface(bytes: Buffer, from: number, to: number, line: number, byte: number): void {
    const isBlank = withoutMarks(bytes.toString('utf8', from, to)).trim() === '';
    this.skipped.push({
      reason: isBlank ? 'blank line before the first message' : 'line before the first message',
      source: { file: this.options.path, line, byte },
    });
    this.isFull = this.skipped.length >= BATCH_MESSAGES;
  }

  continuation(): void {}

  header(bytes: Buffer, header: HeaderMatcher, from: number, to: number, line: number, byte: number): number {
    this.facts.line = line;
    this.facts.byte = byte;
    this.readTime(bytes, header, from);
    this.system = undefined;
    const body = header.bodyAt;
    let sender = this.senders.quick(bytes, body, to);
    const colon = sender ? body + sender.raw.length : senderEnd(bytes, body, to);
    if (colon < 0) {
      // Nothing was left of a text, not even the space in front of it.
      this.sender = bytes[to - 1] === COLON ? this.senders.get(bytes, body, to - 1) : undefined;
      return this.sender ? to : body;
    }
    sender ??= this.senders.get(bytes, body, colon);
    if (!sender) {
      this.system = systemLineAround(bytes, body, colon, to);
      if (!this.system) sender = this.senders.add(bytes, body, colon);
    }
    if (sender && (sender.name === '' || (sender.count <= 1 && hasOpenQuote(sender.name))))
      sender = undefined;
    this.sender = sender;
    if (!sender) return body;
    return colon + 2 + (sender.isFurther ? sender.further!.length + 2 : 0);
  }

  private readTime(bytes: Buffer, header: HeaderMatcher, from: number): void {
    const { facts, clock } = this;
    const wall = clock.read(header.numbers, header.era, header.period);
    // Many messages are of one minute.
    if (wall === this.lastWall) return;
    this.lastWall = wall;
    facts.isAmbiguous = false;
    facts.when = undefined;
    if (Number.isNaN(wall)) {
      const isOpen = clock.untimed === 'open';
      if (isOpen) this.openDates++;
      this.keepWhen(bytes, header, from, isOpen ? undefined : 'a date or time that does not exist');
    } else if (this.options.zone) {
      const { utc, ambiguous } = this.options.zone.toUtc(wall);
      if (isWritable(utc)) {
        facts.sentAt = formatReading(utc, 'assumed-zone');
        facts.isAmbiguous = ambiguous;
      } else this.keepWhen(bytes, header, from, 'a time of no year from 0 to 9999 in UTC');
    } else facts.sentAt = clock.reading();
  }

  /** Of a header that gives no time: keeps what it says. */
  private keepWhen(bytes: Buffer, header: HeaderMatcher, from: number, reason: string | undefined): void {
    const { facts } = this;
    facts.sentAt = undefined;
    facts.when = whenText(bytes.toString('utf8', from, header.bodyAt));
    // The next header has its own words, even when it comes to the same.
    this.lastWall = Number.NaN;
    if (reason !== undefined) {
      this.options.damage.add(reason, placeOf(facts.line, facts.byte), `: ${facts.when}`);
    }
  }

  text(
    bytes: Buffer,
    from: number,
    to: number,
    lines: number,
    headerFrom: number,
    encoding: TextEncoding,
  ): void {
    let content: string;
    if (encoding === 'invalid') {
      content = decodeLossy(bytes.subarray(from, to));
      this.nameInvalid(bytes, headerFrom, to);
    } else if (encoding === 'ascii' && this.sender) content = this.ascii.text(bytes, from, to);
    else content = bytes.toString(undefined, from, to);
    this.put(content, bytes, from, to, lines);
  }

  moved(): void {
    this.ascii.forget();
  }

  cutText(kept: Buffer, lines: number, droppedFrom: number, droppedTo: number, isValid: boolean): void {
    const { line, byte } = this.facts;
    const { damage } = this.options;
    if (!isValid) damage.add('bytes that are not UTF-8, shown as U+FFFD', placeOf(line, byte));
    damage.add(
      `the text is longer than ${MOST_TEXT_BYTES} bytes of UTF-8: the rest of it is not kept`,
      placeOf(line, byte),
      `, bytes ${droppedFrom} to ${droppedTo - 1}`,
    );
    this.put(decodeLossy(kept), kept, 0, kept.length, lines);
  }

  private nameInvalid(bytes: Buffer, from: number, to: number): void {
    const at = firstInvalid(bytes.subarray(from, to));
    let { line } = this.facts;
    for (let i = from; i < from + at; i++) if (bytes[i] === LF) line++;
    this.options.damage.add('bytes that are not UTF-8, shown as U+FFFD', placeOf(line, this.facts.byte + at));
  }

  private put(content: string, bytes: Buffer, from: number, to: number, lines: number): void {
    const { sender, facts, drafts } = this;
    this.messages[this.count++] = sender
      ? this.fromSender(sender, content, bytes, from, to, lines)
      : drafts.aboutChat(facts, content, this.system ?? systemLine(content));
    this.hasMessages = true;
    this.units += content.length;
    this.isFull = this.count === BATCH_MESSAGES || this.units >= BATCH_UNITS;
  }

  private fromSender(
    sender: Sender,
    content: string,
    bytes: Buffer,
    from: number,
    to: number,
    lines: number,
  ): DraftMessage {
    const { drafts, facts } = this;
    const isOwn = beginsWithMark(bytes, from, to);
    const isAscii = content.length === to - from;
    const mayBePhrase = mayBeFixed(bytes, from, to);
    if (
      !isOwn &&
      this.hasMessages &&
      lines === 1 &&
      !mayEnd(bytes[to - 1]!) &&
      !mayBePhrase &&
      (isAscii || !this.isIphone || !content.includes(LRM))
    ) {
      const message = drafts.text(facts, sender, content);
      return isAscii ? message : drafts.withMentions(message);
    }
    if (isOwn || !this.hasMessages) {
      const about = this.aboutChat(sender, content, isOwn);
      if (about) return about;
    }
    const body = readBody(content, this.options.body, mayBePhrase);
    return drafts.withMentions(drafts.sent(facts, sender, content, body));
  }

  /** A line about the chat that stands under a name, as on iPhone, and at a chat's beginning. */
  private aboutChat(sender: Sender, content: string, isOwn: boolean): DraftMessage | undefined {
    if (isOwn && (content.charCodeAt(1) === LESS_THAN || fixedPhrase(content))) return undefined;
    const line = systemLine(content);
    if (!line && !(isOwn && sender.name === this.options.groupName)) return undefined;
    return this.drafts.aboutChat(this.facts, content, line);
  }
}

/** A name of which a quotation mark is open: the beginning of a line about the chat in a language not known. */
function hasOpenQuote(name: string): boolean {
  const count = (mark: string): number => name.split(mark).length - 1;
  return (
    count('“') > count('”') || count('«') > count('»') || count('「') > count('」') || count('"') % 2 === 1
  );
}

/** Date and time of a header as they stand, without brackets and what ends it. */
function whenText(header: string): string {
  return withoutMarks(header)
    .trim()
    .replace(/^\[|\]$|[-–—:]$/g, '')
    .trim();
}
