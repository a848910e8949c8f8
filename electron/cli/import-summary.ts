import type { Imported } from './import.ts';
import { grouped, printable, table } from './terminal.ts';

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What an import gave, for people: one row a source, then what they should know. */
export function importSummary(out: string, { records, chats, accounts, media }: Imported): string[] {
  const kept = records.reduce((sum, { counts }) => sum + counts.kept, 0);
  const rows = records.map(({ exhibit, file, reader, counts, damage }) => [
    exhibit,
    file,
    reader,
    counts.read,
    counts.kept,
    total(counts.outOfScope),
    counts.privileged,
    total(counts.skipped),
    damage.length,
  ]);
  const lines = table([
    ['exhibit', 'file', 'reader', 'read', 'kept', 'out of scope', 'privileged', 'skipped', 'damage'],
    ...rows,
  ]);
  const attachments = media ? `, ${grouped(media.files)} attachments` : '';
  lines.push(
    '',
    `${grouped(kept)} messages, ${grouped(chats)} chats, ${grouped(accounts)} accounts${attachments} in ${printable(out)}`,
  );
  for (const { file, counts, warnings, damage } of records) {
    for (const [reason, count] of Object.entries(counts.skipped)) {
      lines.push(`skipped: ${printable(`${file}: ${grouped(count)} × ${reason}`)}`);
    }
    for (const [code, count] of Object.entries(counts.unknownCodes)) {
      lines.push(`unknown: ${printable(`${file}: ${grouped(count)} × ${code}`)}`);
    }
    for (const warning of warnings) lines.push(`warning: ${printable(`${file}: ${warning}`)}`);
    for (const { file: damaged, where, reason } of damage) {
      lines.push(`damage: ${printable(`${damaged}${where === undefined ? '' : `, ${where}`}: ${reason}`)}`);
    }
  }
  return lines;
}
