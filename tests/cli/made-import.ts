/** The folder of an import, made by a test instead of by the command line. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CustodyLog, fileSubject } from '../../electron/custody/log.ts';
import { FILES } from '../../electron/reports/import-folder.ts';
import type { Account, Chat, IntakeRecord, Message } from '../../shared/model/index.ts';

export interface MadeImport {
  readonly messages: readonly Message[];
  readonly chats?: readonly Chat[];
  readonly accounts?: readonly Account[];
  readonly record?: Partial<IntakeRecord>;
}

export function recordOf(messages: number, more: Partial<IntakeRecord> = {}): IntakeRecord {
  return {
    exhibit: 'AB/1',
    file: 'msgstore.db.crypt15',
    bytes: 130_000_000,
    sha256: 'ab'.repeat(32),
    files: [{ name: 'msgstore.db.crypt15', bytes: 130_000_000, sha256: 'ab'.repeat(32) }],
    container: ['whatsapp-crypt15', 'zlib', 'sqlite'],
    reader: 'whatsapp-android',
    readerVersion: 1,
    platform: 'whatsapp',
    counts: { read: messages, kept: messages, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
    warnings: [],
    damage: [],
    started: '2024-04-01T08:00:00.000Z',
    ended: '2024-04-01T08:00:03.000Z',
    software: 'threadline 0.1.0',
    ...more,
  };
}

/** Writes the folder as an import would, log and all. */
export async function makeImport(folder: string, made: MadeImport): Promise<void> {
  const lines = (values: readonly unknown[]): string =>
    values.map((value) => `${JSON.stringify(value)}\n`).join('');
  const files: Record<string, string> = {
    [FILES.messages]: lines(made.messages),
    [FILES.chats]: lines(made.chats ?? []),
    [FILES.accounts]: lines(made.accounts ?? []),
    [FILES.intake]: `${JSON.stringify([recordOf(made.messages.length, made.record)], null, 2)}\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const log = await CustodyLog.open(path.join(folder, FILES.custody), {
    software: 'threadline 0.1.0',
    now: () => new Date('2024-04-01T08:00:03.000Z'),
  });
  await log.append({
    actor: 'j.ho',
    action: 'output-written',
    subjects: Object.entries(files).map(([name, text]) =>
      fileSubject(name, Buffer.byteLength(text), createHash('sha256').update(text).digest('hex')),
    ),
  });
  await log.close();
}
