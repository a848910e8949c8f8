/** Databases that are none, are cut, are still in use, or hide something. */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Refusal } from '../../../shared/model/index.ts';
import { ANA, type Filler, MadeEvidence, readFilled } from './testing/made-evidence.ts';
import { openToFill } from './testing/true-schema.ts';

async function refusal(evidence: MadeEvidence): Promise<Refusal> {
  try {
    await evidence.read();
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return error;
  }
  assert.fail('it was read');
}

const texts = ({ messages }: { messages: { text?: string }[] }): (string | undefined)[] =>
  messages.map(({ text }) => text);

test('an empty file is refused as empty', async () => {
  using evidence = new MadeEvidence();
  const { code, file } = await refusal(evidence.file('msgstore.db', ''));
  assert.deepEqual([code, file], ['empty', 'msgstore.db']);
});

for (const [what, bytes] of [
  ['a text', 'Dear diary'],
  ['an encrypted backup under the database’s name', Buffer.from('7b010801120a'.repeat(500), 'hex')],
  ['the first half of the magic', 'SQLite f'],
  [
    'a header with an impossible page size',
    Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200)]),
  ],
] as const) {
  test(`${what} is refused as no database`, async () => {
    using evidence = new MadeEvidence();
    const { code, reason } = await refusal(evidence.file('msgstore.db', bytes));
    assert.equal(code, 'unsupported');
    assert.equal(reason, 'it is not a SQLite database, or it is encrypted');
  });
}

test('a database of another program is refused, and the reason says what it lacks', async () => {
  using evidence = new MadeEvidence();
  evidence.bareDatabase('msgstore.db', (db) => db.exec('CREATE TABLE notes (x)'));
  const { code, reason } = await refusal(evidence);
  assert.equal(code, 'unsupported');
  assert.match(reason, /neither of WhatsApp’s tables of messages/);
});

test('a file cut short is read as far as it goes, and says so', async () => {
  using evidence = new MadeEvidence();
  evidence.database('msgstore.db', (f) => {
    f.chat(1, ANA);
    for (let id = 1; id <= 3000; id++) f.message(id, { text_data: `message ${id} ${'.'.repeat(100)}` });
  });
  const whole = readFileSync(evidence.at('msgstore.db'));
  const half = whole.subarray(0, Math.floor(whole.length * 0.75) + 100);
  evidence.file('msgstore.db', half);
  const reading = await evidence.read();
  const pages = Math.floor(half.length / 4096);
  assert.deepEqual(reading.damage[0], {
    file: 'msgstore.db',
    reason: `the file is cut short: ${pages} of its ${whole.length / 4096} pages are there; what they hold was read`,
  });
  assert.ok(reading.messages.length > 500 && reading.messages.length < 3000, String(reading.messages.length));
  const lost = reading.damage.find(({ where }) => where?.startsWith('message, '))!;
  const [, from] = /rows? (?:from )?(\d+)/.exec(lost.where!)!;
  assert.equal(reading.messages.at(-1)!.source.row, Number(from) - 1);
  assert.deepEqual(readFileSync(evidence.at('msgstore.db')), half);
});

test('changes in the write-ahead log are read, and the log is named', async () => {
  using evidence = new MadeEvidence();
  evidence.database('msgstore.db', (f) => f.chat(1, ANA).message(1, { text_data: 'in the file' }));
  const db = openToFill(evidence.at('msgstore.db'));
  db.exec('PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;');
  db.exec(
    `INSERT INTO message (_id, chat_row_id, from_me, key_id, message_type, text_data, sort_id) VALUES (2, 1, 0, 'W', 0, 'in the log', 2)`,
  );
  const [file, log] = ['msgstore.db', 'msgstore.db-wal'].map((name) => readFileSync(evidence.at(name)));
  db.close();
  evidence.file('msgstore.db', file!).file('msgstore.db-wal', log!);
  const both = await evidence.read();
  assert.deepEqual(texts(both), ['in the file', 'in the log']);
  assert.match(both.warnings.join('\n'), /msgstore\.db-wal was applied/);
  evidence.file('msgstore.db-wal', '');
  assert.deepEqual(texts(await evidence.read()), ['in the file']);
});

