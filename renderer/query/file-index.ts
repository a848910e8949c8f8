/**
 * The files of the case: attachments with the same SHA-256 are one file, whatever they are called, in
 * whichever chat and exhibit they stand. Built once for each revision, in steps, since every message with an
 * attachment is decoded for it.
 */
import { type Attachment, MESSAGE_KINDS, type MessageKind } from '../../shared/model/index.ts';
import { FLAG } from '../../shared/segment/index.ts';
import { foldText } from '../../shared/text/fold.ts';
import { type AttachmentForm, attachmentForm } from './attachments.ts';
import type { CaseIndex } from './case-index.ts';
import { placeOf } from './columns.ts';

/** A file that messages carry. */
export interface CaseFile {
  readonly index: number;
  /** Lower-case hex. */
  readonly sha256: string;
  md5: string | null;
  bytes: number | null;
  /** Whether any of its messages came with its bytes. */
  present: boolean;
  /** By its bytes where they are in the case, else the first that a source states. */
  type: string | null;
  typeByBytes: boolean;
  form: AttachmentForm;
  /** Distinct names, the first one first. */
  readonly names: string[];
  /** All names, folded. */
  folded: string;
  mismatch: boolean;
  place: boolean;
  /** Rows of the messages that carry it, ascending: in order of time. */
  readonly rows: number[];
  /** Indexes of exhibits and chats, each once, as first met. */
  readonly exhibits: number[];
  readonly chats: number[];
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

export class FileIndexBuilder {
  private readonly index: CaseIndex;
  private readonly files: CaseFile[] = [];
  private readonly bySha256 = new Map<string, CaseFile>();
  private unhashed = 0;
  private next = 0;

  constructor(index: CaseIndex) {
    this.index = index;
  }

  /** Takes so many more messages with attachments; the index once there are none left. */
  step(messages: number): FileIndex | null {
    const { columns } = this.index;
    let left = messages;
    for (; this.next < columns.count; this.next++) {
      if ((columns.flags[this.next]! & FLAG.attachment) === 0) continue;
      if (left-- === 0) return null;
      this.take(this.next);
    }
    return { files: this.files, bySha256: this.bySha256, unhashed: this.unhashed };
  }

  private take(row: number): void {
    const { columns } = this.index;
    const { segment, index } = placeOf(columns, columns.origin[row]!);
    const { attachments = [] } = columns.segments[segment]!.reader.detail(index);
    const kind = MESSAGE_KINDS[columns.kind[row]!]!;
    for (const attachment of attachments) {
      if (attachment.sha256 === undefined) this.unhashed++;
      else this.add(row, kind, attachment, attachment.sha256);
    }
  }

  private add(row: number, kind: MessageKind, attachment: Attachment, sha256: string): void {
    const { name, mime, md5, bytes, present, file: facts } = attachment;
    let file = this.bySha256.get(sha256);
    if (!file) {
      file = {
        index: this.files.length,
        sha256,
        md5: null,
        bytes: null,
        present: false,
        type: null,
        typeByBytes: false,
        form: attachmentForm(kind, attachment),
        names: [],
        folded: '',
        mismatch: false,
        place: false,
        rows: [],
        exhibits: [],
        chats: [],
      };
      this.files.push(file);
      this.bySha256.set(sha256, file);
    }
    // What is found in the evidence says more than what a source states of a file that is not.
    if (present && !file.present) {
      file.present = true;
      file.bytes = bytes ?? file.bytes;
      file.form = attachmentForm(kind, attachment);
    }
    file.md5 ??= md5 ?? null;
    file.bytes ??= bytes ?? null;
    if (facts?.type !== undefined) {
      file.type = facts.type;
      file.typeByBytes = true;
    } else if (file.type === null && mime) file.type = mime;
    if (facts?.mismatch) file.mismatch = true;
    if (facts?.place) file.place = true;
    if (name !== undefined && file.names.length < MOST_NAMES && !file.names.includes(name)) {
      file.names.push(name);
      file.folded += `${foldText(name)}\n`;
    }
    const { columns } = this.index;
    // One message may carry a file twice.
    if (file.rows.at(-1) !== row) file.rows.push(row);
    include(file.exhibits, columns.exhibit[row]!);
    include(file.chats, columns.chat[row]!);
  }
}
