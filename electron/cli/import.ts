/** `threadline import EVIDENCE… --out DIR`: each exhibit one job, all of them one folder or nothing. */
import path from 'node:path';
import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { IntakeRecord } from '../../shared/model/index.ts';
import { logJob } from '../cases/log-job.ts';
import { actor } from '../custody/actor.ts';
import { CustodyLog, fileSubject } from '../custody/log.ts';
import { SOFTWARE } from '../custody/software.ts';
import { launchNode } from '../intake/launch-node.ts';
import { type QuarantinedItem, quarantineLine } from '../intake/quarantine.ts';
import { type JobHandlers, runJob } from '../intake/run-job.ts';
import { FILES, mediaDigest, mediaPath } from '../reports/import-folder.ts';
import type { HashedFile } from './hashed-file.ts';
import { type ImportRequest, importRequest } from './import-request.ts';
import { importSummary } from './import-summary.ts';
import { messagesOf, writeLines } from './line-writer.ts';
import { mergedLists } from './merged-lists.ts';
import { OutputFolder } from './output-folder.ts';
import { type Command, STATUS } from './status.ts';
import { ProgressLine, say } from './terminal.ts';
import { openAccess } from './warranted.ts';

export interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Imported {
  readonly records: readonly IntakeRecord[];
  readonly files: readonly WrittenFile[];
  readonly chats: number;
  readonly accounts: number;
  readonly media?: { readonly files: number; readonly bytes: number; readonly sha256: string };
}

class MediaWriter {
  readonly hashes = new Set<string>();
  bytes = 0;
  private readonly output: OutputFolder;

  constructor(output: OutputFolder) {
    this.output = output;
  }

  async write(sha256: string, bytes: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    // Two exhibits may hold the same file; it is kept once.
    const file = this.hashes.has(sha256) ? null : await this.output.file(mediaPath(sha256));
    for await (const chunk of chunks) await file?.write(chunk);
    if (!file) return;
    const written = await file.finish();
    if (written.sha256 !== sha256) throw new Error(`attachment ${sha256} came as ${written.sha256}`);
    this.hashes.add(sha256);
    this.bytes += bytes;
  }
}

/** Writes what a job streams, segments in order; `settled` waits for all that was begun. */
class JobWriter {
  private readonly begun = new Set<Promise<void>>();
  private lastSegment: Promise<unknown> = Promise.resolve();
  private readonly messages: HashedFile;
  private readonly media: MediaWriter;
  /** Privileged messages, sealed. */
  readonly withheld: QuarantinedItem[] = [];
  count = 0;

  constructor(messages: HashedFile, media: MediaWriter) {
    this.messages = messages;
    this.media = media;
  }

  handlers(progress: JobHandlers['progress'], authorise: JobHandlers['authorise']): JobHandlers {
    return {
      segment: (_source, _seq, bytes, ids) => {
        const written = this.lastSegment.then(async () => {
          this.count += await writeLines(this.messages, messagesOf(bytes, ids));
        });
        this.lastSegment = written;
        return this.begin(written);
      },
      media: (sha256, bytes, chunks) => this.begin(this.media.write(sha256, bytes, chunks)),
      progress,
      ...(authorise ? { authorise } : {}),
      quarantined: (item) => {
        this.withheld.push(item);
        return Promise.resolve();
      },
    };
  }

  private begin(work: Promise<void>): Promise<void> {
    this.begun.add(work);
    const end = (): void => void this.begun.delete(work);
    work.then(end, end);
    return work;
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.begun);
  }
}

