/** An open case's log as it can be shown to who has not the case's key: each line, with what was sealed in it. */
import path from 'node:path';
import { Refusal } from '../../shared/model/index.ts';
import { checkLine, originOfCase } from '../custody/entry.ts';
import { logLines } from '../custody/verify.ts';
import { LOG_FILE } from './case-folder.ts';
import { openLine } from './log-seal.ts';
import type { OpenedCase } from './opened-case.ts';
import type { ShownLine } from './received-log.ts';

/** @param entries how many of its lines. @throws Refusal `tampered` when the file is not what was written. */
export async function* shownLines(
  { folder, keys, id }: OpenedCase,
  entries: number,
): AsyncGenerator<ShownLine> {
  let seq = 0;
  let prev = originOfCase(id);
  for await (const lines of logLines(path.join(folder, LOG_FILE))) {
    for (const { bytes } of lines) {
      if (seq === entries) return;
      const line = checkLine(bytes, seq, prev);
      const found = typeof line === 'string' ? null : openLine(line, keys, id);
      if (typeof line === 'string' || !found) {
        throw new Refusal('tampered', LOG_FILE, `line ${seq + 1} was changed while the case was open`);
      }
      const { salt, body, whileClosed } = found.opened;
      yield {
        line: bytes.toString('utf8'),
        salt: Buffer.from(salt).toString('base64'),
        body: Buffer.from(body).toString('utf8'),
        ...(whileClosed ? { whileClosed } : {}),
      };
      prev = line.sum;
      seq++;
    }
  }
}
