import type { ProblemReason, RefusedReason } from './problems.ts';

/**
 * Which objects and arrays of a document are entered; every other value is given whole. A value that is
 * not of the kind expected is given whole, too.
 *
 *     { members: { messages: { elements: {} } } }     an object with a long list of messages
 */
export interface Descent {
  /** Entered when it is an object: these members of it further, by key. */
  readonly members?: Readonly<Record<string, Descent>>;
  /** Entered when it is an array: each of its elements further. */
  readonly elements?: Descent;
}

/** Keys and indexes from the root. */
export type JsonPath = readonly (string | number)[];

/**
 * What a document gives, in its order. `path` is that of the object or array entered, except of `refused`
 * and `root`, where it is the value's own. Offsets are of a value's first byte in the file, 0-based.
 */
export type JsonEvent =
  | {
      readonly is: 'enter';
      readonly path: JsonPath;
      readonly what: 'object' | 'array';
      readonly byte: number;
    }
  | {
      readonly is: 'leave';
      readonly path: JsonPath;
      readonly what: 'object' | 'array';
      readonly byte: number;
    }
  | {
      readonly is: 'member';
      readonly path: JsonPath;
      readonly key: string;
      readonly value: unknown;
      readonly byte: number;
    }
  /** One or more elements that follow each other. */
  | {
      readonly is: 'elements';
      readonly path: JsonPath;
      /** Index of the first in its array. */
      readonly first: number;
      readonly values: readonly unknown[];
      readonly bytes: readonly number[];
    }
  /** The whole document, where it is not entered. */
  | { readonly is: 'root'; readonly path: JsonPath; readonly value: unknown; readonly byte: number }
  /** A value that is not given. */
  | {
      readonly is: 'refused';
      readonly path: JsonPath;
      readonly byte: number;
      /** Its length, as far as it was seen. */
      readonly bytes: number;
      readonly reason: RefusedReason;
      readonly detail?: string;
    }
  /** Something wrong with the file; values around it are given. */
  | {
      readonly is: 'problem';
      readonly byte: number;
      readonly reason: ProblemReason;
      readonly detail?: string;
    };