/** A database in the middle of a change that is on its way into the file, with the journal that undoes it. */
function midChange(evidence: MadeEvidence): void {
  evidence.database('msgstore.db', (f) => {
    f.chat(1, ANA);
    for (let id = 1; id <= 400; id++) f.message(id, { text_data: `before ${id} ${'.'.repeat(200)}` });
  });
  const file = evidence.at('msgstore.db');
  const db = openToFill(file);
  db.exec(
    `PRAGMA journal_mode=DELETE; PRAGMA cache_size=5; BEGIN; UPDATE message SET text_data = 'after ' || _id || text_data;`,
  );
  copyFileSync(file, `${file}.mid`);
  copyFileSync(`${file}-journal`, `${file}.journal`);
  db.exec('ROLLBACK');
  db.close();
  evidence
    .file('msgstore.db', readFileSync(`${file}.mid`))
    .file('msgstore.db-journal', readFileSync(`${file}.journal`));
}

test('an unfinished change is undone by its journal, and the journal is named', async () => {
  using evidence = new MadeEvidence();
  midChange(evidence);
  assert.ok(readFileSync(evidence.at('msgstore.db')).includes('after 1'), 'the change has reached the file');
  const reading = await evidence.read();
  assert.equal(reading.messages.length, 400);
  assert.ok(texts(reading).every((text) => text!.startsWith('before ')));
  assert.match(reading.warnings.join('\n'), /msgstore\.db-journal was applied/);
});

test('a journal that names another file is not applied: the file it names stays', async () => {
  using evidence = new MadeEvidence();
  midChange(evidence);
  const victim = `${evidence.folder}/victim`;
  writeFileSync(victim, `${evidence.at('msgstore.db')}-journal\0`);
  // https://sqlite.org/fileformat2.html#the_rollback_journal: the name, its length and sum, the magic.
  const name = Buffer.from(victim);
  const tail = Buffer.alloc(16);
  tail.writeUInt32BE(name.length, 0);
  tail.writeUInt32BE(
    name.reduce((sum, byte) => sum + byte, 0),
    4,
  );
  Buffer.from('d9d505f920a163d7', 'hex').copy(tail, 8);
  const journal = readFileSync(evidence.at('msgstore.db-journal'));
  const page = Buffer.alloc(4);
  evidence.file('msgstore.db-journal', Buffer.concat([journal, page, name, tail]));
  const reading = await evidence.read();
  assert.ok(readFileSync(victim).length > 0);
  assert.deepEqual(reading.damage[0], {
    file: 'msgstore.db-journal',
    reason: 'it names another file and was not applied; msgstore.db was read as it stands',
  });
});

/** Replaces a table by something else of its name. */
const instead = (table: string, sql: string) => (f: Filler) => {
  f.chat(1, ANA).message(1, { text_data: 'true' }).older(2, { data: 'older' });
  f.db.exec(`ALTER TABLE ${table} RENAME TO hidden_${table}; ${sql}`);
};

test('a view in the place of a table is named and not used', async () => {
  const reading = await readFilled(
    instead(
      'message',
      `CREATE VIEW message AS SELECT * FROM hidden_message UNION ALL SELECT * FROM hidden_message`,
    ),
  );
  assert.deepEqual(texts(reading), ['older']);
  assert.deepEqual(reading.damage, [
    {
      file: 'msgstore.db',
      where: 'message',
      reason: 'a view stands where a table belongs; it was not used',
    },
  ]);
});

