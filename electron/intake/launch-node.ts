import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromIntake, IntakeExit, LaunchIntake } from './protocol.ts';

/** From the sources the child is `process.ts` beside this file; from the bundle, `intake.mjs`. */
function entry(): string {
  return fileURLToPath(
    new URL(import.meta.url.endsWith('.ts') ? './process.ts' : './intake.mjs', import.meta.url),
  );
}

const STDERR_KEPT = 16 * 1024;

/**
 * Starts the intake as a child of Node. Node's permission model lets it write to its scratch folder
 * only, and start neither processes nor threads nor native add-ons.
 */
export const launchNode: LaunchIntake = ({ scratch, limits }) => {
  const { NODE_OPTIONS: _inherited, ...env } = process.env;
  const child = fork(entry(), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env,
    execArgv: [
      '--permission',
      '--allow-fs-read=*',
      `--allow-fs-write=${scratch}`,
      '--disallow-code-generation-from-strings',
      `--max-old-space-size=${limits.heapMiB}`,
    ],
  });
  // V8 says why it gave up on stderr only.
  let lastWords = '';
  child.stderr!.setEncoding('utf8').on('data', (words: string) => {
    lastWords = (lastWords + words).slice(-STDERR_KEPT);
  });
  const exited = Promise.withResolvers<IntakeExit>();
  child.once('close', (code, signal) =>
    exited.resolve({ code, signal, outOfMemory: lastWords.includes('JavaScript heap out of memory') }),
  );
  child.once('error', () => {
    if (child.pid === undefined) exited.resolve({ code: null });
  });
  return {
    // A child that has just died is reported by `exit`, not by the failed send.
    post: (message) => void (child.connected && child.send(message, () => {})),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromIntake)),
    onExit: (listener) => void exited.promise.then(listener),
    kill: () => void child.kill('SIGKILL'),
  };
};
