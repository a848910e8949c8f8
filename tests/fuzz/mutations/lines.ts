/** Mutations of texts by their lines: taken out, repeated, moved, their numbers and words changed. */
import type { Chance } from '../chance.ts';
import { changedString, oddString } from './strings.ts';

export function mutateLines(bytes: Buffer, chance: Chance, dictionary: readonly string[]): Buffer {
  const lines = bytes.toString().split('\n');
  for (let times = 1 + chance.below(5); times > 0 && lines.length > 0; times--) {
    const at = chance.below(lines.length);
    const to = chance.below(lines.length);
    const line = lines[at]!;
    switch (chance.below(6)) {
      case 0:
        lines.splice(at, 1);
        break;
      case 1:
        lines.splice(to, 0, line);
        break;
      case 2:
        lines[at] = line.replace(/\d+/g, (digits) =>
          chance.oneIn(3) ? String(chance.below(10 ** chance.below(6))) : digits,
        );
        break;
      case 3:
        // The head of one line and the words of another.
        lines[at] = line.slice(0, chance.below(40)) + lines[to]!.slice(chance.below(40));
        break;
      case 4:
        lines[at] = line + oddString(chance, dictionary);
        break;
      default:
        lines[at] = changedString(line, chance, dictionary);
    }
  }
  return Buffer.from(lines.join(chance.oneIn(30) ? '\r\n' : '\n'));
}
