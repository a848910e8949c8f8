/** Signed documents as the made main process knows them, by the names of their files. */
import type { CaseBasis, OpenCase, WarrantState, WarrantStatus } from '../../../shared/contract/index.ts';
import { MADE_DIGEST, MADE_WARRANT, madeStatus } from '../../views/warrant/testing/made-status.ts';
import { ACCESS_OF } from '../../views/warrant/warrant-state.ts';
import { JOANNA } from './made-messages.ts';

const DAY = 86_400_000;

/** What the page is told to stand on, by its address. */
export const STANDINGS = [
  'own-data',
  'consent',
  'other',
  'warrant',
  'few-days',
  'not-yet',
  'review',
  'revoked',
  'ended',
  'clock',
] as const;
export type Standing = (typeof STANDINGS)[number];

const instant = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** The made warrant, in force from so many days before now until so many after. */
function warrantAround(before: number, after: number, state: WarrantState): WarrantStatus {
  const now = Date.now();
  return madeStatus({
    state,
    warrant: {
      ...MADE_WARRANT,
      notBefore: instant(now - before * DAY),
      expiry: instant(now + after * DAY),
      // Of the made messages none lies outside.
      scope: { ...MADE_WARRANT.scope, from: '2023-11-20T00:00:00Z' },
    },
  });
}

export const REVOCATION: WarrantStatus['revocations'][number] = {
  digest: 'ef'.repeat(32),
  signers: [{ holder: 'J. Commissioner', roles: ['judicial-commissioner'], keyId: '2b'.repeat(32) }],
  document: {
    version: 1,
    kind: 'revocation',
    id: 'RV-2',
    issuer: 'J. Commissioner',
    issued: '2024-04-12T08:30:00Z',
    document: MADE_DIGEST,
    reason: 'The inquiry into the meeting was ended',
  },
};

export const AMENDMENT: WarrantStatus['amendments'][number] = {
  digest: 'cd'.repeat(32),
  signers: madeStatus().signers,
  document: {
    version: 1,
    kind: 'amendment',
    id: 'A-3',
    issuer: 'Home Office',
    issued: '2024-04-10T09:00:00Z',
    warrant: MADE_DIGEST,
    scope: {
      accounts: [{ phone: `+${JOANNA.split('@')[0]}`, name: 'Joanna Ho' }],
      context: { counterpart: true, wholeGroups: false },
      from: '2023-10-01T00:00:00Z',
      to: '2023-11-20T00:00:00Z',
      uncertainTimes: 'leave-out',
    },
  },
};

export const RELEASE: WarrantStatus['releases'][number] = {
  digest: 'aa'.repeat(32),
  signers: [{ holder: 'Escrow One', roles: ['escrow-agent'], keyId: '3c'.repeat(32) }],
  forThisWorkstation: true,
  document: {
    version: 1,
    kind: 'release',
    id: 'K-11',
    issuer: 'Escrow One',
    issued: '2024-04-01T12:00:00Z',
    warrant: MADE_DIGEST,
    exhibit: { reference: 'AB/1', sha256: MADE_WARRANT.exhibits[0]!.sha256![0]! },
    keyKind: 'whatsapp-crypt15-root',
    recipient: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  },
};

export const ELSEWHERE: WarrantStatus['releases'][number] = {
  ...RELEASE,
  digest: 'ab'.repeat(32),
  forThisWorkstation: false,
  document: { ...RELEASE.document, id: 'K-12', recipient: '1111EjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' },
};

function under(status: WarrantStatus): Pick<OpenCase, 'basis' | 'access'> {
  return { basis: { kind: 'warrant', warrant: status }, access: ACCESS_OF[status.state] };
}

const without = (ground: Extract<CaseBasis, { kind: 'without-warrant' }>['ground'], text: string) =>
  ({ basis: { kind: 'without-warrant', ground, text }, access: 'full' }) as const;

/** A made case's standing. Days are a little more than whole, so that they are those while a page is looked at. */
export function madeStanding(standing: Standing): Pick<OpenCase, 'basis' | 'access' | 'accessReason'> {
  switch (standing) {
    case 'own-data':
      return without('own-data', 'Made up');
    case 'consent':
      return without('consent', 'Marta Nowak, form 12 of 2 April 2024, in the paper file');
    case 'other':
      return without('other', 'Order of the court of appeal of 28 March 2024');
    case 'warrant':
      return under(warrantAround(20, 12.4, 'in-force'));
    case 'few-days':
      return under(warrantAround(20, 2.4, 'in-force'));
    case 'not-yet':
      return under(warrantAround(-3, 30, 'not-yet'));
    case 'review':
      return under(warrantAround(40, -9.6, 'review'));
    case 'revoked':
      return under({ ...warrantAround(20, 12.4, 'revoked'), revocations: [REVOCATION] });
    case 'ended':
      return under(warrantAround(200, -120, 'ended'));
    case 'clock':
      return {
        ...under(warrantAround(20, 12.4, 'in-force')),
        access: 'closed',
        accessReason: 'this workstation’s clock stands before the last entry of the case’s log',
      };
  }
}

/** What a file of a document turns out to be, by its name; a reason where it is refused. */
export function inspected(warrantFile: string): WarrantStatus | string {
  const name = warrantFile.split('/').at(-1)!;
  if (name === 'warrant.json') return warrantAround(20, 12.4, 'in-force');
  if (name === 'expired-warrant.json') return warrantAround(40, -9.6, 'review');
  if (name === 'forged-warrant.json') {
    return `${name}: it lacks the valid signature of a judicial commissioner (signed by A. Minister)`;
  }
  return `${name}: it is not a warrant`;
}
