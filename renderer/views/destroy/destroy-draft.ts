/** What destroying a case asks for: it cannot be taken back. */

export interface DestroyDraft {
  readonly reference: string;
  readonly passphrase: string;
  readonly reason: string;
}

export const emptyDestroy: DestroyDraft = { reference: '', passphrase: '', reason: '' };

export type DestroyProblems = Partial<Record<keyof DestroyDraft, string>>;

export function destroyProblems(draft: DestroyDraft, reference: string): DestroyProblems {
  const problems: { -readonly [Field in keyof DestroyProblems]: DestroyProblems[Field] } = {};
  if (draft.reference.trim() !== reference.trim()) {
    problems.reference = 'It is not the reference of this case.';
  }
  if (draft.passphrase === '') problems.passphrase = 'The case’s passphrase is needed.';
  if (draft.reason.trim() === '') problems.reason = 'A reason is needed: it stays in the log.';
  return problems;
}
