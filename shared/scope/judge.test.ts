import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MESSAGE_KINDS, TIME_PRECISIONS } from '../model/index.ts';
import { formatReading } from '../time/instant.ts';
import type { ScopeClause } from '../warrant/documents.ts';
import { type KnownLists, type Scope, ScopeJudge, timeSpan, type Verdict } from './index.ts';

const OWNER = '447700900001@s.whatsapp.net';
const ANA = '447700900002@s.whatsapp.net';
const BEN = '447700900003@s.whatsapp.net';
const LAWYER = '447700900004@s.whatsapp.net';
const GROUP = '120363000000000001@g.us';
const OTHERS = '120363000000000002@g.us';

const lists: KnownLists = {
  accounts: [
    { id: OWNER, platform: 'whatsapp', phone: '+447700900001', names: [], isOwner: true },
    { id: ANA, platform: 'whatsapp', phone: '+447700900002', names: [{ name: 'Ana', from: 'wa.db' }] },
    { id: BEN, platform: 'whatsapp', phone: '+447700900003', names: [] },
    { id: LAWYER, platform: 'whatsapp', phone: '+447700900004', names: [] },
  ],
  chats: [
    { id: ANA, platform: 'whatsapp', type: 'direct', members: [ANA] },
    { id: BEN, platform: 'whatsapp', type: 'direct', members: [BEN] },
    { id: LAWYER, platform: 'whatsapp', type: 'direct', members: [LAWYER] },
    { id: GROUP, platform: 'whatsapp', type: 'group', members: [ANA, BEN, OWNER] },
    { id: OTHERS, platform: 'whatsapp', type: 'group', members: [BEN, OWNER] },
  ],
};

const anything: ScopeClause = {
  accounts: 'any',
  context: { counterpart: false, wholeGroups: false },
  uncertainTimes: 'leave-out',
};
const scopeOf = (...clauses: Partial<ScopeClause>[]): Scope => ({
  clauses: clauses.map((clause) => ({ ...anything, ...clause })),
  privileged: { accounts: [], words: [] },
});
const message = {
  chat: ANA,
  sender: ANA,
  kind: 'text' as const,
  sentAt: '2024-03-22T14:36:48.000Z',
  timeBasis: 'utc' as const,
  timePrecision: 'ms' as const,
};
const judged = (scope: Scope, more: object = {}): Verdict =>
  new ScopeJudge(scope, 'whatsapp', lists).judge({ ...message, ...more });
const outside = (verdict: Verdict): string | null => ('outside' in verdict ? verdict.outside : null);

const ana = { accounts: [{ phone: '+447700900002' }] };

test('a listed account’s own messages are in scope, and nobody else’s without the context rule', () => {
  assert.equal(judged(scopeOf(ana)).kept, true);
  assert.equal(outside(judged(scopeOf(ana), { sender: OWNER })), 'account not listed');
  assert.equal(outside(judged(scopeOf(ana), { chat: GROUP, sender: BEN })), 'account not listed');
});

test('with the other side in scope, a direct chat with a listed account is whole, a group is not', () => {
  const scope = scopeOf({ ...ana, context: { counterpart: true, wholeGroups: false } });
  assert.equal(judged(scope, { sender: OWNER }).kept, true);
  assert.equal(outside(judged(scope, { chat: BEN, sender: OWNER })), 'account not listed');
  assert.equal(outside(judged(scope, { chat: GROUP, sender: BEN })), 'account not listed');
});

test('with whole groups in scope, a group is whole when a listed account belongs to it', () => {
  const scope = scopeOf({ ...ana, context: { counterpart: false, wholeGroups: true } });
  assert.equal(judged(scope, { chat: GROUP, sender: BEN }).kept, true);
  assert.equal(outside(judged(scope, { chat: OTHERS, sender: BEN })), 'account not listed');
  assert.equal(outside(judged(scope, { sender: OWNER })), 'account not listed');
});

