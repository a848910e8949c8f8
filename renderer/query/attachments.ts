/** What attachments are, for showing them; and the pictures of a chat in order. */
import { type Attachment, MESSAGE_KINDS, type MessageKind } from '../../shared/model/index.ts';
import { FLAG } from '../../shared/segment/index.ts';
import type { CaseIndex } from './case-index.ts';
import type { OpenSegments } from './held-segment.ts';
import { openRows } from './opened-rows.ts';

export type AttachmentForm = 'image' | 'video' | 'audio' | 'text' | 'file';

/** Kinds whose attachment is told by them when the source gives it no media type. */
const FORM_OF_KIND: Partial<Record<MessageKind, AttachmentForm>> = {
  image: 'image',
  sticker: 'image',
  video: 'video',
  audio: 'audio',
  voice: 'audio',
  contact: 'text',
};

/** What an attachment is by its bytes, else what it claims to be; bytes are checked again where they are decoded. */
export function attachmentForm(
  kind: MessageKind,
  { mime, file }: Pick<Attachment, 'mime' | 'file'>,
): AttachmentForm {
  const stated = file?.type ?? mime;
  if (stated === undefined || stated === '') return FORM_OF_KIND[kind] ?? 'file';
  const type = /^(image|video|audio|text(?!\/html))\//i.exec(stated)?.[1];
  return (type?.toLowerCase() as AttachmentForm | undefined) ?? 'file';
}

/** Whether an attachment is a picture whose bytes are in the case. */
export function isPicture(kind: MessageKind, attachment: Attachment): boolean {
  const { present, sha256 } = attachment;
  return present && sha256 !== undefined && attachmentForm(kind, attachment) === 'image';
}

/**
 * The next message of a chat that has a picture in the case.
 * @param position to begin beyond, in the chat. @param step 1 towards its end, -1 towards its beginning.
 * @returns its position in the chat, or null.
 * @throws SegmentLost
 */
export async function nextPicture(
  { columns, conversations: { starts, rows } }: CaseIndex,
  open: OpenSegments,
  chat: number,
  position: number,
  step: 1 | -1,
): Promise<number | null> {
  const count = starts[chat + 1]! - starts[chat]!;
  for (let at = position + step; at >= 0 && at < count; at += step) {
    const row = rows[starts[chat]! + at]!;
    if ((columns.flags[row]! & FLAG.attachment) === 0) continue;
    const { reader, i } = (await openRows(columns, [row], open))(row);
    const { attachments = [] } = reader.detail(i);
    const kind = MESSAGE_KINDS[columns.kind[row]!]!;
    if (attachments.some((attachment) => isPicture(kind, attachment))) return at;
  }
  return null;
}
