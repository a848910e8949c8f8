/** Files in words: what they are, what they state of themselves, and what a filter leaves. */
import type { FileFacts, FileTime } from '../../../shared/model/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { FileFilter, FileOrder, FileRow } from '../../query/api.ts';
import type { AttachmentForm } from '../../query/attachments.ts';
import { zonedTime } from '../../ui/zoned-time.ts';
import type { Fact } from '../provenance/provenance-facts.ts';

export const FORM_WORDS: Readonly<Record<AttachmentForm, string>> = {
  image: 'Picture',
  video: 'Video',
  audio: 'Sound',
  text: 'Text',
  file: 'Other file',
};

export const ORDER_WORDS: Readonly<Record<FileOrder, string>> = {
  first: 'First sent first',
  sendings: 'Most messages first',
  exhibits: 'Most exhibits first',
  size: 'Largest first',
  name: 'By name',
};

/** Whether a filter leaves anything out. */
export function isFiltering(filter: FileFilter): boolean {
  return Object.values(filter).some((part) => part !== undefined && part !== '');
}

/** What stands out of a file, in a few words each. */
export function marksOf(file: Pick<FileRow, 'mismatch' | 'place' | 'present' | 'exhibits'>): string[] {
  return [
    ...(file.exhibits.length > 1 ? [`in ${file.exhibits.length} exhibits`] : []),
    ...(file.mismatch ? ['not what it is called'] : []),
    ...(file.place ? ['place'] : []),
    ...(file.present ? [] : ['not in the evidence']),
  ];
}

const CLAIM_WORDS = { name: 'its name', mime: 'the type that the source states' } as const;

/** In a sentence, what claims another kind of file than the bytes are; null where nothing does. */
export function mismatchSentence({ mismatch, type }: FileFacts): string | null {
  if (mismatch === undefined) return null;
  const claims = mismatch.map((one) => CLAIM_WORDS[one]).join(' and ');
  const verb = mismatch.length > 1 ? 'claim' : 'claims';
  const bytes = type === undefined ? 'begin like no known format' : `are ${type}`;
  return `Its bytes ${bytes}; ${claims} ${verb} another kind of file.`;
}

/** A time that a file states of itself: an instant in the case's zone, or a reading of a clock of unknown zone. */
export function fileTimeText(zone: Zone, { at, offset }: FileTime): string {
  if (!at.endsWith('Z')) return `${at.slice(0, 10)} ${at.slice(11, 19)}, zone not stated`;
  const { date, clock, offset: shown } = zonedTime(zone, Date.parse(at));
  return `${date} ${clock} ${shown}${offset === undefined ? '' : `, written with ${offset}`}`;
}

/** What a file found states of itself, as terms and values. */
export function factsOfFile(zone: Zone, facts: FileFacts): Fact[] {
  const { type, times = [], place, device, software } = facts;
  return [
    ...(type === undefined ? [] : [{ term: 'Bytes are', value: type }]),
    ...times.map((time) => ({ term: time.what, value: fileTimeText(zone, time) })),
    ...(place === undefined
      ? []
      : [
          {
            term: place.from,
            value: `${place.lat}, ${place.lon}${place.altitude === undefined ? '' : `, ${place.altitude} m`}`,
            fixed: true as const,
            copied: 'the place',
          },
          ...(place.at === undefined
            ? []
            : [{ term: 'Satellites’ time', value: fileTimeText(zone, { what: '', at: place.at }) }]),
        ]),
    ...(device === undefined ? [] : [{ term: 'Device', value: device, said: true as const }]),
    ...(software === undefined ? [] : [{ term: 'Software', value: software, said: true as const }]),
  ];
}
