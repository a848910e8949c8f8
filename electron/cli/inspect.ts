import { parseArgs } from 'node:util';
import type { InspectedEvidence, KeyNeed } from '../../shared/contract/index.ts';
import { launchNode } from '../intake/launch-node.ts';
import { runInspect } from '../intake/run-inspect.ts';
import { type Command, STATUS } from './status.ts';
import { complain, grouped, printable, say } from './terminal.ts';
import { UsageError } from './usage.ts';

const KEY_WORDS: Readonly<Record<KeyNeed, string>> = {
  'whatsapp-key-file': 'the key file of the phone (--key FILE)',
  'whatsapp-crypt15-root': '64 hex digits or encrypted_backup.key (--key HEX|FILE)',
  'ios-backup-password': 'the password of the backup, in the first line of a file (--key FILE)',
  'sealed-export': '64 hex digits, or a file of them (--key HEX|FILE)',
};

function* lines(seen: InspectedEvidence): Generator<string> {
  const row = (name: string, value: string): string => `  ${name.padEnd(10)}${printable(value)}`;
  yield printable(seen.path);
  yield row('bytes', grouped(seen.bytes));
  if (seen.sha256) yield row('sha-256', seen.sha256);
  if (seen.container.length > 0) yield row('container', seen.container.join(' > '));
  if (seen.needsKey) yield row('needs', KEY_WORDS[seen.needsKey]);
  for (const source of seen.sources) {
    yield row('holds', source.title);
    const asks = [
      ...(source.needsTimeZone ? ['the device’s time zone (--timezone)'] : []),
      ...(source.needsDateOrder ? ['the order of day and month (--date-order)'] : []),
    ];
    if (asks.length > 0) yield row('', `asks for ${asks.join(' and ')}`);
  }
  if (seen.refusal) yield row('refused', seen.refusal.reason);
}

/** `threadline inspect EVIDENCE…` */
export const inspectCommand: Command = async (argv, signal) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  if (positionals.length === 0) throw new UsageError('inspect: EVIDENCE is needed');
  const inspected = await runInspect(positionals, launchNode, signal);
  if (values.json) say(JSON.stringify(inspected, null, 2));
  else for (const seen of inspected) for (const line of lines(seen)) say(line);
  const refused = inspected.filter((seen) => seen.refusal);
  for (const seen of refused) complain(`${seen.name}: ${seen.refusal!.reason}`);
  return refused.length > 0 ? STATUS.refused : STATUS.done;
};
