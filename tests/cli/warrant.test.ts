/** Importing under a warrant from the command line: the sample case, sealed to a made authority. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openWithheld } from '../../electron/intake/quarantine.ts';
import { cardOf, type Identity, makeIdentity } from '../../electron/keys/identity.ts';
import { LEAST_COST } from '../../electron/keys/passphrase.ts';
import { release } from '../../electron/warrant/authority.ts';
import type { IntakeRecord, Message } from '../../shared/model/index.ts';
import type { SignedDocument, Warrant } from '../../shared/warrant/documents.ts';
import {
  daysFromNow,
  makeSampleAuthority,
  SAMPLE_EVIDENCE,
  SAMPLE_KEY,
  type SampleAuthority,
  sampleWarrant,
  writeRelease,
  writeSigned,
} from '../host/sample-authority.ts';
import { threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);
const at = (name: string): string => path.join(folder, name);

const [BACKUP, CONTACTS] = SAMPLE_EVIDENCE;
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

let authority: SampleAuthority;

const warrantOf = (more: Partial<Warrant> = {}): Warrant =>
  sampleWarrant(authority.reviewer, { privileged: { accounts: [], words: [] }, ...more });

/** Writes a warrant that both have signed, or these alone. */
function write(name: string, document: SignedDocument, ...signers: readonly Identity[]): string {
  const { minister, commissioner } = authority;
  return writeSigned(at(name), document, ...(signers.length > 0 ? signers : [minister, commissioner]));
}

/** Writes a warrant and a release of the backup's key under it. */
function papers(name: string, more: Partial<Warrant> = {}): { warrant: string; release: string } {
  const warrant = write(`${name}.json`, warrantOf(more));
  const card = JSON.parse(readFileSync(at('room.card.json'), 'utf8'));
  return { warrant, release: writeRelease(at(`${name}.release.json`), warrant, authority, card) };
}

before(async () => {
  authority = await makeSampleAuthority();
  const room = await makeIdentity('Room 7', 'the room’s passphrase', LEAST_COST);
  writeFileSync(at('room.json'), room.file);
  writeFileSync(at('room.card.json'), JSON.stringify(cardOf(room.identity)));
  writeFileSync(at('room.pass'), 'the room’s passphrase\n');
  writeFileSync(at('trust.json'), JSON.stringify(authority.policy));
});

let outs = 0;
function imported(
  { warrant, release: released }: { warrant: string; release?: string },
  evidence: readonly string[] = [BACKUP, CONTACTS],
  exhibit = 'AB/1',
) {
  const out = at(`out-${outs++}`);
  const ran = threadline([
    ...['import', ...evidence, '--exhibit', exhibit, '--out', out],
    ...['--warrant', warrant, '--trust', at('trust.json')],
    ...(released ? ['--release', released] : []),
    ...['--identity', at('room.json'), '--passphrase-file', at('room.pass')],
  ]);
  return { ...ran, out };
}

const lines = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

function refused(ran: { status: number | null; stderr: string; out: string }, reason: RegExp): void {
  assert.equal(ran.status, 3, ran.stderr);
  assert.match(ran.stderr, reason);
  assert.equal(ran.stderr.trim().split('\n').length, 1, 'one line');
  assert.ok(!existsSync(ran.out), 'nothing is kept');
}

