/** Evidence for the fault tests: the same bytes every time, enough for several segments, with attachments. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const MESSAGES = 20_000;

const two = (n: number): string => String(n).padStart(2, '0');

/** A WhatsApp export with a picture in each 4,000 messages. */
export function writeTextExport(folder: string, messages = MESSAGES): void {
  mkdirSync(folder, { recursive: true });
  const lines: string[] = [];
  for (let n = 0; n < messages; n++) {
    const at = new Date(Date.UTC(2023, 0, 1) + n * 60_000);
    const date = `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()}`;
    const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
    const picture = n % 4000 === 7 ? `\u200e<attached: ${pictureName(n)}>` : `message ${n} of the van`;
    lines.push(`[${date}, ${time}] ${n % 3 === 0 ? 'Ana' : 'Ben'}: ${picture}`);
    if (n % 4000 === 7) writeFileSync(path.join(folder, pictureName(n)), Buffer.alloc(200_000, n % 251));
  }
  writeFileSync(path.join(folder, '_chat.txt'), `${lines.join('\n')}\n`);
}

const pictureName = (n: number): string => `${String(n).padStart(8, '0')}-PHOTO-2023-01-01-00-00-00.jpg`;

/** A Telegram export of one chat. */
export function writeTelegramExport(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const messages = Array.from({ length: MESSAGES / 2 }, (_, n) => ({
    id: n + 1,
    type: 'message',
    date: '2024-03-22T15:38:05',
    date_unixtime: String(1_711_118_285 + n),
    from: n % 2 === 0 ? 'Ana' : 'Bob',
    from_id: n % 2 === 0 ? 'user1' : 'user777',
    text: `line ${n} about the boat`,
  }));
  writeFileSync(
    path.join(folder, 'result.json'),
    JSON.stringify({ name: 'Bob', type: 'personal_chat', id: 777, messages }, null, 1),
  );
}
