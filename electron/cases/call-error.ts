/** What a failure is called towards the page. */
import type { CallError } from '../../shared/contract/index.ts';
import { Cancelled, DiskFull, Refusal } from '../../shared/model/index.ts';
import { IntakeFault } from '../intake/session.ts';
import { StoreFailed } from './store-link.ts';

/** A call that makes no sense now, such as an import without an open case. */
export class InvalidCall extends Error {
  override readonly name = 'InvalidCall';
}

/** Codes of the file system, in words. */
const FILE_REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EROFS: 'the disk cannot be written to',
  EACCES: 'this user may not use a file or folder that is needed',
  EPERM: 'this user may not use a file or folder that is needed',
  ENOENT: 'a file or folder that is needed is not there',
  EIO: 'the disk failed',
};

/**
 * One line for people. A fault's own message may quote evidence, so only what is known to be free of it
 * is passed on: our own words, and the name of an error.
 */
export function callError(cause: unknown): CallError {
  if (cause instanceof Refusal) return { kind: 'refused', code: cause.code, message: cause.message };
  if (cause instanceof Cancelled) return { kind: 'cancelled', message: 'stopped; nothing is kept' };
  if (cause instanceof InvalidCall) return { kind: 'invalid', message: cause.message };
  if (cause instanceof StoreFailed || cause instanceof DiskFull)
    return { kind: 'fault', message: cause.message };
  if (cause instanceof IntakeFault && cause.code !== 'fault')
    return { kind: 'fault', message: cause.message };
  const { code } = cause as NodeJS.ErrnoException;
  const reason = typeof code === 'string' ? FILE_REASONS[code] : undefined;
  if (reason !== undefined) return { kind: 'fault', message: reason };
  const name = cause instanceof Error ? cause.name : 'unknown error';
  return { kind: 'fault', message: `a fault of the program (${name}${code ? `, ${code}` : ''})` };
}

/** Whether the program's developers, and not its user, have to look at it. */
export function isFault(cause: unknown): boolean {
  return (
    !(cause instanceof Refusal || cause instanceof Cancelled || cause instanceof InvalidCall) &&
    !(cause instanceof StoreFailed || cause instanceof DiskFull)
  );
}

/** For stderr: where it failed, without the message, which may quote evidence. */
export function faultTrace(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown error';
  const { code } = cause as NodeJS.ErrnoException;
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${cause.name}${code ? ` ${code}` : ''}`, ...frames].join('\n');
}
