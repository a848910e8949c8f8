/** Starts the intake as a utility process of Electron. */
import { fileURLToPath } from 'node:url';
import type { FromIntake, IntakeExit, LaunchIntake } from './protocol.ts';

/** As Electron's UtilityProcess. */
export interface UtilityChild {
  readonly stderr: { on(event: 'data', listener: (chunk: Uint8Array) => void): unknown } | null;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  on(event: 'error', listener: (type: string, location: string) => void): unknown;
  kill(): boolean;
}

/** As Electron's `utilityProcess.fork`. */
export type ForkUtility = (
  modulePath: string,
  args: string[],
  options: {
    execArgv: string[];
    env: NodeJS.ProcessEnv;
    stdio: ('ignore' | 'pipe')[];
    serviceName: string;
  },
) => UtilityChild;

/** From the sources the child is `process.ts` beside this file; from the bundle, `intake.mjs`. */
const ENTRY = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './process.ts' : './intake.mjs', import.meta.url),
);
const STDERR_KEPT = 16 * 1024;
const OUT_OF_MEMORY = /heap out of memory|out of memory/i;

/**
 * The heap's ceiling is given as a switch of Chromium's, which every process of Electron heeds. Node's
 * permission model is asked for as well: Electron's utility processes do not heed it as of version 42
 * (process.permission is absent in them), the preview host's do. In both the parent ends a process that
 * takes too much memory or gives no sign of life.
 */
export function launchUtility(fork: ForkUtility): LaunchIntake {
  return ({ scratch, limits }) => {
    const { NODE_OPTIONS: _inherited, ...env } = process.env;
    const child = fork(ENTRY, [], {
      execArgv: [
        `--js-flags=--max-old-space-size=${limits.heapMiB}`,
        '--permission',
        '--allow-fs-read=*',
        `--allow-fs-write=${scratch}`,
        '--disallow-code-generation-from-strings',
      ],
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      serviceName: 'Threadline intake',
    });
    // V8 says why it gave up on stderr only.
    let lastWords = '';
    child.stderr?.on('data', (words) => {
      lastWords = (lastWords + Buffer.from(words).toString('utf8')).slice(-STDERR_KEPT);
    });
    let outOfMemory = false;
    child.on('error', (_type, location) => {
      outOfMemory ||= OUT_OF_MEMORY.test(location);
    });
    const exited = Promise.withResolvers<IntakeExit>();
    child.on('exit', (code) =>
      // What it said last may come just after its end.
      setImmediate(() => exited.resolve({ code, outOfMemory: outOfMemory || OUT_OF_MEMORY.test(lastWords) })),
    );
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', (message) => listener(message as FromIntake)),
      onExit: (listener) => void exited.promise.then(listener),
      kill: () => void child.kill(),
    };
  };
}
