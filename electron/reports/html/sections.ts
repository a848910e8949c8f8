/** The report's sections on exhibits, counts, warnings, times, people and chats. */
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { BASIS_WORDS, instantText, PRECISION_WORDS } from '../../../shared/time/text.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { Tally } from './tally.ts';
import { counted, grouped, html, name } from './text.ts';

/** Rows of the tables of chats and people. */
const BUSIEST = 30;
/** Files of an exhibit named one by one. */
const FILES = 40;

export const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

const cell = (value: string | number): string =>
  typeof value === 'number' ? `<td class="number">${grouped(value)}</td>` : `<td>${value}</td>`;

/** Cells are HTML already, or numbers. */
function tableOf(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const columns = head
    .map((title, index) => {
      const numbers = typeof rows[0]?.[index] === 'number' ? ' class="number"' : '';
      return `<th scope="col"${numbers}>${title}</th>`;
    })
    .join('');
  const lines = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return `<table><thead><tr>${columns}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>`;
}

/** On what evidence was read, in one phrase of HTML. */
export function basisText({ warrant, legalBasis }: IntakeRecord): string {
  if (!warrant) {
    return legalBasis === undefined
      ? 'without a warrant; no legal basis was given'
      : `without a warrant: ${html(legalBasis)}`;
  }
  const { id, sha256, amendments } = warrant;
  const amended = amendments.map((one) => `, amended by ${html(one.id)}`).join('');
  return `under warrant ${html(id)}${amended} <span class="hash">${html(sha256)}</span>`;
}

function exhibit(record: IntakeRecord): string {
  const facts: [string, string][] = [
    ['Evidence', name(record.file)],
    ['Bytes', grouped(record.bytes)],
    [
      record.files.length === 1 && record.files[0]!.sha256 === record.sha256
        ? 'SHA-256'
        : 'SHA-256 of the evidence',
      `<span class="hash">${html(record.sha256)}</span>`,
    ],
    ['Container', html(record.container.join(' › '))],
    ['Read by', `${html(record.reader)}, version ${record.readerVersion}, of ${html(record.software)}`],
    ['Read', basisText(record)],
    ['Platform', html(record.platform)],
    ...(record.timeZone === undefined
      ? []
      : [['Time zone given', html(record.timeZone)] as [string, string]]),
    ...(record.dateOrder === undefined
      ? []
      : [['Order of dates', html(record.dateOrder)] as [string, string]]),
    ...(record.firstAt === undefined
      ? []
      : [
          ['Messages from, to', `${html(record.firstAt)}, ${html(record.lastAt ?? record.firstAt)}`] as [
            string,
            string,
          ],
        ]),
    ['Imported', `${html(record.started)} to ${html(record.ended)}`],
  ];
  const list = facts.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('');
  const files = record.files.filter(({ name: file }) => file !== record.file);
  const named = files
    .slice(0, FILES)
    .map((file) => [name(file.name), file.bytes, `<span class="hash">${html(file.sha256)}</span>`]);
  const more =
    files.length > FILES
      ? `<p class="caption">${counted(files.length - FILES, 'more file')} in intake.json.</p>`
      : '';
  return [
    `<h3>${name(record.exhibit)}</h3><dl>${list}</dl>`,
    files.length > 0 ? `${tableOf(['File', 'Bytes', 'SHA-256'], named)}${more}` : '',
  ].join('\n');
}

export function exhibitsSection(records: readonly IntakeRecord[]): string {
  return `<section><h2>Exhibits</h2>\n${records.map(exhibit).join('\n')}\n</section>`;
}

export function countsSection(records: readonly IntakeRecord[]): string {
  const rows = records.map(({ exhibit: reference, file, counts }) => [
    name(reference),
    name(file),
    counts.read,
    counts.kept,
    sum(counts.outOfScope),
    counts.privileged,
    sum(counts.skipped),
  ]);
  const reasons: [string, string, number][] = records.flatMap(({ file, counts }) => [
    ...Object.entries(counts.skipped).map(([reason, n]): [string, string, number] => [
      file,
      `skipped: ${reason}`,
      n,
    ]),
    ...Object.entries(counts.outOfScope).map(([reason, n]): [string, string, number] => [
      file,
      `out of scope: ${reason}`,
      n,
    ]),
    ...Object.entries(counts.unknownCodes).map(([code, n]): [string, string, number] => [
      file,
      `kept as unknown: ${code}`,
      n,
    ]),
  ]);
  return [
    '<section><h2>What was read</h2>',
    '<p>Read = kept + out of scope + privileged + skipped.</p>',
    tableOf(['Exhibit', 'Evidence', 'Read', 'Kept', 'Out of scope', 'Privileged', 'Skipped'], rows),
    reasons.length > 0
      ? tableOf(
          ['Evidence', 'Reason', 'Messages or rows'],
          reasons.map(([file, reason, n]) => [name(file), html(reason), n]),
        )
      : '',
    '</section>',
  ].join('\n');
}

