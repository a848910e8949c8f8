import { Refusal } from '../../shared/model/index.ts';

/**
 * How much a container may unpack to. Real archives stay far below: chats as text shrink to a tenth,
 * message databases to a half, and a database of empty pages to a hundredth.
 */
export interface UnpackLimits {
  /** Bytes that one container may unpack to, all its entries together. */
  readonly totalBytes: number;
  /** Unpacked bytes for each packed byte. */
  readonly ratio: number;
  /** Unpacked bytes to which the ratio does not apply yet. */
  readonly freeBytes: number;
  /** Entries of one archive or folder. */
  readonly entries: number;
  /** Bytes of all entry names together. */
  readonly nameBytes: number;
}

export const UNPACK_LIMITS: UnpackLimits = {
  totalBytes: 256 * 2 ** 30,
  ratio: 300,
  freeBytes: 64 * 2 ** 20,
  entries: 1_000_000,
  nameBytes: 128 * 2 ** 20,
};

/** @throws Refusal `too-large` when so many bytes from so few are a bomb, or too many in any case. */
export function assertUnpackable(
  file: string,
  packed: number,
  unpacked: number,
  limits: UnpackLimits = UNPACK_LIMITS,
): void {
  if (unpacked > limits.totalBytes) {
    throw new Refusal('too-large', file, `it unpacks to more than ${amount(limits.totalBytes)}`);
  }
  if (unpacked > limits.freeBytes && unpacked > packed * limits.ratio) {
    throw new Refusal(
      'too-large',
      file,
      `it unpacks to more than ${limits.ratio} times its size, as a decompression bomb does`,
    );
  }
}

function amount(bytes: number): string {
  return bytes >= 2 ** 30 ? `${Math.floor(bytes / 2 ** 30)} GiB` : `${Math.floor(bytes / 2 ** 20)} MiB`;
}
