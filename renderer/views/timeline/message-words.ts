/** A message's cells in words. */
import type { Zone } from '../../../shared/time/zone.ts';
import type { PersonRow, Row } from '../../query/api.ts';
import { basisText, zonedTime } from '../../ui/zoned-time.ts';
import { correctionText } from '../clocks/clock-offset.ts';
import { callText } from '../message/call-text.ts';
import { AMBIGUOUS_SENTENCE, BASIS_SENTENCES } from '../message/message-time.ts';
import { systemWords } from '../message/system-text.ts';
import type { Words } from '../message/words.ts';

export interface RowTime {
  /** `2024-03-22 14:38:05`, to what is known; `no time`. */
  readonly reading: string;
  /** `+00:00`; empty for a clock whose zone is not known, and for a day. */
  readonly offset: string;
  /** What must be known of it, each with the sentence that says more. */
  readonly notes: readonly { readonly note: string; readonly sentence: string }[];
}

export function rowTime(
  zone: Zone,
  {
    at,
    when,
    basis,
    precision,
    timeAmbiguous,
    correction,
  }: Pick<Row, 'at' | 'when' | 'basis' | 'precision' | 'timeAmbiguous' | 'correction'>,
): RowTime {
  if (Number.isNaN(when)) return { reading: 'no time', offset: '', notes: [] };
  const notes: { note: string; sentence: string }[] = [];
  if (correction !== undefined) {
    const by = correctionText(correction.ahead);
    notes.push({
      note: `corrected ${by}`,
      sentence: `Corrected by ${by} (“${correction.name}”): it was read as ${asRead(zone, { at, basis, precision })}.`,
    });
  }
  if (basis !== null && basisText(basis) !== '') {
    notes.push({ note: basisText(basis), sentence: BASIS_SENTENCES[basis] });
  }
  if (timeAmbiguous) notes.push({ note: 'clocks changed', sentence: AMBIGUOUS_SENTENCE });
  const end = precision === 'day' ? 10 : precision === 'min' ? 16 : 19;
  if (basis === 'device-local') {
    // As read: where it stands in the case's zone may be another reading, if the clocks changed there.
    return { reading: readingText(at - (correction?.ahead ?? 0), end), offset: '', notes };
  }
  const { date, clock, offset } = zonedTime(zone, when, precision);
  return clock === '' ? { reading: date, offset: '', notes } : { reading: `${date} ${clock}`, offset, notes };
}

const readingText = (ms: number, end: number): string =>
  new Date(ms).toISOString().slice(0, end).replace('T', ' ');

/** A time as it was read, whatever it is corrected by. */
function asRead(zone: Zone, { at, basis, precision }: Pick<Row, 'at' | 'basis' | 'precision'>): string {
  const { reading, offset } = rowTime(zone, { at, when: at, basis, precision, timeAmbiguous: false });
  return `${reading} ${offset}`.trim();
}

/** What a message without a text of its own reports; null where its kind says all that is known here. */
export function reportWords(
  {
    call,
    location,
    system,
    direction,
    sender,
  }: Pick<Row, 'call' | 'location' | 'system' | 'direction' | 'sender'>,
  people: readonly PersonRow[],
): Words | null {
  if (call) return [callText(call, direction)];
  if (location) {
    const { lat, lon, name } = location;
    const place = `${lat}, ${lon}`;
    return name === undefined ? [place] : [{ said: name }, ` (${place})`];
  }
  if (system) {
    const { action, value, people: about } = system;
    const event = { action, ...(value === undefined ? {} : { value }), accounts: about.map(String) };
    return systemWords(event, people[sender]?.name ?? null, (person) => people[Number(person)]?.name ?? '');
  }
  return null;
}

/** Things about a message beside its content, each a word for a small mark. */
export interface RowMark {
  readonly mark:
    | 'edited'
    | 'deleted'
    | 'forwarded'
    | 'reply'
    | 'reactions'
    | 'listed'
    | 'witnesses'
    | 'noted';
  readonly words: string;
  /** Beside the mark. */
  readonly count?: number;
}

export function rowMarks(
  row: Pick<
    Row,
    'edited' | 'deleted' | 'forwarded' | 'hasReply' | 'reactions' | 'lists' | 'alsoIn' | 'notes'
  >,
): RowMark[] {
  const marks: RowMark[] = [];
  if (row.alsoIn.length > 0) {
    marks.push({
      mark: 'witnesses',
      words: `Also on ${row.alsoIn.join(', ')}`,
      count: row.alsoIn.length + 1,
    });
  }
  if (row.hasReply) marks.push({ mark: 'reply', words: 'Reply' });
  if (row.forwarded) marks.push({ mark: 'forwarded', words: 'Forwarded' });
  if (row.edited) marks.push({ mark: 'edited', words: 'Edited' });
  if (row.deleted) marks.push({ mark: 'deleted', words: 'Deleted' });
  if (row.reactions > 0) {
    const words = row.reactions === 1 ? '1 reaction' : `${row.reactions} reactions`;
    marks.push({ mark: 'reactions', words, count: row.reactions });
  }
  if (row.lists.length > 0) {
    const words = row.lists.length === 1 ? 'Marked by a list' : `Marked by ${row.lists.length} lists`;
    marks.push({ mark: 'listed', words, count: row.lists.length });
  }
  if (row.notes > 0) {
    marks.push({ mark: 'noted', words: row.notes === 1 ? '1 note' : `${row.notes} notes`, count: row.notes });
  }
  return marks;
}

/** Days between samples, ms: no zone changes its clocks and back within them. */
const SAMPLE = 14 * 86_400_000;
/** Samples looked at; a longer time has changed its clocks for sure, or is asked for at its ends and between. */
const MOST_SAMPLES = 1500;

/** Whether a zone's clocks change within a time: then every row says its offset. */
export function clocksChange(zone: Zone, from: number, to: number): boolean {
  const step = Math.max(SAMPLE, (to - from) / MOST_SAMPLES);
  const offset = zone.offsetAt(to);
  for (let at = from; at < to; at += step) if (zone.offsetAt(at) !== offset) return true;
  return false;
}
