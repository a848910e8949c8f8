import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Cancelled, Refusal } from '../../shared/model/index.ts';
import type { FromIntake, IntakeExit, LaunchIntake, ToIntake } from './protocol.ts';
import { type JobHandlers, type JobRequest, runJob } from './run-job.ts';
import { IntakeFault } from './session.ts';

/** A child that does as the test says, in the place of a real process. */
class FakeChild {
  scratch = '';
  killed = false;
  readonly posted: ToIntake[] = [];
  private hear: (message: FromIntake) => void = () => {};
  private leave: (exit: IntakeExit) => void = () => {};
  private readonly behaviour: (child: FakeChild) => void;

  constructor(behaviour: (child: FakeChild) => void) {
    this.behaviour = behaviour;
  }

  readonly launch: LaunchIntake = ({ scratch }) => {
    this.scratch = scratch;
    setImmediate(() => {
      this.say({ type: 'ready' });
      writeFileSync(path.join(scratch, 'msgstore.db'), 'plaintext');
      this.behaviour(this);
    });
    return {
      post: (message) => void this.posted.push(message),
      onMessage: (listener) => {
        this.hear = listener;
      },
      onExit: (listener) => {
        this.leave = listener;
      },
      kill: () => {
        this.killed = true;
        this.leave({ code: null, signal: 'SIGKILL' });
      },
    };
  };

  say(message: FromIntake): void {
    this.hear(message);
  }

  exit(exit: IntakeExit): void {
    this.leave(exit);
  }
}

const request: JobRequest = {
  exhibit: 'AB/1',
  paths: ['/evidence/msgstore.db.crypt15'],
  options: {},
  wantMedia: true,
  software: 'threadline 0.1.0',
};

const handlers = (more: Partial<JobHandlers> = {}): JobHandlers => ({
  segment: async () => {},
  media: async (_sha256, _bytes, chunks) => {
    for await (const _ of chunks);
  },
  progress() {},
  ...more,
});

async function failureOf(
  behaviour: (child: FakeChild) => void,
  options: { handlers?: Partial<JobHandlers>; limits?: JobRequest['limits']; signal?: AbortSignal } = {},
): Promise<{ error: unknown; child: FakeChild }> {
  const child = new FakeChild(behaviour);
  const error = await runJob(
    { ...request, ...(options.limits ? { limits: options.limits } : {}) },
    child.launch,
    handlers(options.handlers),
    options.signal ?? new AbortController().signal,
  ).then(
    () => assert.fail('the job should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(child.killed, 'the process is killed');
  assert.equal(existsSync(child.scratch), false, 'the scratch folder is gone');
  return { error, child };
}

const segment = (seq: number): FromIntake => ({
  type: 'segment',
  source: 0,
  seq,
  bytes: new ArrayBuffer(8),
  newChats: [`chat ${seq}`],
  newAccounts: [],
});

test('a job gives its outcome once every segment is taken, and leaves neither process nor scratch', async () => {
  const taken: [number, readonly string[]][] = [];
  const child = new FakeChild((now) => {
    now.say(segment(0));
    now.say(segment(1));
    now.say({ type: 'done', outcome: { sources: [] } });
  });
  const outcome = await runJob(
    request,
    child.launch,
    handlers({
      async segment(_source, seq, _bytes, ids) {
        await new Promise((resolve) => setImmediate(resolve));
        taken.push([seq, [...ids.chats]]);
      },
    }),
    new AbortController().signal,
  );
  assert.deepEqual(outcome, { sources: [] });
  assert.deepEqual(taken, [
    [0, ['chat 0', 'chat 1']],
    [1, ['chat 0', 'chat 1']],
  ]);
  assert.equal(child.posted.filter(({ type }) => type === 'segment-taken').length, 2);
  assert.ok(child.killed);
  assert.equal(existsSync(child.scratch), false);
});

test('an attachment comes as one stream, and each chunk gives its credit back', async () => {
  const got: string[] = [];
  const child = new FakeChild((now) => {
    now.say({ type: 'media', sha256: 'ab', bytes: 4 });
    now.say({ type: 'media-chunk', chunk: Buffer.from('ab') });
    now.say({ type: 'media-chunk', chunk: Buffer.from('cd') });
    now.say({ type: 'media-end' });
    now.say({ type: 'done', outcome: { sources: [] } });
  });
  await runJob(
    request,
    child.launch,
    handlers({
      async media(sha256, bytes, chunks) {
        got.push(sha256, String(bytes));
        for await (const chunk of chunks) got.push(Buffer.from(chunk).toString());
      },
    }),
    new AbortController().signal,
  );
  assert.deepEqual(got, ['ab', '4', 'ab', 'cd']);
  assert.equal(child.posted.filter(({ type }) => type === 'chunk-taken').length, 2);
});

test('a crash is a fault that says how the process ended', async () => {
  const { error } = await failureOf((child) => child.exit({ code: 139 }));
  assert.ok(error instanceof IntakeFault);
  assert.equal(error.code, 'crash');
  assert.equal(error.message, 'msgstore.db.crypt15: the intake process ended early (exit code 139)');
});

test('a crash in the middle of an attachment ends the stream of its bytes', async () => {
  let streamFailed: unknown;
  await failureOf(
    (child) => {
      child.say({ type: 'media', sha256: 'ab', bytes: 4 });
      child.exit({ code: null, signal: 'SIGSEGV' });
    },
    {
      handlers: {
        async media(_sha256, _bytes, chunks) {
          try {
            for await (const _ of chunks);
          } catch (cause) {
            streamFailed = cause;
          }
        },
      },
    },
  );
  assert.ok(streamFailed instanceof IntakeFault);
});

test('a full JavaScript heap and too much resident memory are both refused as too large', async () => {
  const heap = await failureOf((child) => child.exit({ code: 134, outOfMemory: true }));
  const resident = await failureOf((child) => child.say({ type: 'alive', resident: 65 * 2 ** 20 }), {
    limits: { residentMiB: 64 },
  });
  for (const { error } of [heap, resident]) {
    assert.ok(error instanceof Refusal);
    assert.equal(error.code, 'too-large');
    assert.equal(error.file, 'msgstore.db.crypt15');
    assert.match(error.reason, /memory ceiling/);
  }
});

test('silence is a fault that says for how long', async () => {
  const { error } = await failureOf(() => {}, { limits: { silenceSeconds: 1 } });
  assert.ok(error instanceof IntakeFault);
  assert.equal(error.code, 'hang');
  assert.match(error.message, /no sign of life for 1 s/);
});

test('cancelling ends the job wherever it is', async () => {
  const stop = new AbortController();
  const { error } = await failureOf(() => stop.abort(), { signal: stop.signal });
  assert.ok(error instanceof Cancelled);
});

test('a refusal crosses with its code, file and reason', async () => {
  const { error } = await failureOf((child) =>
    child.say({
      type: 'failed',
      error: {
        kind: 'refused',
        code: 'wrong-key',
        file: 'msgstore.db.crypt15',
        reason: 'the tag does not match',
      },
    }),
  );
  assert.ok(error instanceof Refusal);
  assert.deepEqual(
    [error.code, error.file, error.reason],
    ['wrong-key', 'msgstore.db.crypt15', 'the tag does not match'],
  );
});

test('a handler that fails ends the job with its error', async () => {
  const full = new Error('the disk is full');
  const { error } = await failureOf((child) => child.say(segment(0)), {
    handlers: {
      async segment() {
        throw full;
      },
    },
  });
  assert.equal(error, full);
});
