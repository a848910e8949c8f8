/** `threadline verify CASE.tlcase`: opens a portable case, holds it to itself, and says what is in it. */
import { existsSync } from 'node:fs';
import { basisOf } from '../bundle/basis.ts';
import { type BundleKeys, isBundle } from '../bundle/header.ts';
import { bundleHeader, OpenBundle, type VerifiedBundle, verifyBundle } from '../bundle/read-bundle.ts';
import { openFile, readAt } from '../containers/index.ts';
import { wipeIdentity } from '../keys/identity.ts';
import { isFolder } from '../reports/import-folder.ts';
import { identityOf } from './authority/files.ts';
import { passphraseOf } from './passphrase.ts';
import { grouped, printable, say } from './terminal.ts';
import { UsageError } from './usage.ts';

export interface BundleOptions {
  /** File of the identity that the bundle is sealed to. */
  readonly identity: string | undefined;
  /** Of the bundle or of the identity. */
  readonly passphraseFile: string | undefined;
  readonly json: boolean;
}

/** Whether a path is of a file that begins as a bundle does. */
export async function isBundleFile(given: string): Promise<boolean> {
  if (!existsSync(given) || (await isFolder(given))) return false;
  const file = await openFile(given);
  try {
    return isBundle(await readAt(file, 0, Math.min(4, file.bytes)));
  } finally {
    await file.handle.close();
  }
}

/** @throws Refusal as the bundle or its warrant is refused; UsageError when what opens it was not given. */
export async function verifyBundleFile(given: string, options: BundleOptions): Promise<void> {
  const { recipient } = await bundleHeader(given);
  const { identity, passphraseFile, json } = options;
  if (recipient.kind === 'passphrase') {
    await verified(given, { passphrase: await passphraseOf('the bundle', passphraseFile) }, json);
    return;
  }
  if (identity === undefined) {
    throw new UsageError('verify: the bundle is sealed to an identity: --identity FILE');
  }
  const own = await identityOf(identity, passphraseFile);
  try {
    await verified(given, { box: own.box }, json);
  } finally {
    wipeIdentity(own);
  }
}

async function verified(given: string, keys: BundleKeys, json: boolean): Promise<void> {
  const bundle = await OpenBundle.open(given, keys);
  try {
    const found = await verifyBundle(bundle);
    basisOf(found, bundle.name);
    if (json) say(JSON.stringify({ ok: true, what: 'bundle', ...summaryOf(found) }, null, 2));
    else sayBundle(summaryOf(found));
  } finally {
    bundle.close();
  }
}

function summaryOf({ case: bundled, jobs, added, lists, counts }: VerifiedBundle) {
  return {
    case: bundled.reference,
    saved: bundled.saved,
    basis: bundled.basis.kind,
    exhibits: bundled.exhibits,
    entries: bundled.log.entries,
    imports: jobs.map(({ exhibit, messages }) => ({ exhibit, messages })),
    ...counts,
    decisions: added.decisions.length,
    annotations: added.annotations.length,
    lists: lists.map(({ name, kind, entries, sha256 }) => ({ name, kind, entries, sha256 })),
  };
}

function sayBundle(summary: ReturnType<typeof summaryOf>): void {
  const { exhibits, entries, imports, attachments, withheld, decisions, annotations, lists } = summary;
  const chosen = exhibits === 'all' ? 'all of it' : `of ${exhibits.map(printable).join(', ')}`;
  say(`${printable(summary.case)}, saved ${printable(summary.saved)}: ${chosen}`);
  say(`${grouped(entries)} log entries: the chain is whole`);
  for (const { exhibit, messages } of imports) say(`${printable(exhibit)}: ${grouped(messages)} messages`);
  say(`${grouped(attachments)} attachments, ${grouped(withheld)} messages withheld`);
  say(`${grouped(decisions)} decisions and ${grouped(annotations)} annotations, as its log has them`);
  for (const { name, kind, entries: listed } of lists) {
    say(
      `${kind === 'keywords' ? 'keyword list' : 'hash set'} ${printable(name)}: ${grouped(listed)} entries`,
    );
  }
}