test('when the phone’s owner is listed, each of their direct chats is one with a listed account', () => {
  const scope = scopeOf({
    accounts: [{ phone: '+447700900001' }],
    context: { counterpart: true, wholeGroups: false },
  });
  assert.equal(judged(scope, { chat: BEN, sender: BEN }).kept, true);
  assert.equal(outside(judged(scope, { chat: GROUP, sender: BEN })), 'account not listed');
});

test('an account is listed by its number in any writing, by its id, or by a name letter for letter', () => {
  const byName = scopeOf({ accounts: [{ name: 'Ana' }] });
  assert.equal(judged(byName).kept, true);
  assert.equal(judged(byName, { sender: BEN }).kept, false);
  assert.equal(judged(scopeOf({ accounts: [{ id: ANA }] })).kept, true);
  assert.equal(judged(scopeOf(ana), { chat: 'x', sender: '+44 7700 900002' }).kept, true);
  assert.equal(judged(scopeOf({ accounts: [{ platform: 'telegram', phone: '+447700900002' }] })).kept, false);
});

test('the bounds in time are inclusive and exclusive', () => {
  const scope = scopeOf({ from: '2024-03-22T14:00:00Z', to: '2024-03-22T15:00:00Z' });
  const at = (sentAt: string): string | null => outside(judged(scope, { sentAt }));
  assert.equal(at('2024-03-22T13:59:59.999Z'), 'before the time covered');
  assert.equal(at('2024-03-22T14:00:00.000Z'), null);
  assert.equal(at('2024-03-22T14:59:59.999Z'), null);
  assert.equal(at('2024-03-22T15:00:00.000Z'), 'after the time covered');
});

test('a message that may lie outside is kept only if the warrant says so', () => {
  const local = { sentAt: '2024-03-22T20:00:00.000', timeBasis: 'device-local', timePrecision: 'min' };
  const bounds = { from: '2024-03-22T14:00:00Z', to: '2024-03-23T02:00:00Z' };
  assert.equal(outside(judged(scopeOf(bounds), local)), 'time may lie outside');
  assert.equal(judged(scopeOf({ ...bounds, uncertainTimes: 'keep' }), local).kept, true);
  const wide = { from: '2024-03-20T00:00:00Z', to: '2024-03-25T00:00:00Z' };
  assert.equal(judged(scopeOf(wide), local).kept, true);
  const none = { sentAt: undefined, timeBasis: undefined, timePrecision: undefined };
  assert.equal(outside(judged(scopeOf(wide), none)), 'time not known');
  assert.equal(judged(scopeOf({ ...wide, uncertainTimes: 'keep' }), none).kept, true);
  const far = { ...local, sentAt: '2024-03-26T20:00:00.000' };
  assert.equal(outside(judged(scopeOf({ ...wide, uncertainTimes: 'keep' }), far)), 'after the time covered');
});

test('a minute at the edge of the bounds may lie outside', () => {
  const minute = { sentAt: '2024-03-22T14:00:00.000Z', timeBasis: 'assumed-zone', timePrecision: 'min' };
  assert.equal(outside(judged(scopeOf({ to: '2024-03-22T14:00:30Z' }), minute)), 'time may lie outside');
});

test('kinds, chats and platforms that are not listed are outside', () => {
  assert.equal(outside(judged(scopeOf({ kinds: ['image'] }))), 'kind not covered');
  assert.equal(outside(judged(scopeOf({ chats: [GROUP] }))), 'chat not listed');
  assert.equal(outside(judged(scopeOf({ platforms: ['telegram'] }))), 'platform not covered');
  assert.equal(judged(scopeOf({ kinds: ['text'], chats: [ANA], platforms: ['whatsapp'] })).kept, true);
});

test('a message is in scope when any clause takes it; otherwise the one that came furthest says why', () => {
  const scope = scopeOf({ kinds: ['image'] }, { to: '2024-01-01T00:00:00Z' });
  assert.equal(outside(judged(scope)), 'after the time covered');
  assert.equal(judged(scopeOf({ kinds: ['image'] }, {})).kept, true);
});

