/**
 * Promise calls between the page and its workers, over a worker or a message port.
 *
 * Page to worker: `{id, method, args}`. Worker to page: `{id, value}`, `{id, error}`, `{id, step}` for a
 * callback given as the last argument, `{event, value}` for what nobody asked for.
 */

/** A Worker, a MessagePort or a worker's own scope. */
export interface Wire {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

interface Call {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
  /** Whether a callback follows the arguments. */
  readonly steps: boolean;
}

type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } }
  | { readonly id: number; readonly step: unknown }
  | { readonly event: string; readonly value: unknown };

const transfers = new WeakMap<object, Transferable[]>();

/** Marks buffers of an answer to be moved instead of copied; the answer's maker must not use them again. */
export function transferring<T extends object>(answer: T, buffers: Transferable[]): T {
  transfers.set(answer, buffers);
  return answer;
}

const transfersOf = (value: unknown): Transferable[] =>
  typeof value === 'object' && value !== null ? (transfers.get(value) ?? []) : [];

// biome-ignore lint/suspicious/noExplicitAny: any signature that answers with a promise
type Methods<Api> = { [Name in keyof Api]: (...args: any[]) => Promise<unknown> };

/**
 * Answers calls with the methods of `api`, begun in order of arrival.
 * @param latest methods of which only the newest waiting call is run; the older ones get its answer.
 * @returns a function that sends an event.
 */
export function serve<Api extends Methods<Api>>(
  wire: Wire,
  api: Api,
  latest: readonly (keyof Api & string)[] = [],
): (event: string, value: unknown) => void {
  let waiting: Call[] = [];
  let planned = false;
  const post = (answer: Answer, transfer: Transferable[] = []): void => wire.postMessage(answer, transfer);

  const answer = async (call: Call, ids: readonly number[]): Promise<void> => {
    const steps = call.steps ? [(step: unknown) => post({ id: call.id, step }, transfersOf(step))] : [];
    try {
      const value = await api[call.method as keyof Api](...call.args, ...steps);
      // Only the last one may move the buffers: the ones before it get copies.
      for (const [i, id] of ids.entries())
        post({ id, value }, i === ids.length - 1 ? transfersOf(value) : []);
    } catch (cause) {
      const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
      for (const id of ids) post({ id, error: { name, message } });
    }
  };

  const run = (): void => {
    planned = false;
    while (waiting.length > 0) {
      const call = waiting[0]!;
      const same = latest.includes(call.method as keyof Api & string)
        ? waiting.filter((other) => other.method === call.method)
        : [call];
      waiting = waiting.filter((other) => !same.includes(other));
      void answer(
        same.at(-1)!,
        same.map((one) => one.id),
      );
    }
  };

  wire.addEventListener('message', ({ data }) => {
    waiting.push(data as Call);
    if (planned) return;
    planned = true;
    // As a task of its own, so that calls which have arrived by now are seen together.
    setTimeout(run, 0);
  });
  return (event, value) => post({ event, value }, transfersOf(value));
}

export interface Connection<Api> {
  readonly api: Api;
  /** @returns the function that ends the subscription. */
  on(event: string, listener: (value: unknown) => void): () => void;
  /** Rejects what is under way and all that is asked later. */
  end(reason: string): void;
}

/** The other side of `serve`. */
export function connect<Api extends Methods<Api>>(wire: Wire): Connection<Api> {
  type Pending = { resolve(value: unknown): void; reject(cause: Error): void; step?(value: unknown): void };
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  let lastId = 0;
  let ended: string | null = null;

  wire.addEventListener('message', ({ data }) => {
    const message = data as Answer;
    if ('event' in message) {
      for (const listener of listeners.get(message.event) ?? []) listener(message.value);
      return;
    }
    const call = pending.get(message.id);
    if (call === undefined) return;
    if ('step' in message) {
      call.step?.(message.step);
      return;
    }
    pending.delete(message.id);
    if ('error' in message) {
      const error = new Error(message.error.message);
      error.name = message.error.name;
      call.reject(error);
    } else call.resolve(message.value);
  });

  const send = (method: string, args: unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended !== null) return reject(new Error(ended));
      const last = args.at(-1);
      const step = typeof last === 'function' ? (last as (value: unknown) => void) : undefined;
      const id = ++lastId;
      pending.set(id, { resolve, reject, ...(step ? { step } : {}) });
      wire.postMessage({ id, method, args: step ? args.slice(0, -1) : args, steps: step !== undefined }, []);
    });

  const methods = new Map<string, (...args: unknown[]) => Promise<unknown>>();
  const api = new Proxy({} as Api & object, {
    get(_, method) {
      // `then` would make the handle look like a promise to whoever awaits it.
      if (typeof method !== 'string' || method === 'then') return undefined;
      let call = methods.get(method);
      if (!call) {
        call = (...args) => send(method, args);
        methods.set(method, call);
      }
      return call;
    },
  });

  return {
    api,
    on(event, listener) {
      const those = listeners.get(event) ?? new Set();
      listeners.set(event, those.add(listener));
      return () => those.delete(listener);
    },
    end(reason) {
      ended = reason;
      for (const call of pending.values()) call.reject(new Error(reason));
      pending.clear();
    },
  };
}
