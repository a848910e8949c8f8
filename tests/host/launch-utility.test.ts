import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { type ForkUtility, launchUtility } from '../../electron/intake/launch-utility.ts';
import { runInspect } from '../../electron/intake/run-inspect.ts';
import { runJob } from '../../electron/intake/run-job.ts';
import { IntakeFault } from '../../electron/intake/session.ts';
import { Cancelled, Refusal } from '../../shared/model/index.ts';
import { UtilityProcess } from './electron/utility-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'threadline-utility-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const children: UtilityProcess[] = [];
const given: Parameters<ForkUtility>[] = [];
const fork: ForkUtility = (module, args, options) => {
  given.push([module, args, options]);
  const child = new UtilityProcess(module, args, options);
  children.push(child);
  return child;
};
const launch = launchUtility(fork);
const chat = path.join(folder, 'WhatsApp Chat with Ana.txt');
writeFileSync(chat, '22/03/2024, 14:38 - Ana: see you at five\n22/03/2024, 14:39 - Ben: yes\n');
const never = new AbortController().signal;

test('evidence is inspected in a utility process, which is gone then', async () => {
  const [seen] = await runInspect([chat], launch, never);
  assert.equal(seen!.sources[0]!.platform, 'whatsapp');
  assert.equal(children.at(-1)!.child.exitCode ?? children.at(-1)!.child.signalCode, 'SIGKILL');
});

test('a job’s segments come from a utility process', async () => {
  let segments = 0;
  const outcome = await runJob(
    { exhibit: 'AB/1', paths: [chat], options: {}, wantMedia: true, software: 'threadline 0.1.0' },
    launch,
    {
      segment: async () => void segments++,
      media: async (_sha256, _bytes, chunks) => {
        for await (const _ of chunks);
      },
      progress: () => undefined,
    },
    never,
  );
  assert.equal(segments, 1);
  assert.equal(outcome.sources[0]!.record.counts.kept, 2);
});

test('the process gets neither NODE_OPTIONS nor a place to write to but its scratch folder', async () => {
  process.env.NODE_OPTIONS = '--no-warnings';
  try {
    await runInspect([chat], launch, never);
  } finally {
    delete process.env.NODE_OPTIONS;
  }
  const [, , options] = given.at(-1)!;
  assert.equal(options.env.NODE_OPTIONS, undefined);
  const writable = options.execArgv.filter((one) => one.startsWith('--allow-fs-write='));
  assert.equal(writable.length, 1);
  assert.match(writable[0]!, /threadline-scratch-/);
  assert.ok(!existsSync(writable[0]!.slice('--allow-fs-write='.length)));
});

const failing = (signal: AbortSignal, meanwhile: (child: UtilityProcess) => void = () => undefined) =>
  runJob(
    { exhibit: 'AB/1', paths: [chat], options: {}, wantMedia: false, software: 'threadline 0.1.0' },
    launchUtility((module, args, options) => {
      const child = fork(module, args, options) as UtilityProcess;
      meanwhile(child);
      return child;
    }),
    { segment: async () => undefined, media: async () => undefined, progress: () => undefined },
    signal,
  );

test('a process that dies fails the job with a named reason', async () => {
  await assert.rejects(
    failing(never, (child) => child.on('spawn', () => child.child.kill('SIGTERM'))),
    (error) => error instanceof IntakeFault && error.code === 'crash' && /WhatsApp Chat/.test(error.message),
  );
});

test('a process whose heap runs full is refused as too large', async () => {
  const hog = path.join(folder, 'hog.mjs');
  writeFileSync(hog, 'const held = []; for (;;) held.push(new Array(10_000).fill({}));');
  const limits = { heapMiB: 48 };
  await assert.rejects(
    runInspect(
      [chat],
      (options) =>
        launchUtility((_module, args, rest) => fork(hog, args, rest))({
          ...options,
          limits: { ...options.limits, ...limits },
        }),
      never,
    ),
    (error) => error instanceof Refusal && error.code === 'too-large',
  );
});

test('a cancelled job ends its process', async () => {
  const stop = new AbortController();
  await assert.rejects(
    failing(stop.signal, (child) => child.on('spawn', () => stop.abort())),
    Cancelled,
  );
  assert.equal(children.at(-1)!.child.signalCode, 'SIGKILL');
});
