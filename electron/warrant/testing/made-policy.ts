import type { Role, TrustPolicy } from '../../../shared/warrant/documents.ts';
import { cardOf, type Identity } from '../../keys/identity.ts';

/** A trust policy with the double lock, in which either of the two revokes and one escrow agent releases. */
export function madePolicy(
  name: string,
  signers: readonly (readonly [Identity, Role])[],
  valid: { readonly notBefore: string; readonly notAfter: string },
): TrustPolicy {
  const lock: TrustPolicy['thresholds']['warrant'] = [
    { role: 'minister', signers: 1 },
    { role: 'judicial-commissioner', signers: 1 },
  ];
  return {
    version: 1,
    kind: 'trust-policy',
    name,
    keys: signers.map(([identity, role]) => ({
      holder: identity.name,
      roles: [role],
      publicKey: cardOf(identity).signing,
      ...valid,
    })),
    thresholds: {
      warrant: lock,
      amendment: lock,
      revocation: ['minister', 'judicial-commissioner'],
      release: [{ role: 'escrow-agent', signers: 1 }],
    },
  };
}
