/** `threadline authority sign`, `release`, `split` and `seal`. */
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Cancelled, Refusal, writing } from '../../../shared/model/index.ts';
import { KEY_KINDS, type KeyKind } from '../../../shared/warrant/documents.ts';
import { evidenceBytes, hashFile, newStreamKey, sealExport } from '../../containers/index.ts';
import { wipeIdentity } from '../../keys/identity.ts';
import { openShare, type ReleasedSecret, release, sign, splitKey } from '../../warrant/authority.ts';
import { documentFile } from '../../warrant/document-file.ts';
import { type Command, STATUS } from '../status.ts';
import { grouped, printable, say } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { cardOfFile, identityOf, needed, writeNew } from './files.ts';

/** `sign DOCUMENT --identity FILE --out FILE` */
export const signCommand: Command = async (argv) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { identity: { type: 'string' }, 'passphrase-file': { type: 'string' }, out: { type: 'string' } },
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new UsageError('sign: one DOCUMENT is needed');
  const file = await documentFile(given);
  const signer = await identityOf(needed(values.identity, '--identity FILE'), values['passphrase-file']);
  const out = needed(values.out, '--out FILE');
  await writeNew(out, sign(file, signer));
  wipeIdentity(signer);
  say(`signed by ${printable(signer.name)}, in ${printable(out)}`);
  return STATUS.done;
};

function kindOf(given: string): KeyKind {
  const kind = KEY_KINDS.find((known) => known === given);
  if (!kind) throw new UsageError(`--kind ${given}: it is one of ${KEY_KINDS.join(', ')}`);
  return kind;
}

/** A key as 64 hex digits, or a file's bytes. A file with hex digits in it is read as these. */
async function secretOf(given: string, kind: KeyKind): Promise<Uint8Array> {
  const hex = (text: string): Uint8Array | null =>
    /^[0-9a-f]{64}$/i.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : null;
  const typed = hex(given);
  if (typed) return typed;
  const { bytes, name } = await documentFile(given);
  if (bytes.length > 4096) throw new Refusal('unsupported', name, 'it is too large for a key');
  const text = Buffer.from(bytes).toString('latin1');
  if (kind === 'ios-backup-password')
    return Buffer.from(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/\r?\n$/, ''),
    );
  return hex(text.replace(/[\s-]/g, '')) ?? bytes;
}

/**
 * `release --warrant FILE --exhibit REF (--evidence FILE | --sha256 HEX) --to CARD --identity FILE --out FILE`
 * with `--key HEX|FILE --kind KIND`, or `--share FILE` of the agent's own.
 */
export const releaseCommand: Command = async (argv, signal) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      warrant: { type: 'string' },
      exhibit: { type: 'string' },
      evidence: { type: 'string' },
      sha256: { type: 'string' },
      to: { type: 'string' },
      key: { type: 'string' },
      kind: { type: 'string' },
      share: { type: 'string' },
      issued: { type: 'string' },
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
      out: { type: 'string' },
    },
  });
  const warrant = await documentFile(needed(values.warrant, '--warrant FILE'));
  const reference = needed(values.exhibit, '--exhibit REF');
  const recipient = await cardOfFile(needed(values.to, '--to CARD'));
  const sha256 =
    values.sha256 ??
    (await hashFile(needed(values.evidence, '--evidence FILE or --sha256 HEX'), { signal })).sha256;
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new UsageError(`--sha256 ${sha256}: it is not a SHA-256 in lower-case hex`);
  const out = needed(values.out, '--out FILE');
  const agent = await identityOf(needed(values.identity, '--identity FILE'), values['passphrase-file']);
  let secret: ReleasedSecret;
  if (values.share !== undefined) secret = openShare(await documentFile(values.share), agent);
  else {
    const keyKind = kindOf(needed(values.kind, '--kind KIND'));
    secret = { keyKind, secret: await secretOf(needed(values.key, '--key HEX|FILE'), keyKind) };
  }
  const issued = values.issued ?? `${new Date().toISOString().slice(0, 19)}Z`;
  const bytes = release({ warrant, exhibit: { reference, sha256 }, recipient, issued }, secret, agent);
  secret.secret.fill(0);
  wipeIdentity(agent);
  await writeNew(out, bytes);
  say(
    `${secret.share ? 'a share of the key' : 'the key'} of exhibit ${printable(reference)}, released to ${printable(recipient.name)}, in ${printable(out)}`,
  );
  return STATUS.done;
};

/** `split --key HEX|FILE --kind KIND --threshold M --to CARD… --out DIR-AND-PREFIX` */
export const splitCommand: Command = async (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      key: { type: 'string' },
      kind: { type: 'string' },
      threshold: { type: 'string' },
      to: { type: 'string', multiple: true },
      out: { type: 'string' },
    },
  });
  const keyKind = kindOf(needed(values.kind, '--kind KIND'));
  const threshold = Number(needed(values.threshold, '--threshold M'));
  const holders = await Promise.all(needed(values.to, '--to CARD').map(cardOfFile));
  if (!Number.isInteger(threshold) || threshold < 2 || threshold > holders.length || holders.length > 255) {
    throw new UsageError(`--threshold ${values.threshold}: it is from 2 to the number of holders`);
  }
  const out = needed(values.out, '--out PREFIX');
  const secret = await secretOf(needed(values.key, '--key HEX|FILE'), keyKind);
  const shares = await splitKey(secret, keyKind, holders, threshold);
  secret.fill(0);
  for (const [index, share] of shares.entries()) {
    const file = `${out}-${index + 1}.json`;
    await writeNew(file, share, 0o600);
    say(
      `share ${index + 1} of ${shares.length}, for ${printable(holders[index]!.name)}, in ${printable(file)}`,
    );
  }
  say(`any ${threshold} of them make up the key`);
  return STATUS.done;
};

/** `seal EVIDENCE --exhibit REF --creator NAME --out FILE.tlx --key-out FILE` */
export const sealCommand: Command = async (argv, signal) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      exhibit: { type: 'string' },
      creator: { type: 'string' },
      out: { type: 'string' },
      'key-out': { type: 'string' },
    },
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new UsageError('seal: one EVIDENCE file is needed');
  const exhibit = needed(values.exhibit, '--exhibit REF');
  const creator = needed(values.creator, '--creator NAME');
  const out = needed(values.out, '--out FILE.tlx');
  const keyOut = needed(values['key-out'], '--key-out FILE');
  const key = newStreamKey();
  const file = await open(out, 'wx').catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(
      `--out ${out}: ${cause.code === 'EEXIST' ? 'it is there already' : `it cannot be written (${cause.code})`}`,
    );
  });
  let bytes = 0;
  try {
    const about = { exhibit, creator, inner: path.basename(given) };
    for await (const piece of sealExport(about, evidenceBytes(given), key)) {
      if (signal.aborted) throw new Cancelled();
      await writing(out, () => file.writeFile(piece));
      bytes += piece.length;
    }
    await file.sync();
    await file.close();
    await writeNew(keyOut, Buffer.from(`${Buffer.from(key).toString('hex')}\n`), 0o600);
  } catch (cause) {
    await file.close().catch(() => {});
    await rm(out, { force: true });
    throw cause;
  } finally {
    key.fill(0);
  }
  const { sha256 } = await hashFile(out, { signal });
  say(`exhibit ${printable(exhibit)}: ${grouped(bytes)} bytes in ${printable(out)}, SHA-256 ${sha256}`);
  say(`its key is in ${printable(keyOut)}`);
  return STATUS.done;
};
