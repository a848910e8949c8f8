/** A warrant's status as the main process answers it, for tests and for the page without a main process. */
import type { WarrantStatus } from '../../../../shared/contract/index.ts';
import type { Warrant } from '../../../../shared/warrant/documents.ts';

export const MADE_WARRANT: Warrant = {
  version: 1,
  kind: 'warrant',
  id: 'W-2024-117',
  issuer: 'Home Office',
  caseReference: 'OP LANTERN',
  issued: '2024-02-28T09:00:00Z',
  notBefore: '2024-04-01T00:00:00Z',
  expiry: '2024-05-01T00:00:00Z',
  exhibits: [
    { reference: 'AB/1', sha256: ['1425b944a2e3885fc936a7bb82f6548c5cc09523a2f61f02aa836c4ed8bbd16e'] },
    { reference: 'AB/2' },
  ],
  scope: {
    accounts: 'any',
    context: { counterpart: true, wholeGroups: true },
    from: '2024-03-01T00:00:00Z',
    to: '2024-03-23T00:00:00Z',
    uncertainTimes: 'keep',
  },
  purposes: ['Who knew of the meeting, and when'],
  privileged: {
    accounts: [{ account: { phone: '+447700900005', name: 'M. Hohenstein' }, privilege: 'legal' }],
    words: ['without prejudice'],
    filterKey: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  },
  retention: { reviewDays: 90 },
};

export const MADE_DIGEST = '7d'.repeat(32);

/** Of a warrant in force; its clock is nobody's: `state` says what it is. */
export function madeStatus(more: Partial<WarrantStatus> = {}): WarrantStatus {
  const warrant = more.warrant ?? MADE_WARRANT;
  const expiry = Date.parse(warrant.expiry);
  return {
    state: 'in-force',
    digest: MADE_DIGEST,
    warrant,
    amendments: [],
    revocations: [],
    releases: [],
    signers: [
      { holder: 'A. Minister', roles: ['minister'], keyId: '1a'.repeat(32) },
      { holder: 'J. Commissioner', roles: ['judicial-commissioner'], keyId: '2b'.repeat(32) },
    ],
    policy: 'Test authority',
    notBefore: Date.parse(warrant.notBefore),
    expiry,
    reviewUntil: expiry + warrant.retention.reviewDays * 86_400_000,
    ...more,
  };
}
