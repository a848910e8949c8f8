/** Why a value was refused; short and fixed, so that they can be counted by. */
export const REFUSED = {
  cutOff: 'the file ends inside it',
  malformed: 'it is not valid JSON',
  tooLarge: 'it is larger than a value may be',
  tooDeep: 'it is nested deeper than a value may be',
} as const;
export type RefusedReason = (typeof REFUSED)[keyof typeof REFUSED];

/** What is wrong with a file although its values are given; short and fixed, too. */
export const PROBLEM = {
  notUtf8: 'bytes that are not UTF-8, shown as U+FFFD',
  repeatedKey: 'a key occurs twice in one object; the last one counts',
  repeatedEntered: 'a key occurs twice in one object; both were read',
  tooManyKeys: 'an object has so many keys that repeated ones are not noticed',
  noComma: 'a comma is missing between two values',
  noValue: 'a value is missing in front of a comma or at the end of a list',
  notJson: 'this is not JSON; the rest of the file was not read',
  cutOff: 'the file ends before its JSON does',
  trailing: 'more follows after the end of the JSON; it was not read',
  empty: 'the file is empty',
  hexEscape: 'control characters written as \\xHH, which JSON does not have, were read as meant',
} as const;
export type ProblemReason = (typeof PROBLEM)[keyof typeof PROBLEM];

/** A problem inside one value. */
export interface ValueProblem {
  /** Offset in the file, 0-based. */
  readonly byte: number;
  readonly reason: ProblemReason;
  /** Of this place, such as the key that occurs twice. */
  readonly detail?: string;
}
