/** `threadline authority identity` and `threadline authority trust` */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { ROLES, type Role, trustPolicySchema } from '../../../shared/warrant/documents.ts';
import { cardOf, makeIdentity, wipeIdentity } from '../../keys/identity.ts';
import { issueText, parseTrust } from '../../warrant/trust.ts';
import { passphraseOf } from '../passphrase.ts';
import { type Command, STATUS } from '../status.ts';
import { printable, say } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { cardOfFile, needed, writeNew } from './files.ts';

/** `identity --name NAME --out FILE`: FILE is the identity, FILE.card.json what others are given. */
export const identityCommand: Command = async (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: { name: { type: 'string' }, out: { type: 'string' }, 'passphrase-file': { type: 'string' } },
  });
  const name = needed(values.name, '--name NAME').trim();
  if (name === '') throw new UsageError('--name: it is empty');
  const out = needed(values.out, '--out FILE');
  const { identity, file } = await makeIdentity(
    name,
    await passphraseOf(name, values['passphrase-file'], true),
  );
  const card = cardOf(identity);
  wipeIdentity(identity);
  await writeNew(out, file, 0o600);
  await writeNew(`${out}.card.json`, Buffer.from(`${JSON.stringify(card, null, 2)}\n`));
  say(`${printable(name)}: identity in ${printable(out)}, card in ${printable(`${out}.card.json`)}`);
  return STATUS.done;
};

/** `CARD=ROLE[,ROLE…]` */
async function keyOf(given: string, from: string, to: string) {
  const equals = given.lastIndexOf('=');
  const roles = given.slice(equals + 1).split(',');
  const wrong = roles.find((role) => !ROLES.includes(role as Role));
  if (equals < 1 || wrong !== undefined) {
    throw new UsageError(`--key ${given}: it is CARD=ROLE, and a role is one of ${ROLES.join(', ')}`);
  }
  const card = await cardOfFile(given.slice(0, equals));
  return {
    holder: card.name,
    roles: roles as Role[],
    publicKey: card.signing,
    notBefore: from,
    notAfter: to,
  };
}

/** `trust --name NAME --key CARD=ROLE… --from TIME --to TIME --out FILE` */
export const trustCommand: Command = async (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      name: { type: 'string' },
      key: { type: 'string', multiple: true },
      from: { type: 'string' },
      to: { type: 'string' },
      'release-agents': { type: 'string' },
      out: { type: 'string' },
    },
  });
  const from = needed(values.from, '--from TIME');
  const to = needed(values.to, '--to TIME');
  const keys: unknown[] = [];
  for (const given of needed(values.key, '--key CARD=ROLE')) keys.push(await keyOf(given, from, to));
  const agents = values['release-agents'];
  if (agents !== undefined && !/^[1-9]\d{0,2}$/.test(agents)) {
    throw new UsageError(`--release-agents ${agents}: it is not a number of signers`);
  }
  const policy = {
    version: 1,
    kind: 'trust-policy',
    name: needed(values.name, '--name NAME'),
    keys,
    thresholds: agents === undefined ? {} : { release: [{ role: 'escrow-agent', signers: Number(agents) }] },
  };
  const parsed = v.safeParse(trustPolicySchema, policy);
  if (!parsed.success) throw new UsageError(`trust: ${issueText(parsed.issues)}`);
  const bytes = Buffer.from(`${JSON.stringify(parsed.output, null, 2)}\n`);
  parseTrust(bytes, 'trust');
  const out = needed(values.out, '--out FILE');
  await writeNew(out, bytes);
  say(`${printable(parsed.output.name)}: ${keys.length} keys in ${printable(out)}`);
  return STATUS.done;
};
