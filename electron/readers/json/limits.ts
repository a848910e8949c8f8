/** What a value of a JSON file may be at most; a value beyond is refused by name, and reading goes on. */
export interface JsonLimits {
  /** Bytes of one value that is given whole: a message with all its fields. */
  readonly valueBytes: number;
  /** Levels of objects and arrays, from the root of the file. */
  readonly depth: number;
  /** Distinct keys of one object that is entered; beyond, keys that occur twice are no longer noticed. */
  readonly keys: number;
}

/** Messages of real exports have some kilobytes, and nest six levels deep. */
export const JSON_LIMITS: JsonLimits = { valueBytes: 16 * 2 ** 20, depth: 128, keys: 10_000 };
