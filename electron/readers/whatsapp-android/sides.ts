/** The tables beside `message`, each read in step with it. Column order here is the order of the cells. */
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema } from '../../sqlite/schema.ts';
import { SideTable } from '../../sqlite/side-table.ts';

function openSides(database: EvidenceDatabase, schema: Schema) {
  const beside = (name: string, wanted: readonly string[], key = 'message_row_id'): SideTable =>
    new SideTable(database, schema, name, key, wanted);
  return {
    media: beside('message_media', [
      'file_path',
      'media_name',
      'mime_type',
      'file_length',
      'file_size',
      'file_hash',
      'media_caption',
      'media_duration',
    ]),
    quoted: beside('message_quoted', ['chat_row_id', 'from_me', 'key_id', 'parent_message_chat_row_id']),
    forwarded: beside('message_forwarded', ['forward_score']),
    mentions: beside('message_mentions', ['jid_row_id']),
    location: beside('message_location', [
      'latitude',
      'longitude',
      'place_name',
      'place_address',
      'live_location_share_duration',
      'live_location_final_latitude',
      'live_location_final_longitude',
      'live_location_final_timestamp',
    ]),
    vcards: beside('message_vcard', ['vcard']),
    system: beside('message_system', ['action_type']),
    participants: beside('message_system_chat_participant', ['user_jid_row_id']),
    numberChange: beside('message_system_number_change', ['old_jid_row_id', 'new_jid_row_id']),
    valueChange: beside('message_system_value_change', ['old_data']),
    blocked: beside('message_system_block_contact', ['is_blocked']),
    timerSetting: beside('message_ephemeral_setting', ['setting_duration']),
    revoked: beside('message_revoked', ['revoked_key_id', 'admin_jid_row_id', 'revoke_timestamp']),
    edited: beside('message_edit_info', ['original_key_id', 'edited_timestamp', 'sender_timestamp']),
    addOns: beside(
      'message_add_on',
      ['from_me', 'sender_jid_row_id', 'timestamp', 'message_add_on_type'],
      'parent_message_row_id',
    ),
    pollOptions: beside('message_poll_option', ['option_name', 'vote_total']),
    ephemeral: beside('message_ephemeral', ['duration', 'expire_timestamp']),
    viewOnce: beside('message_view_once_media', ['state']),
    order: beside('message_order', [
      'order_title',
      'message',
      'item_count',
      'currency_code',
      'total_amount_1000',
    ]),
    product: beside('message_product', ['title', 'description', 'currency_code', 'amount_1000', 'url']),
    invite: beside('message_group_invite', ['group_name', 'invite_code', 'group_jid_row_id', 'expiration']),
    template: beside('message_template', ['content_text_data', 'footer_text_data']),
    templateButtons: beside('message_template_button', ['text_data', 'extra_data']),
    elements: beside('message_ui_elements', ['description', 'footer_text', 'button_text', 'element_content']),
    elementReply: beside('message_ui_elements_reply', ['reply_description', 'reply_values']),
    payment: beside('message_payment', ['amount_with_symbol', 'sender_jid_row_id', 'receiver_jid_row_id']),
    invoice: beside('message_invoice', ['amount', 'note']),
    paymentInvite: beside('message_payment_invite', ['service']),
    transaction: beside('pay_transaction', ['amount_1000', 'currency_code', 'status', 'timestamp']),
    event: beside('message_event', [
      'name',
      'description',
      'location_latitude',
      'location_longitude',
      'location_name',
      'location_address',
      'start_time',
      'end_time',
      'is_canceled',
      'join_link',
    ]),
    album: beside('message_album', ['image_count', 'video_count']),
    association: beside(
      'message_association',
      ['parent_message_row_id', 'association_type'],
      'child_message_row_id',
    ),
    comment: beside('message_comment', ['parent_message_row_id']),
    callLink: beside('message_call_log', ['call_log_row_id']),
    missedCall: beside('missed_call_logs', ['video_call']),
    receipts: beside('receipt_user', [
      'receipt_user_jid_row_id',
      'receipt_timestamp',
      'read_timestamp',
      'played_timestamp',
    ]),
    channelReactions: beside('newsletter_message_reaction', ['reaction', 'reaction_count']),
  };
}

type SideTables = ReturnType<typeof openSides>;

/** Those that few messages have. */
const RARE = [
  'order',
  'product',
  'invite',
  'template',
  'templateButtons',
  'elements',
  'elementReply',
  'payment',
  'invoice',
  'paymentInvite',
  'transaction',
  'event',
  'album',
] as const satisfies readonly (keyof SideTables)[];

export class Sides {
  readonly tables: SideTables;
  private readonly all: readonly SideTable[];
  /** No message before this one has a row in any of the rare tables. */
  rareFrom = Number.POSITIVE_INFINITY;

  constructor(database: EvidenceDatabase, schema: Schema) {
    this.tables = openSides(database, schema);
    this.all = Object.values(this.tables);
  }

  /** Takes the rows that belong to messages of this range, both ends included; ranges must rise. */
  load(first: number, last: number): void {
    for (const table of this.all) table.load(first, last);
    this.rareFrom = Math.min(...RARE.map((name) => this.tables[name].nextKey));
  }
}

/** Tables whose rows belong to rows of a side table. */
export function openSecondSides(database: EvidenceDatabase, schema: Schema) {
  const beside = (name: string, key: string, wanted: readonly string[]): SideTable =>
    new SideTable(database, schema, name, key, wanted);
  return {
    reactions: beside('message_add_on_reaction', 'message_add_on_row_id', ['reaction', 'sender_timestamp']),
    votes: beside('message_add_on_poll_vote_selected_option', 'message_add_on_row_id', [
      'message_poll_option_id',
    ]),
    quotes: beside('messages_quotes', '_id', ['key_remote_jid', 'key_from_me', 'key_id']),
    callParticipants: beside('call_log_participant_v2', 'call_log_row_id', ['jid_row_id', 'call_result']),
  };
}

export type SecondSides = ReturnType<typeof openSecondSides>;

/** Tables that bear on messages and are not read; where they have rows, the import says so. */
export const NOT_READ = [
  'message_orphan',
  'message_orphaned_edit',
  'message_add_on_orphan',
  'message_quarantine',
  'message_conditional_reveal',
  'message_future',
  'receipt_orphaned',
  'composition',
] as const;
