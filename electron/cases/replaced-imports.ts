/** Which earlier imports an import comes in the place of: those of the same exhibit and the same evidence. */
import { Refusal } from '../../shared/model/index.ts';
import { evidenceOf, type LoggedImport, type LoggedSource } from './log-facts.ts';

const keyOf = ({ sha256, reader }: Pick<LoggedSource, 'sha256' | 'reader'>): string => `${sha256} ${reader}`;

/**
 * @param imports that count, see LogFacts. @param sources of the new import.
 * @returns their jobs.
 * @throws Refusal `unsupported` when an earlier import has some of the evidence and not all of it: what both
 * have would come twice, under other numbers.
 */
export function replacedImports(
  imports: readonly LoggedImport[],
  exhibit: string,
  sources: readonly Pick<LoggedSource, 'file' | 'sha256' | 'reader'>[],
): string[] {
  const evidence = evidenceOf(sources);
  const own = new Set(sources.map(keyOf));
  const replaced: string[] = [];
  for (const earlier of imports) {
    if (earlier.exhibit !== exhibit) continue;
    if (evidenceOf(earlier.sources) === evidence) {
      replaced.push(earlier.job);
      continue;
    }
    const again = earlier.sources.find((source) => own.has(keyOf(source)));
    if (again) {
      const before = earlier.sources.map(({ file }) => file).join(', ');
      throw new Refusal(
        'unsupported',
        again.file,
        `exhibit ${exhibit} has it already, imported from ${before}: give all of that again, or only what is new`,
      );
    }
  }
  return replaced;
}
