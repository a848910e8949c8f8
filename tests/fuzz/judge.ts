/**
 * Imports one input as the intake process does and judges what came of it. Fine is a refusal that names a
 * file and says why, or an import whose counts, lists and messages agree; anything else is a finding.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { importEvidence, type JobOutput } from '../../electron/intake/job.ts';
import { unpackSegment } from '../../electron/intake/packed-segment.ts';
import type { IntakeJob, JobOutcome } from '../../electron/intake/protocol.ts';
import { addsUp } from '../../electron/intake/read-source.ts';
import { Refusal } from '../../shared/model/index.ts';
import { SegmentReader } from '../../shared/segment/index.ts';
import { evidencePath, type Input, writeInput } from './input.ts';

export interface Verdict {
  readonly kind: 'imported' | 'refused' | 'fault';
  /** What was wrong, of a fault. */
  readonly message?: string;
  readonly stack?: string;
  /** What a run met, in words that few runs share: guides the fuzzer beside the coverage. */
  readonly traits: readonly string[];
}

export type JudgedJob = Pick<IntakeJob, 'key' | 'options'>;

const WALL_CLOCK = /^[-+]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z?$/;

interface Taken {
  readonly output: JobOutput;
  readonly messages: Record<string, unknown>[][];
  bytes: number;
}

/** Decodes what comes as the command line does: each source's messages in order. */
function taking(): Taken {
  const ids: { chats: string[]; accounts: string[] }[] = [];
  const messages: Record<string, unknown>[][] = [];
  const taken: Taken = {
    messages,
    bytes: 0,
    output: {
      async segment(source, { bytes, newChats, newAccounts }) {
        ids[source] ??= { chats: [], accounts: [] };
        messages[source] ??= [];
        const known = ids[source]!;
        for (const id of newChats) known.chats.push(id);
        for (const id of newAccounts) known.accounts.push(id);
        const segment = new SegmentReader(unpackSegment(bytes));
        for (let i = 0; i < segment.count; i++) {
          messages[source]!.push({ ...segment.message(i, known.chats, known.accounts) });
        }
      },
      async media(_sha256, stated, chunks) {
        let came = 0;
        for await (const chunk of chunks) came += chunk.length;
        if (came !== stated) throw new Error(`an attachment of ${stated} bytes came as ${came}`);
        taken.bytes += came;
      },
      progress: () => undefined,
      authorise: () => Promise.reject(new Error('the job is under no warrant')),
      quarantined: () => {
        throw new Error('a message was withheld without a warrant');
      },
    },
  };
  return taken;
}

/** @throws Error when what was imported contradicts itself. */
function assertAgrees({ sources }: JobOutcome, messages: readonly Record<string, unknown>[][]): void {
  const seen = new Set<unknown>();
  for (const [index, { lists, record }] of sources.entries()) {
    const rows = messages[index] ?? [];
    const { counts } = record;
    if (!addsUp(counts)) throw new Error(`the counts do not add up: ${JSON.stringify(counts)}`);
    if (counts.kept !== rows.length) throw new Error(`${rows.length} messages came of ${counts.kept} kept`);
    const chats = new Set(lists.chats.map(({ id }) => id));
    const accounts = new Set(lists.accounts.map(({ id }) => id));
    if (chats.size !== lists.chats.length) throw new Error('a chat is listed twice');
    if (accounts.size !== lists.accounts.length) throw new Error('an account is listed twice');
    for (const row of rows) {
      if (seen.has(row.id)) throw new Error(`two messages have the id ${row.id}`);
      seen.add(row.id);
      if (!chats.has(row.chat as string)) throw new Error('a message is in a chat that is not listed');
      if (row.sender !== undefined && !accounts.has(row.sender as string)) {
        throw new Error('a message is from an account that is not listed');
      }
      if (row.sentAt !== undefined && !WALL_CLOCK.test(row.sentAt as string)) {
        throw new Error(`a message has the time ${row.sentAt}`);
      }
    }
    JSON.stringify([lists, record]);
  }
}

function traitsOf({ sources }: JobOutcome, messages: readonly Record<string, unknown>[][]): string[] {
  const traits: string[] = [];
  for (const [index, { record }] of sources.entries()) {
    const { reader, counts, damage, warnings } = record;
    for (const reason of Object.keys(counts.skipped)) traits.push(`${reader} skipped ${plain(reason)}`);
    for (const { reason } of damage) traits.push(`${reader} damage ${plain(reason)}`);
    for (const warning of warnings) traits.push(`${reader} warning ${plain(warning)}`);
    for (const row of messages[index] ?? []) {
      const fields = Object.keys(row).filter((name) => name !== 'id' && name !== 'source');
      traits.push(`${reader} ${row.kind} ${fields.length}`);
    }
  }
  return traits;
}

/** What a refusal says, as a trait. */
export const traitOf = ({ code, reason }: Refusal): string => `refused ${code} ${plain(reason)}`;

/** Without what differs from file to file: numbers, and what stands in quotation marks. */
const plain = (reason: string): string =>
  reason
    .replace(/“[^”]*”|"[^"]*"/g, '“”')
    .replace(/\d+/g, '0')
    .slice(0, 80);

/**
 * Runs one input.
 * @param folder an empty place of this run's own; the input is left in `evidence` below it.
 */
export async function judge(input: Input, job: JudgedJob, folder: string): Promise<Verdict> {
  const evidence = path.join(folder, 'evidence');
  const scratch = path.join(folder, 'scratch');
  writeInput(evidence, input);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  const { output, messages } = taking();
  const whole: IntakeJob = {
    exhibit: 'AB/1',
    paths: [evidencePath(evidence, input)],
    wantMedia: true,
    software: 'threadline fuzz',
    scratch,
    ...job,
  };
  try {
    const outcome = await importEvidence(whole, output, new AbortController().signal);
    assertAgrees(outcome, messages);
    return { kind: 'imported', traits: traitsOf(outcome, messages) };
  } catch (cause) {
    if (cause instanceof Refusal && cause.file !== '' && cause.reason !== '') {
      return { kind: 'refused', traits: [traitOf(cause)] };
    }
    const error = cause instanceof Error ? cause : new Error(String(cause));
    return {
      kind: 'fault',
      message: error.message,
      ...(error.stack ? { stack: error.stack } : {}),
      traits: [],
    };
  }
}

const FRAME = /(?:electron|shared|renderer)\/[\w/.-]+\.ts:\d+/;

/** Names a fault by its message, without numbers and names, and the first line of the program in its stack. */
export function signatureOf({ message = '', stack = '' }: Verdict): string {
  const where = FRAME.exec(stack)?.[0] ?? '';
  return createHash('sha256')
    .update(`${plain(message)} ${where}`)
    .digest('hex')
    .slice(0, 12);
}
