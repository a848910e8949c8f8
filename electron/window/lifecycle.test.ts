import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { beforeEach, test } from 'node:test';
import type { App, BrowserWindow } from 'electron';
import { closeBeforeQuit, recoverPage } from './lifecycle.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let app: EventEmitter & { quits: number; quit(): void };
let contents: EventEmitter;
let window: EventEmitter & { webContents: EventEmitter; isDestroyed(): boolean };
let closed: string[];
let loads: number;
let finish: PromiseWithResolvers<void>;
beforeEach(() => {
  app = Object.assign(new EventEmitter(), { quits: 0, quit: () => void app.quits++ });
  contents = new EventEmitter();
  window = Object.assign(new EventEmitter(), { webContents: contents, isDestroyed: () => false });
  closed = [];
  loads = 0;
  finish = Promise.withResolvers();
});

const options = {
  closeCase(reason: string) {
    closed.push(reason);
    return finish.promise;
  },
  keepPlace: () => Promise.resolve(),
  load: async () => void loads++,
  report: () => undefined,
};

function close(): boolean {
  let prevented = false;
  window.emit('close', { preventDefault: () => (prevented = true) });
  return !prevented;
}

test('the window stays until its case is closed, then the program quits', async () => {
  closeBeforeQuit(app as unknown as App, window as unknown as BrowserWindow, options);
  assert.ok(!close());
  assert.ok(!close());
  await turn();
  assert.equal(app.quits, 0);
  finish.resolve();
  await turn();
  assert.deepEqual(closed, ['the window was closed']);
  assert.equal(app.quits, 1);
  assert.ok(close());
});

test('a page whose process is gone loses its case and is loaded again', async () => {
  recoverPage(app as unknown as App, window as unknown as BrowserWindow, options);
  contents.emit('render-process-gone', {}, { reason: 'crashed' });
  assert.match(closed[0]!, /page stopped \(crashed\)/);
  await turn();
  assert.equal(loads, 0);
  finish.resolve();
  await turn();
  assert.equal(loads, 1);
});

test('a page that crashes again and again is given up', async () => {
  recoverPage(app as unknown as App, window as unknown as BrowserWindow, options);
  finish.resolve();
  for (let crash = 0; crash < 4; crash++) {
    contents.emit('render-process-gone', {}, { reason: 'oom' });
    await turn();
  }
  assert.equal(loads, 3);
  assert.equal(app.quits, 1);
});

test('a page that is loaded again leaves its case; the first load does not', () => {
  recoverPage(app as unknown as App, window as unknown as BrowserWindow, options);
  contents.emit('did-navigate');
  contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
  assert.deepEqual(closed, []);
  contents.emit('did-navigate');
  assert.equal(closed.length, 1);
});
