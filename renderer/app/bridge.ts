/** The page's side of shared/contract: calls to the main process, as functions that throw. */
import type {
  Bridge,
  CallError,
  CallName,
  EventName,
  Events,
  Replies,
  Request,
} from '../../shared/contract/index.ts';

declare global {
  interface Window {
    readonly threadline?: Bridge;
  }
}

/** A call that was not carried out. The message is one line, for people. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly kind: CallError['kind'];
  readonly code: CallError['code'];

  constructor({ kind, code, message }: CallError) {
    super(message);
    this.kind = kind;
    this.code = code;
  }
}

function bridge(): Bridge {
  if (!window.threadline) throw new Error('the page was opened outside Threadline');
  return window.threadline;
}

/** @throws CallFailed. */
export async function call<Name extends CallName>(
  name: Name,
  request: Request<Name>,
): Promise<Replies[Name]> {
  const outcome = await bridge().call(name, request);
  if (!outcome.ok) throw new CallFailed(outcome.error);
  return outcome.value;
}

/** @returns the function that ends the subscription. */
export function listen<Name extends EventName>(
  name: Name,
  listener: (event: Events[Name]) => void,
): () => void {
  return bridge().on(name, listener);
}

/** Paths of files dropped on the window. */
export function pathsOf(files: File[]): string[] {
  return bridge().pathsOf(files);
}

/** What went wrong, in one line. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
