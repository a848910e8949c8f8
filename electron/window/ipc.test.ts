import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import { type CallName, type Outcome, REQUESTS } from '../../shared/contract/index.ts';
import { Cancelled, Refusal } from '../../shared/model/index.ts';
import { InvalidCall } from '../cases/call-error.ts';
import { CALL_CHANNEL } from './channels.ts';
import { answerCalls, type Calls } from './ipc.ts';

const contents = { id: 1 } as WebContents;
const page = { sender: contents, senderFrame: { parent: null, origin: 'app://threadline' } };

/** What the page's calls come to, with calls that all do as the test says. */
function serve(handle: (name: CallName, request: unknown) => unknown) {
  let answer: ((event: unknown, name: unknown, request: unknown) => Promise<Outcome<CallName>>) | undefined;
  const ipcMain = {
    handle(channel: string, handler: typeof answer) {
      assert.equal(channel, CALL_CHANNEL);
      answer = handler;
    },
  } as unknown as IpcMain;
  const calls = Object.fromEntries(
    Object.keys(REQUESTS).map((name) => [name, (request: unknown) => handle(name as CallName, request)]),
  ) as unknown as Calls;
  const reported: unknown[] = [];
  answerCalls(
    ipcMain,
    () => contents,
    calls,
    (cause) => void reported.push(cause),
  );
  const call = (name: unknown, request: unknown, event: unknown = page) =>
    answer!(event as IpcMainInvokeEvent, name, request);
  return { call, reported };
}

test('a call of the page is checked, carried out and answered', async () => {
  const seen: unknown[] = [];
  const { call } = serve((name, request) => {
    seen.push([name, request]);
    return 'done';
  });
  const request = {
    reference: '  OP LANTERN ',
    timeZone: 'Europe/London',
    passphrase: ' four words ',
    basis: { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' },
  };
  assert.deepEqual(await call('case.create', request), { ok: true, value: 'done' });
  // A reference loses the spaces around it, a passphrase keeps them.
  assert.deepEqual(seen, [['case.create', { ...request, reference: 'OP LANTERN' }]]);
});

test('a call from anywhere but the top frame of the window’s own page is turned away', async () => {
  const { call } = serve(() => assert.fail('it must not be carried out'));
  for (const event of [
    { ...page, sender: { id: 2 } },
    { ...page, senderFrame: null },
    { ...page, senderFrame: { ...page.senderFrame, origin: 'https://example.org' } },
    { ...page, senderFrame: { ...page.senderFrame, origin: 'null' } },
    { ...page, senderFrame: { ...page.senderFrame, parent: {} } },
  ]) {
    const outcome = await call('cases.recent', {}, event);
    assert.ok(!outcome.ok && outcome.error.kind === 'invalid');
  }
});

test('a request that the contract does not allow is turned away, and its values are not repeated', async () => {
  const { call, reported } = serve(() => assert.fail('it must not be carried out'));
  const basis = { kind: 'without-warrant', ground: 'consent', text: 'secret words' };
  const create = { reference: 'x', timeZone: 'Europe/London', passphrase: 'secret words', basis };
  const requests: [name: unknown, request: unknown][] = [
    ['case.create', { ...create, timeZone: 'Mars/Olympus' }],
    ['case.create', { ...create, reference: '   ' }],
    ['case.create', { ...create, passphrase: { secret: 'secret words' } }],
    ['case.create', { ...create, more: 'secret words' }],
    ['case.create', { ...create, basis: undefined }],
    ['case.create', { ...create, basis: { ...basis, text: ' ' } }],
    ['case.create', { ...create, basis: { ...basis, ground: 'secret words' } }],
    ['case.create', { ...create, basis: { kind: 'warrant', warrant: '/secret words' } }],
    ['case.open', { folder: '', passphrase: 'secret words' }],
    ['case.open', null],
    ['case.open', undefined],
    ['file.save', { suggestedName: 'x', bytes: [1, 2] }],
    ['intake.start', { exhibit: 'AB/1', paths: [] }],
    ['settings.set', { theme: 'secret words' }],
    ['no.such.call', {}],
    ['toString', {}],
    ['__proto__', {}],
    [{ toString: () => 'case.open' }, {}],
  ];
  for (const [name, request] of requests) {
    const outcome = await call(name, request);
    assert.ok(!outcome.ok && outcome.error.kind === 'invalid', String(name));
    assert.doesNotMatch(outcome.error.message, /secret|Mars/);
  }
  assert.deepEqual(reported, []);
});

test('what a call fails with is told by kind, and only a fault goes to the developers', async () => {
  const failures: [cause: unknown, kind: string, message: RegExp, isReported: boolean][] = [
    [new Refusal('wrong-passphrase', 'OP', 'it does not open'), 'refused', /^OP: it does not open$/, false],
    [new Cancelled(), 'cancelled', /stopped/, false],
    [new InvalidCall('no case is open'), 'invalid', /^no case is open$/, false],
    [new TypeError('cannot read “meet me at nine”'), 'fault', /TypeError/, true],
    [Object.assign(new Error('ENOSPC: write /home/x'), { code: 'ENOSPC' }), 'fault', /disk is full/, true],
  ];
  for (const [cause, kind, message, isReported] of failures) {
    const { call, reported } = serve(() => Promise.reject(cause));
    const outcome = await call('cases.recent', {});
    assert.ok(!outcome.ok);
    assert.equal(outcome.error.kind, kind);
    assert.match(outcome.error.message, message);
    assert.doesNotMatch(outcome.error.message, /meet me|home/);
    assert.equal(reported.length, isReported ? 1 : 0);
  }
});
