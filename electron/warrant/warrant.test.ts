import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal, type RefusalCode } from '../../shared/model/index.ts';
import type { Amendment, Revocation } from '../../shared/warrant/documents.ts';
import { encodeEnvelope, parseEnvelope, preAuthentication, signed } from '../keys/envelope.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { sign } from './authority.ts';
import { type DocumentFile, readDocument } from './documents.ts';
import {
  agent,
  commissioner,
  EVIDENCE,
  minister,
  NOW,
  policy,
  signedFile,
  stranger,
  warrantFile,
  warrantOf,
} from './testing/made-authority.ts';
import { missingRole, parseTrust } from './trust.ts';
import { assertCovers, assertInForce, stateOf, verifyWarrant } from './warrant.ts';

function refusal(work: () => unknown): Refusal {
  try {
    work();
  } catch (cause) {
    assert.ok(cause instanceof Refusal, String(cause));
    return cause;
  }
  assert.fail('it was accepted');
}

const verify = (file: DocumentFile, more: object = {}) => verifyWarrant({ warrant: file, ...more }, policy);
const isRefused = (work: () => unknown, code: RefusalCode, words: RegExp): void => {
  const { code: found, message } = refusal(work);
  assert.match(message, words);
  assert.equal(found, code);
};

test('what is signed is the text that DSSE gives as its example', () => {
  const bytes = preAuthentication('http://example.com/HelloWorld', Buffer.from('hello world'));
  assert.equal(Buffer.from(bytes).toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world');
});

test('a warrant with both halves of the double lock is one, and says who signed it', () => {
  const { warrant, signers } = verify(warrantFile());
  assert.equal(warrant.id, 'W-2024-117');
  assert.deepEqual(
    signers.map(({ holder }) => holder),
    ['A. Minister', 'J. Commissioner'],
  );
});

test('one half of the double lock is not enough, whoever else signs', () => {
  const alone = signedFile('warrant.json', warrantOf(), minister);
  isRefused(
    () => verify(alone),
    'untrusted',
    /lacks the valid signature of a judicial commissioner \(signed by A\. Minister\)/,
  );
  const wrong = signedFile('warrant.json', warrantOf(), minister, agent, stranger);
  isRefused(() => verify(wrong), 'untrusted', /a judicial commissioner/);
  isRefused(() => verify(signedFile('warrant.json', warrantOf())), 'untrusted', /not signed at all/);
  isRefused(
    () => verify(signedFile('warrant.json', warrantOf(), stranger)),
    'untrusted',
    /no signature on it is of a trusted key/,
  );
});

test('a key with both roles is one signer', () => {
  const both = { holder: 'X', roles: ['minister', 'judicial-commissioner'] as const, keyId: 'x' };
  assert.equal(missingRole(policy.thresholds.warrant, [both]), 'judicial-commissioner');
  const other = { holder: 'Y', roles: ['minister'] as const, keyId: 'y' };
  assert.equal(missingRole(policy.thresholds.warrant, [both, other]), null);
  assert.equal(missingRole(policy.thresholds.warrant, [other, both]), null);
});

test('a key that was not valid when the document was issued does not count', () => {
  const early = signedFile(
    'warrant.json',
    warrantOf({ issued: '2023-12-31T23:59:59Z' }),
    minister,
    commissioner,
  );
  isRefused(() => verify(early), 'untrusted', /a minister/);
});

test('no changed byte of a signed warrant, and no other payload under its signatures, is accepted', () => {
  const file = warrantFile();
  const envelope = parseEnvelope(file.bytes, file.name);
  fc.assert(
    fc.property(fc.nat(envelope.payload.length - 1), fc.nat(7), (at, bit) => {
      const payload = new Uint8Array(envelope.payload);
      payload[at]! ^= 1 << bit;
      const changed = encodeEnvelope({ ...envelope, payload });
      assert.ok(refusal(() => verify({ name: file.name, bytes: changed })));
    }),
  );
  const widened = Buffer.from(JSON.stringify(warrantOf({ expiry: '2034-05-01T00:00:00Z' })));
  const forged = encodeEnvelope({ ...envelope, payload: widened });
  isRefused(() => verify({ name: file.name, bytes: forged }), 'untrusted', /a minister/);
});

test('a signature for one type of document does not serve for another', () => {
  const envelope = parseEnvelope(warrantFile().bytes, 'warrant.json');
  const retyped = encodeEnvelope({
    ...envelope,
    payloadType: 'application/vnd.threadline.amendment.v1+json',
  });
  isRefused(() => verify({ name: 'a.json', bytes: retyped }), 'unsupported', /it is not a warrant/);
});

test('any bytes are a refusal, never a crash', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        assert.equal(refusal(() => verify({ name: 'x.json', bytes })).file, 'x.json');
      },
    ),
  );
});

