/** utilityProcess: a child of Node, whose messages are structured clones as in Electron. */
import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';

const JS_FLAGS = '--js-flags=';

export interface ForkOptions {
  readonly execArgv?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio?: 'pipe' | 'ignore' | 'inherit' | readonly ('pipe' | 'ignore' | 'inherit')[];
  readonly serviceName?: string;
}

export class UtilityProcess extends EventEmitter {
  readonly child: ChildProcess;

  constructor(module: string, args: readonly string[], options: ForkOptions) {
    super();
    const { stdio } = options;
    const [, out, err] = typeof stdio === 'object' ? stdio : [stdio, stdio, stdio];
    // A switch of Chromium's, which carries switches of V8's; Node takes those as they are.
    const execArgv = options.execArgv?.flatMap((one) =>
      one.startsWith(JS_FLAGS) ? one.slice(JS_FLAGS.length).split(' ') : [one],
    );
    this.child = fork(module, args, {
      serialization: 'advanced',
      stdio: ['ignore', out ?? 'inherit', err ?? 'inherit', 'ipc'],
      ...(execArgv ? { execArgv } : {}),
      ...(options.env ? { env: options.env } : {}),
    });
    this.child.on('spawn', () => this.emit('spawn'));
    this.child.on('message', (message) => this.emit('message', message));
    this.child.on('error', (cause) => this.emit('error', 'FatalError', cause.message, ''));
    // Electron tells the number alone; a process that a signal ended has the signal's number there.
    this.child.on('close', (code, signal) => this.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15)));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get stdout(): Readable | null {
    return this.child.stdout;
  }

  get stderr(): Readable | null {
    return this.child.stderr;
  }

  postMessage(message: unknown): void {
    if (this.child.connected) this.child.send(message as never, () => {});
  }

  kill(): boolean {
    return this.child.kill('SIGKILL');
  }
}
