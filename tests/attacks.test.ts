/**
 * The table of attacks, for whoever has to judge the program: each row is an attack in plain words, carried
 * out on real bytes, and what the program must say. docs/attacks.md has the same table.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { InvalidCall } from '../electron/cases/call-error.ts';
import { Refusal } from '../shared/model/index.ts';
import type { Attack, AttackGroup } from './attacks/attack.ts';
import { bundles } from './attacks/bundles.ts';
import { cases, quarantine } from './attacks/cases.ts';
import { logs, proofs } from './attacks/logs.ts';
import { releases, shares, terms } from './attacks/releases.ts';
import { scope } from './attacks/scope.ts';
import { sealedExports } from './attacks/sealed-exports.ts';
import { contents, kinds, signatures } from './attacks/warrants.ts';

const GROUPS: readonly AttackGroup[] = [
  signatures,
  kinds,
  contents,
  terms,
  scope,
  releases,
  shares,
  logs,
  proofs,
  sealedExports,
  cases,
  quarantine,
  bundles,
];

/** What came of an attack: the words and the kind of the answer; null when it was let through. */
async function answerTo({ how }: Attack): Promise<{ code: string; said: string } | null> {
  try {
    const said = await how();
    return typeof said === 'string' ? { code: 'found', said } : null;
  } catch (cause) {
    if (cause instanceof Refusal) return { code: cause.code, said: cause.message };
    if (cause instanceof InvalidCall) return { code: 'invalid', said: cause.message };
    throw cause;
  }
}

for (const { title, control, attacks } of GROUPS) {
  test(`${title}: without an attack it is accepted`, async () => {
    await control();
  });
  for (const attack of attacks) {
    test(`${title}: ${attack.attack}`, async () => {
      const answer = await answerTo(attack);
      assert.ok(answer, 'it was let through');
      assert.ok(answer.said.includes(attack.says), `said: ${answer.said}`);
      assert.equal(answer.code, attack.code, answer.said);
    });
  }
}

/** The table as docs/attacks.md has it. */
function documented(): string {
  return GROUPS.map(({ title, attacks }) => {
    const rows = attacks.map(({ attack, code, says }) => `| ${attack} | ${says} | \`${code}\` |`);
    return [`## ${title}`, '', '| attack | it says | code |', '|---|---|---|', ...rows, ''].join('\n');
  }).join('\n');
}

test('the table has sixty attacks and more, each told once', () => {
  const told = GROUPS.flatMap(({ title, attacks }) => attacks.map(({ attack }) => `${title}: ${attack}`));
  assert.ok(told.length >= 60, `${told.length} attacks`);
  assert.equal(new Set(told).size, told.length);
});

test('docs/attacks.md has this table, row for row', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../docs/attacks.md'), 'utf8');
  const table = page.slice(page.indexOf('## '));
  assert.equal(table, documented());
});