test('a document that says what it may not is refused with the place and the reason', () => {
  const with_ = (more: object): DocumentFile => {
    const payload = Buffer.from(JSON.stringify({ ...warrantOf(), ...more }));
    const envelope = parseEnvelope(warrantFile().bytes, 'w');
    const draft = { ...envelope, payload, signatures: [] };
    const { publicKey, privateKey } = minister.signing;
    return { name: 'warrant.json', bytes: encodeEnvelope(signed(draft, publicKey, privateKey)) };
  };
  isRefused(
    () => verify(with_({ expiry: '2024-03-01T00:00:00Z' })),
    'unsupported',
    /it ends before it begins/,
  );
  isRefused(() => verify(with_({ notBefore: '2024-02-31T00:00:00Z' })), 'unsupported', /notBefore/);
  isRefused(() => verify(with_({ version: 2 })), 'unsupported', /version/);
  isRefused(() => verify(with_({ extra: true })), 'unsupported', /extra/);
  isRefused(
    () => verify(with_({ privileged: { accounts: [], words: ['counsel'] } })),
    'unsupported',
    /no filter key/,
  );
});

test('several sign one after another, each on their own, and signing again does not count twice', () => {
  const draft = { name: 'draft.json', bytes: Buffer.from(JSON.stringify(warrantOf())) };
  const once = sign(draft, minister);
  const twice = sign({ name: 'w.json', bytes: once }, minister);
  assert.equal(parseEnvelope(twice, 'w').signatures.length, 1);
  const both = sign({ name: 'w.json', bytes: twice }, commissioner);
  assert.deepEqual(parseEnvelope(both, 'w').payload, parseEnvelope(once, 'w').payload);
  assert.equal(verify({ name: 'w.json', bytes: both }).warrant.id, 'W-2024-117');
});

test('nobody signs a draft that is no document', () => {
  const bytes = Buffer.from(JSON.stringify({ ...warrantOf(), purposes: [] }));
  isRefused(() => sign({ name: 'draft.json', bytes }, minister), 'unsupported', /purposes/);
});

const amendmentOf = (digest: string, more: Partial<Amendment> = {}): Amendment => ({
  version: 1,
  kind: 'amendment',
  id: 'W-2024-117/1',
  issuer: 'Home Office',
  issued: '2024-04-20T09:00:00Z',
  warrant: digest,
  expiry: '2024-06-01T00:00:00Z',
  ...more,
});

const digest = readDocument(warrantFile(), 'warrant').digest;

test('an amendment adds time, exhibits and a clause, under the same double lock', () => {
  const amendment = amendmentOf(digest, {
    exhibits: [{ reference: 'AB/2' }],
    scope: { ...warrantOf().scope, from: '2024-01-01T00:00:00Z' },
  });
  const file = signedFile('amendment.json', amendment, minister, commissioner);
  const verified = verify(warrantFile(), { amendments: [file] });
  assert.equal(verified.expiry, Date.parse('2024-06-01T00:00:00Z'));
  assert.equal(verified.scope.clauses.length, 2);
  assertCovers(verified, 'AB/2', [{ name: 'x', sha256: '00'.repeat(32), files: [] }]);
  const alone = signedFile('amendment.json', amendment, minister);
  isRefused(() => verify(warrantFile(), { amendments: [alone] }), 'untrusted', /judicial commissioner/);
  const other = signedFile('amendment.json', amendmentOf('00'.repeat(32)), minister, commissioner);
  isRefused(() => verify(warrantFile(), { amendments: [other] }), 'not-covered', /another warrant/);
});

