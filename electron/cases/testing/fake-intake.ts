/** Intake processes, for tests: each does what the test says, or gives two segments and one attachment. */
import { createHash } from 'node:crypto';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import type { FromIntake, IntakeExit, IntakeJob, LaunchIntake, ToIntake } from '../../intake/protocol.ts';

export interface FakeIntake {
  /** The request, without its scratch folder. */
  readonly job: IntakeJob;
  say(message: FromIntake): void;
  exit(exit: IntakeExit): void;
  /** The parent's next message. */
  next(): Promise<ToIntake>;
  /** Whether the parent has ended the process. */
  readonly ended: boolean;
}

export const PICTURE = Buffer.from('the bytes of a picture');
export const PICTURE_SHA256 = createHash('sha256').update(PICTURE).digest('hex');

export function recordOf(exhibit: string): IntakeRecord {
  return {
    exhibit,
    file: 'msgstore.db.crypt15',
    bytes: 12,
    sha256: 'ab'.repeat(32),
    files: [{ name: 'msgstore.db.crypt15', bytes: 12, sha256: 'ab'.repeat(32) }],
    container: ['whatsapp-crypt15'],
    reader: 'whatsapp-android',
    readerVersion: 1,
    platform: 'whatsapp',
    counts: { read: 3, kept: 2, outOfScope: {}, privileged: 0, skipped: { 'a row': 1 }, unknownCodes: {} },
    warnings: [],
    damage: [],
    started: '2024-04-01T08:00:00.000Z',
    ended: '2024-04-01T08:00:01.000Z',
    software: 'threadline 0.1.0',
  };
}

/** What a job that goes well says: two segments, of the bytes 1 and 2, and a picture. */
export async function goodJob(child: FakeIntake): Promise<void> {
  child.say({ type: 'progress', progress: { stage: 'reading', fraction: 0.5, bytes: 12, messages: 2 } });
  for (const seq of [0, 1]) {
    const bytes = Uint8Array.of(seq + 1).buffer;
    child.say({ type: 'segment', source: 0, seq, bytes, newChats: [], newAccounts: [] });
  }
  child.say({ type: 'media', sha256: PICTURE_SHA256, bytes: PICTURE.length });
  child.say({ type: 'media-chunk', chunk: PICTURE });
  child.say({ type: 'media-end' });
  const record = recordOf(child.job.exhibit);
  for (;;) {
    const message = await child.next();
    if (message.type === 'media-taken') break;
  }
  child.say({ type: 'done', outcome: { sources: [{ lists: { chats: [], accounts: [] }, record }] } });
}

export function fakeLaunch(behaviour: (child: FakeIntake) => void | Promise<void>): LaunchIntake {
  return ({ scratch: _scratch }) => {
    let hear: (message: FromIntake) => void = () => undefined;
    let leave: (exit: IntakeExit) => void = () => undefined;
    let ended = false;
    const inbox: ToIntake[] = [];
    let wake = Promise.withResolvers<void>();
    const begin = (job: IntakeJob): void => {
      void behaviour({
        job,
        say: (message) => hear(message),
        exit: (exit) => leave(exit),
        async next() {
          while (inbox.length === 0) {
            await wake.promise;
            wake = Promise.withResolvers();
          }
          return inbox.shift()!;
        },
        get ended() {
          return ended;
        },
      });
    };
    setImmediate(() => hear({ type: 'ready' }));
    return {
      post(message) {
        if (message.type === 'import') begin(message.job);
        else inbox.push(message);
        wake.resolve();
      },
      onMessage: (listener) => {
        hear = listener;
      },
      onExit: (listener) => {
        leave = listener;
      },
      kill() {
        ended = true;
        leave({ code: null, signal: 'SIGKILL' });
      },
    };
  };
}
