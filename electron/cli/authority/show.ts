/** `threadline authority show DOCUMENT [--trust FILE]`: what a document says, and who signed it. */
import { parseArgs } from 'node:util';
import { documentFacts } from '../../../shared/warrant/words.ts';
import { parseEnvelope } from '../../keys/envelope.ts';
import { documentFile } from '../../warrant/document-file.ts';
import { kindOf, readDocument, verifyDocument } from '../../warrant/documents.ts';
import { parseTrust } from '../../warrant/trust.ts';
import { type Command, STATUS } from '../status.ts';
import { printable, say } from '../terminal.ts';
import { UsageError } from '../usage.ts';

const TERM_WIDTH = 20;

export const showCommand: Command = async (argv) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { trust: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new UsageError('show: one DOCUMENT is needed');
  const file = await documentFile(given);
  const envelope = parseEnvelope(file.bytes, file.name);
  const kind = kindOf(envelope, file.name);
  const { document, digest } = readDocument(file, kind);
  const trust = values.trust === undefined ? undefined : await documentFile(values.trust);
  const signers = trust && verifyDocument(file, kind, parseTrust(trust.bytes, trust.name)).signers;
  if (values.json) {
    say(
      JSON.stringify(
        { digest, document, signatures: envelope.signatures.length, ...(signers ? { signers } : {}) },
        null,
        2,
      ),
    );
    return STATUS.done;
  }
  const rows = [
    ...documentFacts(document),
    { term: 'SHA-256', lines: [digest] },
    {
      term: 'Signed by',
      lines: signers
        ? signers.map(({ holder, roles }) => `${holder} (${roles.join(', ')})`)
        : [`${envelope.signatures.length} signatures; --trust FILE says whose`],
    },
  ];
  for (const { term, lines } of rows) {
    for (const [index, line] of lines.entries()) {
      say(`${(index === 0 ? term : '').padEnd(TERM_WIDTH)}${printable(line)}`);
    }
  }
  return STATUS.done;
};
