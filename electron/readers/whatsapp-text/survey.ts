/**
 * The first of two passes over an export: what only all of it tells. Form of the headers, order of day
 * and month, who its senders are and which of them is the device's owner.
 */
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { fixedPhrase, mayBeFixed, mayBeTakenBack } from './body/fixed.ts';
import { type SystemLine, systemLine } from './body/system.ts';
import { type DateFacts, DateSurvey } from './dates/order.ts';
import { FORM_BYTES, formOf } from './header/form.ts';
import { HEADER_BYTES, type HeaderReading, readHeader } from './header/grammar.ts';
import { HeaderMatcher } from './header/matcher.ts';
import { cleanName, type Sender, Senders, senderEnd } from './names.ts';
import { LINE_LOOK, type MessageSink, Scanner } from './scanner.ts';
import { openText } from './text-stream.ts';
import type { Encoding } from './utf16.ts';

export interface Survey {
  readonly encoding: Encoding;
  /** A header of the file's form; absent when no line has one. */
  readonly sample?: HeaderReading;
  /** Lines in front of the first header that are not blank. */
  readonly linesBefore: number;
  readonly headers: number;
  readonly dates: DateFacts;
  readonly senders: Senders;
  /** Whether WhatsApp's mark stands before its own lines. */
  readonly marksOwn: boolean;
  /** Who the notice of encryption at the beginning is from: the chat's name. */
  readonly noticeFrom?: string;
  /** Whether a line about a group's members, name or picture was met. */
  readonly isGroup: boolean;
  /** Lines that look like headers of another form. */
  readonly otherForm: { readonly count: number; readonly firstLine: number };
}

/** Actions that only a group has. */
const OF_GROUPS: ReadonlySet<string> = new Set([
  'group-created',
  'subject-changed',
  'description-changed',
  'icon-changed',
  'member-added',
  'member-left',
  'member-removed',
  'member-joined-by-link',
  'member-joined-by-invitation',
  'member-joined-from-community',
  'admin-granted',
  'admin-revoked',
  'link-reset',
]);

/** Bytes that a name may go on behind a `: `. */
const FURTHER_BYTES = 64;
const EVERY_BYTES = 2 ** 23;

/** Whether bytes begin with U+200E or U+200F, as UTF-8. */
export function beginsWithMark(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 3 || bytes[from] !== 0xe2 || bytes[from + 1] !== 0x80) return false;
  return bytes[from + 2] === 0x8e || bytes[from + 2] === 0x8f;
}

/**
 * A line that has a `: ` and is about the chat all the same, since fixed words stand in front of it:
 * `Ana changed the subject to “Trip: Porto”`.
 * @param colon where the `: ` is, in bytes.
 */
export function systemLineAround(
  bytes: Buffer,
  from: number,
  colon: number,
  to: number,
): SystemLine | undefined {
  if (to - from >= LINE_LOOK) return undefined;
  const line = systemLine(bytes.toString('utf8', from, to));
  if (!line) return undefined;
  const name = cleanName(bytes.toString('utf8', from, colon));
  return line.wordsAt < name.length ? line : undefined;
}

class SurveySink implements MessageSink {
  readonly isFull = false;
  readonly senders = new Senders();
  readonly dates: DateSurvey;
  private readonly isIphone: boolean;
  headers = 0;
  marksOwn = false;
  noticeFrom: string | undefined;
  isGroup = false;
  otherForms = 0;
  firstOtherForm = 0;
  private sender: Sender | undefined;

  constructor(sample: HeaderReading) {
    this.dates = new DateSurvey(sample.yearAt);
    this.isIphone = sample.shape.startsWith('[');
  }

  preface(): void {}

  continuation(bytes: Buffer, from: number, to: number, line: number): void {
    if (!readHeader(bytes.toString('utf8', from, Math.min(to, from + HEADER_BYTES)))) return;
    if (this.otherForms++ === 0) this.firstOtherForm = line;
  }

  header(
    bytes: Buffer,
    header: HeaderMatcher,
    _from: number,
    to: number,
    line: number,
    byte: number,
  ): number {
    this.headers++;
    this.dates.add(header.numbers, header.era, line, byte);
    const from = header.bodyAt;
    let sender = this.senders.quick(bytes, from, to);
    const colon = sender ? from + sender.raw.length : senderEnd(bytes, from, to);
    this.sender = undefined;
    if (colon < 0) {
      if (!this.isGroup) this.lookForGroup(bytes, from, to);
      return from;
    }
    sender ??= this.senders.get(bytes, from, colon);
    if (!sender) {
      const system = systemLineAround(bytes, from, colon, to);
      if (system) {
        if (OF_GROUPS.has(system.action)) this.isGroup = true;
        return from;
      }
      sender = this.senders.add(bytes, from, colon);
    }
    if (sender.name === '') return from;
    this.sender = sender;
    sender.count++;
    const text = colon + 2;
    const isMarked = beginsWithMark(bytes, text, to);
    if (isMarked && this.isIphone) this.marksOwn = true;
    if ((isMarked || this.headers === 1) && this.isAboutChat(bytes, text, to, sender)) return text;
    sender.written++;
    if (sender.further !== null) this.compareFurther(sender, bytes, text, to);
    return text;
  }

