/**
 * One side of `contextBridge`, for the page's world and the preload's alike: they share the window's
 * events, which are dispatched synchronously and whose `detail` is a structured clone in the other world.
 *
 * `peer` is sent to the browser as its own source text: it must not use anything outside itself.
 */
interface PeerWindow {
  addEventListener(type: string, listener: (event: { detail: unknown }) => void): void;
  dispatchEvent(event: unknown): boolean;
}

export interface Peer {
  /** Makes `api` a global of the other world. */
  expose(name: string, api: unknown): void;
}

export function peer(channel: string, side: 'page' | 'preload'): Peer {
  type Result = { ok: boolean; value: unknown };
  type Said =
    | { kind: 'hello' }
    | { kind: 'expose'; name: string; api: unknown }
    | { kind: 'call'; call: number; fn: number; args: unknown[] }
    | { kind: 'return'; call: number; result: Result }
    | { kind: 'settle'; promise: number; result: Result };

  const target = globalThis as unknown as PeerWindow;
  const other = side === 'page' ? 'preload' : 'page';
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const known = new Map<unknown, number>();
  const returned = new Map<number, Result>();
  const promises = new Map<number, (result: Result) => void>();
  const exposed: Said[] = [];
  let calls = 0;
  let promiseCount = 0;

  const say = (detail: Said): void => {
    target.dispatchEvent(new CustomEvent(`${channel}:${other}`, { detail }));
  };
  const failure = (cause: unknown): Result => ({
    ok: false,
    value: cause instanceof Error ? cause.message : String(cause),
  });
  const opened = (result: Result): unknown => {
    if (result.ok) return decode(result.value);
    throw new Error(String(result.value));
  };

  function encode(value: unknown): unknown {
    if (typeof value === 'function') {
      const fn = known.get(value) ?? functions.push(value as (typeof functions)[number]) - 1;
      known.set(value, fn);
      return { $function: fn };
    }
    if (value instanceof Promise) {
      const promise = promiseCount++;
      value.then(
        (settled) => say({ kind: 'settle', promise, result: { ok: true, value: encode(settled) } }),
        (cause) => say({ kind: 'settle', promise, result: failure(cause) }),
      );
      return { $promise: promise };
    }
    if (Array.isArray(value)) return value.map(encode);
    if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, encode(of)]));
    }
    return value;
  }

  function decode(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(decode);
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) {
      return value;
    }
    const marked = value as { $function?: number; $promise?: number };
    if (marked.$function !== undefined) {
      const fn = marked.$function;
      return (...args: unknown[]): unknown => {
        const call = calls++;
        say({ kind: 'call', call, fn, args: args.map(encode) });
        const result = returned.get(call) ?? failure('the other world is gone');
        returned.delete(call);
        return opened(result);
      };
    }
    if (marked.$promise !== undefined) {
      const promise = marked.$promise;
      return new Promise((resolve, reject) => {
        promises.set(promise, (result) => {
          try {
            resolve(opened(result));
          } catch (cause) {
            reject(cause);
          }
        });
      });
    }
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, decode(of)]));
  }

  function hear(said: Said): void {
    switch (said.kind) {
      case 'hello':
        for (const exposure of exposed) say(exposure);
        return;
      case 'expose':
        if (said.name in globalThis) return;
        Object.defineProperty(globalThis, said.name, { value: Object.freeze(decode(said.api)) });
        return;
      case 'call': {
        let result: Result;
        try {
          result = { ok: true, value: encode(functions[said.fn]!(...said.args.map(decode))) };
        } catch (cause) {
          result = failure(cause);
        }
        say({ kind: 'return', call: said.call, result });
        return;
      }
      case 'return':
        returned.set(said.call, said.result);
        return;
      case 'settle':
        promises.get(said.promise)?.(said.result);
        promises.delete(said.promise);
    }
  }

  target.addEventListener(`${channel}:${side}`, ({ detail }) => hear(detail as Said));
  say({ kind: 'hello' });

  return {
    expose(name, api) {
      const exposure: Said = { kind: 'expose', name, api: encode(api) };
      exposed.push(exposure);
      say(exposure);
    },
  };
}
