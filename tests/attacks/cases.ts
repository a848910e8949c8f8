/** Attacks on a case: on its clock, its folder and log, its documents, and on what is withheld in it. */
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LOG_FILE } from '../../electron/cases/case-folder.ts';
import { QuarantineReview } from '../../electron/cases/quarantine-review.ts';
import { Desk } from '../../electron/cases/testing/desk.ts';
import { recordOf } from '../../electron/cases/testing/fake-intake.ts';
import { Quarantine } from '../../electron/intake/quarantine.ts';
import { cardOf, makeIdentity } from '../../electron/keys/identity.ts';
import { LEAST_COST } from '../../electron/keys/passphrase.ts';
import { readDocument } from '../../electron/warrant/documents.ts';
import {
  EVIDENCE,
  minister,
  NOW,
  policy,
  releaseFile,
  signedFile,
  warrantFile,
} from '../../electron/warrant/testing/made-authority.ts';
import type { OpenCase } from '../../shared/contract/index.ts';
import type { AttackGroup } from './attack.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-attacks-case-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));

const passphrase = 'four plain words here';
const DAY = 86_400_000;
const { identity: reviewer, file: reviewerFile } = await makeIdentity('Reviewer', 'filter words', LEAST_COST);
const stranger = await makeIdentity('Stranger', 'filter words', LEAST_COST);
const warrant = warrantFile({
  privileged: { accounts: [], words: ['counsel'], filterKey: cardOf(reviewer).box },
});
const digest = readDocument(warrant, 'warrant').digest;

interface Made {
  readonly desk: Desk;
  readonly review: QuarantineReview;
  readonly opened: OpenCase;
}

/** A new case under the warrant, on a workstation of its own. */
async function made(): Promise<Made> {
  const desk = new Desk(root);
  const trust = desk.write({ name: 'trust.json', bytes: Buffer.from(JSON.stringify(policy)) });
  const review = new QuarantineReview(desk.cases);
  const opened = await desk.cases.create({
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase,
    basis: { kind: 'warrant', warrant: desk.write(warrant), trust },
  });
  return { desk, review, opened };
}

/** A case that was closed and tampered with, opened again. */
async function reopened(tamper: (made: Made, folder: string) => unknown): Promise<string | undefined> {
  const one = await made();
  await one.desk.cases.close('end');
  await tamper(one, one.opened.folder);
  const again = await one.desk.cases.open(one.opened.folder, passphrase);
  await one.desk.cases.close('end');
  return again.accessReason;
}

const rewritten = (folder: string, change: (lines: string[]) => string[]): void => {
  const file = path.join(folder, LOG_FILE);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  writeFileSync(file, `${change(lines).join('\n')}\n`);
};

/** A document that is given to an open case, which is closed whatever comes of it. */
async function added(file: Parameters<Desk['write']>[0]): Promise<unknown> {
  const { desk } = await made();
  return desk.cases.addDocuments([desk.write(file)]).finally(() => desk.cases.close('end'));
}

const revocation = signedFile(
  'revocation.json',
  {
    version: 1,
    kind: 'revocation',
    id: 'R-1',
    issuer: 'Home Office',
    issued: '2024-04-02T09:00:00Z',
    document: digest,
    reason: 'The purpose is met',
  },
  minister,
);
const wanted = { exhibit: 'AB/1', paths: ['/evidence/msgstore.db.crypt15'] };

