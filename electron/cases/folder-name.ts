/** Names for case folders, made from a case's reference so that they hold on every system. */

/** UTF-16 code units; leaves room below the 255 bytes or units that file systems allow. */
const LONGEST = 60;
const LONGEST_BYTES = 200;
const EMPTY = 'Case';

/** Device names of Windows, alone or before a dot, in any case (learn.microsoft.com, "Naming files"). */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;

/** Forbidden on Windows, or what would make a name look like another: controls and invisible marks. */
const FORBIDDEN = /[<>:"/\\|?*]/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The longest beginning of whole characters that fits. */
function cut(name: string): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)) {
    const longer = kept + segment;
    if (longer.length > LONGEST || Buffer.byteLength(longer) > LONGEST_BYTES) break;
    kept = longer;
  }
  return kept;
}

/** A folder name for a case. Whoever can see the folder can read it. */
export function folderName(reference: string): string {
  const plain = reference
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '-')
    .replace(/\s+/g, ' ');
  // Windows drops dots and spaces at the end; a dot at the start hides a folder elsewhere.
  const name = cut(plain.replace(/^[. ]+/, '')).replace(/[. ]+$/, '');
  if (name === '') return EMPTY;
  return RESERVED.test(name) ? `${EMPTY} ${name}` : name;
}

/** The name, with ` (2)`, ` (3)`… from the second try on. */
export function numberedName(name: string, attempt: number): string {
  return attempt === 1 ? name : `${name} (${attempt})`;
}
