/** What a new case asks for, checked before it is made. */

/** Letters of the shortest passphrase: five words, or so, and what guessing costs under Argon2id. */
export const LEAST_PASSPHRASE = 12;

/** What is wrong with a reference, or null. */
export function referenceProblem(reference: string): string | null {
  return reference.trim() === '' ? 'A reference is needed.' : null;
}

/** What is wrong with a new passphrase typed twice, or null. */
export function passphraseProblem(passphrase: string, again: string): string | null {
  if ([...passphrase].length < LEAST_PASSPHRASE) {
    return `A passphrase of at least ${LEAST_PASSPHRASE} characters is needed.`;
  }
  return passphrase === again ? null : 'The two passphrases differ.';
}
