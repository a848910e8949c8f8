import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { Findings } from '../readers/findings.ts';
import { Schema } from './schema.ts';
import { SideTable } from './side-table.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'threadline-side-'));
after(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

/** Three tables of the same rows: one numbered by the key, one with an index on it, one without. */
function tables(keys: readonly number[]) {
  const db = new DatabaseSync(path.join(folder, `${++made}.db`), { returnArrays: true });
  db.exec(`CREATE TABLE indexed (_id INTEGER PRIMARY KEY, owner INTEGER, word TEXT, other INTEGER);
    CREATE INDEX by_owner ON indexed (owner, other);
    CREATE TABLE plain (_id INTEGER PRIMARY KEY, owner INTEGER, word TEXT, other INTEGER);
    CREATE TABLE numbered (owner INTEGER PRIMARY KEY, word TEXT);`);
  for (const [i, key] of keys.entries()) {
    for (const table of ['indexed', 'plain']) {
      db.prepare(`INSERT INTO ${table} (owner, word, other) VALUES (?, ?, ?)`).run(
        key,
        `w${i}`,
        keys.length - i,
      );
    }
    db.prepare('INSERT OR REPLACE INTO numbered (owner, word) VALUES (?, ?)').run(key, `w${i}`);
  }
  const findings = new Findings();
  const database = { db, file: 'test.db', findings };
  const schema = new Schema(database);
  const open = (name: string): SideTable => new SideTable(database, schema, name, 'owner', ['word']);
  return { db, findings, indexed: open('indexed'), plain: open('plain'), numbered: open('numbered') };
}

const words = (rows: readonly (readonly unknown[])[]): unknown[] => rows.map((row) => row[2]);

test('rows of a key are the same however the table is reached, in the order of their numbers', () => {
  const keys = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 });
  const asked = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 20 });
  fc.assert(
    fc.property(keys, asked, fc.integer({ min: 1, max: 8 }), (owners, some, part) => {
      const { db, findings, indexed, plain, numbered } = tables(owners);
      const wanted = [...some].sort((a, b) => a - b);
      for (let start = 0; start < wanted.length; start += part) {
        const range = wanted.slice(start, start + part);
        for (const table of [indexed, plain, numbered]) table.load(range[0]!, range.at(-1)!);
        for (const key of range) {
          const expected = owners.flatMap((owner, i) => (owner === key ? [`w${i}`] : []));
          assert.deepEqual(words(indexed.take(key)), expected);
          assert.deepEqual(words(plain.take(key)), expected);
          assert.deepEqual(words(numbered.take(key)), expected.slice(-1));
        }
      }
      const given = owners.filter((owner) => wanted.includes(owner)).length;
      assert.equal(indexed.unused(), owners.length - given);
      assert.equal(plain.unused(), owners.length - given);
      for (const key of [1, 2, 3]) {
        const expected = owners.flatMap((owner, i) => (owner === key ? [`w${i}`] : []));
        assert.deepEqual(words(indexed.of(key)), expected);
        assert.deepEqual(words(plain.of(key)), expected);
      }
      assert.deepEqual(findings.finish(), { warnings: [], damage: [] });
      db.close();
    }),
    { numRuns: 60 },
  );
});

test('a key with more rows than are kept gives the first of them, and names the rest', () => {
  const { db, findings, indexed, plain } = tables([]);
  db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70000)
    INSERT INTO indexed (owner, word, other) SELECT 7, 'w' || i, 0 FROM n;
    INSERT INTO plain SELECT * FROM indexed;`);
  for (const table of [indexed, plain]) {
    table.load(1, 9);
    const rows = table.take(7);
    assert.equal(rows.length, 20_000);
    assert.equal(rows[0]![2], 'w1');
  }
  assert.deepEqual(findings.finish().damage, [
    {
      file: 'test.db',
      where: 'indexed, owner 7',
      reason: 'more than 20000 rows for one; of them the first 20000 were used',
    },
    {
      file: 'test.db',
      where: 'plain, owner 7',
      reason: 'more than 20000 rows for one; of them the first 20000 were used',
    },
  ]);
  db.close();
});

test('a table that is not there has no rows, and one without the key column is named', () => {
  const { db, findings } = tables([1]);
  const database = { db, file: 'test.db', findings };
  const schema = new Schema(database);
  const absent = new SideTable(database, schema, 'absent', 'owner', ['word']);
  absent.load(1, 9);
  assert.deepEqual([absent.take(1), absent.of(1), absent.unused()], [[], [], 0]);
  new SideTable(database, schema, 'plain', 'message_row_id', ['word']);
  assert.deepEqual(findings.finish().damage, [
    { file: 'test.db', where: 'plain', reason: 'it has no column message_row_id; it was not used' },
  ]);
  db.close();
});
