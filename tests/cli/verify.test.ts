import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { encodeCaseFile, makeCase } from '../../electron/cases/case-file.ts';
import { originOfCase } from '../../electron/custody/entry.ts';
import { CustodyLog } from '../../electron/custody/log.ts';
import { LEAST_COST } from '../../electron/keys/passphrase.ts';
import type { Message } from '../../shared/model/index.ts';
import { makeImport } from './made-import.ts';
import { threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const messages: Message[] = [1, 2, 3].map((n) => ({
  id: `AB-1:${n}`,
  exhibit: 'AB/1',
  platform: 'whatsapp',
  chat: 'Ana',
  kind: 'text',
  text: `line ${n}`,
  source: { file: '_chat.txt', line: n, byte: n * 40 },
}));

const whole = path.join(folder, 'whole');
before(async () => {
  mkdirSync(whole);
  await makeImport(whole, {
    messages,
    chats: [{ id: 'Ana', exhibit: 'AB/1', platform: 'whatsapp', type: 'direct', members: [] }],
    accounts: [{ id: 'Ana', exhibit: 'AB/1', platform: 'whatsapp', names: [] }],
  });
});

let copies = 0;
function changedCopy(change: (copy: string) => void): ReturnType<typeof threadline> {
  const copy = path.join(folder, `copy-${++copies}`);
  cpSync(whole, copy, { recursive: true });
  change(copy);
  return threadline(['verify', copy]);
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at < 0 ? bytes.length + at : at]! ^= 1;
  writeFileSync(file, bytes);
}

test('an untouched import verifies', () => {
  const { status, stdout, stderr } = threadline(['verify', whole]);
  assert.equal(status, 0);
  assert.equal(stderr, '');
  assert.match(stdout, /1 log entries: the chain is whole\n3 messages: every file is as the import wrote it/);
  assert.deepEqual(JSON.parse(threadline(['verify', whole, '--json']).stdout), {
    ok: true,
    what: 'import',
    findings: [],
    entries: 1,
    messages: 3,
  });
});

for (const name of ['messages.jsonl', 'chats.jsonl', 'accounts.jsonl', 'intake.json', 'custody.jsonl']) {
  test(`one changed byte in ${name} is refused by its name`, () => {
    for (const at of [0, 20, -3, -1]) {
      const { status, stderr } = changedCopy((copy) => flip(path.join(copy, name), at));
      assert.equal(status, 3);
      assert.match(stderr, new RegExp(`^threadline: ${name.replace('.', '\\.')}: `), `byte ${at}`);
    }
  });

  test(`a missing ${name} is refused by its name`, () => {
    const { status, stderr } = changedCopy((copy) => rmSync(path.join(copy, name)));
    assert.equal(status, 3);
    if (name !== 'custody.jsonl') assert.match(stderr, new RegExp(`^threadline: ${name}: it is missing`));
  });
}

test('counts that do not add up are found, also where every hash was made to fit', async () => {
  const forged = path.join(folder, 'forged');
  mkdirSync(forged);
  const counts = { outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} };
  await makeImport(forged, { messages, record: { counts: { ...counts, read: 5, kept: 4 } } });
  const { status, stderr } = threadline(['verify', forged]);
  assert.equal(status, 3);
  assert.match(stderr, /intake\.json: the counts of msgstore\.db\.crypt15 do not add up/);
  assert.match(stderr, /messages\.jsonl: it has 3 messages of exhibit AB\/1, and intake\.json says 4/);
});

test('a torn last line of the log is named as such', () => {
  const { status, stderr } = changedCopy((copy) =>
    appendFileSync(path.join(copy, 'custody.jsonl'), '{"seq":1,"ti'),
  );
  assert.equal(status, 3);
  assert.match(stderr, /custody\.jsonl: line 2: it is cut off/);
});

const record = {
  reference: 'OP LANTERN',
  timeZone: 'Europe/London',
  created: '2024-04-01T08:00:00.000Z',
  basis: { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' },
} as const;

test('a case folder’s sealed log is verified without its key', async () => {
  const caseFolder = path.join(folder, 'case');
  mkdirSync(caseFolder);
  const { file: made } = await makeCase(record, 'correct horse battery', LEAST_COST);
  writeFileSync(path.join(caseFolder, 'case.json'), encodeCaseFile(made));
  const file = path.join(caseFolder, 'custody.log');
  const log = await CustodyLog.open(file, {
    software: 'threadline 0.1.0',
    seal: (bytes) => ({ sealed: bytes.map((byte) => ~byte), commitment: '' }),
    origin: originOfCase(made.id),
  });
  for (const action of ['case-created', 'case-opened', 'case-closed'] as const) {
    await log.append({ actor: 'j.ho', action, subjects: [] });
  }
  await log.close();
  const { status, stdout } = threadline(['verify', caseFolder]);
  assert.equal(status, 0);
  assert.match(stdout, /3 log entries: the chain is whole/);
  const other = await makeCase(record, 'correct horse battery', LEAST_COST);
  writeFileSync(path.join(caseFolder, 'case.json'), encodeCaseFile(other.file));
  const swapped = threadline(['verify', caseFolder]);
  assert.equal(swapped.status, 3);
  assert.match(swapped.stderr, /custody\.log: line 1: .*another case’s/);
  writeFileSync(path.join(caseFolder, 'case.json'), encodeCaseFile(made));
  flip(file, 40);
  const changed = threadline(['verify', caseFolder]);
  assert.equal(changed.status, 3);
  assert.match(changed.stderr, /^threadline: custody\.log: line 1: /);
});

test('a folder that is neither is refused, and what is no folder is a usage error', () => {
  assert.equal(threadline(['verify', folder]).status, 3);
  assert.equal(threadline(['verify', path.join(folder, 'nowhere')]).status, 2);
  assert.equal(threadline(['verify']).status, 2);
});
