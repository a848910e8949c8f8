import { hash } from 'node:crypto';

/** SHA-256 in lower-case hex; of a string, its UTF-8. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
}