export const cases: AttackGroup = {
  title: 'A case, its clock, its folder and its log',
  control: async () => {
    const reason = await reopened(() => undefined);
    if (reason !== undefined) throw new Error(reason);
  },
  attacks: [
    {
      attack: 'After the expiry the workstation’s clock is put back into the warrant’s time.',
      how: () =>
        reopened(async ({ desk }, folder) => {
          desk.now = Date.parse('2024-05-02T00:00:00Z');
          await desk.cases.open(folder, passphrase);
          await desk.cases.close('end');
          desk.now = NOW;
        }),
      code: 'found',
      says: 'until the clock is right only the log can be read',
    },
    {
      attack: 'The clock is put back while the case is open.',
      how: async () => {
        const { desk } = await made();
        desk.now += DAY;
        desk.cases.working.watch.recheck();
        desk.now -= DAY;
        desk.cases.working.watch.recheck();
        return (await desk.event('case.closed')).reason;
      },
      code: 'found',
      says: 'until the clock is right only the log can be read',
    },
    {
      attack: 'Evidence is read in after the warrant was revoked.',
      how: async () => {
        const { desk, opened } = await made();
        await desk.cases.addDocuments([desk.write(revocation)]);
        await desk.event('case.closed');
        await desk.cases.open(opened.folder, passphrase);
        try {
          return desk.cases.startIntake(wanted) && undefined;
        } finally {
          await desk.cases.close('end');
        }
      },
      code: 'revoked',
      says: 'the warrant was revoked at 2024-04-02T09:00:00Z: The purpose is met',
    },
    {
      attack: 'The revocation is taken out of the case’s folder, and the case opened again.',
      how: async () => {
        const { desk, opened } = await made();
        const documents = path.join(opened.folder, 'documents');
        const before = readdirSync(documents);
        await desk.cases.addDocuments([desk.write(revocation)]);
        await desk.event('case.closed');
        for (const name of readdirSync(documents)) {
          if (!before.includes(name)) rmSync(path.join(documents, name));
        }
        return (await desk.cases.open(opened.folder, passphrase)).accessReason;
      },
      code: 'tampered',
      says: 'the revocation revocation.json, which its log names, is missing',
    },
    {
      attack: 'The folder is put back to how it was before the revocation.',
      how: async () => {
        const { desk, opened } = await made();
        await desk.cases.close('end');
        const copy = `${opened.folder} before`;
        cpSync(opened.folder, copy, { recursive: true });
        await desk.cases.open(opened.folder, passphrase);
        await desk.cases.addDocuments([desk.write(revocation)]);
        await desk.event('case.closed');
        rmSync(opened.folder, { recursive: true });
        cpSync(copy, opened.folder, { recursive: true });
        return (await desk.cases.open(opened.folder, passphrase)).accessReason;
      },
      code: 'tampered',
      says: 'entries when it was last open on this workstation, and',
    },
    {
      attack: 'The end of the case’s log is taken away.',
      how: () => reopened((_, folder) => rewritten(folder, (lines) => lines.slice(0, -1))),
      code: 'tampered',
      says: 'when it was last open on this workstation, and 1 of them is missing',
    },
    {
      attack: 'A refused passphrase is taken off the case’s log.',
      how: () =>
        reopened(async ({ desk }, folder) => {
          await desk.cases.open(folder, 'guess').catch(() => undefined);
          rewritten(folder, (lines) => lines.slice(0, -1));
        }),
      code: 'tampered',
      says: 'when a passphrase was last refused on this workstation',
    },
    {
      attack: 'The logs of two cases change places.',
      how: () =>
        reopened(async (_, folder) => {
          const other = await made();
          await other.desk.cases.close('end');
          copyFileSync(path.join(other.opened.folder, LOG_FILE), path.join(folder, LOG_FILE));
        }),
      code: 'tampered',
      says: 'it does not begin this log: its first line was removed, or it is another case’s',
    },
    {
      attack: 'The case’s log is taken away.',
      how: () => reopened((_, folder) => rmSync(path.join(folder, LOG_FILE))),
      code: 'tampered',
      says: 'its custody.log is missing',
    },
    {
      attack: 'A case is made under a warrant of another case.',
      how: async () => {
        const desk = new Desk(root);
        const trust = desk.write({ name: 'trust.json', bytes: Buffer.from(JSON.stringify(policy)) });
        const basis = { kind: 'warrant', warrant: desk.write(warrant), trust } as const;
        await desk.cases.create({ reference: 'OP OTHER', timeZone: 'UTC', passphrase, basis });
      },
      code: 'not-covered',
      says: 'the warrant is of case OP LANTERN, not of OP OTHER',
    },
    {
      attack: 'A case that was made without a warrant is put under one afterwards.',
      how: async () => {
        const desk = new Desk(root);
        const basis = { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' } as const;
        await desk.cases.create({ reference: 'OP LANTERN', timeZone: 'UTC', passphrase, basis });
        const add = desk.cases.addDocuments([desk.write(releaseFile())]);
        return add.finally(() => desk.cases.close('end'));
      },
      code: 'not-covered',
      says: 'under no warrant',
    },
    {
      attack: 'A second warrant is added to a case.',
      how: () => added({ ...warrantFile({ id: 'W-2' }), name: 'w2.json' }),
      code: 'unsupported',
      says: 'w2.json: it is a warrant',
    },
    {
      attack: 'A revocation of a document that the case does not have is added to it.',
      how: () => {
        const { payload } = JSON.parse(Buffer.from(revocation.bytes).toString());
        const said = JSON.parse(Buffer.from(payload, 'base64').toString());
        return added(signedFile('other.json', { ...said, document: '12'.repeat(32) }, minister));
      },
      code: 'not-covered',
      says: 'neither this case’s warrant nor a release',
    },
    {
      attack: 'The page gives a key with an import under a warrant, to go round the release.',
      how: async () => {
        const { desk } = await made();
        try {
          return desk.cases.startIntake({ ...wanted, key: 'ab'.repeat(32) }) && undefined;
        } finally {
          await desk.cases.close('end');
        }
      },
      code: 'invalid',
      says: 'a key comes with a release',
    },
    {
      attack: 'A file is saved out of the case after the warrant’s expiry.',
      how: async () => {
        const { desk } = await made();
        desk.now = Date.parse('2024-05-01T00:00:00Z');
        const target = path.join(desk.folder, 'graph.png');
        return desk.cases.saveFile(target, Buffer.from('x')).finally(() => desk.cases.close('end'));
      },
      code: 'expired',
      says: 'the warrant expired at 2024-05-01T00:00:00.000Z',
    },
    {
      attack: 'The time of review is over, and the case is opened.',
      how: () =>
        reopened(({ desk }) => {
          desk.now = Date.parse('2024-07-31T00:00:00Z');
        }),
      code: 'found',
      says: 'could be looked at until 2024-07-30',
    },
  ],
};

/** A case with one withheld message, closed whatever comes of what is done with it. */
async function withheld(act: (made: Made) => Promise<unknown>): Promise<unknown> {
  const one = await made();
  const { desk } = one;
  const item = new Quarantine(cardOf(reviewer).box).seal(
    { exhibit: 'AB/1', source: 0, ordinal: 4, privilege: 'words' },
    {
      message: { chat: 'c', kind: 'text', text: 'ask counsel', source: { file: 'msgstore.db' } },
      chat: { id: 'c', exhibit: 'AB/1', platform: 'whatsapp', type: 'group', members: [] },
      accounts: [],
    },
  );
  desk.intake = async (child) => {
    const file = { name: 'msgstore.db', sha256: EVIDENCE };
    child.say({ type: 'hashed', evidence: [{ ...file, files: [file] }] });
    await child.next();
    child.say({ type: 'quarantined', item });
    const record = { ...recordOf('AB/1'), sha256: EVIDENCE };
    child.say({ type: 'done', outcome: { sources: [{ lists: { chats: [], accounts: [] }, record }] } });
  };
  desk.cases.startIntake(wanted);
  await desk.event('intake.done');
  try {
    return await act(one);
  } finally {
    await desk.cases.close('end');
  }
}

const identity = ({ desk }: Made, bytes = reviewerFile): string =>
  desk.write({ name: 'identity.json', bytes });
const page = { from: 0, count: 10 };

export const quarantine: AttackGroup = {
  title: 'What is withheld as privileged',
  control: () =>
    withheld(async (one) => {
      const { session } = await one.review.open({
        identityFile: identity(one),
        passphrase: 'filter words',
      });
      const { items } = await one.review.items({ session, ...page });
      if (items[0]?.message.text !== 'ask counsel') throw new Error('the reviewer does not see it');
    }),
  attacks: [
    {
      attack: 'The page asks for withheld messages without anybody’s filter key.',
      how: () => withheld(({ review }) => review.items({ session: 'made up', ...page })),
      code: 'invalid',
      says: 'the quarantine is closed: open it again',
    },
    {
      attack: 'The page asks for them under a session that was closed.',
      how: () =>
        withheld(async (one) => {
          const { session } = await one.review.open({
            identityFile: identity(one),
            passphrase: 'filter words',
          });
          await one.review.close({ session });
          return one.review.items({ session, ...page });
        }),
      code: 'invalid',
      says: 'the quarantine is closed: open it again',
    },
    {
      attack: 'The page releases a withheld message without anybody’s filter key.',
      how: () =>
        withheld(({ review }) =>
          review.decide({ session: 'made up', item: 'AB-1:4', release: true, reason: 'wanted' }),
        ),
      code: 'invalid',
      says: 'the quarantine is closed: open it again',
    },
    {
      attack: 'An identity other than the reviewer’s opens the quarantine.',
      how: () =>
        withheld((one) =>
          one.review.open({ identityFile: identity(one, stranger.file), passphrase: 'filter words' }),
        ),
      code: 'wrong-key',
      says: 'its key is not the filter key of the warrant',
    },
    {
      attack: 'The reviewer’s identity is tried with a guessed passphrase.',
      how: () => withheld((one) => one.review.open({ identityFile: identity(one), passphrase: 'guess' })),
      code: 'wrong-passphrase',
      says: 'the passphrase does not open this identity',
    },
    {
      attack: 'The reviewer’s card is put on another’s identity file.',
      how: () => {
        const forged = JSON.parse(Buffer.from(stranger.file).toString());
        forged.card = cardOf(reviewer);
        const bytes = Buffer.from(JSON.stringify(forged));
        return withheld((one) =>
          one.review.open({ identityFile: identity(one, bytes), passphrase: 'filter words' }),
        );
      },
      code: 'wrong-passphrase',
      says: 'the passphrase does not open this identity',
    },
  ],
};
