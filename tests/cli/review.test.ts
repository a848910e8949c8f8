/** The reviewer's side on the command line: the sample case, with what its warrant withholds. */
import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { reviewWarrant } from '../../electron/cli/review-access.ts';
import type { IntakeRecord, Message } from '../../shared/model/index.ts';
import type { Warrant } from '../../shared/warrant/documents.ts';
import {
  daysFromNow,
  makeSamplePapers,
  REVIEWER_PASSPHRASE,
  SAMPLE_EVIDENCE,
  type SamplePapers,
  sampleWarrant,
  writeRelease,
  writeSigned,
} from '../host/sample-authority.ts';
import { type Ran, threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);
const at = (...names: string[]): string => path.join(folder, ...names);
const text = (...names: string[]): string => readFileSync(at(...names), 'utf8');
const lines = <T>(...names: string[]): T[] =>
  text(...names)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

let papers: SamplePapers;

function ran({ status, stdout, stderr }: Ran): string {
  assert.equal(status, 0, stderr);
  return stdout;
}

function importInto(out: string, warrant: string, release: string): void {
  const { exhibit, trust, identity, passphraseFile } = papers;
  ran(
    threadline([
      ...['import', ...SAMPLE_EVIDENCE, '--exhibit', exhibit, '--out', at(out), '--warrant', warrant],
      ...[
        '--trust',
        trust,
        '--release',
        release,
        '--identity',
        identity,
        '--passphrase-file',
        passphraseFile,
      ],
    ]),
  );
}

/** A warrant with something else about it, and its release of the same key. */
function otherPapers(name: string, more: Partial<Warrant>): { warrant: string; release: string } {
  const { authority } = papers;
  const document = sampleWarrant(authority.reviewer, more);
  const warrant = writeSigned(at(name), document, authority.minister, authority.commissioner);
  const card = JSON.parse(readFileSync(papers.identity, 'utf8')).card;
  return { warrant, release: writeRelease(at(`release-of-${name}`), warrant, authority, card) };
}

const review = (dir: string, ...more: string[]): Ran =>
  threadline([
    ...['review', at(dir), '--warrant', papers.warrant, '--trust', papers.trust],
    ...['--identity', papers.reviewer, '--passphrase-file', at('reviewer.pass'), ...more],
  ]);

interface Listed {
  readonly item: string;
  readonly state: string;
  readonly message: Message;
}
const listed = (dir: string): Listed[] => JSON.parse(ran(review(dir, '--json')));
const actions = (dir: string): string[] =>
  lines<{ action: string }>(dir, 'custody.jsonl').map(({ action }) => action);
const messages = (dir: string): Message[] => lines(dir, 'messages.jsonl');

function refused({ status, stderr }: Ran, reason: RegExp, expected = 3): void {
  assert.equal(status, expected, stderr);
  assert.match(stderr, reason);
}

before(async () => {
  papers = await makeSamplePapers(at('papers'));
  writeFileSync(at('reviewer.pass'), `${REVIEWER_PASSPHRASE}\n`);
  writeFileSync(at('wrong.pass'), 'a guess\n');
  importInto('imported', papers.warrant, papers.release);
});

const copy = (name: string): string => {
  cpSync(at('imported'), at(name), { recursive: true });
  return name;
};

test('without the filter key the numbers and the reasons are told, and nothing else', () => {
  const told = ran(threadline(['review', at('imported')]));
  assert.match(told, /AB\/1 {5}legal professional privilege +21 +0/);
  const items: Listed[] = JSON.parse(ran(threadline(['review', at('imported'), '--json'])));
  assert.equal(items.length, 21);
  assert.deepEqual(Object.keys(items[0]!), ['item', 'exhibit', 'privilege', 'state']);
});

test('the reviewer sees what is withheld, and the log has which items before they are shown', () => {
  const dir = copy('seen');
  const before = actions(dir).length;
  const [first] = listed(dir);
  const shown = ran(review(dir, '--item', first!.item));
  assert.ok(shown.startsWith(`${first!.item}  undecided: legal professional privilege\n`));
  assert.match(shown, /1 of 21 withheld messages\n$/);
  assert.ok(first!.message.text === undefined || shown.includes(first!.message.text.split('\n')[0]!));
  const one = ['quarantine-opened', 'quarantine-viewed', 'quarantine-closed'];
  assert.deepEqual(actions(dir).slice(before), [...one, ...one]);
  const viewed = lines<{ action: string; subjects: object[] }>(dir, 'custody.jsonl').at(-2)!;
  assert.deepEqual(viewed.subjects, [{ reviewer: 'R. Reviewer' }, { item: first!.item }]);
  assert.equal(threadline(['verify', at(dir)]).status, 0);
});

