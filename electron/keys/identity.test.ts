import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal, type RefusalCode } from '../../shared/model/index.ts';
import { cardOf, makeIdentity, openIdentity, readCard } from './identity.ts';
import { LEAST_COST } from './passphrase.ts';

const made = await makeIdentity('Room 7, workstation 2', 'correct horse battery', LEAST_COST);

async function refused(bytes: Uint8Array, passphrase: string, code: RefusalCode): Promise<void> {
  await assert.rejects(
    openIdentity(bytes, 'id.json', passphrase),
    (cause) => cause instanceof Refusal && cause.code === code && cause.file === 'id.json',
  );
}

test('an identity opens with its passphrase, typed in any composition of its letters', async () => {
  const opened = await openIdentity(made.file, 'id.json', 'correct horse battery');
  assert.deepEqual(cardOf(opened), cardOf(made.identity));
  assert.deepEqual(opened.signing.privateKey, made.identity.signing.privateKey);
  const accented = await makeIdentity('x', 'Fr\u00e9d\u00e9ric, viola', LEAST_COST);
  assert.ok(await openIdentity(accented.file, 'id.json', 'Fre\u0301de\u0301ric, viola'));
});

test('a wrong passphrase is a plain refusal', () =>
  refused(made.file, 'correct horse batterz', 'wrong-passphrase'));

test('another name or key on the file’s card is found', async () => {
  const json = JSON.parse(Buffer.from(made.file).toString());
  json.card.name = 'Room 8';
  await refused(Buffer.from(JSON.stringify(json)), 'correct horse battery', 'wrong-passphrase');
});

test('hashing below the floor or beyond reason is refused before it is done', async () => {
  const json = JSON.parse(Buffer.from(made.file).toString());
  for (const hashing of [
    { ...json.hashing, memoryKiB: 1024 },
    { ...json.hashing, memoryKiB: 2 ** 31 },
    { ...json.hashing, passes: 1 },
  ]) {
    await refused(Buffer.from(JSON.stringify({ ...json, hashing })), 'correct horse battery', 'unsupported');
  }
});

test('the card is read from the file without a passphrase, and from the card itself', () => {
  const card = cardOf(made.identity);
  assert.deepEqual(readCard(made.file, 'id.json'), card);
  assert.deepEqual(readCard(Buffer.from(JSON.stringify(card)), 'card.json'), card);
  assert.throws(() => readCard(Buffer.from('[]'), 'card.json'), /not an identity/);
});
