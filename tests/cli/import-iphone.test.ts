/** An iPhone's WhatsApp through the command line: as a file, a folder, and a backup, plain and encrypted. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import {
  type MadeFile,
  makeIosBackup,
  WHATSAPP_DOMAIN,
} from '../../electron/containers/ios-backup/testing/made-ios-backup.ts';
import {
  ANA,
  BEN,
  DATE,
  GROUP,
  MadeEvidence,
  ME,
} from '../../electron/readers/whatsapp-ios/testing/made-evidence.ts';
import { packedJid, wire } from '../../electron/readers/whatsapp-ios/testing/wire.ts';
import type { InspectedEvidence } from '../../shared/contract/index.ts';
import type { IntakeRecord, Message } from '../../shared/model/index.ts';
import { threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
const evidence = new MadeEvidence();
after(() => {
  remove();
  evidence[Symbol.dispose]();
});

const PASSWORD = 'Evening, all 42';
const PICTURE = `Message/Media/${ANA}/a/b/ab.jpg`;
const SETTINGS = 'Library/Preferences/group.net.whatsapp.WhatsApp.shared.plist';

evidence
  .settings()
  .file(PICTURE, 'picture')
  .database('ChatStorage.sqlite', (filler) =>
    filler
      .session(1, ANA, { ZPARTNERNAME: 'Ana' })
      .session(2, GROUP, { ZPARTNERNAME: 'Allotment' })
      .member(1, 2, BEN)
      .message(1, { ZTEXT: 'hello' })
      .message(2, { ZMESSAGETYPE: 1, ZISFROMME: 1 })
      .media(2, { ZMEDIALOCALPATH: `Media/${ANA}/a/b/ab.jpg`, ZVCARDSTRING: 'image/jpeg' })
      .message(3, { ZCHATSESSION: 2, ZGROUPMEMBER: 1, ZTEXT: 'and back' })
      .media(3, { ZMETADATA: wire([5, 'KEY1']) })
      .info(3, wire([7, wire([1, wire([2, packedJid(ANA)], [3, '👍'], [4, 1_711_118_300_000])])])),
  )
  .database('ContactsV2.sqlite', (filler) =>
    filler.row('ZWAADDRESSBOOKCONTACT', { ZWHATSAPPID: BEN, ZFULLNAME: 'Ben B' }),
  )
  .database('CallHistory.sqlite', (filler) =>
    filler
      .row('ZWACDCALLEVENT', { Z_PK: 1, ZDATE: DATE, ZOUTCOME: 1, ZCALLIDSTRING: 'C1' })
      .row('ZWACDCALLEVENTPARTICIPANT', { Z1PARTICIPANTS: 1, ZJIDSTRING: BEN }),
  );

const FILES: readonly MadeFile[] = [
  'ChatStorage.sqlite',
  'ContactsV2.sqlite',
  'CallHistory.sqlite',
  SETTINGS,
  PICTURE,
].map((relativePath) => ({
  domain: WHATSAPP_DOMAIN,
  relativePath,
  content: readFileSync(evidence.at(relativePath)),
}));

const backup = path.join(folder, 'backup');
const encrypted = path.join(folder, 'encrypted backup');
makeIosBackup(backup, { files: FILES });
makeIosBackup(encrypted, { files: FILES, password: PASSWORD });

function keyFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}
const password = keyFile('password.txt', `${PASSWORD}\nkept by the exhibits officer\n`);

let made = 0;
const fresh = (): string => path.join(folder, `out-${++made}`);

interface Imported {
  readonly out: string;
  readonly messages: Message[];
  readonly record: IntakeRecord;
}

function imported(...args: string[]): Imported {
  const out = fresh();
  const { status, stderr } = threadline(['import', ...args, '--exhibit', 'AB/3', '--out', out]);
  assert.equal(status, 0, stderr);
  const text = (name: string): string => readFileSync(path.join(out, name), 'utf8');
  const [record, ...others] = JSON.parse(text('intake.json')) as IntakeRecord[];
  assert.deepEqual(others, []);
  assert.deepEqual(record!.damage, []);
  const { read, kept, skipped } = record!.counts;
  assert.deepEqual([read, kept, skipped], [4, 4, {}]);
  assert.equal(threadline(['verify', out]).status, 0);
  return {
    out,
    record: record!,
    messages: text('messages.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

/** Messages without the folder that their file stands in. */
const alike = ({ messages }: Imported): unknown[] =>
  messages.map(({ source, ...rest }) => ({
    ...rest,
    source: { ...source, file: path.posix.basename(source.file) },
  }));

