/** `threadline authority …`: the authority's side, offline and by files alone. */
import { type Command, STATUS } from '../status.ts';
import { UsageError } from '../usage.ts';
import { amendmentCommand, revocationCommand, warrantCommand } from './draft.ts';
import { identityCommand, trustCommand } from './identity.ts';
import { releaseCommand, sealCommand, signCommand, splitCommand } from './keys.ts';
import { showCommand } from './show.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  identity: identityCommand,
  trust: trustCommand,
  warrant: warrantCommand,
  amendment: amendmentCommand,
  revocation: revocationCommand,
  sign: signCommand,
  show: showCommand,
  release: releaseCommand,
  split: splitCommand,
  seal: sealCommand,
};

export const AUTHORITY_HELP = `threadline authority: identities, warrants and keys, by files alone

  identity --name NAME --out FILE
      Makes an identity, sealed by a passphrase; FILE.card.json is what others are given.
  trust --name NAME --key CARD=ROLE[,ROLE]… --from TIME --to TIME [--release-agents N] --out FILE
      A trust policy: who may sign what. Roles: minister, judicial-commissioner, escrow-agent, reviewer.
      A warrant needs a minister and a judicial commissioner; a release N escrow agents, or one.
  warrant --id ID --issuer NAME --case REF --exhibit REF[=SHA256,…]… --purpose TEXT…
          [--not-before TIME] --expiry TIME [--review-days N] [scope] [privileged] --out FILE
      scope: --account +NUMBER|id:ID|name:NAME… --counterpart --whole-groups --chat ID…
             --from TIME --to TIME --keep-uncertain --kind KIND… --platform PLATFORM…
      privileged: --privileged legal:+NUMBER… --privileged-word WORD… --filter-key CARD
  amendment --id ID --issuer NAME --warrant FILE [--expiry TIME] [--exhibit REF…] [--scope and its options] --out FILE
  revocation --issuer NAME --document FILE --reason TEXT --out FILE
  sign DOCUMENT --identity FILE --out FILE
      Adds a signature, to a draft or to what others have signed. warrant, amendment and revocation
      sign at once with --identity FILE.
  show DOCUMENT [--trust FILE] [--json]
  release --warrant FILE --exhibit REF (--evidence FILE | --sha256 HEX) --to CARD --identity FILE --out FILE
          (--key HEX|FILE --kind KIND | --share FILE)
      Releases a key, or one's share of it, to a workstation. Kinds: whatsapp-crypt15-root,
      whatsapp-key-file, ios-backup-password, sealed-export.
  split --key HEX|FILE --kind KIND --threshold M --to CARD… --out PREFIX
      Splits a key among holders; any M of the shares make it up.
  seal EVIDENCE --exhibit REF --creator NAME --out FILE.tlx --key-out FILE
      Seals a file into a sealed export, with a new key.

  Passphrases are asked for at the terminal, or taken from --passphrase-file FILE.
  TIME is as in RFC 3339 in UTC, e.g. 2024-03-22T14:40:00Z.
`;

export const authorityCommand: Command = async (argv, signal) => {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || rest.includes('--help')) {
    process.stdout.write(AUTHORITY_HELP);
    return STATUS.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`authority ${name}: no such command`);
  return command(rest, signal);
};