test('a warrant is in force from its first instant until its last, then for review only', () => {
  const warrant = verify(warrantFile());
  const at = (text: string): string => stateOf(warrant, Date.parse(text));
  assert.equal(at('2024-03-31T23:59:59.999Z'), 'not-yet');
  assert.equal(at('2024-04-01T00:00:00Z'), 'in-force');
  assert.equal(at('2024-04-30T23:59:59.999Z'), 'in-force');
  assert.equal(at('2024-05-01T00:00:00Z'), 'review');
  assert.equal(at('2024-07-30T00:00:00Z'), 'ended');
  assertInForce(warrant, NOW);
  isRefused(
    () => assertInForce(warrant, Date.parse('2024-05-01T00:00:00Z')),
    'expired',
    /expired at 2024-05-01/,
  );
  isRefused(() => assertInForce(warrant, 0), 'not-covered', /not in force before 2024-04-01/);
});

test('a revocation by either half of the lock ends a warrant; one by anybody else is refused', () => {
  const revocation: Revocation = {
    version: 1,
    kind: 'revocation',
    id: 'R-1',
    issuer: 'Judicial Commissioner',
    issued: '2024-04-02T09:00:00Z',
    document: digest,
    reason: 'Issued for the wrong exhibit',
  };
  const by = (signer: typeof minister) => signedFile('revocation.json', revocation, signer);
  const warrant = verify(warrantFile(), { revocations: [by(commissioner)] });
  isRefused(
    () => assertInForce(warrant, NOW),
    'revoked',
    /revoked at 2024-04-02T09:00:00Z: Issued for the wrong exhibit/,
  );
  isRefused(() => verify(warrantFile(), { revocations: [by(agent)] }), 'untrusted', /may revoke/);
});

test('only evidence that the warrant states is covered, each file of a folder by itself', () => {
  const warrant = verify(warrantFile());
  const file = { name: 'msgstore.db.crypt15', sha256: EVIDENCE };
  assertCovers(warrant, 'AB/1', [{ ...file, files: [file] }]);
  assertCovers(warrant, 'AB/1', [{ name: 'phone', sha256: '00'.repeat(32), files: [file] }]);
  isRefused(
    () => assertCovers(warrant, 'AB/2', [{ ...file, files: [file] }]),
    'not-covered',
    /does not name exhibit AB\/2/,
  );
  const stranger_ = { name: 'wa.db', sha256: '11'.repeat(32) };
  isRefused(
    () =>
      assertCovers(warrant, 'AB/1', [{ name: 'phone', sha256: '00'.repeat(32), files: [file, stranger_] }]),
    'not-covered',
    /wa\.db: its SHA-256 is not among those/,
  );
  const open = verify(warrantFile({ exhibits: [{ reference: 'AB/1' }] }));
  assertCovers(open, 'AB/1', [{ name: 'phone', sha256: '00'.repeat(32), files: [stranger_] }]);
});

test('a trust policy has the double lock unless it says otherwise, and no key twice', () => {
  const { thresholds: _, ...rest } = policy;
  const parsed = parseTrust(Buffer.from(JSON.stringify({ ...rest, thresholds: {} })), 'trust.json');
  assert.deepEqual(parsed.thresholds, policy.thresholds);
  const twice = { ...policy, keys: [policy.keys[0], { ...policy.keys[0], holder: 'Another' }] };
  isRefused(() => parseTrust(Buffer.from(JSON.stringify(twice)), 'trust.json'), 'unsupported', /a key twice/);
  isRefused(() => parseTrust(Buffer.from('{}'), 'trust.json'), 'unsupported', /not a trust policy/);
});

test('the digest of a document is that of its payload’s bytes', () => {
  assert.equal(digest, sha256Hex(parseEnvelope(warrantFile().bytes, 'w').payload));
});