async function readExhibits(
  request: ImportRequest,
  writer: JobWriter,
  log: CustodyLog,
  signal: AbortSignal,
): Promise<{ lists: SourceLists; record: IntakeRecord }[]> {
  const line = new ProgressLine();
  const sources: { lists: SourceLists; record: IntakeRecord }[] = [];
  const { key } = request;
  const access = request.warrant && (await openAccess(request.warrant, log));
  const references = request.exhibits.map(({ reference }) => reference);
  try {
    for (const { reference, paths } of request.exhibits) {
      const outcome = await runJob(
        {
          exhibit: reference,
          paths: paths.map((given) => path.resolve(given)),
          ...(key === undefined ? {} : { key: 'file' in key ? { file: path.resolve(key.file) } : key }),
          ...(access ? { underWarrant: true as const } : {}),
          options: request.options,
          wantMedia: request.media,
          software: SOFTWARE,
        },
        launchNode,
        writer.handlers(
          (progress) => line.show(reference, progress),
          access && ((evidence) => access.authorise(reference, references, evidence)),
        ),
        signal,
      );
      const { basis: legalBasis } = request;
      const read = outcome.sources.map(({ lists, record }) => ({
        lists,
        record: legalBasis === undefined ? record : { ...record, legalBasis },
      }));
      sources.push(...read);
      await logJob(
        log,
        { exhibit: reference, options: request.options, legalBasis },
        read.map(({ record }) => record),
      );
    }
  } finally {
    await writer.settled();
    line.clear();
    access?.close();
  }
  return sources;
}

async function writeAll(
  request: ImportRequest,
  output: OutputFolder,
  signal: AbortSignal,
): Promise<Imported> {
  const log = await CustodyLog.open(path.join(output.staging, FILES.custody), { software: SOFTWARE });
  try {
    const media = new MediaWriter(output);
    const messages = await output.file(FILES.messages);
    const writer = new JobWriter(messages, media);
    const sources = await readExhibits(request, writer, log, signal);
    const records = sources.map(({ record }) => record);
    const kept = records.reduce((total, { counts }) => total + counts.kept, 0);
    if (writer.count !== kept) throw new Error(`${writer.count} messages came of ${kept} kept`);

    const files: WrittenFile[] = [{ name: FILES.messages, ...(await messages.finish()) }];
    const write = async (name: string, fill: (file: HashedFile) => Promise<unknown>): Promise<void> => {
      const file = await output.file(name);
      await fill(file);
      files.push({ name, ...(await file.finish()) });
    };
    const lists = mergedLists(sources.map((source) => source.lists));
    await write(FILES.chats, (file) => writeLines(file, lists.chats));
    await write(FILES.accounts, (file) => writeLines(file, lists.accounts));
    if (writer.withheld.length > 0) {
      await write(FILES.quarantine, (file) => writeLines(file, writer.withheld.map(quarantineLine)));
    }
    await write(FILES.intake, (file) => file.write(Buffer.from(`${JSON.stringify(records, null, 2)}\n`)));
    const taken = request.media
      ? { files: media.hashes.size, bytes: media.bytes, sha256: mediaDigest(media.hashes) }
      : undefined;
    await log.append({
      actor: actor(),
      action: 'output-written',
      subjects: [
        ...files.map(({ name, bytes, sha256 }) => fileSubject(name, bytes, sha256)),
        ...(taken ? [{ file: FILES.media, ...taken }] : []),
      ],
      counts: { messages: kept, chats: lists.chats.length, accounts: lists.accounts.length },
    });
    return {
      records,
      files,
      chats: lists.chats.length,
      accounts: lists.accounts.length,
      ...(taken ? { media: taken } : {}),
    };
  } finally {
    await log.close();
  }
}

/** `threadline import EVIDENCE… --out DIR` */
export const importCommand: Command = async (argv, signal) => {
  const request = importRequest(argv);
  const evidence = request.exhibits.flatMap(({ paths }) => paths);
  const output = await OutputFolder.create(request.out, evidence);
  let imported: Imported;
  try {
    imported = await writeAll(request, output, signal);
    await output.commit();
  } catch (cause) {
    await output.discard();
    throw cause;
  }
  if (request.json) say(JSON.stringify({ out: path.resolve(request.out), ...imported }, null, 2));
  else for (const line of importSummary(request.out, imported)) say(line);
  return imported.records.some(({ damage }) => damage.length > 0) ? STATUS.damage : STATUS.done;
};
