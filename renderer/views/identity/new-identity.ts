/** What a new identity asks for, checked before it is made. */
import { passphraseProblem } from '../start/new-case.ts';

export interface IdentityDraft {
  readonly name: string;
  readonly passphrase: string;
  readonly again: string;
}

export const emptyIdentity: IdentityDraft = { name: '', passphrase: '', again: '' };

export type IdentityProblems = Partial<Record<'name' | 'passphrase', string>>;

export function identityProblems({ name, passphrase, again }: IdentityDraft): IdentityProblems {
  const ofPassphrase = passphraseProblem(passphrase, again);
  return {
    ...(name.trim() === '' ? { name: 'A name is needed, such as that of the room.' } : {}),
    ...(ofPassphrase === null ? {} : { passphrase: ofPassphrase }),
  };
}
