/** Addresses as `ZRECEIPTINFO` packs them: a byte for the server, then two digits a byte, padded with F. */

/** Seen on phones: numbers, and hidden ids. */
const SERVERS: Readonly<Record<number, string>> = { 129: 's.whatsapp.net', 140: 'lid' };
const DIGITS = /^\d+$/;

/** The address in full, also of one that is not packed; undefined where it is neither. */
export function unpackedJid(bytes: Uint8Array): string | undefined {
  const [first = 0] = bytes;
  const server = SERVERS[first];
  if (server !== undefined) {
    const digits = Buffer.from(bytes.buffer, bytes.byteOffset + 1, bytes.length - 1)
      .toString('hex')
      .replace(/f$/, '');
    return DIGITS.test(digits) ? `${digits}@${server}` : undefined;
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return JID.test(text) ? text : undefined;
}

/** Address of an account, as texts have it. */
export const JID = /^[^\s@;,]{1,64}@(?:s\.whatsapp\.net|lid|c\.us|bot|hosted|hosted\.lid)$/;
