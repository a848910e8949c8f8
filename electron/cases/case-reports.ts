/** Reports of the open case's messages: the page tells them, one report at a time, and a file is written. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as v from 'valibot';
import type { Replies, ReportHead, ReportLine, Request } from '../../shared/contract/index.ts';
import { Cancelled } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { fileSubject } from '../custody/log.ts';
import { People } from '../reports/html/people.ts';
import { exhibitNames, type HtmlReport, ReportDraft, readBy } from '../reports/html/report.ts';
import { grouped, html, name } from '../reports/html/text.ts';
import { ByteQueue } from './byte-queue.ts';
import { InvalidCall } from './call-error.ts';
import type { Cases } from './cases.ts';
import type { OpenedCase } from './opened-case.ts';
import { replaceFileWith, type WrittenFile } from './replace-file.ts';

type Begun = Request<'report.begin'>;

/** Bytes of a page that are gathered before they are written. */
const PIECE = 256 * 1024;

const list = v.array(v.looseObject({ exhibit: v.string(), platform: v.string() }));
const headSchema = v.looseObject({ records: list, accounts: list, chats: list, all: v.number() });
const lineSchema = v.looseObject({
  when: v.nullable(v.number()),
  message: v.looseObject({
    id: v.string(),
    exhibit: v.string(),
    platform: v.string(),
    chat: v.string(),
    kind: v.string(),
    source: v.looseObject({ file: v.string() }),
  }),
});

/** @throws InvalidCall where the page's JSON is not what it should be. */
function parsed<T>(schema: v.GenericSchema, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InvalidCall('report: it is not JSON');
  }
  if (!v.is(schema, value)) throw new InvalidCall('report: it is not a report’s head or line');
  return value as T;
}

/** Turns messages into the bytes of one format. */
interface Making {
  add(line: ReportLine): Promise<void>;
  /** How many messages the file shows. */
  finish(): Promise<number>;
}

/** The messages as `messages.jsonl` has them, in order of time, with the names of tags and the notes at the end. */
function jsonl(queue: ByteQueue): Making {
  let shown = 0;
  return {
    async add({ message, tags, notes }) {
      shown++;
      const line = { ...message, ...(tags ? { tags } : {}), ...(notes ? { notes } : {}) };
      await queue.add(Buffer.from(`${JSON.stringify(line)}\n`));
    },
    finish: async () => shown,
  };
}

async function addPage(queue: ByteQueue, { page }: HtmlReport): Promise<void> {
  let gathered = '';
  for (const piece of page) {
    gathered += piece;
    if (gathered.length < PIECE) continue;
    await queue.add(Buffer.from(gathered));
    gathered = '';
  }
  await queue.add(Buffer.from(gathered));
}

function htmlPage(queue: ByteQueue, opened: OpenedCase, begun: Begun): Making {
  const { records, accounts, chats, all } = parsed<ReportHead>(headSchema, textOf(begun.head));
  const { reference, timeZone, basis } = opened.record;
  const { limit, instant, taken, withAnnotations } = begun;
  // What the case stands on was not said again with each exhibit.
  const based =
    basis.kind === 'warrant'
      ? records
      : records.map((record) => ({ ...record, legalBasis: record.legalBasis ?? basis.text }));
  const draft = new ReportDraft(based, new People(accounts, chats), {
    timeZone,
    limit,
    ...(instant === undefined ? {} : { instant }),
  });
  let order = 0;
  return {
    async add({ message, when, ...beside }) {
      draft.add(message, when ?? Number.NaN, order++, beside);
    },
    async finish() {
      const only = taken === '' ? '' : `Only messages: ${html(taken)}: `;
      const annotations = withAnnotations
        ? 'Tags and notes are the investigator’s, not the evidence’s.'
        : 'Tags and notes are left out.';
      const report = draft.finish({
        title: `${name(reference)}: report on ${exhibitNames(records)}`,
        lead: `Made from the case ${name(reference)}, read by ${readBy(records)}. A message that several exhibits hold is counted as the filter counts it. ${annotations}`,
        taken:
          only === ''
            ? ''
            : `<p class="note">${only}${grouped(draft.tally.messages)} of ${grouped(all)}.</p>`,
        elsewhere: 'All of them are in the case.',
      });
      await addPage(queue, report);
      return report.shown;
    },
  };
}

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

