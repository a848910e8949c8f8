/** Reads a folder in the neutral form as a stream. */
import type { DraftMessage, Read, SkippedRow } from '../../../shared/evidence/index.ts';
import { Findings } from '../findings.ts';
import { TreeFiles } from '../tree-files.ts';
import { zoneOf } from '../zone-of.ts';
import { Drafts } from './drafts.ts';
import { message } from './fields.ts';
import { MediaFiles } from './files.ts';
import { ACCOUNTS, CHATS, entriesOf, formOf, MESSAGES } from './form.ts';
import { checkedLines } from './lines.ts';
import { noteFound, readAccounts, readChats } from './lists.ts';
import { Ordinals } from './ordinals.ts';

export const readNeutral: Read = async function* ({ exhibit, tree, source, options, signal }) {
  const { platform } = source;
  const file = source.paths[0]!;
  const home = file.slice(0, -MESSAGES.length);
  const entries = entriesOf(tree.entries);
  const entry = entries.get(file);
  const form = await formOf(entries, home);
  if (!entry || !form) throw new Error(`the evidence does not hold ${file} in the neutral form`);
  const findings = new Findings();
  if (form.fault !== undefined) {
    findings.damage(form.file, undefined, `the messages beside it were not read: ${form.fault}`);
    return { chats: [], accounts: [], ...findings.finish() };
  }
  const { timeZone } = options;
  const zone = timeZone === undefined ? undefined : zoneOf(timeZone, file);
  const of = { platform, platforms: form.platforms };
  const chats = await readChats({ ...of, entry: entries.get(home + CHATS), findings });
  const accounts = await readAccounts({ ...of, entry: entries.get(home + ACCOUNTS), findings });
  const lineOptions = { ...of, entry, check: message };
  const ordinals = new Ordinals(lineOptions, findings, signal);
  const drafts = new Drafts({
    file,
    exhibit,
    ordinals: ordinals.table,
    media: new MediaFiles(new TreeFiles(tree), home),
    findings,
    ...(zone ? { zone } : {}),
  });
  for await (const lines of checkedLines(lineOptions)) {
    signal.throwIfAborted();
    await ordinals.take(lines);
    const messages: DraftMessage[] = [];
    const skipped: SkippedRow[] = [];
    for (const found of lines) {
      const { line, byte } = found;
      if (found.is === 'line') {
        messages.push(drafts.message(found.value, line, byte));
        continue;
      }
      if (found.is === 'left out') skipped.push({ reason: found.reason, source: { file, line, byte } });
      noteFound(findings, file, found);
    }
    const done = lines.at(-1)?.byte ?? 0;
    yield { messages, skipped, progress: entry.bytes === 0 ? 1 : Math.min(1, done / entry.bytes) };
  }
  return {
    chats,
    accounts,
    ...findings.finish(),
    ...(drafts.usedZone && timeZone !== undefined ? { timeZone } : {}),
  };
};
