/** `threadline verify FILE`: a checkpoint of a log, or an entry that is proved against one. */

import { Refusal } from '../../shared/model/index.ts';
import { CHECKPOINT_TYPE, type Checkpoint, readCheckpoint } from '../custody/checkpoint.ts';
import { isProvedEntry, readProvedEntry, type ShownEntry } from '../custody/proved-entry.ts';
import { keyId, parseEnvelope } from '../keys/envelope.ts';
import { documentFile } from '../warrant/document-file.ts';
import { grouped, printable, say } from './terminal.ts';
import { UsageError } from './usage.ts';

/** @param key Ed25519, 32 bytes: whose checkpoint it must be; of a proof the one it states without it. */
export async function verifyFile(given: string, key: Uint8Array | undefined, json: boolean): Promise<void> {
  const { name, bytes } = await documentFile(given);
  if (isProvedEntry(bytes)) {
    const shown = readProvedEntry(bytes, name, key);
    if (json) say(JSON.stringify({ ok: true, what: 'entry', ...shown }, null, 2));
    else sayEntry(shown, key !== undefined);
    return;
  }
  if (parseEnvelope(bytes, name).payloadType !== CHECKPOINT_TYPE) {
    throw new Refusal('unsupported', name, 'it is neither a checkpoint of a log nor the proof of an entry');
  }
  if (!key) throw new UsageError(`verify: whose checkpoint ${given} is must be said: --identity CARD`);
  const checkpoint = readCheckpoint(bytes, name, key);
  if (json) {
    say(JSON.stringify({ ok: true, what: 'checkpoint', checkpoint, keyId: keyId(key) }, null, 2));
  } else sayCheckpoint(checkpoint);
}

function sayCheckpoint({ entries, time, signer, root, head }: Checkpoint): void {
  say(`${grouped(entries)} log entries at ${printable(time)}, signed by ${printable(signer)}`);
  say(`Merkle root ${root}, last entry ${head}`);
}

function sayEntry({ seq, body, checkpoint, keyId: id }: ShownEntry, isKnown: boolean): void {
  say(`entry ${seq} belongs to the log that this checkpoint states:`);
  say(printable(JSON.stringify(body)));
  sayCheckpoint(checkpoint);
  say(`key ${id}`);
  if (!isKnown) say('whether this key is the workstation’s must be known from elsewhere: --identity CARD');
}
