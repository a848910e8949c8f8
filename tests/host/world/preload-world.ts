/**
 * The isolated world in which the preview host runs the product's preload: `require('electron')` with
 * contextBridge, ipcRenderer and webUtils, over a binding to Node and fetched bodies from it.
 *
 * `preloadWorld` is sent to the browser as its own source text: it must not use anything outside itself.
 */
import type { FromWorld, Notice, ToWorld } from '../frames.ts';
import type { Wire } from '../wire.ts';
import type { Peer } from './peer.ts';

interface WorldWindow {
  top: unknown;
  window: unknown;
  [name: string]: unknown;
}

/** A DOM port, as the world has it. */
interface DomPort {
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  postMessage(message: unknown, transfer: unknown[]): void;
  close(): void;
}

type Listener = (event: { ports: readonly unknown[] }, ...args: unknown[]) => void;

export interface WorldSettings {
  /** Name of the binding to Node, and of the function that Node calls with a Notice. */
  readonly send: string;
  readonly receive: string;
  /** Address under which bodies are fetched; a body's number follows. */
  readonly bodies: string;
}

export function preloadWorld(
  settings: WorldSettings,
  { pack, unpack, unframe }: Wire,
  bridge: Peer,
  preload: (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void,
): void {
  const world = globalThis as unknown as WorldWindow;
  const listeners = new Map<string, Set<Listener>>();
  const calls = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  const ports = new Map<number, DomPort>();
  const paths = new Map<string, string>();
  let callCount = 0;

  const base64 = (bytes: Uint8Array): string => (bytes as Uint8Array & { toBase64(): string }).toBase64();

  function tell(message: FromWorld): void {
    const { json, binaries } = pack(message);
    const send = world[settings.send] as (payload: string) => void;
    send(JSON.stringify({ json, binaries: binaries.map(base64) }));
  }

  /** Buffers in a message, so that it moves into the port instead of being copied. */
  function buffersOf(value: unknown, found: Set<ArrayBuffer> = new Set()): Set<ArrayBuffer> {
    if (value instanceof ArrayBuffer) found.add(value);
    else if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
    else if (Array.isArray(value)) for (const item of value) buffersOf(item, found);
    else if (value !== null && typeof value === 'object') {
      for (const item of Object.values(value)) buffersOf(item, found);
    }
    return found;
  }

  function openPort(id: number): unknown {
    const { port1, port2 } = new MessageChannel() as unknown as { port1: DomPort; port2: DomPort };
    port2.onmessage = ({ data }) => tell({ kind: 'port-message', port: id, message: data });
    port2.onclose = () => {
      if (ports.delete(id)) tell({ kind: 'port-closed', port: id });
    };
    ports.set(id, port2);
    return port1;
  }

  function hear(message: ToWorld): void {
    switch (message.kind) {
      case 'reply':
        calls.get(message.call)?.resolve(message.value);
        calls.delete(message.call);
        return;
      case 'failed':
        calls.get(message.call)?.reject(new Error(message.reason));
        calls.delete(message.call);
        return;
      case 'event': {
        const event = { ports: message.ports.map(openPort) };
        for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args);
        return;
      }
      case 'port-message':
        ports.get(message.port)?.postMessage(message.message, [...buffersOf(message.message)]);
        return;
      case 'port-closed': {
        const port = ports.get(message.port);
        ports.delete(message.port);
        port?.close();
        return;
      }
      case 'paths':
        for (const [name, path] of Object.entries(message.paths)) paths.set(name, path);
    }
  }

  // Bodies are fetched at once and heard in order, so that a large message never overtakes a small one.
  let line: Promise<unknown> = Promise.resolve();
  world[settings.receive] = (notice: Notice): void => {
    const message =
      'inline' in notice
        ? unpack(notice.inline, [])
        : fetch(`${settings.bodies}${notice.body}`)
            .then((response) => response.arrayBuffer())
            .then((body) => unframe(new Uint8Array(body)));
    line = Promise.all([line, message]).then(([, heard]) => hear(heard as ToWorld));
  };

  const listenersOf = (channel: string): Set<Listener> => {
    const set = listeners.get(channel) ?? new Set();
    listeners.set(channel, set);
    return set;
  };
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const call = callCount++;
        calls.set(call, { resolve, reject });
        tell({ kind: 'invoke', call, channel, args });
      }),
    send: (channel: string, ...args: unknown[]) => tell({ kind: 'send', channel, args }),
    on: (channel: string, listener: Listener) => void listenersOf(channel).add(listener),
    removeListener: (channel: string, listener: Listener) => void listenersOf(channel).delete(listener),
    off: (channel: string, listener: Listener) => void listenersOf(channel).delete(listener),
  };
  const electron = {
    ipcRenderer,
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => bridge.expose(name, api) },
    webUtils: {
      getPathForFile: (file: { name: string; size: number }) =>
        paths.get(`${file.name}/${file.size}`) ?? paths.get(file.name) ?? '',
    },
  };
  try {
    const module = { exports: {} };
    preload(
      (name) => {
        if (name === 'electron') return electron;
        throw new Error(`a sandboxed preload cannot require “${name}”`);
      },
      module,
      module.exports,
    );
  } catch (cause) {
    tell({
      kind: 'preload-failed',
      reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    });
  }
}