test('only what the warrant covers is kept; the rest is counted, and the key stays unwritten', () => {
  const ran = imported(papers('covered'));
  assert.equal(ran.status, 0, ran.stderr);
  const messages = lines<Message>(path.join(ran.out, 'messages.jsonl'));
  assert.ok(messages.length > 20);
  for (const { sentAt } of messages) {
    assert.ok(sentAt! >= '2024-03-22T12:00' && sentAt! < '2024-03-22T14:40', sentAt);
  }
  const [record] = JSON.parse(readFileSync(path.join(ran.out, 'intake.json'), 'utf8')) as IntakeRecord[];
  assert.equal(record!.counts.read, 2663);
  assert.equal(record!.counts.kept, messages.length);
  assert.ok(record!.counts.outOfScope['before the time covered']! > 2000);
  assert.equal(record!.warrant!.id, 'W-2024-117');
  const used = new Set(messages.map(({ chat }) => chat));
  for (const chat of lines<{ id: string }>(path.join(ran.out, 'chats.jsonl'))) assert.ok(used.has(chat.id));
  const log = lines<{ action: string }>(path.join(ran.out, 'custody.jsonl'));
  assert.deepEqual(
    log.map(({ action }) => action),
    ['warrant-verified', 'key-released', 'evidence-hashed', 'exhibit-imported', 'output-written'],
  );
  const all = ['intake.json', 'custody.jsonl'].map((name) => readFileSync(path.join(ran.out, name), 'utf8'));
  assert.ok(!all.join().includes(Buffer.from(SAMPLE_KEY).toString('hex')));
  assert.equal(threadline(['verify', ran.out]).status, 0);
});

test('a message has the same id under any warrant', () => {
  const narrow = imported(papers('narrow'));
  const wide = imported(papers('wide', { scope: { ...warrantOf().scope, from: '2024-03-01T00:00:00Z' } }));
  const ids = new Map(
    lines<Message>(path.join(wide.out, 'messages.jsonl')).map(({ id, source }) => [source.row, id]),
  );
  for (const { id, source } of lines<Message>(path.join(narrow.out, 'messages.jsonl'))) {
    assert.equal(ids.get(source.row), id);
  }
});

test('privileged messages are withheld, and open to the filter key alone', () => {
  const privileged = {
    accounts: [{ account: { name: 'Jonas Keller' }, privilege: 'legal' as const }],
    words: [],
    filterKey: cardOf(authority.reviewer).box,
  };
  const ran = imported(papers('privileged', { privileged }));
  assert.equal(ran.status, 0, ran.stderr);
  const withheld = lines<Record<string, unknown>>(path.join(ran.out, 'quarantine.jsonl'));
  const [record] = JSON.parse(readFileSync(path.join(ran.out, 'intake.json'), 'utf8')) as IntakeRecord[];
  assert.equal(record!.counts.privileged, withheld.length);
  assert.ok(withheld.length > 0);
  const bytes = (text: unknown): Uint8Array => new Uint8Array(Buffer.from(String(text), 'base64'));
  const opened = withheld.map((line) =>
    openWithheld(
      { ...line, sealedKey: bytes(line.sealedKey), sealed: bytes(line.sealed) } as never,
      authority.reviewer.box,
    ),
  );
  assert.ok(
    opened.every(({ message }) => message.source.table === 'message' || message.source.table === 'call_log'),
  );
  const rows = new Set(
    lines<Message>(path.join(ran.out, 'messages.jsonl')).map(({ source }) => `${source.table} ${source.row}`),
  );
  for (const { message } of opened) assert.ok(!rows.has(`${message.source.table} ${message.source.row}`));
  assert.match(readFileSync(path.join(ran.out, 'custody.jsonl'), 'utf8'), /"privileged":[1-9]/);
});

test('each condition that fails is refused in one line, and nothing is kept', () => {
  const good = papers('good');
  refused(
    imported({ warrant: write('alone.json', warrantOf(), authority.minister) }),
    /alone\.json: it lacks .* a judicial commissioner/,
  );
  refused(
    imported(papers('expired', { notBefore: daysFromNow(-5), expiry: daysFromNow(-1) })),
    /the warrant expired at/,
  );
  refused(imported(papers('early', { notBefore: daysFromNow(1) })), /not in force before/);
  refused(imported(good, [BACKUP, CONTACTS], 'AB/2'), /does not name exhibit AB\/2/);
  const other = at('other.db');
  writeFileSync(other, 'not the evidence');
  refused(imported(good, [BACKUP, other]), /other\.db: its SHA-256 is not among those/);
  refused(
    imported({ warrant: good.warrant, release: papers('another', { id: 'W-2' }).release }),
    /released under another warrant/,
  );
  refused(imported({ warrant: good.warrant }), /msgstore\.db\.crypt15: it is encrypted and no key was given/);
  const stranger = threadline([
    ...['import', BACKUP, CONTACTS, '--exhibit', 'AB/1', '--out', at('never')],
    ...['--warrant', good.warrant, '--trust', at('trust.json'), '--release', good.release],
  ]);
  refused({ ...stranger, out: at('never') }, /this workstation’s identity, which was not given/);
});

