/** Which command runs, and what comes of it as an exit status. */
import { parseArgs } from 'node:util';
import { Cancelled, DiskFull, Refusal } from '../../shared/model/index.ts';
import { SOFTWARE } from '../custody/software.ts';
import { IntakeFault } from '../intake/session.ts';
import { authorityCommand } from './authority/index.ts';
import { custodyCommand } from './custody.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { inspectCommand } from './inspect.ts';
import { reportCommand } from './report.ts';
import { reviewCommand } from './review.ts';
import { searchCommand } from './search.ts';
import { type Command, STATUS } from './status.ts';
import { complain } from './terminal.ts';
import { HELP, UsageError } from './usage.ts';
import { verifyCommand } from './verify.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  authority: authorityCommand,
  custody: custodyCommand,
  export: exportCommand,
  inspect: inspectCommand,
  import: importCommand,
  report: reportCommand,
  review: reviewCommand,
  search: searchCommand,
  verify: verifyCommand,
};

/** 128 + the signal's number, as shells have it. */
const STOPPED = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

async function dispatch(argv: string[], signal: AbortSignal): Promise<number> {
  const [name, ...rest] = argv;
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command && Object.hasOwn(COMMANDS, name!)) {
    if (name === 'authority' || !rest.includes('--help')) return command(rest, signal);
  } else if (name !== undefined && !name.startsWith('-')) throw new UsageError(`${name}: no such command`);
  const { values } = parseArgs({
    args: command ? ['--help'] : argv,
    options: { help: { type: 'boolean' }, version: { type: 'boolean' } },
  });
  if (values.version) process.stdout.write(`${SOFTWARE}\n`);
  else if (values.help) process.stdout.write(HELP);
  else throw new UsageError('a command is needed');
  return STATUS.done;
}

function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
}

/** Runs the command line. @returns the exit status; everything there is to say has been written. */
export async function main(argv: string[]): Promise<number> {
  const stop = new AbortController();
  let stoppedBy: keyof typeof STOPPED | undefined;
  for (const name of Object.keys(STOPPED) as (keyof typeof STOPPED)[]) {
    process.on(name, () => {
      stoppedBy = name;
      stop.abort();
    });
  }
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has gone; there is nobody left to write to.
    if (error.code === 'EPIPE') process.exit(STATUS.done);
  });
  try {
    return await dispatch(argv, stop.signal);
  } catch (error) {
    if (stoppedBy && (error instanceof Cancelled || stop.signal.aborted)) {
      complain('stopped; nothing is kept');
      return STOPPED[stoppedBy];
    }
    if (isUsage(error)) {
      complain(`${error.message}; see threadline --help`);
      return STATUS.usage;
    }
    if (error instanceof Refusal) {
      complain(error.message);
      return STATUS.refused;
    }
    complain(error instanceof Error ? error.message : String(error));
    if (error instanceof DiskFull) return STATUS.fault;
    if (!(error instanceof IntakeFault) || error.code === 'fault') {
      process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
    }
    return STATUS.fault;
  }
}
