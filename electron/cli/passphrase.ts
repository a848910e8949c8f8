/** Passphrases on the command line: from a file, or typed at a terminal without being shown. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './usage.ts';

const MOST_BYTES = 4096;

/** Takes what is typed and shows nothing of it. */
class Unseen extends Writable {
  override _write(_chunk: unknown, _encoding: unknown, done: () => void): void {
    done();
  }
}

async function typed(prompt: string): Promise<string> {
  process.stderr.write(prompt);
  const lines = createInterface({ input: process.stdin, output: new Unseen(), terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => reject(new UsageError('no passphrase was given')));
      lines.once('close', () => reject(new UsageError('no passphrase was given')));
    });
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/**
 * The passphrase of `what`: the file's first line where a file is given, else what is typed.
 * @param isNew asks twice at the terminal.
 * @throws UsageError when there is neither a file nor a terminal, or the two differ.
 */
export async function passphraseOf(what: string, file: string | undefined, isNew = false): Promise<string> {
  if (file !== undefined) {
    const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
      throw new UsageError(`--passphrase-file ${file}: it cannot be read (${cause.code})`);
    });
    if (bytes.length > MOST_BYTES) throw new UsageError(`--passphrase-file ${file}: it is too long`);
    const [first = ''] = bytes
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .split(/\r?\n/);
    if (first === '') throw new UsageError(`--passphrase-file ${file}: its first line is empty`);
    return first;
  }
  if (!process.stdin.isTTY)
    throw new UsageError(`the passphrase of ${what} is needed: --passphrase-file FILE`);
  const passphrase = await typed(`Passphrase of ${what}: `);
  if (passphrase === '') throw new UsageError('the passphrase is empty');
  if (isNew && (await typed('The same again: ')) !== passphrase)
    throw new UsageError('the two passphrases differ');
  return passphrase;
}