test('all released, the import has the lines that it has under a warrant without privileged accounts', () => {
  const dir = copy('released');
  const plain = otherPapers('plain.json', { privileged: { accounts: [], words: [] } });
  importInto('plain', plain.warrant, plain.release);
  const items = listed(dir).map(({ item }) => item);
  assert.equal(messages(dir).length + items.length, messages('plain').length);
  const [first, ...others] = [...items].reverse();
  const release = (...some: string[]): string =>
    ran(
      review(
        dir,
        ...some.flatMap((item) => ['--item', item]),
        '--decide',
        'release',
        '--reason',
        'Not advice',
      ),
    );
  assert.equal(release(first!), `${first}: released\n`);
  assert.ok(messages(dir).some(({ id }) => id === first));
  assert.equal(listed(dir).find(({ item }) => item === first)!.state, 'released');
  release(...others);
  assert.equal(text(dir, 'messages.jsonl'), text('plain', 'messages.jsonl'));
  const sorted = (...names: string[]): string[] =>
    text(...names)
      .split('\n')
      .sort();
  assert.deepEqual(sorted(dir, 'chats.jsonl'), sorted('plain', 'chats.jsonl'));
  // Of accounts those come with a message that it names, and not every member of its group.
  const [accounts, all] = [
    new Set(sorted(dir, 'accounts.jsonl')),
    new Set(sorted('plain', 'accounts.jsonl')),
  ];
  assert.deepEqual(
    [...accounts].filter((line) => !all.has(line)),
    [],
  );
  const known = new Set(lines<{ id: string }>(dir, 'accounts.jsonl').map(({ id }) => id));
  for (const { sender } of messages(dir)) assert.ok(sender === undefined || known.has(sender), sender);
  const records: IntakeRecord[] = JSON.parse(text(dir, 'intake.json'));
  assert.equal(records.length, 1 + items.length);
  assert.deepEqual(records[1]!.warnings, ['released from the quarantine by R. Reviewer: Not advice']);
  assert.equal(threadline(['verify', at(dir)]).status, 0);
  assert.match(ran(threadline(['review', at(dir)])), /privilege +21 +21/);

  const whole = text(dir, 'messages.jsonl');
  release(first!);
  assert.equal(text(dir, 'messages.jsonl'), whole, 'released once more it changes nothing');
  refused(
    review(dir, '--item', first!, '--decide', 'withhold', '--reason', 'After all'),
    /it was released; what was released is not taken back/,
    2,
  );
});

test('a decision to keep a message withheld is noted with its reason, and can be changed', () => {
  const dir = copy('kept');
  const before = text(dir, 'messages.jsonl');
  const [{ item }] = listed(dir) as [Listed];
  ran(review(dir, '--item', item, '--decide', 'withhold', '--reason', 'Advice on the charge'));
  assert.equal(text(dir, 'messages.jsonl'), before);
  assert.match(text(dir, 'custody.jsonl'), /"decision":"kept-withheld","reason":"Advice on the charge"/);
  assert.equal(listed(dir)[0]!.state, 'kept-withheld');
  ran(review(dir, '--item', item, '--decide', 'release', '--reason', 'The client waived it'));
  assert.ok(messages(dir).some(({ id }) => id === item));
});

test('another identity, a guessed passphrase and another warrant are refused, and show nothing', () => {
  const dir = copy('refused');
  const under = ['review', at(dir), '--trust', papers.trust, '--json'];
  const room = ['--identity', papers.identity, '--passphrase-file', papers.passphraseFile];
  const wrong = threadline([...under, '--warrant', papers.warrant, ...room]);
  refused(wrong, /room\.json: its key is not the filter key of the warrant/);
  assert.equal(wrong.stdout, '');
  const reviewer = ['--identity', papers.reviewer, '--passphrase-file'];
  refused(
    threadline([...under, '--warrant', papers.warrant, ...reviewer, at('wrong.pass')]),
    /reviewer\.json: the passphrase does not open this identity/,
  );
  assert.equal(actions(dir).at(-1), 'passphrase-refused');
  const other = otherPapers('other.json', { id: 'W-2' }).warrant;
  refused(
    threadline([...under, '--warrant', other, ...reviewer, at('reviewer.pass')]),
    /other\.json: the import was read under warrant W-2024-117/,
  );
  refused(review(dir, '--item', 'AB-1:1', '--json'), /--item AB-1:1: there is no such withheld message/, 2);
  refused(threadline([...under, '--warrant', papers.warrant]), /--trust needs --identity FILE/, 2);
});