test('a schema whose entries are not what they say is refused', async () => {
  using evidence = new MadeEvidence();
  evidence.database('msgstore.db', instead('message', 'CREATE VIEW message AS SELECT * FROM hidden_message'));
  const db = openToFill(evidence.at('msgstore.db'));
  db.exec(`PRAGMA writable_schema=ON; UPDATE sqlite_schema SET type = 'table' WHERE name = 'message';`);
  db.close();
  const { code, reason } = await refusal(evidence);
  assert.equal(code, 'unreadable');
  assert.equal(reason, 'the database cannot be opened: its pages are damaged');
});

test('a virtual table in the place of a table is named and not used', async () => {
  const reading = await readFilled(instead('message', 'CREATE VIRTUAL TABLE message USING fts4(text_data)'));
  assert.deepEqual(texts(reading), ['older']);
  assert.match(reading.damage[0]!.reason, /a virtual table stands where a table belongs/);
});

test('a view in the place of a table beside the messages costs what it shows, no more', async () => {
  const reading = await readFilled((f) => {
    f.chat(1, ANA).message(1, { text_data: 'true' });
    f.db.exec('ALTER TABLE message_mentions RENAME TO m; CREATE VIEW message_mentions AS SELECT * FROM m');
  });
  assert.deepEqual(texts(reading), ['true']);
  assert.deepEqual(
    reading.damage.map(({ where }) => where),
    ['message_mentions'],
  );
});

test('a generated column is named and not computed', async () => {
  const reading = await readFilled((f) => {
    f.db.exec(`DROP TABLE message; CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER,
      key_id TEXT, message_type INTEGER, timestamp INTEGER, sort_id INTEGER,
      text_data TEXT AS (hex(zeroblob(200000000))) VIRTUAL)`);
    f.chat(1, ANA).message(1);
  });
  assert.deepEqual(texts(reading), [undefined]);
  assert.deepEqual(reading.damage, [
    {
      file: 'msgstore.db',
      where: 'message.text_data',
      reason: 'a generated column stands where a plain one belongs; it was not used',
    },
  ]);
});

test('triggers, checks and indexes on expressions do not run', async () => {
  const reading = await readFilled((f) => {
    f.db.exec(`DROP TABLE message; CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, from_me INTEGER,
      key_id TEXT, message_type INTEGER, timestamp INTEGER, sort_id INTEGER, text_data TEXT, CHECK (length(key_id) < 100));
      CREATE INDEX trap ON message (octet_length(text_data));
      CREATE TRIGGER snare AFTER INSERT ON message BEGIN DELETE FROM chat; END;`);
    f.row('message', {
      _id: 1,
      chat_row_id: 1,
      from_me: 0,
      key_id: 'A',
      message_type: 0,
      text_data: 'x',
    }).chat(1, ANA);
  });
  assert.deepEqual(texts(reading), ['x']);
  assert.deepEqual(reading.damage, []);
});

test('tables whose rows have no numbers of their own are named; without another there is nothing to read', async () => {
  using evidence = new MadeEvidence();
  evidence.bareDatabase('msgstore.db', (db) =>
    db.exec(
      'CREATE TABLE message (_id INTEGER PRIMARY KEY, chat_row_id INTEGER, text_data TEXT) WITHOUT ROWID',
    ),
  );
  assert.equal((await refusal(evidence)).file, 'msgstore.db');
  using second = new MadeEvidence();
  second.bareDatabase('msgstore.db', (db) =>
    db.exec('CREATE TABLE message (_id TEXT, chat_row_id INTEGER, text_data TEXT)'),
  );
  assert.match((await refusal(second)).reason, /tables of messages cannot be read/);
});

test('nothing is written beside the evidence', async () => {
  using evidence = new MadeEvidence();
  evidence.database('msgstore.db', (f) => f.chat(1, ANA).message(1));
  const before = readFileSync(evidence.at('msgstore.db'));
  await evidence.read();
  assert.deepEqual(readFileSync(evidence.at('msgstore.db')), before);
  assert.throws(() => readFileSync(evidence.at('msgstore.db-journal')));
});
