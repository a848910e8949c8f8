/** `threadline custody checkpoint|prove`: signed states of a log, and single entries proved against them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { breachIn, type ReadLog, readCheckpoint, readStates, signCheckpoint } from '../custody/checkpoint.ts';
import { CustodyLog, fileSubject, type NewEntry } from '../custody/log.ts';
import { proveEntry } from '../custody/proof.ts';
import { encodeProvedEntry } from '../custody/proved-entry.ts';
import { SOFTWARE } from '../custody/software.ts';
import { keyId } from '../keys/envelope.ts';
import { wipeIdentity } from '../keys/identity.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { documentFile } from '../warrant/document-file.ts';
import { cardOfFile, identityOf, needed, writeNew } from './authority/files.ts';
import { type FoundLog, foundLog } from './found-log.ts';
import { type Command, STATUS } from './status.ts';
import { complain, grouped, printable, say } from './terminal.ts';
import { UsageError } from './usage.ts';

const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS']);

interface Target {
  readonly folder: string;
  readonly out: string;
}

function targetOf(command: string, positionals: readonly string[], out: string | undefined): Target {
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError(`${command}: one DIR is needed`);
  const target = needed(out, `${command}: --out FILE`);
  if (existsSync(target)) throw new UsageError(`--out ${target}: it is there already`);
  if (!existsSync(path.dirname(path.resolve(target)))) {
    throw new UsageError(`--out ${target}: there is no such folder`);
  }
  return { folder, out: target };
}

/** @throws Refusal `tampered` when the log is missing or its chain is broken. */
async function readWhole({ file, origin }: FoundLog, lengths: Iterable<number> = []): Promise<ReadLog> {
  const name = path.basename(file);
  if (!existsSync(file)) throw new Refusal('tampered', name, 'it is missing');
  const read = await readStates(file, lengths, origin);
  if (read.broken) throw new Refusal('tampered', name, `line ${read.broken.line}: ${read.broken.reason}`);
  return read;
}

/** Notes in an import's log what is about to be written; a case's own log takes entries in the window only. */
async function note({ what, file }: FoundLog, entry: Omit<NewEntry, 'actor'>): Promise<void> {
  if (what === 'case') return;
  try {
    const log = await CustodyLog.open(file, { software: SOFTWARE });
    try {
      await log.append({ actor: actor(), ...entry });
    } finally {
      await log.close();
    }
  } catch (cause) {
    if (!READ_ONLY.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
    complain(`${path.basename(file)}: it cannot be written to, so this is not noted in it`);
  }
}

const checkpointCommand: Command = async (argv) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { folder, out } = targetOf('custody checkpoint', positionals, values.out);
  const given = needed(values.identity, 'custody checkpoint: --identity FILE');
  const log = await foundLog(folder, 'custody checkpoint');
  const { now: state } = await readWhole(log);
  const identity = await identityOf(given, values['passphrase-file']);
  try {
    const bytes = signCheckpoint(state, new Date().toISOString(), identity);
    await note(log, {
      action: 'checkpoint-signed',
      subjects: [
        {
          ...fileSubject(path.basename(out), bytes.length, sha256Hex(bytes)),
          entries: state.entries,
          head: state.head,
          root: state.root,
          signer: identity.name,
          key: Buffer.from(identity.signing.publicKey).toString('base64'),
        },
      ],
    });
    await writeNew(out, bytes);
    say(`${printable(out)}: ${grouped(state.entries)} entries, signed by ${printable(identity.name)}`);
  } finally {
    wipeIdentity(identity);
  }
  return STATUS.done;
};

function seqOf(given: string): number {
  if (!/^\d{1,12}$/.test(given)) throw new UsageError(`--seq ${given}: it is not a whole number`);
  return Number(given);
}

const proveCommand: Command = async (argv) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      seq: { type: 'string' },
      checkpoint: { type: 'string' },
      identity: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { folder, out } = targetOf('custody prove', positionals, values.out);
  const seq = seqOf(needed(values.seq, 'custody prove: --seq N'));
  const given = needed(values.checkpoint, 'custody prove: --checkpoint FILE');
  const card = await cardOfFile(needed(values.identity, 'custody prove: --identity CARD'));
  const log = await foundLog(folder, 'custody prove');
  if (log.what === 'case') {
    throw new UsageError(`custody prove: the entries of ${folder} are sealed; its window proves them`);
  }
  const { name, bytes: signed } = await documentFile(given);
  const key = new Uint8Array(Buffer.from(card.signing, 'base64'));
  const checkpoint = readCheckpoint(signed, name, key);
  if (seq >= checkpoint.entries) {
    throw new UsageError(
      `--seq ${seq}: ${given} covers ${grouped(checkpoint.entries)} entries, numbered from 0; sign another`,
    );
  }
  const breach = breachIn(await readWhole(log, [checkpoint.entries]), checkpoint);
  if (breach !== undefined) throw new Refusal('tampered', path.basename(log.file), breach);
  const proof = await proveEntry(log.file, seq, checkpoint.entries, log.origin);
  const bytes = encodeProvedEntry({ proof, checkpoint: signed, key });
  await note(log, {
    action: 'entry-proved',
    subjects: [
      { ...fileSubject(path.basename(out), bytes.length, sha256Hex(bytes)), entry: seq },
      { checkpoint: sha256Hex(signed), key: keyId(key) },
    ],
  });
  await writeNew(out, bytes);
  say(`${printable(out)}: entry ${seq} of ${grouped(checkpoint.entries)}`);
  return STATUS.done;
};

const COMMANDS: Readonly<Record<string, Command>> = {
  checkpoint: checkpointCommand,
  prove: proveCommand,
};

export const custodyCommand: Command = async (argv, signal) => {
  const [name, ...rest] = argv;
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(`custody ${name ?? ''}: checkpoint or prove is needed`);
  return command(rest, signal);
};
