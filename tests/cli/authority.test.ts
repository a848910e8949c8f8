/** The authority's side from the command line, as its people would do it, each with files of their own. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { parseEnvelope } from '../../electron/keys/envelope.ts';
import { readDocument } from '../../electron/warrant/documents.ts';
import { threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const at = (name: string): string => path.join(folder, name);
const PEOPLE = ['minister', 'judge', 'agent', 'second', 'room'] as const;
const authority = (...args: string[]) => threadline(['authority', ...args]);
const as = (person: string): string[] => [
  '--identity',
  at(`${person}.json`),
  '--passphrase-file',
  at(`${person}.pass`),
];

function done(...args: string[]): string {
  const { status, stdout, stderr } = authority(...args);
  assert.equal(status, 0, stderr);
  return stdout;
}

const EVIDENCE = Buffer.from('an export of a seized phone, sealed');
const SHA256 = createHash('sha256').update(EVIDENCE).digest('hex');

before(() => {
  writeFileSync(at('evidence.zip'), EVIDENCE);
  for (const person of PEOPLE) {
    writeFileSync(at(`${person}.pass`), `the passphrase of ${person}\n`);
    done(
      'identity',
      '--name',
      person,
      '--out',
      at(`${person}.json`),
      '--passphrase-file',
      at(`${person}.pass`),
    );
  }
});

const card = (person: string): string => at(`${person}.json.card.json`);

test('a policy, a warrant signed on two machines, and a release, by files alone', () => {
  done(
    ...['trust', '--name', 'Test', '--from', '2024-01-01T00:00:00Z', '--to', '2034-01-01T00:00:00Z'],
    ...['--key', `${card('minister')}=minister`, '--key', `${card('judge')}=judicial-commissioner`],
    ...['--key', `${card('agent')}=escrow-agent`, '--out', at('trust.json')],
  );
  done(
    ...['warrant', '--id', 'W-1', '--issuer', 'Home Office', '--case', 'OP LANTERN'],
    ...[
      '--exhibit',
      `AB/1=${SHA256}`,
      '--purpose',
      'Who knew of the meeting',
      '--account',
      '+44 7700 900123',
    ],
    ...['--counterpart', '--from', '2024-03-01T00:00:00Z', '--to', '2024-03-23T00:00:00Z'],
    ...['--issued', '2024-04-01T00:00:00Z', '--expiry', '2033-05-01T00:00:00Z', '--review-days', '90'],
    ...['--privileged', 'legal:+447700900199', '--filter-key', card('second')],
    ...as('minister'),
    ...['--out', at('warrant-1.json')],
  );
  const alone = authority('show', at('warrant-1.json'), '--trust', at('trust.json'));
  assert.equal(alone.status, 3);
  assert.match(alone.stderr, /lacks the valid signature of a judicial commissioner/);

  done('sign', at('warrant-1.json'), ...as('judge'), '--out', at('warrant.json'));
  const shown = done('show', at('warrant.json'), '--trust', at('trust.json'));
  assert.match(shown, /Messages written by \+447700900123/);
  assert.match(shown, /\+447700900199: legal professional privilege/);
  assert.match(shown, /Signed by +minister \(minister\)\n +judge \(judicial-commissioner\)/);

  writeFileSync(at('key.hex'), `${'ab'.repeat(32)}\n`);
  done(
    ...['release', '--warrant', at('warrant.json'), '--exhibit', 'AB/1', '--evidence', at('evidence.zip')],
    ...['--to', card('room'), '--key', at('key.hex'), '--kind', 'whatsapp-crypt15-root', ...as('agent')],
    ...['--out', at('release.json')],
  );
  const { document } = readDocument(
    { name: 'release.json', bytes: readFileSync(at('release.json')) },
    'release',
  );
  assert.equal(document.exhibit.sha256, SHA256);
  assert.equal(document.issuer, 'agent');
  assert.ok(!readFileSync(at('release.json'), 'utf8').includes('abababab'), 'the key is not in the file');
});

test('a key is split, and each holder releases their own share only', () => {
  done(
    ...['split', '--key', 'cd'.repeat(32), '--kind', 'sealed-export', '--threshold', '2'],
    ...['--to', card('agent'), '--to', card('second'), '--out', at('share')],
  );
  const release = (person: string, share: string, out: string): string[] => [
    ...['release', '--warrant', at('warrant.json'), '--exhibit', 'AB/1', '--sha256', SHA256],
    ...['--to', card('room'), '--share', at(share), ...as(person), '--out', at(out)],
  ];
  done(...release('agent', 'share-1.json', 'release-1.json'));
  const others = authority(...release('agent', 'share-2.json', 'release-2.json'));
  assert.equal(others.status, 3);
  assert.match(others.stderr, /it is a share of second’s, not of agent’s/);
});

test('a file is sealed with a key of its own, and its key is written beside', () => {
  const out = done(
    ...['seal', at('evidence.zip'), '--exhibit', 'AB/1', '--creator', 'Escrow', '--out', at('evidence.tlx')],
    ...['--key-out', at('evidence.key')],
  );
  const sealed = readFileSync(at('evidence.tlx'));
  assert.equal(sealed.subarray(0, 4).toString(), 'TLX1');
  assert.ok(!sealed.includes('seized phone'));
  assert.match(readFileSync(at('evidence.key'), 'utf8'), /^[0-9a-f]{64}\n$/);
  assert.match(out, new RegExp(createHash('sha256').update(sealed).digest('hex')));
});

test('amendments and revocations name the document that they are about', () => {
  done(
    ...['amendment', '--id', 'W-1/1', '--issuer', 'Home Office', '--warrant', at('warrant.json')],
    ...[
      '--expiry',
      '2033-06-01T00:00:00Z',
      '--scope',
      '--kind',
      'image',
      ...as('minister'),
      '--out',
      at('amendment.json'),
    ],
  );
  done(
    ...['revocation', '--issuer', 'Home Office', '--document', at('release.json'), '--reason', 'Wrong room'],
    ...[...as('minister'), '--out', at('revocation.json')],
  );
  const bytes = (name: string) => ({ name, bytes: readFileSync(at(name)) });
  const warrant = readDocument(bytes('warrant.json'), 'warrant');
  assert.equal(readDocument(bytes('amendment.json'), 'amendment').document.warrant, warrant.digest);
  const release = readDocument(bytes('release.json'), 'release');
  assert.equal(readDocument(bytes('revocation.json'), 'revocation').document.document, release.digest);
  assert.equal(parseEnvelope(readFileSync(at('revocation.json')), 'r').signatures.length, 1);
});

test('what cannot be carried out is a usage error, and nothing is written over', () => {
  const usage = (words: RegExp, ...args: string[]): void => {
    const { status, stderr } = authority(...args);
    assert.equal(status, 2, stderr);
    assert.match(stderr, words);
  };
  usage(/no such command/, 'enrol');
  usage(/--name NAME is needed/, 'identity');
  usage(/it is there already/, 'sign', at('warrant.json'), ...as('judge'), '--out', at('warrant.json'));
  usage(/a role is one of/, 'trust', '--key', `${card('judge')}=king`, '--from', 'x', '--to', 'y');
  usage(
    /it is \+NUMBER, id:ID or name:NAME/,
    'warrant',
    '--account',
    '07700900123',
    '--id',
    'x',
    '--issuer',
    'x',
    '--case',
    'x',
    '--exhibit',
    'x',
    '--purpose',
    'x',
    '--expiry',
    '2034-01-01T00:00:00Z',
  );
  usage(
    /from 2 to the number of holders/,
    'split',
    '--kind',
    'sealed-export',
    '--threshold',
    '3',
    '--to',
    card('agent'),
    '--out',
    at('x'),
    '--key',
    'cd'.repeat(32),
  );
});

test('a wrong passphrase is refused', () => {
  writeFileSync(at('wrong.pass'), 'not it\n');
  const { status, stderr } = authority(
    ...['sign', at('warrant-1.json'), '--identity', at('judge.json'), '--passphrase-file', at('wrong.pass')],
    ...['--out', at('x.json')],
  );
  assert.equal(status, 3);
  assert.match(stderr, /judge\.json: the passphrase does not open this identity/);
});
