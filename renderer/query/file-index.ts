/**
 * The files of the case: attachments with the same SHA-256 are one file, whatever they are called, in
 * whichever chat and exhibit they stand. Gathered once for each revision, since every message with an
 * attachment is decoded for it.
 */
import { type Attachment, MESSAGE_KINDS, type MessageKind } from '../../shared/model/index.ts';
import { FLAG } from '../../shared/segment/index.ts';
import { foldText } from '../../shared/text/fold.ts';
import { type AttachmentForm, attachmentForm } from './attachments.ts';
import type { CaseIndex } from './case-index.ts';
import type { OpenSegments } from './held-segment.ts';
import { walkSegments } from './opened-rows.ts';

/** A file that messages carry. */
export interface CaseFile {
  readonly index: number;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly md5: string | null;
  readonly bytes: number | null;
  /** Whether any of its messages came with its bytes. */
  readonly present: boolean;
  /** By its bytes where they are in the case, else the first that a source states. */
  readonly type: string | null;
  readonly typeByBytes: boolean;
  readonly form: AttachmentForm;
  /** Distinct names, the first one first. */
  readonly names: readonly string[];
  /** All names, folded. */
  readonly folded: string;
  readonly mismatch: boolean;
  readonly place: boolean;
  /** Rows of the messages that carry it, ascending: in order of time. */
  readonly rows: readonly number[];
  /** Indexes of exhibits and chats, each once, as first met. */
  readonly exhibits: readonly number[];
  readonly chats: readonly number[];
}

export interface FileIndex {
  readonly files: readonly CaseFile[];
  readonly bySha256: ReadonlyMap<string, CaseFile>;
  /** Attachments without a SHA-256: the source states none, and the file is not in the evidence. */
  readonly unhashed: number;
}

/** Names beyond these add nothing to a list. */
const MOST_NAMES = 50;

const include = (list: number[], index: number): void => {
  if (!list.includes(index)) list.push(index);
};

/** Of where a fact of a file comes from: the message first in time tells it. */
interface Told<T> {
  readonly row: number;
  readonly value: T;
}

interface Draft {
  readonly sha256: string;
  rows: number[];
  readonly names: Map<string, number>;
  md5: Told<string> | null;
  bytes: Told<number> | null;
  presentBytes: Told<number | null> | null;
  mime: Told<string> | null;
  form: Told<AttachmentForm>;
  presentForm: Told<AttachmentForm> | null;
  typeByBytes: string | null;
  mismatch: boolean;
  place: boolean;
}

/** The one of two that comes first in time; of one message, the one told first. */
function earlier<T>(known: Told<T> | null, row: number, value: T | undefined): Told<T> | null {
  return value !== undefined && (known === null || row < known.row) ? { row, value } : known;
}

/** Messages are taken in the order of segments, which is not that of time. */
class FileGatherer {
  private readonly drafts = new Map<string, Draft>();
  private unhashed = 0;

  take(row: number, kind: MessageKind, attachments: readonly Attachment[]): void {
    for (const attachment of attachments) {
      if (attachment.sha256 === undefined) this.unhashed++;
      else this.add(row, kind, attachment, attachment.sha256);
    }
  }

  private add(row: number, kind: MessageKind, attachment: Attachment, sha256: string): void {
    const { name, mime, md5, bytes, present, file: facts } = attachment;
    const form = attachmentForm(kind, attachment);
    let draft = this.drafts.get(sha256);
    if (!draft) {
      draft = {
        sha256,
        rows: [],
        names: new Map(),
        md5: null,
        bytes: null,
        presentBytes: null,
        mime: null,
        form: { row, value: form },
        presentForm: null,
        typeByBytes: null,
        mismatch: false,
        place: false,
      };
      this.drafts.set(sha256, draft);
    }
    draft.form = earlier(draft.form, row, form)!;
    draft.md5 = earlier(draft.md5, row, md5);
    draft.bytes = earlier(draft.bytes, row, bytes);
    draft.mime = earlier(draft.mime, row, mime || undefined);
    // What is found in the evidence says more than what a source states of a file that is not.
    if (present) {
      draft.presentForm = earlier(draft.presentForm, row, form);
      draft.presentBytes = earlier(draft.presentBytes, row, bytes ?? null);
    }
    if (facts?.type !== undefined) draft.typeByBytes = facts.type;
    if (facts?.mismatch) draft.mismatch = true;
    if (facts?.place) draft.place = true;
    if (name !== undefined && row < (draft.names.get(name) ?? Number.POSITIVE_INFINITY)) {
      draft.names.set(name, row);
    }
    // One message may carry a file twice.
    if (draft.rows.at(-1) !== row) draft.rows.push(row);
  }

  /** Files are numbered as they first appear in time. */
  finish({ columns }: CaseIndex): FileIndex {
    const drafts = [...this.drafts.values()];
    for (const draft of drafts) draft.rows.sort((a, b) => a - b);
    drafts.sort((a, b) => a.rows[0]! - b.rows[0]!);
    const files = drafts.map((draft, index): CaseFile => {
      const names = [...draft.names].sort(([, a], [, b]) => a - b).map(([name]) => name);
      const shown = names.slice(0, MOST_NAMES);
      const exhibits: number[] = [];
      const chats: number[] = [];
      for (const row of draft.rows) {
        include(exhibits, columns.exhibit[row]!);
        include(chats, columns.chat[row]!);
      }
      return {
        index,
        sha256: draft.sha256,
        md5: draft.md5?.value ?? null,
        bytes: draft.presentBytes?.value ?? draft.bytes?.value ?? null,
        present: draft.presentForm !== null,
        type: draft.typeByBytes ?? draft.mime?.value ?? null,
        typeByBytes: draft.typeByBytes !== null,
        form: (draft.presentForm ?? draft.form).value,
        names: shown,
        folded: shown.map((name) => `${foldText(name)}\n`).join(''),
        mismatch: draft.mismatch,
        place: draft.place,
        rows: draft.rows,
        exhibits,
        chats,
      };
    });
    return { files, bySha256: new Map(files.map((file) => [file.sha256, file])), unhashed: this.unhashed };
  }
}

/** @throws SegmentLost */
export async function gatherFiles(index: CaseIndex, open: OpenSegments): Promise<FileIndex> {
  const { columns } = index;
  const holding = [...columns.segments.keys()].filter((segment) =>
    columns.segments[segment]!.held.columns.flags.some((flags) => (flags & FLAG.attachment) !== 0),
  );
  const gatherer = new FileGatherer();
  for await (const { segment, reader } of walkSegments(columns, holding, open)) {
    const start = columns.starts[segment]!;
    for (let i = 0; i < reader.count; i++) {
      if ((reader.columns.flags[i]! & FLAG.attachment) === 0) continue;
      const { attachments = [] } = reader.detail(i);
      gatherer.take(columns.rowOf[start + i]!, MESSAGE_KINDS[reader.columns.kind[i]!]!, attachments);
    }
  }
  return gatherer.finish(index);
}
