/** The tables of the Parquet dataset: each column's name, type and meaning. The dataset carries them too. */

export type ColumnType = 'STRING' | 'BOOLEAN' | 'INT32' | 'INT64' | 'DOUBLE' | 'TIMESTAMP';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly means: string;
}

const column = (name: string, type: ColumnType, means: string): Column => ({ name, type, means });
const EXHIBIT = column('exhibit', 'STRING', 'reference of the exhibit');
const PLATFORM = column('platform', 'STRING', 'platform, such as whatsapp');

/** Goes up when a column changes its meaning or goes; new ones may come without. */
export const DATASET_VERSION = 1;

export const TABLES = {
  messages: [
    column('id', 'STRING', 'id of the message, such as AB-1:42'),
    EXHIBIT,
    PLATFORM,
    column('chat', 'STRING', 'id of the chat'),
    column('sender', 'STRING', 'account id of the sender'),
    column('direction', 'STRING', 'in, out or system'),
    column('sent_at', 'TIMESTAMP', 'when it was sent, UTC; null where only a clock of unknown zone was read'),
    column('sent_local', 'STRING', 'the reading of such a clock, 2024-03-22T14:38:00.000'),
    column('time_basis', 'STRING', 'utc, device-local or assumed-zone'),
    column('time_precision', 'STRING', 'ms, s, min or day'),
    column('time_ambiguous', 'BOOLEAN', 'a change of clocks makes the reading happen twice or never'),
    column('received_at', 'STRING', 'when the device got it, as in messages.jsonl'),
    column('kind', 'STRING', 'text, image, call and so on'),
    column('text', 'STRING', 'as in the source'),
    column('edited', 'BOOLEAN', 'it was edited'),
    column('deleted', 'BOOLEAN', 'it was taken back'),
    column('deleted_by', 'STRING', 'account id of who took it back'),
    column('forwarded', 'BOOLEAN', 'it was forwarded'),
    column('reply_to', 'STRING', 'id or platform key of the message replied to'),
    column('attachments', 'INT32', 'number of attachments; the attachments table has them'),
    column('lat', 'DOUBLE', 'latitude of a shared location, degrees'),
    column('lon', 'DOUBLE', 'longitude of a shared location, degrees'),
    column('call_video', 'BOOLEAN', 'of a call: with video'),
    column('call_seconds', 'DOUBLE', 'of a call: how long it lasted, seconds'),
    column('call_outcome', 'STRING', 'of a call: answered, missed, declined, unavailable or unknown'),
    column('system_action', 'STRING', 'of a system message: what it reports'),
    column('source_file', 'STRING', 'file of the evidence'),
    column('source_table', 'STRING', 'table in it, of a database'),
    column('source_row', 'INT64', 'rowid in the table'),
    column('source_line', 'INT64', 'line in the file, from 1'),
    column('source_byte', 'INT64', 'byte in the file, from 0'),
    column('source_key', 'STRING', 'the platform’s own id of the message'),
    column('json', 'STRING', 'the line of messages.jsonl, with all that has no column'),
  ],
  attachments: [
    column('message', 'STRING', 'id of the message'),
    EXHIBIT,
    PLATFORM,
    column('chat', 'STRING', 'id of the chat'),
    column('sender', 'STRING', 'account id of the sender'),
    column('sent_at', 'TIMESTAMP', 'of the message'),
    column('position', 'INT32', 'which attachment of the message, from 0'),
    column('name', 'STRING', 'name as the source has it'),
    column('mime', 'STRING', 'media type as the source states it'),
    column('type', 'STRING', 'media type by the bytes found'),
    column('mismatch', 'BOOLEAN', 'name or stated type claims another kind of file than the bytes are'),
    column('bytes', 'INT64', 'size'),
    column('sha256', 'STRING', 'lower-case hex; of the bytes found where present, else as stated'),
    column('md5', 'STRING', 'lower-case hex, of the bytes found'),
    column('present', 'BOOLEAN', 'the bytes were in the evidence'),
    column('file_lat', 'DOUBLE', 'latitude that the file itself states, degrees'),
    column('file_lon', 'DOUBLE', 'longitude that the file itself states, degrees'),
  ],
  accounts: [
    column('id', 'STRING', 'account id'),
    EXHIBIT,
    PLATFORM,
    column('phone', 'STRING', 'number in E.164, with +'),
    column('handle', 'STRING', 'handle'),
    column('name', 'STRING', 'the first name that the evidence gives'),
    column('names', 'STRING', 'JSON: every name and where it stands'),
    column('is_owner', 'BOOLEAN', 'the device is this account’s'),
  ],
  chats: [
    column('id', 'STRING', 'chat id'),
    EXHIBIT,
    PLATFORM,
    column('title', 'STRING', 'title'),
    column('type', 'STRING', 'direct, group, broadcast, channel, status or blog'),
    column('members', 'INT32', 'number of members listed; the members table has them'),
  ],
  members: [
    column('chat', 'STRING', 'chat id'),
    EXHIBIT,
    PLATFORM,
    column('account', 'STRING', 'account id'),
  ],
  edges: [
    EXHIBIT,
    PLATFORM,
    column('source', 'STRING', 'account id of who wrote'),
    column('target', 'STRING', 'account id of the other side of a direct chat, else the chat’s id'),
    column('target_kind', 'STRING', 'account or chat'),
    column('messages', 'INT64', 'how many messages'),
    column('first_at', 'TIMESTAMP', 'least sent_at of them'),
    column('last_at', 'TIMESTAMP', 'greatest sent_at of them'),
  ],
} as const satisfies Readonly<Record<string, readonly Column[]>>;

export type TableName = keyof typeof TABLES;

/** A value of a column, by the column's name; absent is null. */
export type RowOf<Name extends TableName> = {
  readonly [Column in (typeof TABLES)[Name][number]['name']]?: string | number | boolean | Date | undefined;
};