test('what was said to or by a privileged account waits for the reviewer, in groups as well', () => {
  const scope: Scope = {
    clauses: [anything],
    privileged: { accounts: [{ account: { phone: '+447700900004' }, privilege: 'legal' }], words: [] },
  };
  const privileged = { kept: false, privilege: 'legal' };
  assert.deepEqual(judged(scope, { chat: LAWYER, sender: OWNER }), privileged);
  assert.deepEqual(judged(scope, { chat: GROUP, sender: LAWYER }), privileged);
  assert.deepEqual(judged(scope, { chat: GROUP, sender: BEN, mentions: [LAWYER] }), privileged);
  assert.equal(judged(scope, { chat: GROUP, sender: BEN }).kept, true);
});

test('listed words wait for the reviewer in any case and with hidden marks in them', () => {
  const scope: Scope = { clauses: [anything], privileged: { accounts: [], words: ['Legal Advice'] } };
  const words = { kept: false, privilege: 'words' };
  assert.deepEqual(judged(scope, { text: 'LEGAL\u200b advice, please' }), words);
  assert.equal(judged(scope, { text: 'legally advised' }).kept, true);
});

test('what is outside the scope is outside, privileged or not', () => {
  const scope: Scope = {
    ...scopeOf({ to: '2024-01-01T00:00:00Z' }),
    privileged: { accounts: [{ account: { phone: '+447700900004' }, privilege: 'legal' }], words: [] },
  };
  assert.equal(outside(judged(scope, { chat: LAWYER, sender: LAWYER })), 'after the time covered');
});

const time = fc.record({
  ms: fc.integer({ min: Date.UTC(2024, 2, 20), max: Date.UTC(2024, 2, 25) }),
  timeBasis: fc.constantFrom('utc' as const, 'device-local' as const, 'assumed-zone' as const),
  timePrecision: fc.constantFrom(...TIME_PRECISIONS),
});

test('a message kept for its time surely lies within, one left out as before or after surely does not', () => {
  fc.assert(
    fc.property(time, fc.constantFrom(...MESSAGE_KINDS), ({ ms, timeBasis, timePrecision }, kind) => {
      const [from, to] = ['2024-03-21T00:00:00Z', '2024-03-24T00:00:00Z'];
      const sent = { sentAt: formatReading(ms, timeBasis), timeBasis, timePrecision };
      const verdict = judged(scopeOf({ from, to }), { ...sent, kind });
      const span = timeSpan(sent)!;
      const certain = span.from >= Date.parse(from) && span.to <= Date.parse(to);
      assert.equal(verdict.kept, certain);
      const touches = span.to > Date.parse(from) && span.from < Date.parse(to);
      if (!verdict.kept) assert.equal(outside(verdict) === 'time may lie outside', touches);
    }),
  );
});

test('a wider scope never takes less', () => {
  fc.assert(
    fc.property(
      time,
      fc.constantFrom(OWNER, ANA, BEN, LAWYER),
      fc.constantFrom(ANA, BEN, GROUP, OTHERS),
      ({ ms, timeBasis, timePrecision }, sender, chat) => {
        const sent = { sentAt: formatReading(ms, timeBasis), timeBasis, timePrecision, sender, chat };
        const narrow: Partial<ScopeClause> = {
          ...ana,
          from: '2024-03-21T00:00:00Z',
          to: '2024-03-24T00:00:00Z',
        };
        const wider: Partial<ScopeClause> = {
          ...narrow,
          context: { counterpart: true, wholeGroups: true },
          uncertainTimes: 'keep',
        };
        if (judged(scopeOf(narrow), sent).kept) {
          assert.ok(judged(scopeOf(wider), sent).kept);
          assert.ok(judged(scopeOf({ kinds: ['image'] }, narrow), sent).kept);
        }
      },
    ),
  );
});