  private lookForGroup(bytes: Buffer, from: number, to: number): void {
    const system = systemLine(bytes.toString('utf8', from, to));
    if (system && OF_GROUPS.has(system.action)) this.isGroup = true;
  }

  /** Whether WhatsApp wrote the text of a line that has a sender. */
  private isAboutChat(bytes: Buffer, from: number, to: number, sender: Sender): boolean {
    if (isSent(bytes, from, to)) return false;
    const system = systemLine(bytes.toString('utf8', from, to));
    if (!system) return this.noticeFrom === sender.name && beginsWithMark(bytes, from, to);
    if (OF_GROUPS.has(system.action)) this.isGroup = true;
    if (system.action === 'encryption-notice') this.noticeFrom ??= sender.name;
    return true;
  }

  /** Keeps what stands up to the next `: ` while all texts of a sender begin with it. */
  private compareFurther(sender: Sender, bytes: Buffer, from: number, to: number): void {
    const end = senderEnd(bytes, from, Math.min(to, from + FURTHER_BYTES));
    const further = end < 0 ? null : bytes.subarray(from, end);
    if (sender.further === undefined) sender.further = further && Buffer.from(further);
    else if (!further || !sender.further!.equals(further)) sender.further = null;
  }

  text(bytes: Buffer, from: number, to: number, lines: number): void {
    const { sender } = this;
    if (!sender || lines > 1 || !mayBeTakenBack(bytes, from, to)) return;
    const phrase = fixedPhrase(bytes.toString('utf8', from, to))?.phrase;
    if (phrase?.is !== 'deleted' || !phrase.byOwner) return;
    if (beginsWithMark(bytes, from, to)) sender.tookBackMarked++;
    else sender.tookBackUnmarked++;
  }

  cutText(): void {}

  moved(): void {}
}

const LESS_THAN = 0x3c;

/** Whether a marked text is a file or another thing that was sent, rather than a line about the chat. */
function isSent(bytes: Buffer, from: number, to: number): boolean {
  if (bytes[from + 3] === LESS_THAN) return true;
  return mayBeFixed(bytes, from, to) && fixedPhrase(bytes.toString('utf8', from, to)) !== undefined;
}

/**
 * Surveys an export, giving from time to time how many bytes are read.
 * @param limit bytes of the file that are looked at; without it, all.
 */
export async function* survey(entry: EvidenceEntry, limit?: number): AsyncGenerator<number, Survey, void> {
  const text = await openText(entry, limit);
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let linesBefore = 0;
  let sample: HeaderReading | undefined;
  let sink: SurveySink | undefined;
  let scanner: Scanner | undefined;
  let told = 0;

  const start = (): void => {
    const joined = Buffer.concat(head);
    const form = formOf(joined.subarray(0, FORM_BYTES));
    if (form) {
      ({ sample, linesBefore } = form);
      sink = new SurveySink(sample);
      const header = new HeaderMatcher(sample.shape);
      scanner = new Scanner({
        header,
        sink,
        startsAt: text.startsAt,
        isUtf16: text.encoding !== 'utf8',
        validates: false,
      });
      scan(scanner, joined);
    }
    head.length = 0;
  };

  for await (const chunk of text.chunks) {
    if (scanner) scan(scanner, chunk);
    else if (headBytes < FORM_BYTES) {
      head.push(Buffer.from(chunk));
      headBytes += chunk.length;
      if (headBytes >= FORM_BYTES) start();
    }
    if (!scanner && headBytes >= FORM_BYTES) break;
    if (text.bytesRead() - told >= EVERY_BYTES) {
      told = text.bytesRead();
      yield told;
    }
  }
  if (headBytes < FORM_BYTES) start();
  scanner?.advance(true);
  const found = sink ?? new SurveySink(NO_HEADER);
  return {
    encoding: text.encoding,
    ...(sample === undefined ? {} : { sample }),
    linesBefore,
    headers: found.headers,
    dates: found.dates.result(),
    senders: found.senders,
    marksOwn: found.marksOwn,
    ...(found.noticeFrom === undefined ? {} : { noticeFrom: found.noticeFrom }),
    isGroup: found.isGroup,
    otherForm: { count: found.otherForms, firstLine: found.firstOtherForm },
  };
}

const NO_HEADER: HeaderReading = {
  shape: '',
  numbers: [],
  yearAt: -1,
  lead: {},
  gap: {},
  tail: {},
  gapAfter: 0,
  bodyAt: 0,
};

function scan(scanner: Scanner, chunk: Uint8Array): void {
  for (let from = 0; from < chunk.length; ) {
    from += scanner.fill(chunk, from);
    scanner.advance(false);
  }
}
