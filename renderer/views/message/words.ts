/** Sentences of the window in which stretches of evidence stand: names, subjects, numbers. */

/** A stretch from evidence; it is shown by EvidenceText, apart from the direction of what is around it. */
export interface Said {
  readonly said: string;
}

export type Words = readonly (string | Said)[];

/** For names in accessible labels, and for tests. */
export function plainText(words: Words): string {
  return words.map((part) => (typeof part === 'string' ? part : part.said)).join('');
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): Words {
  return names.flatMap((said, i): Words => {
    if (i === 0) return [{ said }];
    return [i === names.length - 1 ? ' and ' : ', ', { said }];
  });
}

/** A stretch of evidence in quotation marks. */
export const quoted = (said: string): Words => ['“', { said }, '”'];
