import type { Poll } from '../../../../shared/model/index.ts';
import { withoutMarks } from '../marks.ts';

const HEADING = /^\p{Lu}[\p{Lu}\p{M} ]{2,29}:$/u;
const OPTION = /^(\p{Lu}[\p{Lu}\p{M} ]{2,29}): ?(.*?)(?: \((\d{1,9})[^()]*\))?$/u;

/**
 * A poll: `POLL:`, the question, and a line `OPTION: TEXT (N votes)` for each option. The words are in
 * the phone's language and in capitals; two options of one word at least make a poll.
 */
export function pollIn(text: string): Poll | undefined {
  const lines = withoutMarks(text)
    .split(/\r?\n/)
    .map((line) => line.trim());
  if (!HEADING.test(lines[0]!)) return undefined;
  const question: string[] = [];
  const options: { text: string; votes?: number }[] = [];
  let word: string | undefined;
  for (const line of lines.slice(1)) {
    const match = OPTION.exec(line);
    if (match && (word === undefined || match[1] === word)) {
      word = match[1];
      options.push({ text: match[2]!, ...(match[3] === undefined ? {} : { votes: Number(match[3]) }) });
    } else if (options.length === 0) question.push(line);
    else if (line !== '') return undefined;
  }
  if (options.length < 2 || question.length === 0) return undefined;
  return { question: question.join('\n').trim(), options };
}