/** A report that is being written beside its place. */
class CaseReport {
  readonly id = randomUUID();
  private readonly opened: OpenedCase;
  private readonly file: string;
  private readonly begun: Begun;
  private readonly queue = new ByteQueue();
  private readonly making: Making;
  private readonly writing: Promise<WrittenFile>;
  private stopped = false;
  private messages = 0;
  private shown = 0;
  private notes = 0;
  private readonly tags = new Set<string>();

  constructor(opened: OpenedCase, file: string, begun: Begun) {
    this.opened = opened;
    this.file = file;
    this.begun = begun;
    this.making = begun.format === 'html' ? htmlPage(this.queue, opened, begun) : jsonl(this.queue);
    this.writing = replaceFileWith(file, this.content(), (written) => this.log(written));
    this.writing.catch((cause) => this.queue.fail(cause));
  }

  private async *content(): AsyncGenerator<Uint8Array> {
    yield* this.queue;
    if (this.stopped) throw new Cancelled();
  }

  private log({ bytes, sha256 }: WrittenFile): Promise<unknown> {
    this.opened.assertFull();
    const { format, parts, withAnnotations } = this.begun;
    return this.opened.log.append({
      actor: actor(),
      action: 'report-written',
      subjects: [{ ...fileSubject(path.basename(this.file), bytes, sha256), format, parts, withAnnotations }],
      counts: { messages: this.messages, shown: this.shown, tags: this.tags.size, notes: this.notes },
    });
  }

  async add(lines: Uint8Array): Promise<void> {
    for (const text of textOf(lines).split('\n')) {
      if (text === '') continue;
      const line = parsed<ReportLine>(lineSchema, text);
      this.messages++;
      this.notes += line.notes?.length ?? 0;
      for (const tag of line.tags ?? []) this.tags.add(tag);
      await this.making.add(line);
    }
  }

  async end(): Promise<Replies['report.end']> {
    this.shown = await this.making.finish();
    this.queue.end();
    const written = await this.writing;
    return { file: this.file, ...written, messages: this.messages, shown: this.shown };
  }

  /** Nothing of it stays. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.queue.end();
    await this.writing.catch(() => undefined);
  }
}

export class CaseReports {
  private readonly cases: Cases;
  private current: CaseReport | null = null;

  constructor(cases: Cases) {
    this.cases = cases;
    cases.onClosing(() => void this.stopCurrent());
  }

  /**
   * @param target asks where, once it is clear that the case gives out something; null when the user leaves.
   * @throws Refusal when it gives out nothing now.
   */
  async begin(
    request: Begun,
    target: (name: string) => Promise<string | null>,
  ): Promise<Replies['report.begin']> {
    const { opened } = this.cases.full;
    const file = await target(`${opened.record.reference} report.${request.format}`);
    if (file === null) return null;
    await this.stopCurrent();
    this.current = new CaseReport(opened, file, request);
    return this.current.id;
  }

  /** @throws InvalidCall when that report is not the one under way. */
  private report(id: string): CaseReport {
    if (this.current?.id !== id) throw new InvalidCall('that report is not being written any more');
    return this.current;
  }

  async add({ report, lines }: Request<'report.add'>): Promise<null> {
    await this.report(report).add(lines);
    return null;
  }

  /** @throws what writing it failed with; nothing of it stays then. */
  async end({ report }: Request<'report.end'>): Promise<Replies['report.end']> {
    const ended = this.report(report);
    this.current = null;
    try {
      return await ended.end();
    } catch (cause) {
      await ended.stop();
      throw cause;
    }
  }

  async stop({ report }: Request<'report.stop'>): Promise<null> {
    if (this.current?.id === report) await this.stopCurrent();
    return null;
  }

  private async stopCurrent(): Promise<void> {
    const { current } = this;
    this.current = null;
    await current?.stop();
  }
}
