/** Why evidence was refused. The code decides nothing but the words; each has exit status 3. */
export const REFUSALS = [
  'wrong-key',
  'key-missing',
  'tampered',
  'truncated',
  'unsupported',
  'unsafe-archive',
  'encrypted-archive',
  'empty',
  'not-covered',
  'expired',
  'revoked',
  'untrusted',
  'wrong-passphrase',
  'too-large',
  'unreadable',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/** Evidence or a key that the program will not use: nothing of it is kept. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** The file's name as the user gave it, or its path inside the container. */
  readonly file: string;
  /** What is wrong, as a phrase without the file's name, e.g. "the key file is for another account". */
  readonly reason: string;

  constructor(code: RefusalCode, file: string, reason: string, options?: ErrorOptions) {
    super(`${file}: ${reason}`, options);
    this.code = code;
    this.file = file;
    this.reason = reason;
  }
}

/** Long work that the user stopped; not a fault. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('cancelled');
  }
}

/** Fails to compile where a union's case is forgotten, and throws where one slips in at run time. */
export function assertNever(value: never, what: string): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`);
}
