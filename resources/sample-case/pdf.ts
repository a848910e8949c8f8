/** One page of text as PDF 1.4, with the fonts every reader brings along. */

/** @param lines Latin-1; the first is the heading. */
export function pdf(lines: readonly string[]): Buffer {
  const escaped = (line: string): string => line.replace(/[\\()]/g, (sign) => `\\${sign}`);
  const text = lines
    .map((line, index) =>
      index === 0 ? `/F1 18 Tf (${escaped(line)}) Tj /F1 11 Tf` : `T* (${escaped(line)}) Tj`,
    )
    .join('\n');
  const content = `BT 56 780 Td 20 TL\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) file += `${String(place).padStart(10, '0')} 00000 n \n`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