test('a folder, a backup and an encrypted backup of one phone give the same messages, chats and accounts', () => {
  const results = [
    imported(path.join(evidence.folder, 'evidence')),
    imported(backup),
    imported(encrypted, '--key', password),
  ];
  const [first] = results as [Imported, Imported, Imported];
  assert.deepEqual(
    results.map(({ record }) => [record.reader, record.container]),
    [
      ['whatsapp-ios', ['folder']],
      ['whatsapp-ios', ['folder', 'ios-backup']],
      ['whatsapp-ios', ['folder', 'ios-backup-encrypted']],
    ],
  );
  assert.deepEqual(
    first.messages.map(({ id, chat, sender, kind, replyTo }) => [id, chat, sender, kind, replyTo]),
    [
      ['AB-3:1', ANA, ANA, 'text', undefined],
      ['AB-3:2', ANA, ME, 'image', undefined],
      ['AB-3:3', GROUP, BEN, 'text', 'AB-3:1'],
      ['AB-3:4', BEN, BEN, 'call', undefined],
    ],
  );
  assert.equal(first.messages[1]!.attachments![0]!.present, true);
  assert.deepEqual(first.messages[2]!.reactions, [
    { sender: ANA, emoji: '👍', at: '2024-03-22T14:38:20.000Z' },
  ]);
  for (const other of results.slice(1)) {
    assert.deepEqual(alike(other), alike(first));
    for (const list of ['chats.jsonl', 'accounts.jsonl']) {
      assert.equal(
        readFileSync(path.join(other.out, list), 'utf8'),
        readFileSync(path.join(first.out, list), 'utf8'),
      );
    }
  }
  assert.equal(results[1]!.messages[0]!.source.file, `${WHATSAPP_DOMAIN}/ChatStorage.sqlite`);
});

test('the database alone is read without its calls, and the import says that nobody says whose it is', () => {
  const out = fresh();
  const { status } = threadline(['import', evidence.at('ChatStorage.sqlite'), '--out', out]);
  assert.equal(status, 0);
  const [record] = JSON.parse(readFileSync(path.join(out, 'intake.json'), 'utf8')) as IntakeRecord[];
  assert.equal(record!.counts.kept, 3);
  assert.match(record!.warnings.join('\n'), /nothing beside ChatStorage\.sqlite says whose it is/);
});

test('inspect says that the encrypted backup needs its password, and opens nothing', () => {
  const { status, stdout } = threadline(['inspect', encrypted]);
  assert.equal(status, 0);
  assert.match(stdout, /needs +the password of the backup, in the first line of a file \(--key FILE\)/);
  const [seen] = JSON.parse(threadline(['inspect', encrypted, '--json']).stdout) as InspectedEvidence[];
  assert.equal(seen!.needsKey, 'ios-backup-password');
  assert.deepEqual(seen!.sources, []);
  const [plain] = JSON.parse(threadline(['inspect', backup, '--json']).stdout) as InspectedEvidence[];
  assert.equal(plain!.needsKey, undefined);
  assert.deepEqual(
    plain!.sources.map(({ reader }) => reader),
    ['whatsapp-ios'],
  );
});

test('without the password, with a wrong one, or with a key of another kind nothing is kept', () => {
  for (const [key, reason] of [
    [undefined, /Manifest\.plist: it is encrypted and no key was given/],
    [keyFile('wrong.txt', 'evening, all 42\n'), /the password does not open this backup/],
    ['ab'.repeat(32), /the password does not open this backup/],
  ] as const) {
    const out = fresh();
    const { status, stderr } = threadline([
      'import',
      encrypted,
      ...(key === undefined ? [] : ['--key', key]),
      '--out',
      out,
    ]);
    assert.equal(status, 3, stderr);
    assert.match(stderr, reason);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
    assert.ok(!stderr.includes(PASSWORD));
    assert.ok(!existsSync(out));
  }
});
