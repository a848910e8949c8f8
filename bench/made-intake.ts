/**
 * Stands in for the intake process in `scale.bench.ts`: its evidence is a file that says which made phone to
 * give, and how many messages of it. Everything behind the intake is the product's own.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Credits } from '../electron/intake/credits.ts';
import { packSegment } from '../electron/intake/packed-segment.ts';
import type { FromIntake, JobOutcome, ToIntake } from '../electron/intake/protocol.ts';
import type { SourceLists } from '../shared/contract/case-port.ts';
import { CREDITS } from '../shared/contract/case-port.ts';
import { madePhone } from './made-phone.ts';
import { MadeWords } from './made-words.ts';

/** What the evidence file says. */
export interface MadeEvidence {
  readonly phone: number;
  readonly messages: number;
}

const ALIVE_MS = 1000;
const post = (message: FromIntake): void => void process.send!(message, undefined, undefined, () => {});
const credits = new Credits(CREDITS);

async function give(exhibit: string, file: string): Promise<JobOutcome> {
  const started = new Date().toISOString();
  const { phone, messages } = JSON.parse(readFileSync(file, 'utf8')) as MadeEvidence;
  const source = madePhone(new MadeWords(), phone, messages);
  let lists: SourceLists | null = null;
  for (let seq = 0; lists === null; seq++) {
    const { done, value } = source.next();
    if (done) lists = value;
    else {
      const bytes = await packSegment(value);
      await credits.take();
      post({ type: 'segment', source: 0, seq, bytes, newChats: [], newAccounts: [] });
    }
  }
  const record = {
    exhibit,
    file: path.basename(file),
    bytes: 0,
    sha256: '0'.repeat(64),
    files: [],
    container: ['made'],
    reader: 'whatsapp-android',
    readerVersion: 1,
    platform: 'whatsapp',
    counts: {
      read: messages,
      kept: messages,
      outOfScope: {},
      privileged: 0,
      unknownCodes: {},
      skipped: {},
    },
    warnings: [],
    damage: [],
    started,
    ended: new Date().toISOString(),
    software: 'bench',
  } as const;
  return { sources: [{ lists, record }] };
}

process.on('message', (message: ToIntake) => {
  if (message.type === 'segment-taken') credits.giveBack();
  if (message.type !== 'import') return;
  const { exhibit, paths } = message.job;
  give(exhibit, paths[0]!).then(
    (outcome) => post({ type: 'done', outcome }),
    (cause: Error) =>
      post({ type: 'failed', error: { kind: 'fault', message: cause.stack ?? cause.message } }),
  );
});
process.once('disconnect', () => process.exit(1));
setInterval(() => post({ type: 'alive', resident: process.memoryUsage.rss() }), ALIVE_MS);
post({ type: 'ready' });
