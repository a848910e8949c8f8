import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Access, WarrantStatus } from '../../../shared/contract/index.ts';
import { Zone } from '../../../shared/time/zone.ts';
import { MADE_DIGEST, MADE_WARRANT, madeStatus } from './testing/made-status.ts';
import { basisMark, heldBack, leftChangesIn, leftText, stateSentence, whyNot } from './warrant-state.ts';

const zone = new Zone('Europe/London');
const DAY = 86_400_000;
const under = (more: Partial<WarrantStatus> = {}, access: Access = 'full') =>
  ({ basis: { kind: 'warrant', warrant: madeStatus(more) }, access }) as const;
const at = (text: string): number => Date.parse(text);

const revoked = madeStatus({
  state: 'revoked',
  revocations: [
    {
      digest: 'ef'.repeat(32),
      signers: [],
      document: {
        version: 1,
        kind: 'revocation',
        id: 'R-1',
        issuer: 'J. Commissioner',
        issued: '2024-04-12T08:30:00Z',
        document: MADE_DIGEST,
        reason: 'No longer necessary',
      },
    },
  ],
});

test('time left is told in whole units that are surely there', () => {
  assert.equal(leftText(12 * DAY + 5), '12 days');
  assert.equal(leftText(2 * DAY - 1), '1 day');
  assert.equal(leftText(5 * 3_600_000), '5 hours');
  assert.equal(leftText(59_999), 'less than a minute');
});

test('a mark is looked at again when its words change, at the latest in a minute', () => {
  assert.equal(leftChangesIn(3 * DAY + 500), 1000);
  assert.equal(leftChangesIn(3 * DAY + 30_000), 30_001);
  assert.equal(leftChangesIn(3 * DAY - 1), 60_000);
});

test('the mark of a warrant in force says which and how long, and warns in its last week', () => {
  const early = basisMark(under(), at('2024-04-18T12:00:00Z'), zone);
  assert.equal(early.text, 'Warrant W-2024-117 · 12 days left');
  assert.deepEqual([early.icon, early.tone], ['warrant', 'quiet']);
  const late = basisMark(under(), at('2024-04-30T20:00:00Z'), zone);
  assert.equal(late.text, 'Warrant W-2024-117 · 4 hours left');
  assert.equal(late.tone, 'warning');
});

test('after expiry, and after a revocation, the mark says since when and that it is read-only or closed', () => {
  const now = at('2024-05-20T00:00:00Z');
  assert.equal(
    basisMark(under({ state: 'review' }, 'review'), now, zone).text,
    'Review only: expired 2024-05-01',
  );
  assert.equal(basisMark(under({ state: 'ended' }, 'closed'), now, zone).text, 'Closed: expired 2024-05-01');
  const mark = basisMark({ basis: { kind: 'warrant', warrant: revoked }, access: 'closed' }, now, zone);
  assert.equal(mark.text, 'Closed: revoked 2024-04-12');
  assert.match(mark.sentence, /was revoked at 2024-04-12 09:30:00 \+01:00: No longer necessary\. /);
  assert.match(
    basisMark(under({ state: 'not-yet' }, 'review'), now, zone).text,
    /· not in force before 2024-04-01$/,
  );
});

test('a case without a warrant says on what it stands', () => {
  const basis = { kind: 'without-warrant', ground: 'consent', text: 'Form 12 of 2 April' } as const;
  const mark = basisMark({ basis, access: 'full' }, 0, zone);
  assert.equal(mark.text, 'Without warrant: consent');
  assert.match(mark.sentence, /consent of the owner: Form 12 of 2 April/);
  assert.equal(
    basisMark({ basis: { ...basis, ground: 'own-data' }, access: 'full' }, 0, zone).text,
    'Without warrant: own data',
  );
  assert.equal(
    basisMark({ basis: { ...basis, ground: 'other' }, access: 'full' }, 0, zone).text,
    'Without warrant: another ground',
  );
});

test('the sentence of a state says what comes after it, with both bounds in the case’s zone', () => {
  assert.equal(
    stateSentence(madeStatus(), 'full', at('2024-04-18T12:00:00Z'), zone),
    'Warrant W-2024-117 is in force until 2024-05-01 01:00:00 +01:00: 12 days left. After that the case may be looked at for 90 days, until 2024-07-30 01:00:00 +01:00; it takes no evidence then and exports nothing but its log.',
  );
  const short = { ...MADE_WARRANT, retention: { reviewDays: 0 } };
  assert.match(
    stateSentence(madeStatus({ warrant: short }), 'full', at('2024-04-18T12:00:00Z'), zone),
    /left\. After that the case’s messages are closed\.$/,
  );
});

test('what cannot be done names the warrant, since when and why; with full access nothing stands against it', () => {
  assert.equal(whyNot('take evidence', under(), zone), null);
  assert.equal(
    whyNot('take evidence', under({ state: 'review' }, 'review'), zone),
    'Warrant W-2024-117 expired at 2024-05-01 01:00:00: the case takes no evidence.',
  );
  assert.equal(
    whyNot('export', { basis: { kind: 'warrant', warrant: revoked }, access: 'closed' }, zone),
    'Warrant W-2024-117 was revoked at 2024-04-12 09:30:00: the case exports nothing but its log.',
  );
});

test('where the case is held back more than its warrant’s state says, the reason given is told', () => {
  const standing = { ...under({}, 'closed'), accessReason: 'this workstation’s clock went back' };
  assert.equal(
    whyNot('export', standing, zone),
    'This workstation’s clock went back. The case exports nothing but its log.',
  );
  const mark = basisMark(standing, at('2024-04-18T12:00:00Z'), zone);
  assert.deepEqual([mark.text, mark.icon], ['Closed: warrant W-2024-117', 'locked']);
  assert.equal(mark.sentence, 'This workstation’s clock went back.');
  assert.equal(heldBack(standing), mark.sentence);
  assert.equal(heldBack(under({ state: 'review' }, 'review')), null);
});
