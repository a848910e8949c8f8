/** Rows of the dataset from what an import wrote. */
import type { Account, Chat, Message } from '../../../shared/model/index.ts';
import type { RowOf } from './schema.ts';

/** The instant; undefined for a reading of a clock of unknown zone, and for none. */
export function instantOf({ sentAt, timeBasis }: Pick<Message, 'sentAt' | 'timeBasis'>): Date | undefined {
  return sentAt === undefined || timeBasis === 'device-local' ? undefined : new Date(sentAt);
}

/** @param line of messages.jsonl. */
export function messageRow(message: Message, line: string): RowOf<'messages'> {
  const { source, location, call, deleted } = message;
  return {
    id: message.id,
    exhibit: message.exhibit,
    platform: message.platform,
    chat: message.chat,
    sender: message.sender,
    direction: message.direction,
    sent_at: instantOf(message),
    sent_local: message.timeBasis === 'device-local' ? message.sentAt : undefined,
    time_basis: message.timeBasis,
    time_precision: message.timePrecision,
    time_ambiguous: message.timeAmbiguous,
    received_at: message.receivedAt,
    kind: message.kind,
    text: message.text,
    edited: message.edited !== undefined,
    deleted: deleted !== undefined,
    deleted_by: deleted?.by,
    forwarded: message.forwarded === true,
    reply_to: message.replyTo,
    attachments: message.attachments?.length ?? 0,
    lat: location?.lat,
    lon: location?.lon,
    call_video: call?.video,
    call_seconds: call?.seconds,
    call_outcome: call?.outcome,
    system_action: message.system?.action,
    source_file: source.file,
    source_table: source.table,
    source_row: source.row,
    source_line: source.line,
    source_byte: source.byte,
    source_key: source.key,
    json: line,
  };
}

export function attachmentRows(message: Message): RowOf<'attachments'>[] {
  return (message.attachments ?? []).map((attachment, position) => ({
    message: message.id,
    exhibit: message.exhibit,
    platform: message.platform,
    chat: message.chat,
    sender: message.sender,
    sent_at: instantOf(message),
    position,
    name: attachment.name,
    mime: attachment.mime,
    type: attachment.file?.type,
    mismatch: attachment.file === undefined ? undefined : attachment.file.mismatch !== undefined,
    bytes: attachment.bytes,
    sha256: attachment.sha256,
    md5: attachment.md5,
    present: attachment.present,
    file_lat: attachment.file?.place?.lat,
    file_lon: attachment.file?.place?.lon,
  }));
}

export function accountRow(account: Account): RowOf<'accounts'> {
  const { id, exhibit, platform, phone, handle, names, isOwner } = account;
  return {
    id,
    exhibit,
    platform,
    phone,
    handle,
    name: names[0]?.name,
    names: JSON.stringify(names),
    is_owner: isOwner === true,
  };
}

export function chatRow({ id, exhibit, platform, title, type, members }: Chat): RowOf<'chats'> {
  return { id, exhibit, platform, title, type, members: members.length };
}

export function memberRows({ id, exhibit, platform, members }: Chat): RowOf<'members'>[] {
  return members.map((account) => ({ chat: id, exhibit, platform, account }));
}
