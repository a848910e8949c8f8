import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type Host, launch } from './index.ts';

const profile = mkdtempSync(path.join(tmpdir(), 'threadline-bridge-'));
let host: Host;
before(async () => {
  host = await launch({ profile, bundle: path.join(import.meta.dirname, 'fixture') });
});
after(async () => {
  await host.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs page code given as text: the page's globals are none of this project's types. */
const inPage = <T>(code: string): Promise<T> => host.page.evaluate(code);

test('a value comes back from the main process as it went', async () => {
  const same = await inPage<unknown>(`(async () => {
    const sent = { text: 'Ünïcode “تجربة” 👍', nothing: null, missing: undefined, list: [1, 2.5, -0, NaN],
      when: new Date(5), big: 12n, of: new Map([['a', new Set([1])]]), $: 'a field of that name' };
    const got = await window.bridge.call('echo', sent);
    return [got.text, got.nothing, 'missing' in got, Object.is(got.list[2], -0), Number.isNaN(got.list[3]),
      got.when.getTime(), got.big === 12n, got.of.get('a').has(1), got.$];
  })()`);
  assert.deepEqual(same, [
    'Ünïcode “تجربة” 👍',
    null,
    true,
    true,
    true,
    5,
    true,
    true,
    'a field of that name',
  ]);
});

test('bytes cross both ways, a few and a few million', async () => {
  const good = await inPage(`(async () => {
    for (const length of [0, 1, 70_000, 3_000_000]) {
      const sent = new Uint8Array(length).map((_, i) => i * 7);
      const got = await window.bridge.call('echo', { bytes: sent });
      if (!(got.bytes instanceof Uint8Array) || got.bytes.length !== length) return length;
      if (got.bytes.some((byte, i) => byte !== sent[i])) return -length;
    }
    return 'all';
  })()`);
  assert.equal(good, 'all');
});

test('a failing call rejects with Electron’s words', async () => {
  const message = await inPage(`window.bridge.call('fail').catch((cause) => cause.message)`);
  assert.equal(message, "Error invoking remote method 'fail': Error: as asked");
});

test('the main process sees the page at its own address', async () => {
  assert.deepEqual(await inPage(`window.bridge.call('sender')`), {
    url: 'app://threadline/index.html',
    origin: 'app://threadline',
  });
});

test('a listener hears events until it is taken off', async () => {
  const heard = await inPage(`(async () => {
    const heard = [];
    const off = window.bridge.on('said', (message) => heard.push(message));
    await window.bridge.call('say', { n: 1 });
    off();
    await window.bridge.call('say', { n: 2 });
    return heard;
  })()`);
  assert.deepEqual(heard, [{ n: 1 }]);
});

test('100 MB of segments reach a worker whole and in order, with no more under way than there are credits', async () => {
  const request = { count: 100, bytes: 1_000_000, credits: 8 };
  assert.deepEqual(await inPage(`window.takeSegments(${JSON.stringify(request)})`), {
    seen: 100,
    bytes: 100_000_000,
    wrong: 0,
    isolated: true,
    most: 8,
  });
});

test('the page is cross-origin isolated and secure, has WebGL, runs no inline script and sees neither Node nor the binding', async () => {
  assert.deepEqual(
    await inPage(`[crossOriginIsolated, isSecureContext, typeof SharedArrayBuffer,
      document.createElement('canvas').getContext('webgl2') !== null, window.loaded, window.inlineRan,
      typeof require, typeof process, typeof threadlineSend]`),
    [true, true, 'function', true, true, undefined, 'undefined', 'undefined', 'undefined'],
  );
});

test('dropped files are told by their paths', async () => {
  const dropped = [path.join(import.meta.dirname, 'index.ts'), path.join(import.meta.dirname, 'fixture')];
  await host.drop('#drop', dropped);
  await host.page.waitForFunction('window.droppedPaths');
  assert.deepEqual(await inPage('window.droppedPaths'), dropped);
});

test('a request to anywhere else goes nowhere and is told', async () => {
  const before = host.requests.length;
  await inPage(`new Promise((resolve) => {
    const link = document.createElement('a');
    link.href = 'https://example.org/away';
    document.body.append(link);
    link.click();
    setTimeout(resolve, 200);
  })`).catch(() => undefined);
  assert.deepEqual(
    host.requests.slice(before).map(({ url, outcome }) => ({ url, outcome })),
    [{ url: 'https://example.org/away', outcome: 'stray' }],
  );
  assert.equal(host.page.url(), 'https://threadline.invalid/index.html');
});

test('a port whose page goes away is closed at the main process', async () => {
  await inPage(`window.bridge.call('port-left')`);
  await host.page.reload();
  assert.equal(await inPage(`window.bridge.call('was-port-closed')`), 'closed');
});

test('what the page stores is there after a restart and after a crash', async () => {
  await inPage(`window.store({ text: 'kept', bytes: new Uint8Array([1, 2, 3]) })`);
  await host.restart();
  assert.deepEqual(await inPage(`window.store().then((value) => [value.text, value.bytes.length])`), [
    'kept',
    3,
  ]);
  await host.crash();
  assert.equal(await inPage(`window.store().then((value) => value.text)`), 'kept');
});
