/** What reading a database finds out beside its rows; whoever opens one says what becomes of it. */
export interface DatabaseFindings {
  /** A place that could not be read as it should. */
  damage(file: string, where: string | undefined, reason: string): void;
  warn(warning: string): void;
  /** Counts one more of something. */
  count(warning: string, times?: number): void;
}

/** Names rows of a table that are lost, both ends included; without an end, all from there on. */
export function lostRows(
  findings: DatabaseFindings,
  file: string,
  table: string,
  from: number,
  to: number | undefined,
): void {
  const rows =
    to === undefined ? `rows from ${from} on` : from === to ? `row ${from}` : `rows ${from} to ${to}`;
  findings.damage(
    file,
    `${table}, ${rows}`,
    'the database is damaged here; what stood there could not be read',
  );
}
