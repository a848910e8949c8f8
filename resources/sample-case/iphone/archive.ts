/** The export as the phone hands it over: a ZIP of the text and its files, stored as they are. */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { ExportedChat } from './chat-text.ts';

/**
 * A ZIP keeps local times without a zone, so a date that is built from local fields gives the same bytes
 * wherever it is made; nothing is compressed for the same reason.
 */
const WRITTEN = new Date(2024, 2, 25, 10, 30, 0);

export async function archive({ text, files }: ExportedChat): Promise<Buffer> {
  const zip = new ZipFile();
  const options = { mtime: WRITTEN, mode: 0o100644, compress: false, forceDosTimestamp: true };
  zip.addBuffer(Buffer.from(text), '_chat.txt', options);
  for (const [name, bytes] of files) zip.addBuffer(bytes, name, options);
  zip.end();
  return buffer(zip.outputStream);
}
