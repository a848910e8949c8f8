/** Broken and hostile databases: a refusal that says why, or damage that is named; nothing is lost in silence. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '../../../shared/model/index.ts';
import { ANA, DATE, type Filler, MadeEvidence, readFilled } from './testing/made-evidence.ts';
import { wire } from './testing/wire.ts';

const STORE = 'ChatStorage.sqlite';

async function refusal(reading: Promise<unknown>): Promise<[code: string, message: string]> {
  const cause = await reading.then(
    () => assert.fail('it was read'),
    (error: unknown) => error,
  );
  assert.ok(cause instanceof Refusal, String(cause));
  return [cause.code, cause.message];
}

test('a file that is empty, no database, or without messages is refused with its name and the reason', async () => {
  using evidence = new MadeEvidence();
  const source = {
    reader: 'whatsapp-ios',
    platform: 'whatsapp',
    title: '',
    paths: [STORE],
    needs: {},
  } as const;
  evidence.file(STORE, '');
  assert.deepEqual(await refusal(evidence.read(source)), ['empty', `${STORE}: the file is empty`]);
  evidence.file(STORE, Buffer.alloc(4096, 7));
  assert.deepEqual(await refusal(evidence.read(source)), [
    'unsupported',
    `${STORE}: it is not a SQLite database, or it is encrypted`,
  ]);
  using other = new MadeEvidence();
  other.bareDatabase(STORE, (db) => db.exec('CREATE TABLE other (a)'));
  assert.deepEqual(await refusal(other.read()), [
    'unsupported',
    `${STORE}: it has no table ZWAMESSAGE, as WhatsApp’s on iPhones has`,
  ]);
});

test('a view in place of the messages is not run', async () => {
  using evidence = new MadeEvidence();
  evidence.bareDatabase(STORE, (db) =>
    db.exec('CREATE TABLE a (Z_PK INTEGER PRIMARY KEY); CREATE VIEW ZWAMESSAGE AS SELECT 1 AS Z_PK FROM a'),
  );
  const [code] = await refusal(evidence.read());
  assert.equal(code, 'unsupported');
});

test('a database that lacks all but a few columns is read as far as it goes', async () => {
  using evidence = new MadeEvidence();
  const { messages, skipped } = await evidence
    .settings()
    .bareDatabase(STORE, (db) =>
      db.exec(`CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZTEXT VARCHAR, ZFROMJID VARCHAR, ZISFROMME INTEGER);
        INSERT INTO ZWAMESSAGE VALUES (1, 'alone', '${ANA}', 0)`),
    )
    .read();
  assert.deepEqual([messages.length, skipped.length], [1, 0]);
  assert.deepEqual(
    [messages[0]!.chat, messages[0]!.sender, messages[0]!.text, messages[0]!.sentAt, messages[0]!.kind],
    [ANA, ANA, 'alone', undefined, 'unknown'],
  );
});

test('times of no year and values of the wrong class are kept as read', async () => {
  const { messages } = await readFilled((filler) =>
    filler
      .session(1, ANA)
      .message(1, { ZMESSAGEDATE: 0 })
      .message(2, { ZMESSAGEDATE: 1e15 })
      .message(3, { ZMESSAGEDATE: 'soon', ZMESSAGETYPE: 'text' })
      .message(4, { ZMESSAGEDATE: null, ZSENTDATE: DATE })
      .message(5, { ZISFROMME: 5 })
      .message(6, { ZTEXT: Uint8Array.of(0xff, 0xfe), ZCHATSESSION: 99 }),
  );
  assert.deepEqual(
    messages.map(({ sentAt, source }) => [sentAt?.slice(0, 19), source.raw]),
    [
      [undefined, { ZMESSAGEDATE: 0 }],
      [undefined, { ZMESSAGEDATE: 1e15 }],
      [undefined, { ZMESSAGETYPE: 'text', ZMESSAGEDATE: 'soon' }],
      ['2024-03-22T14:38:05', undefined],
      ['2024-03-22T14:38:10', { ZISFROMME: 5 }],
      ['2024-03-22T14:38:11', { ZTEXT: 'blob of 2 bytes' }],
    ],
  );
  assert.equal(messages[2]!.kind, 'unknown');
  assert.equal(messages[5]!.chat, 'chat 99');
});

test('receipts that are no protobuf are named with their row, and the message is kept', async () => {
  const { messages, damage } = await readFilled((filler) =>
    filler
      .session(1, ANA)
      .message(1)
      .info(1, Uint8Array.of(0xff, 0xff, 0xff))
      .message(2)
      .media(2, { ZMETADATA: Uint8Array.of(0x2a, 0x7f) }),
  );
  assert.equal(messages.length, 2);
  assert.deepEqual(damage, [
    {
      file: STORE,
      where: 'ZWAMESSAGE, row 1',
      reason: 'its receipts and reactions (ZRECEIPTINFO) are damaged and were not read',
    },
  ]);
});

test('messages that reply to each other, and to themselves, are read', async () => {
  const { messages } = await readFilled((filler) =>
    filler
      .session(1, ANA)
      .message(1)
      .media(1, { ZMETADATA: wire([5, 'KEY2']) })
      .message(2)
      .media(2, { ZMETADATA: wire([5, 'KEY1']) })
      .message(3)
      .media(3, { ZMETADATA: wire([5, 'KEY3']) }),
  );
  assert.deepEqual(
    messages.map(({ replyTo }) => replyTo),
    [2, 1, 3],
  );
});

test('a text of more than a mebibyte is cut and named', async () => {
  const { messages, damage } = await readFilled((filler) =>
    filler.session(1, ANA).message(1, { ZTEXT: 'a'.repeat(9 * 2 ** 20) }),
  );
  assert.equal(messages[0]!.text!.length, 2 ** 20);
  assert.equal(damage.length, 1);
});

test('calls and contacts that cannot be opened are named, and the messages are read', async () => {
  using evidence = new MadeEvidence();
  const { messages, damage } = await evidence
    .settings()
    .database(STORE, (filler) => filler.session(1, ANA).message(1))
    .file('CallHistory.sqlite', 'no database')
    .file('ContactsV2.sqlite', 'nor this')
    .read();
  assert.equal(messages.length, 1);
  assert.deepEqual(damage.map(({ file }) => file).sort(), ['CallHistory.sqlite', 'ContactsV2.sqlite']);
});

function fill(filler: Filler): void {
  filler.session(1, ANA);
  for (let row = 1; row <= 300; row++) {
    filler.message(row, { ZTEXT: `text ${row} `.repeat(8) });
    if (row % 5 === 0) filler.media(row, { ZMETADATA: wire([5, `KEY${row - 3}`]) });
    if (row % 7 === 0) filler.info(row, wire([3, 1], [2, wire([1, ANA], [5, 2])]));
  }
}

test('of a database cut short, what is there is read, and the cut is named', async () => {
  using evidence = new MadeEvidence();
  evidence.settings().database(STORE, fill);
  const { messages } = await evidence.read();
  assert.equal(messages.length, 300);
  truncateSync(evidence.at(STORE), readFileSync(evidence.at(STORE)).length - 5 * 4096);
  const cut = await evidence.read();
  assert.ok(cut.messages.length > 0 && cut.messages.length <= 300);
  for (const { text, source } of cut.messages) {
    if (text !== undefined) assert.equal(text, `text ${source.row} `.repeat(8));
  }
  assert.match(cut.damage.map(({ reason }) => reason).join('\n'), /the file is cut short/);
});

test('whatever bytes are changed, it is a refusal or a reading that is the same a second time', async () => {
  using evidence = new MadeEvidence();
  evidence.settings().database(STORE, fill);
  const whole = evidence.at('whole');
  copyFileSync(evidence.at(STORE), whole);
  const bytes = readFileSync(whole);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 }),
      async (changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, value] of changes) changed[at] = value;
        writeFileSync(evidence.at(STORE), changed);
        const read = () =>
          evidence.read({
            reader: 'whatsapp-ios',
            platform: 'whatsapp',
            title: '',
            paths: [STORE],
            needs: {},
          });
        try {
          const first = await read();
          assert.deepEqual(await read(), first);
          for (const { replyTo } of first.messages) {
            if (typeof replyTo === 'number') assert.ok(replyTo >= 1 && replyTo <= first.messages.length);
          }
        } catch (cause) {
          if (!(cause instanceof Refusal)) throw cause;
        }
      },
    ),
    { numRuns: 40, seed: 20_240_322 },
  );
});

test('rows whose numbers no double holds are skipped with the reason', async () => {
  const { messages, skipped } = await readFilled((filler) => {
    filler.session(1, ANA).message(1);
    filler.row('ZWAMESSAGE', { Z_PK: 2n ** 60n, ZCHATSESSION: 1 });
  });
  assert.equal(messages.length, 1);
  assert.deepEqual(skipped, [
    {
      reason: 'row number beyond 53 bits',
      source: { file: STORE, table: 'ZWAMESSAGE', raw: { row: String(2n ** 60n) } },
    },
  ]);
});
