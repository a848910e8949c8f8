/** Bundles: what was saved comes back on another workstation, and nothing else does. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import type { Request } from '../../shared/contract/index.ts';
import { Refusal, type RefusalCode } from '../../shared/model/index.ts';
import { InvalidCall } from '../cases/call-error.ts';
import { logEntries } from '../cases/custody-calls.ts';
import { QuarantineReview } from '../cases/quarantine-review.ts';
import { cardOf } from '../keys/identity.ts';
import { policy, warrantFile } from '../warrant/testing/made-authority.ts';
import type { PartHeader } from './parts.ts';
import {
  consent,
  forBundle,
  importInto,
  type MadeImport,
  Place,
  passphrase,
  plainCase,
  resealed,
  reviewer,
  reviewerFile,
  type Sealed,
  sha256,
  smallChunks,
} from './testing/made-bundles.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-bundle-'));
after(() => rmSync(root, { recursive: true, force: true }));

let here: Place;
let there: Place;
beforeEach(() => {
  here = new Place(root);
  there = new Place(root);
});

async function warrantedCase(place: Place, imports: readonly MadeImport[]): Promise<void> {
  const privileged = { accounts: [], words: ['counsel'], filterKey: cardOf(reviewer).box };
  const trust = place.write({ name: 'trust.json', bytes: Buffer.from(JSON.stringify(policy)) });
  const warrant = place.write(warrantFile({ privileged }));
  await place.cases.create({
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase,
    basis: { kind: 'warrant', warrant, trust },
  });
  for (const made of imports) await importInto(place, made);
}

async function save(place: Place, more: Partial<Request<'bundle.save'>> = {}): Promise<string> {
  const target = path.join(place.folder, 'case.tlcase');
  const request = { recipient: { passphrase: forBundle }, withAttachments: true, withAdded: true, ...more };
  const saved = await place.bundles.save(request, async () => target);
  assert.equal(saved!.sha256, sha256(readFileSync(target)));
  return target;
}

const open = (place: Place, file: string) =>
  place.bundles.open({ file, bundlePassphrase: forBundle, passphrase: 'another passphrase' });

const refused =
  (code: RefusalCode, words: RegExp) =>
  (cause: unknown): boolean => {
    assert.ok(cause instanceof Refusal, String((cause as Error).stack));
    assert.match(cause.message, words);
    assert.equal(cause.code, code, cause.message);
    return true;
  };

const madeImport = fc.record({
  exhibit: fc.constantFrom('AB/1', 'AB/2', 'ÄB 3'),
  segments: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
  attachments: fc.array(fc.string({ maxLength: 200 }), { maxLength: 5 }),
});

test('whatever a case holds comes back with a bundle, on another workstation and under another key', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(madeImport, { maxLength: 3, selector: ({ exhibit }) => exhibit }),
      async (imports) => {
        here = new Place(root);
        there = new Place(root);
        await plainCase(here, imports);
        const file = await save(here);
        const opened = await open(there, file);
        await there.settled();
        assert.equal(opened.reference, 'OP LANTERN');
        assert.deepEqual(opened.basis, consent);
        assert.notEqual(opened.id, here.cases.working.opened.id);
        assert.deepEqual(there.store.stored, here.store.stored);
        for (const { segments, attachments } of imports) {
          const messages = segments.reduce((sum, count) => sum + count, 0);
          for (const content of attachments.slice(0, messages)) {
            const found = await there.cases.attachment(opened.id, sha256(content));
            assert.equal((await buffer(found!.read())).toString(), content);
            await found!.close();
          }
        }
        const of = async (place: Place, log: 'case' | 'received') =>
          (await logEntries(place.cases.working.opened, { from: 0, count: 500, of: log })).entries;
        const before = (await of(here, 'case')).filter(({ action }) => action !== 'bundle-saved');
        assert.deepEqual(await of(there, 'received'), before);
        await here.cases.close('end');
        await there.cases.close('end');
      },
    ),
    { numRuns: 12 },
  );
});

test('a large case goes a few segments at a time', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: Array.from({ length: 60 }, () => 3) }]);
  await open(there, await save(here));
  await there.settled();
  assert.ok(here.store.mostUnderWay <= 8, `${here.store.mostUnderWay} segments at once`);
  assert.equal(there.store.stored[0]!.segments.length, 60);
});

test('the log says what was in a bundle before it has its name, and where a received case is from', async () => {
  await plainCase(here, [
    { exhibit: 'AB/1', segments: [5], attachments: ['one', 'two'] },
    { exhibit: 'AB/2', segments: [2, 2] },
  ]);
  const file = await save(here, { exhibits: ['AB/2'] });
  const saved = (await here.cases.working.opened.log.entries(0, 500)).at(-1)!;
  assert.equal(saved.action, 'bundle-saved');
  assert.equal(saved.subjects[0]!.sha256, sha256(readFileSync(file)));
  assert.equal(saved.subjects[0]!.recipient, 'a passphrase');
  assert.deepEqual(saved.subjects.slice(1), [{ exhibit: 'AB/2' }]);
  assert.deepEqual(saved.counts, {
    messages: 4,
    withheld: 0,
    attachments: 0,
    attachmentsMissing: 0,
    decisions: 0,
    annotations: 0,
    lists: 0,
  });

  const opened = await open(there, file);
  await there.settled();
  const entries = await there.cases.working.opened.log.entries(0, 500);
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['case-created', 'case-received', 'evidence-hashed', 'exhibit-imported'],
  );
  assert.equal(entries[1]!.subjects[0]!.sha256, sha256(readFileSync(file)));
  assert.equal(entries[1]!.subjects[1]!.case, here.cases.working.opened.id);
  assert.deepEqual(
    there.store.stored.map(({ exhibit }) => exhibit),
    ['AB/2'],
  );
  await there.cases.close('end');
  assert.equal((await there.cases.open(opened.folder, 'another passphrase')).imports, 1);
  await there.cases.close('end');
});

test('nothing of the case can be read in a bundle', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: [9], attachments: ['a picture’s bytes'] }]);
  const bytes = readFileSync(await save(here));
  const { id } = here.cases.working.opened;
  for (const word of ['LANTERN', 'AB/1', 'message 1', 'London', 'picture', 'consent', id, 'msgstore']) {
    assert.ok(!bytes.includes(word), word);
  }
});

test('a bundle for an identity opens with that alone', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: [3] }]);
  await there.identity.create('Room 9', 'room words');
  const card = here.write({
    name: 'room.card.json',
    bytes: Buffer.from(JSON.stringify((await there.identity.card())!)),
  });
  const file = await save(here, { recipient: { card } });
  assert.deepEqual(
    (({ recipient, forThisWorkstation }) => ({ recipient, forThisWorkstation }))(
      await there.bundles.inspect({ file }),
    ),
    { recipient: 'identity', forThisWorkstation: true },
  );
  const facts = await here.bundles.inspect({ file });
  assert.equal(facts.forThisWorkstation, false);
  assert.equal(facts.sha256, sha256(readFileSync(file)));
  there.identity.lock();
  const request = { file, passphrase: 'another passphrase' };
  await assert.rejects(
    there.bundles.open(request),
    refused('key-missing', /unlock this workstation’s first/),
  );
  await there.identity.unlock('room words');
  await there.bundles.open(request);
  await there.settled();
  assert.equal(there.store.stored.length, 1);
  const other = new Place(root);
  await other.identity.create('Room 3', 'x');
  await assert.rejects(other.bundles.open(request), refused('not-covered', /sealed to another identity/));
});

test('a wrong passphrase, no passphrase and what is no bundle are refused, and no case is made', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: [3] }]);
  const file = await save(here);
  const request = { file, passphrase: 'another passphrase' };
  await assert.rejects(there.bundles.open(request), refused('key-missing', /opens with a passphrase/));
  await assert.rejects(
    there.bundles.open({ ...request, bundlePassphrase: 'guess' }),
    refused('wrong-passphrase', /case\.tlcase: the passphrase does not open this bundle/),
  );
  const letter = there.write({ name: 'letter.txt', bytes: Buffer.from('dear all') });
  await assert.rejects(open(there, letter), refused('unsupported', /letter\.txt: it is not a case bundle/));
  await assert.rejects(there.bundles.inspect({ file: letter }), refused('unsupported', /not a case bundle/));
  assert.ok(!existsSync(path.join(there.folder, 'cases')));
  await there.cases.create({ reference: 'x', timeZone: 'UTC', passphrase, basis: consent });
  await assert.rejects(open(there, file), InvalidCall);
});

test('a bundle that was cut off or changed anywhere is refused, and no case is made of it', async () => {
  const whole = await smallChunks(here);
  const file = path.join(there.folder, 'changed.tlcase');
  const rejects = async (bytes: Uint8Array): Promise<void> => {
    writeFileSync(file, bytes);
    await assert.rejects(open(there, file), (cause) => {
      assert.ok(cause instanceof Refusal, String((cause as Error).stack));
      return true;
    });
  };
  assert.ok(whole.length > 10 * 1024);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async (at) => rejects(whole.subarray(0, at))),
    { numRuns: 25 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const changed = Buffer.from(whole);
      changed[at]! ^= 1 << bit;
      await rejects(changed);
    }),
    { numRuns: 25 },
  );
  await rejects(Buffer.concat([whole, Buffer.of(0)]));
  assert.ok(!existsSync(path.join(there.folder, 'cases')));
  writeFileSync(file, whole);
  await open(there, file);
});

test('one who can seal a bundle cannot make it say what its own parts and log do not', async () => {
  const whole = await smallChunks(here);
  const of = (parts: Sealed[], kind: PartHeader['kind']): Sealed[] =>
    parts.filter(({ header }) => header.kind === kind);
  const without = (parts: Sealed[], one: Sealed): Sealed[] => parts.filter((part) => part !== one);
  const changed = (parts: Sealed[], kind: PartHeader['kind'], from: string, to: string): Sealed[] =>
    parts.map((part) =>
      part.header.kind === kind
        ? { ...part, content: Buffer.from(part.content.toString('latin1').replace(from, to), 'latin1') }
        : part,
    );
  const attempts: [what: string, change: (parts: Sealed[]) => Sealed[], words: RegExp, refit?: boolean][] = [
    ['a segment left out', (parts) => without(parts, of(parts, 'segment')[1]!), /has 20 messages of 40/],
    [
      'segments exchanged',
      (parts) => {
        const [first, second] = of(parts, 'segment');
        return parts.map((part) => (part === first ? second! : part === second ? first! : part));
      },
      /out of its order/,
    ],
    [
      'a segment of another exhibit',
      (parts) => changed(parts, 'segment', '"exhibit":"AB/1"', '"exhibit":"AB/9"'),
      /of another exhibit/,
    ],
    [
      'no chats',
      (parts) =>
        parts.map((part) => (part.header.kind === 'chats' ? { ...part, content: Buffer.alloc(0) } : part)),
      /a chat that is not listed/,
    ],
    [
      'an attachment exchanged',
      (parts) => changed(parts, 'attachment', 'one', 'two'),
      /an attachment in it was exchanged/,
    ],
    [
      'a log entry changed',
      (parts) => changed(parts, 'log', 'AB/1', 'AB/7'),
      /what is shown is not what was sealed/,
    ],
    [
      'a log line left out',
      (parts) =>
        parts.map((part) =>
          part.header.kind === 'log'
            ? { ...part, content: part.content.subarray(part.content.indexOf(10) + 1) }
            : part,
        ),
      /its log, line 1/,
    ],
    [
      'the end of the log left out',
      (parts) =>
        parts.map((part) => {
          if (part.header.kind !== 'log') return part;
          const end = part.content.lastIndexOf(10, part.content.length - 2);
          return { ...part, content: part.content.subarray(0, end + 1) };
        }),
      /its log is not the one that it states/,
    ],
    ['no log', (parts) => without(parts, of(parts, 'log')[0]!), /lacks its case, its log or its manifest/],
    [
      'no manifest',
      (parts) => without(parts, of(parts, 'manifest')[0]!),
      /lacks its case, its log or its manifest/,
    ],
    [
      'an old manifest',
      (parts) => changed(parts, 'record', 'whatsapp-android', 'whatsapp-text'),
      /manifest does not fit its part/,
      false,
    ],
    ['no case first', (parts) => [parts[1]!, parts[0]!, ...parts.slice(2)], /does not begin with its case/],
    ['a part behind the manifest', (parts) => [...parts, of(parts, 'attachment')[0]!], /behind its manifest/],
    [
      'a record that is none',
      (parts) => changed(parts, 'record', '"kept":', '"kept":-'),
      /part “record” is not as it should be/,
    ],
    [
      'another case in the log',
      (parts) => changed(parts, 'case', '"id":"', `"id":"${'0'.repeat(32)}","was":"`),
      /part “case” is not as it should be/,
    ],
  ];
  for (const [what, change, words, refit] of attempts) {
    await assert.rejects(open(there, await resealed(there.folder, whole, change, refit)), (cause) => {
      assert.ok(cause instanceof Refusal, `${what}: ${(cause as Error).stack}`);
      assert.match(cause.message, words, what);
      assert.equal(cause.code, 'tampered', what);
      return true;
    });
  }
  assert.ok(!existsSync(path.join(there.folder, 'cases')));
  await open(there, await resealed(there.folder, whole, (parts) => parts));
});

test('under a warrant the documents go along and are verified again; what is withheld stays so, with its decisions', async () => {
  await warrantedCase(here, [{ exhibit: 'AB/1', segments: [6], withheld: [7, 8, 9] }]);
  const review = new QuarantineReview(here.cases);
  const identityFile = here.write({ name: 'reviewer.json', bytes: reviewerFile });
  const { session } = await review.open({ identityFile, passphrase: 'filter words' });
  await review.decide({ session, item: 'AB-1:7', release: true, reason: 'a common word' });
  await review.decide({ session, item: 'AB-1:8', release: false, reason: 'legal advice' });
  const file = await save(here);
  const opened = await open(there, file);
  await there.settled();
  assert.ok(opened.basis.kind === 'warrant');
  assert.equal(opened.basis.warrant.warrant.id, 'W-2024-117');
  assert.equal(there.store.stored.length, 2, 'the import and the released message');
  const received = new QuarantineReview(there.cases);
  assert.deepEqual(await received.summary(), [
    { exhibit: 'AB/1', privilege: 'words', messages: 3, decided: 2 },
  ]);
  const again = await received.open({ identityFile, passphrase: 'filter words' });
  const { items } = await received.items({ session: again.session, from: 0, count: 10 });
  assert.deepEqual(
    items.map(({ item, state, message: { text } }) => [item, state, text]),
    [
      ['AB-1:7', 'released', 'privileged 7'],
      ['AB-1:8', 'kept-withheld', 'privileged 8'],
      ['AB-1:9', 'withheld', 'privileged 9'],
    ],
  );
  assert.equal(there.emitted.filter(({ name }) => name === 'intake.done').length, 1);
  const withheld = there.emitted.find(({ name }) => name === 'intake.done')!;
  assert.ok(withheld);
});

test('after expiry a bundle is not saved; one saved before opens while the case may be looked at, and not after', async () => {
  await warrantedCase(here, [{ exhibit: 'AB/1', segments: [6] }]);
  const file = await save(here);
  here.now = Date.parse('2024-05-02T00:00:00Z');
  await assert.rejects(save(here), refused('expired', /expired at 2024-05-01/));
  there.now = Date.parse('2024-05-02T00:00:00Z');
  const opened = await open(there, file);
  assert.equal(opened.access, 'review');
  await there.settled();
  assert.equal(there.store.stored.length, 1);
  const later = new Place(root);
  later.now = Date.parse('2024-08-02T00:00:00Z');
  await assert.rejects(open(later, file), refused('expired', /could be looked at until/));
});

test('a bundle is not saved of an exhibit that is not there, nor while one is being read in', async () => {
  await plainCase(here, [{ exhibit: 'AB/1', segments: [2] }]);
  await assert.rejects(save(here, { exhibits: ['AB/9'] }), /the case has no exhibit AB\/9/);
  assert.equal(
    await here.bundles.save(
      { recipient: { passphrase: 'x' }, withAttachments: false, withAdded: true },
      async () => null,
    ),
    null,
  );
  here.intake = async (child) => void (await child.next());
  const { job } = here.cases.startIntake({ exhibit: 'AB/2', paths: ['/evidence/2'] });
  await assert.rejects(save(here), /an exhibit is being read in/);
  here.cases.cancelIntake(job);
  await here.settled();
  assert.deepEqual(
    readdirSync(here.folder).filter((name) => name.includes('tlcase')),
    [],
  );
});

test('what the store cannot keep of a bundle does not count, and the window is told', async () => {
  await plainCase(here, [
    { exhibit: 'AB/1', segments: [5], attachments: ['one'] },
    { exhibit: 'AB/2', segments: [5] },
  ]);
  const file = await save(here);
  const { makePage } = there;
  there.makePage = () => {
    const page = makePage();
    page.answer = (sent) =>
      sent.type === 'segment'
        ? { type: 'job-failed', job: sent.job, reason: 'the disk is full' }
        : page.keep(sent);
    return page;
  };
  const opened = await open(there, file);
  await there.settled();
  const failed = there.emitted.filter(({ name }) => name === 'intake.failed');
  assert.equal(failed.length, 2);
  assert.deepEqual(there.store.stored, []);
  assert.deepEqual(
    readdirSync(path.join(opened.folder, 'attachments')).filter((name) => !name.startsWith('.')),
    [],
  );
  await there.cases.close('end');
  assert.equal((await there.cases.open(opened.folder, 'another passphrase')).imports, 0);
});