export function warningsSection(records: readonly IntakeRecord[]): string {
  const warnings = records.flatMap(({ file, warnings: said }) =>
    said.map((warning) => `<li>${name(file)}: ${html(warning)}</li>`),
  );
  const damage = records.flatMap(({ damage: found }) =>
    found.map(({ file, where, reason }) => [name(file), html(where ?? ''), html(reason)]),
  );
  return [
    '<section><h2>Warnings and damage</h2>',
    warnings.length > 0 ? `<ul>${warnings.join('\n')}</ul>` : '<p>No warnings.</p>',
    damage.length > 0 ? tableOf(['File', 'Where', 'Damage'], damage) : '<p>No damage.</p>',
    '</section>',
  ].join('\n');
}

const BASIS_MEANING: Readonly<Record<keyof typeof BASIS_WORDS, string>> = {
  utc: 'the source holds the instant itself',
  'device-local': 'the device’s own clock, in a zone that the source does not name',
  'assumed-zone': 'the device’s own clock, read in the zone that the investigator gave',
};

export function timesSection(tally: Tally, zone: Zone | undefined): string {
  const bases = [...tally.bases].map(([basis, messages]) => [
    BASIS_WORDS[basis as keyof typeof BASIS_WORDS],
    BASIS_MEANING[basis as keyof typeof BASIS_WORDS],
    messages,
  ]);
  const precisions = [...tally.precisions].map(
    ([precision, messages]) =>
      `${PRECISION_WORDS[precision as keyof typeof PRECISION_WORDS]}: ${counted(messages, 'message')}`,
  );
  const local = tally.bases.get('device-local') ?? 0;
  const shown = zone
    ? `Times are shown in ${html(zone.name)} with their offset from UTC.${local > 0 ? ' Readings of a device’s own clock are put into this zone.' : ''}`
    : `Instants are shown in UTC.${local > 0 ? ' Readings of a device’s own clock are shown as read, and stand in the order as if they were UTC.' : ''}`;
  return [
    `<section><h2>Times</h2><p>${shown}</p>`,
    tableOf(['Basis', 'Meaning', 'Messages'], bases),
    `<p class="caption">${precisions.join('; ')}${tally.untimed > 0 ? `; ${counted(tally.untimed, 'message')} without a usable time` : ''}.</p>`,
    '</section>',
  ].join('\n');
}

const byMessages = (a: { messages: number; id: string }, b: { messages: number; id: string }): number =>
  b.messages - a.messages || (a.id < b.id ? -1 : 1);

const more = (all: number, what: string): string =>
  all > BUSIEST ? `<p class="caption">The ${BUSIEST} busiest of ${grouped(all)} ${what}.</p>` : '';

export function busiestSection(tally: Tally, zone: Zone | undefined): string {
  const at = (ms: number): string => (Number.isFinite(ms) ? html(instantText(ms, zone, 'min')) : '');
  const chats = [...tally.byChat.values()]
    .sort(byMessages)
    .slice(0, BUSIEST)
    .map(({ id, title, type, messages, from, to }) => [
      name(title),
      html(type),
      messages,
      at(from),
      at(to),
      `<span class="id">${name(id)}</span>`,
    ]);
  const senders = [...tally.bySender.values()]
    .sort(byMessages)
    .slice(0, BUSIEST)
    .map(({ id, name: called, messages }) => [name(called), messages, `<span class="id">${name(id)}</span>`]);
  const kinds = [...tally.kinds]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([kind, n]) => [html(kind), n]);
  return [
    '<section><h2>Busiest chats</h2>',
    tableOf(['Chat', 'Type', 'Messages', 'First', 'Last', 'Id'], chats),
    more(tally.byChat.size, 'chats'),
    '</section><section><h2>Busiest people</h2>',
    tableOf(['Person', 'Messages written', 'Id'], senders),
    more(tally.bySender.size, 'people'),
    '</section><section><h2>Kinds of messages</h2>',
    tableOf(['Kind', 'Messages'], kinds),
    '</section>',
  ].join('\n');
}
