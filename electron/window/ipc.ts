/** Answers the page's calls: one channel, its sender checked and its request checked against its schema. */
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import * as v from 'valibot';
import { type CallName, type Outcome, REQUESTS, type Replies } from '../../shared/contract/index.ts';
import { callError, isFault } from '../cases/call-error.ts';
import { ORIGIN } from './address.ts';
import { CALL_CHANNEL } from './channels.ts';

export type Calls = {
  readonly [Name in CallName]: (
    request: v.InferOutput<(typeof REQUESTS)[Name]>,
  ) => Promise<Replies[Name]> | Replies[Name];
};

const isCall = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(REQUESTS, name);

/** Whether a call comes from the window's own page, and not from a frame in it or another page. */
export function isOwnPage(event: IpcMainInvokeEvent, contents: WebContents): boolean {
  const { sender, senderFrame } = event;
  return sender === contents && senderFrame?.parent === null && senderFrame.origin === ORIGIN;
}

function invalid<Name extends CallName>(message: string): Outcome<Name> {
  return { ok: false, error: { kind: 'invalid', message } };
}

/**
 * @param contents the window's; null while there is none.
 * @param report told of faults.
 */
export function answerCalls(
  ipcMain: IpcMain,
  contents: () => WebContents | null,
  calls: Calls,
  report: (cause: unknown) => void,
): void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, request: unknown) => {
    const own = contents();
    if (!own || !isOwnPage(event, own)) return invalid('the call does not come from the window’s page');
    if (!isCall(name)) return invalid('there is no such call');
    return answerCall(calls, name, request, report);
  });
}

/** Exported for its test. */
export async function answerCall<Name extends CallName>(
  calls: Calls,
  name: Name,
  request: unknown,
  report: (cause: unknown) => void,
): Promise<Outcome<Name>> {
  const parsed = v.safeParse(REQUESTS[name], request);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const field = v.getDotPath(issue as v.BaseIssue<unknown>);
    // The issue's own message quotes the value, which may be a passphrase.
    return invalid(field === null ? `${name}: the request is not valid` : `${name}: “${field}” is not valid`);
  }
  try {
    return { ok: true, value: await calls[name](parsed.output as never) };
  } catch (cause) {
    if (isFault(cause)) report(cause);
    return { ok: false, error: callError(cause) };
  }
}
