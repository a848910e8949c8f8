import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, serve, transferring, type Wire } from './rpc.ts';

interface Sums {
  add(a: number, b: number): Promise<number>;
  fail(): Promise<never>;
  buffer(bytes: number): Promise<{ bytes: ArrayBuffer }>;
  count(to: number, onStep: (n: number) => void): Promise<string>;
  slow(mark: number): Promise<number>;
}

function pair() {
  const { port1, port2 } = new MessageChannel();
  const ran: number[] = [];
  const kept: ArrayBuffer[] = [];
  const send = serve<Sums>(
    port2 as unknown as Wire,
    {
      add: async (a, b) => a + b,
      fail: async () => {
        throw new RangeError('no such chat');
      },
      buffer: async (size) => {
        const bytes = new ArrayBuffer(size);
        kept.push(bytes);
        return transferring({ bytes }, [bytes]);
      },
      count: async (to, onStep) => {
        for (let n = 1; n <= to; n++) onStep(n);
        return 'done';
      },
      slow: async (mark) => {
        ran.push(mark);
        return mark;
      },
    },
    ['slow'],
  );
  const connection = connect<Sums>(port1 as unknown as Wire);
  port1.start();
  port2.start();
  const close = () => port1.close();
  return { ...connection, send, ran, kept, close };
}

test('a call is answered with the method’s value, and with its error', async () => {
  const { api, close } = pair();
  assert.deepEqual(await Promise.all([api.add(1, 2), api.add(3, 4)]), [3, 7]);
  await assert.rejects(api.fail(), { name: 'RangeError', message: 'no such chat' });
  close();
});

test('a marked buffer moves instead of being copied', async () => {
  const { api, kept, close } = pair();
  assert.equal((await api.buffer(16)).bytes.byteLength, 16);
  assert.equal(kept[0]!.byteLength, 0);
  close();
});

test('a callback hears every step before the answer', async () => {
  const { api, close } = pair();
  const steps: number[] = [];
  assert.equal(await api.count(3, (n) => steps.push(n)), 'done');
  assert.deepEqual(steps, [1, 2, 3]);
  close();
});

test('of calls waiting for a method that answers the newest only that one is run, and all get its answer', async () => {
  const { api, ran, close } = pair();
  assert.deepEqual(await Promise.all([api.slow(1), api.add(1, 1), api.slow(2), api.slow(3)]), [3, 2, 3, 3]);
  assert.deepEqual(ran, [3]);
  assert.equal(await api.slow(4), 4);
  close();
});

test('events reach their listeners until these leave', async () => {
  const { api, on, send, close } = pair();
  const heard: unknown[] = [];
  const leave = on('change', (value) => heard.push(value));
  send('change', 1);
  send('other', 2);
  await api.add(0, 0);
  leave();
  send('change', 3);
  await api.add(0, 0);
  assert.deepEqual(heard, [1]);
  close();
});

test('once ended, calls under way and later ones are rejected with the reason', async () => {
  const { api, end, close } = pair();
  const under = api.add(1, 1);
  end('the case is closed');
  await assert.rejects(under, /the case is closed/);
  await assert.rejects(api.add(1, 1), /the case is closed/);
  close();
});
