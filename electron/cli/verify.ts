/** `threadline verify DIR|CASE-FOLDER|FILE`: the hashes, the counts, the log's chain; a bundle, a checkpoint, a proof. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { breachIn, readCheckpoint, readStates } from '../custody/checkpoint.ts';
import { verifyLog } from '../custody/log.ts';
import { isFolder } from '../reports/import-folder.ts';
import { type Finding, verifyImport } from '../reports/verify-import.ts';
import { documentFiles } from '../warrant/document-file.ts';
import { cardOfFile } from './authority/files.ts';
import { type FoundLog, foundLog } from './found-log.ts';
import { type Command, STATUS } from './status.ts';
import { complain, grouped, say } from './terminal.ts';
import { UsageError } from './usage.ts';
import { isBundleFile, verifyBundleFile } from './verify-bundle.ts';
import { verifyFile } from './verify-file.ts';

interface Verified {
  readonly what: 'import' | 'case';
  readonly findings: readonly Finding[];
  readonly entries: number;
  readonly messages?: number;
  readonly media?: number;
}

async function verifyCase({ file, origin }: FoundLog): Promise<Verified> {
  const name = path.basename(file);
  if (!existsSync(file))
    return { what: 'case', entries: 0, findings: [{ file: name, reason: 'it is missing' }] };
  const { entries, broken } = await verifyLog(file, undefined, origin);
  return {
    what: 'case',
    entries,
    findings: broken ? [{ file: name, reason: `line ${broken.line}: ${broken.reason}` }] : [],
  };
}

/** What of the log is not as its checkpoints say; its own chain is looked at apart. */
async function againstCheckpoints(
  { file, origin }: FoundLog,
  given: readonly string[],
  key: Uint8Array,
): Promise<Finding[]> {
  const signed = (await documentFiles(given)).map(({ name, bytes }) => ({
    name,
    checkpoint: readCheckpoint(bytes, name, key),
  }));
  if (!existsSync(file)) return [];
  const read = await readStates(
    file,
    signed.map(({ checkpoint }) => checkpoint.entries),
    origin,
  );
  return signed.flatMap(({ name, checkpoint }) => {
    const reason = breachIn(read, checkpoint);
    return reason === undefined ? [] : [{ file: name, reason }];
  });
}

export const verifyCommand: Command = async (argv, signal) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      checkpoint: { type: 'string', multiple: true },
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
    },
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0)
    throw new UsageError('verify: one DIR, CASE-FOLDER or FILE is needed');
  const { checkpoint: checkpoints = [], identity } = values;
  if (checkpoints.length === 0 && (await isBundleFile(given))) {
    const passphraseFile = values['passphrase-file'];
    await verifyBundleFile(given, { identity, passphraseFile, json: values.json ?? false });
    return STATUS.done;
  }
  const card = identity === undefined ? undefined : await cardOfFile(identity);
  const key = card && new Uint8Array(Buffer.from(card.signing, 'base64'));
  if (existsSync(given) && !(await isFolder(given)) && checkpoints.length === 0) {
    await verifyFile(given, key, values.json ?? false);
    return STATUS.done;
  }
  if (checkpoints.length > 0 && !key)
    throw new UsageError('verify: whose checkpoints they are must be said: --identity CARD');
  const log = await foundLog(given, 'verify');
  const broken = key ? await againstCheckpoints(log, checkpoints, key) : [];
  const own: Verified =
    log.what === 'case' ? await verifyCase(log) : { what: 'import', ...(await verifyImport(given, signal)) };
  const verified: Verified = { ...own, findings: [...own.findings, ...broken] };
  if (values.json) say(JSON.stringify({ ok: verified.findings.length === 0, ...verified }, null, 2));
  else if (verified.findings.length === 0) {
    say(`${grouped(verified.entries)} log entries: the chain is whole`);
    if (verified.messages !== undefined) {
      say(`${grouped(verified.messages)} messages: every file is as the import wrote it, the counts add up`);
    }
    if (checkpoints.length > 0)
      say(`${grouped(checkpoints.length)} checkpoints: the log is what they say, or has grown since`);
    if (verified.media !== undefined) say(`${grouped(verified.media)} attachments are as they were found`);
  }
  for (const { file, reason } of verified.findings) complain(`${file}: ${reason}`);
  return verified.findings.length > 0 ? STATUS.refused : STATUS.done;
};
