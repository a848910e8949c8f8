/** Tables as files: RFC 4180, UTF-8 with a mark so that spreadsheets read names in every script. */

/** A number stays one; of a text that a spreadsheet would take for a formula the first character is made a text's (OWASP, "CSV injection"). */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvFile(
  header: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): Uint8Array<ArrayBuffer> {
  const lines = [header.map(cell).join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
}
