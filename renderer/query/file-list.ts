/** The files of the case as lists show them: filtered, ordered, and each with all that carry it. */
import { foldText } from '../../shared/text/fold.ts';
import type { FileCounts, FileFilter, FileOrder, FileRow, FileSendings } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import type { CaseFile, FileIndex } from './file-index.ts';
import { type Matches, matchesBefore, rowAt } from './filter.ts';
import type { OpenSegments } from './held-segment.ts';
import { bitsOf, listsIn, type Marks } from './marks.ts';
import { readFull, rowCorrection } from './rows.ts';

/** A file that thousands of messages carry is told by its first ones. */
const SENDINGS_SHOWN = 500;

const isMatched = (matches: Matches, row: number): boolean => {
  const position = matchesBefore(matches, row);
  return position < matches.count && rowAt(matches, position) === row;
};

/** Whether a file passes; `matches` are those of the case's filter. */
function passes(
  index: CaseIndex,
  matches: Matches,
  marks: Marks | null,
  filter: FileFilter,
): (file: CaseFile) => boolean {
  const text = filter.text === undefined ? '' : foldText(filter.text.trim());
  const hash = /^[0-9a-f]{4,64}$/i.test(filter.text?.trim() ?? '') ? filter.text!.trim().toLowerCase() : null;
  const exhibit = filter.exhibit === undefined ? null : index.exhibits.indexOf(filter.exhibit);
  const wanted = filter.list === undefined ? null : bitsOf(marks, [filter.list]);
  return (file) =>
    (wanted === null || ((marks?.files[file.index] ?? 0) & wanted) !== 0) &&
    (text === '' ||
      file.folded.includes(text) ||
      (hash !== null && (file.sha256.startsWith(hash) || file.md5?.startsWith(hash) === true))) &&
    (filter.form === undefined || file.form === filter.form) &&
    (exhibit === null || file.exhibits.includes(exhibit)) &&
    (!filter.several || file.exhibits.length > 1) &&
    (!filter.mismatch || file.mismatch) &&
    (!filter.place || file.place) &&
    (!filter.present || file.present) &&
    (!filter.inResult || file.rows.some((row) => isMatched(matches, row)));
}

/** By the order, then by first appearance. */
const ORDERS: Readonly<Record<FileOrder, (a: CaseFile, b: CaseFile) => number>> = {
  first: () => 0,
  sendings: (a, b) => b.rows.length - a.rows.length,
  exhibits: (a, b) => b.exhibits.length - a.exhibits.length,
  size: (a, b) => (b.bytes ?? -1) - (a.bytes ?? -1),
  name: (a, b) => (a.folded === b.folded ? 0 : a.folded < b.folded ? -1 : 1),
};

/** The files that pass, in order. Files are numbered as they first appear in time. */
export function listFiles(
  index: CaseIndex,
  files: FileIndex,
  matches: Matches,
  marks: Marks | null,
  filter: FileFilter,
  order: FileOrder,
): { readonly shown: readonly CaseFile[]; readonly counts: FileCounts } {
  const shown = files.files.filter(passes(index, matches, marks, filter)).sort(ORDERS[order]);
  const counted = (has: (file: CaseFile) => boolean): number =>
    shown.reduce((sum, file) => sum + Number(has(file)), 0);
  return {
    shown,
    counts: {
      count: shown.length,
      all: files.files.length,
      unhashed: files.unhashed,
      several: counted(({ exhibits }) => exhibits.length > 1),
      mismatch: counted(({ mismatch }) => mismatch),
      place: counted(({ place }) => place),
      present: counted(({ present }) => present),
    },
  };
}

export function fileRow(index: CaseIndex, marks: Marks | null, file: CaseFile): FileRow {
  const { columns, exhibits, people } = index;
  const first = file.rows[0]!;
  const sender = columns.sender[first]!;
  const correction = rowCorrection(index, first);
  return {
    sha256: file.sha256,
    ...(file.md5 === null ? {} : { md5: file.md5 }),
    name: file.names[0] ?? null,
    names: file.names.length,
    type: file.type,
    typeByBytes: file.typeByBytes,
    form: file.form,
    bytes: file.bytes,
    present: file.present,
    mismatch: file.mismatch,
    place: file.place,
    lists: marks === null ? [] : listsIn(marks, marks.files[file.index]!),
    messages: file.rows.length,
    chats: file.chats.length,
    exhibits: file.exhibits.map((exhibit) => exhibits[exhibit]!).sort(),
    first: {
      row: first,
      when: columns.when[first]!,
      ...(correction === null ? {} : { correction }),
      sender: sender === people.length ? -1 : sender,
      chat: columns.chat[first]!,
      exhibit: exhibits[columns.exhibit[first]!]!,
    },
  };
}

/** A file and the messages that carry it, the first in time first. @throws SegmentLost */
export async function sendingsOf(
  index: CaseIndex,
  open: OpenSegments,
  marks: Marks | null,
  file: CaseFile,
): Promise<FileSendings> {
  const asked = file.rows.slice(0, SENDINGS_SHOWN).map((row) => ({ row, position: -1 }));
  const sendings = (await readFull(index, open, asked, marks)).map((full) => {
    const own = (full.message.attachments ?? []).find(({ sha256 }) => sha256 === file.sha256)!;
    const {
      message: _message,
      people: _people,
      reply: _reply,
      source: _source,
      revision: _revision,
      ...shown
    } = full;
    return { ...shown, attachment: own };
  });
  return { file: fileRow(index, marks, file), sendings };
}