test('after the warrant’s expiry what is withheld may be looked at as long as the case, and none released', async () => {
  const records: IntakeRecord[] = JSON.parse(text('imported', 'intake.json'));
  const { warrant, trust, reviewer, authority } = papers;
  const documents = { warrant, trust, amendments: [], revocations: [], identity: reviewer };
  const at = (days: number, decides: boolean, revocations: string[] = []) =>
    reviewWarrant({ ...documents, revocations, passphraseFile: undefined }, records, {
      now: Date.parse(daysFromNow(days)),
      lastTime: Date.now(),
      decides,
    });
  await at(1, true);
  await at(20, false);
  await assert.rejects(at(20, true), /the warrant expired at .*; the case may be looked at until/);
  await assert.rejects(at(150, false), /the case could be looked at until/);
  await assert.rejects(at(-0.5, false), /clock stands at .* until the clock is right/);
  const digest = records[0]!.warrant!.sha256;
  const revoked = writeSigned(
    path.join(folder, 'revocation.json'),
    {
      version: 1,
      kind: 'revocation',
      id: 'RV-1',
      issuer: 'J. Commissioner',
      issued: daysFromNow(-0.1),
      document: digest,
      reason: 'No longer necessary',
    },
    authority.commissioner,
  );
  await assert.rejects(at(1, false, [revoked]), /the warrant was revoked at .*: No longer necessary/);
  await assert.rejects(
    reviewWarrant(
      { ...documents, passphraseFile: undefined },
      [{ ...records[0]!, warrant: undefined } as never],
      {
        now: Date.now(),
        lastTime: 0,
        decides: false,
      },
    ),
    /the import was read under no warrant/,
  );
});

test('a report says under which warrant its messages were read, how many were left out, and what was released', () => {
  const dir = copy('reported');
  const items = listed(dir).slice(0, 2);
  ran(
    review(
      dir,
      ...items.flatMap(({ item }) => ['--item', item]),
      '--decide',
      'release',
      '--reason',
      'Not advice',
    ),
  );
  ran(threadline(['report', at(dir), '--out', at('report.html')]));
  const page = text('report.html');
  const [record]: IntakeRecord[] = JSON.parse(text(dir, 'intake.json'));
  assert.ok(
    page.includes(`Read under warrant W-2024-117 <span class="hash">${record!.warrant!.sha256}</span>.`),
  );
  assert.match(
    page,
    /Of what was read 2,634 messages outside its scope were not kept, 21 messages withheld as privileged \(2 of them released since\)\./,
  );
  assert.match(page, /released from the quarantine by R\. Reviewer: Not advice/);
});

const REWRITTEN = ['messages.jsonl', 'chats.jsonl', 'accounts.jsonl', 'intake.json'];

test('what a crash left behind a release the next review finishes, or takes away', () => {
  const dir = copy('crashed');
  const [{ item }] = listed(dir) as [Listed];
  cpSync(at(dir), at('before'), { recursive: true });
  ran(review(dir, '--item', item, '--decide', 'release', '--reason', 'Not advice'));
  // As if it had ended when the log had the new files, and none but the first had taken its place.
  for (const name of REWRITTEN.slice(1)) {
    renameSync(at(dir, name), at(dir, `${name}.next`));
    cpSync(at('before', name), at(dir, name));
  }
  refused(threadline(['verify', at(dir)]), /chats\.jsonl: its SHA-256 is/);
  assert.equal(listed(dir)[0]!.state, 'released');
  assert.equal(threadline(['verify', at(dir)]).status, 0);
  for (const name of REWRITTEN) assert.ok(!existsSync(at(dir, `${name}.next`)));

  // As if it had ended before the log had them.
  writeFileSync(at('before', 'messages.jsonl.next'), text(dir, 'messages.jsonl'));
  writeFileSync(at('before', 'chats.jsonl.next'), 'cut off');
  assert.equal(listed('before')[0]!.state, 'withheld');
  assert.equal(threadline(['verify', at('before')]).status, 0);
  for (const name of REWRITTEN) assert.ok(!existsSync(at('before', `${name}.next`)));
});

test('a log that takes no entry shows nothing of what is withheld', {
  skip: process.getuid?.() === 0,
}, () => {
  const dir = copy('sealed');
  chmodSync(at(dir, 'custody.jsonl'), 0o400);
  const { stdout, ...more } = review(dir);
  refused({ stdout, ...more }, /custody\.jsonl: it cannot be written to/);
  assert.equal(stdout, '');
  assert.ok(existsSync(at(dir, 'quarantine.jsonl')));
});
