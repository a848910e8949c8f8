/**
 * Writes a text export of any number of messages, the same for the same seed: `node bench/made-text.ts
 * FILE MESSAGES`. In the form of Android, minutes apart, with the emoji, line breaks, files and lines about
 * the group that such exports have.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

const SENDERS = ['Ana Sousa', 'Brock', '+351 912 345 678', 'Misty', 'Prof. Oak', 'João', 'Zoë 🌸', 'Mum'];
const WORDS =
  'the and you that was for are with his they have this from one had word but not what all were when your can said there use each which she how their will other about out many then them these some her would make like him into time has look two more write see number way could people than first been call who oil its now find long down day did get come made may part até não já está 😀 👍 ok'.split(
    ' ',
  );

/** Numbers from 0 up to 1: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** The export's text in pieces of a thousand messages. */
export function* madeText(messages: number, seed = 20_240_322): Generator<string> {
  const next = numbers(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  let at = Date.UTC(2019, 0, 1);
  let piece = '';
  for (let n = 1; n <= messages; n++) {
    at += Math.floor(next() * 300_000);
    const when = new Date(at);
    piece += `${pad(when.getUTCDate())}/${pad(when.getUTCMonth() + 1)}/${when.getUTCFullYear()}, ${pad(when.getUTCHours())}:${pad(when.getUTCMinutes())} - `;
    const kind = next();
    if (kind < 0.002) piece += `${pick(SENDERS)} changed this group's icon\n`;
    else {
      piece += `${pick(SENDERS)}: `;
      if (kind < 0.03) piece += '<Media omitted>\n';
      else if (kind < 0.05)
        piece += `IMG-20190101-WA${String(n % 10_000).padStart(4, '0')}.jpg (file attached)\n`;
      else {
        const words = Array.from({ length: 1 + Math.floor(next() * 18) }, () => pick(WORDS));
        piece += `${words.join(' ')}\n`;
        if (kind > 0.95) piece += `${pick(WORDS)} ${pick(WORDS)}\n`;
      }
    }
    if (n % 1000 === 0 || n === messages) {
      yield piece;
      piece = '';
    }
  }
}

/** Writes an export to a file. */
export function writeMadeText(file: string, messages: number): void {
  const out = openSync(file, 'w');
  try {
    for (const piece of madeText(messages)) writeSync(out, piece);
  } finally {
    closeSync(out);
  }
}