test('a warrant without a policy, and a key beside a warrant, are usage errors', () => {
  const { warrant } = papers('usage');
  const usage = (words: RegExp, ...args: string[]): void => {
    const { status, stderr } = threadline(['import', BACKUP, '--out', at('never'), ...args]);
    assert.equal(status, 2, stderr);
    assert.match(stderr, words);
  };
  usage(/--warrant needs --trust/, '--warrant', warrant);
  usage(
    /--basis does not go with --warrant/,
    '--warrant',
    warrant,
    '--trust',
    at('trust.json'),
    '--basis',
    'consent',
  );
  usage(/--release goes with --warrant/, '--release', warrant);
  usage(
    /--key does not go with --warrant/,
    '--warrant',
    warrant,
    '--trust',
    at('trust.json'),
    '--key',
    'ab'.repeat(32),
  );
});

test('a sealed export opens with its own released key, and only with that', () => {
  const chat = at('WhatsApp Chat with Ana.txt');
  writeFileSync(chat, '22/03/2024, 14:38 - Ana: the heron flies at nine\n22/03/2024, 14:39 - Ben: yes\n');
  const sealed = at('JM-7.tlx');
  const seal = threadline([
    ...['authority', 'seal', chat, '--exhibit', 'JM/7', '--creator', 'Escrow'],
    ...['--out', sealed, '--key-out', at('JM-7.key')],
  ]);
  assert.equal(seal.status, 0, seal.stderr);
  const inspected = JSON.parse(threadline(['inspect', sealed, '--json']).stdout);
  assert.deepEqual(inspected[0].container, ['sealed-export']);
  assert.equal(inspected[0].needsKey, 'sealed-export');

  const any = { ...warrantOf().scope };
  delete any.from;
  delete any.to;
  const exhibits = [{ reference: 'JM/7', sha256: [sha256(sealed)] }];
  const warrant = write('sealed.json', warrantOf({ exhibits, scope: any }));
  const released = at('sealed.release.json');
  writeFileSync(
    released,
    release(
      {
        warrant: { name: 'sealed.json', bytes: readFileSync(warrant) },
        exhibit: { reference: 'JM/7', sha256: sha256(sealed) },
        recipient: JSON.parse(readFileSync(at('room.card.json'), 'utf8')),
        issued: daysFromNow(-1),
      },
      {
        keyKind: 'sealed-export',
        secret: new Uint8Array(Buffer.from(readFileSync(at('JM-7.key'), 'utf8').trim(), 'hex')),
      },
      authority.agent,
    ),
  );
  const ran = imported({ warrant, release: released }, [sealed], 'JM/7');
  assert.equal(ran.status, 0, ran.stderr);
  const messages = lines<Message>(path.join(ran.out, 'messages.jsonl'));
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['the heron flies at nine', 'yes'],
  );
  assert.equal(messages[0]!.source.file, 'WhatsApp Chat with Ana.txt');
  const [record] = JSON.parse(readFileSync(path.join(ran.out, 'intake.json'), 'utf8')) as IntakeRecord[];
  assert.deepEqual(record!.container, ['sealed-export', 'file']);
  assert.equal(record!.sha256, sha256(sealed));
  refused(imported({ warrant }, [sealed], 'JM/7'), /JM-7\.tlx: it is encrypted and no key was given/);
});
