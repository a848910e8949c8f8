/** What the names of WhatsApp backups say: `msgstore.db.crypt15`, `msgstore-2024-03-21.1.db.crypt14`. */

/** Also with a number after it, as copies made on the phone have it: `msgstore.db.crypt14.1`. */
const SUFFIX = /\.crypt(\d{1,2})(?:\.\d+)?$/i;

/** The number after `.crypt` in a file's name, whether Threadline knows that version or not. */
export function versionInName(name: string): number | undefined {
  const match = SUFFIX.exec(name);
  return match ? Number(match[1]) : undefined;
}

/** The name or path of what a backup holds; a name without the suffix stays as it is. */
export function withoutSuffix(name: string): string {
  const plain = name.replace(SUFFIX, '');
  return plain === '' || plain.endsWith('/') ? name : plain;
}
