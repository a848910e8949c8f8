/** Gives the page the contract's bridge, and nothing else of Electron. One CommonJS file, run in a sandbox. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Bridge, CASE_PORT_MESSAGE, type EventName, type Events } from '../shared/contract/index.ts';
import { CALL_CHANNEL, EVENT_CHANNEL, PORT_CHANNEL } from './window/channels.ts';

/** The page's window, as far as it is used: this project's types of the main side have no DOM. */
interface PageWindow {
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
}

type Listener = (event: unknown) => void;

const page = globalThis as unknown as PageWindow;

const listeners = new Map<string, Set<Listener>>();

ipcRenderer.on(EVENT_CHANNEL, (_event, name: string, event: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(event);
});

// The port goes on to the page's own window; `/` is the window's own origin.
ipcRenderer.on(PORT_CHANNEL, ({ ports }, caseId: string) =>
  page.postMessage({ type: CASE_PORT_MESSAGE, caseId }, '/', ports),
);

const bridge: Bridge = {
  call: (name, request) => ipcRenderer.invoke(CALL_CHANNEL, name, request),
  on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void) {
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set);
    set.add(listener as Listener);
    return () => void set.delete(listener as Listener);
  },
  pathsOf: (files) => files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
};

contextBridge.exposeInMainWorld('threadline', bridge);
