/** Exports as Google Takeout writes them of Hangouts, for tests. */

export const who = (id: string) => ({ gaia_id: id, chat_id: id });
export const ME = '100000000000000000001';
export const ANA = '100000000000000000002';
export const BEN = '100000000000000000003';

export interface MadeConversation {
  readonly id: string;
  readonly type?: string;
  readonly name?: string;
  readonly people?: readonly { readonly id: string; readonly name?: string; readonly phone?: string }[];
  readonly events?: readonly unknown[];
}

const PEOPLE = [
  { id: ME, name: 'Me' },
  { id: ANA, name: 'Ana' },
];

const inner = ({ id, type = 'STICKY_ONE_TO_ONE', name, people = PEOPLE }: MadeConversation) => ({
  id: { id },
  type,
  ...(name === undefined ? {} : { name }),
  self_conversation_state: {
    self_read_state: { participant_id: who(ME), latest_read_timestamp: '1711118285000123' },
    status: 'ACTIVE',
  },
  current_participant: people.map((each) => who(each.id)),
  participant_data: people.map((each) => ({
    id: who(each.id),
    ...(each.name === undefined ? {} : { fallback_name: each.name }),
    ...(each.phone === undefined ? {} : { phone_number: { e164: each.phone } }),
    participant_type: 'GAIA',
  })),
});

/** In today's form. */
export const hangoutsJson = (conversations: readonly MadeConversation[]): string =>
  JSON.stringify(
    {
      conversations: conversations.map((each) => ({
        conversation: { conversation_id: { id: each.id }, conversation: inner(each) },
        events: each.events ?? [],
      })),
    },
    null,
    2,
  );

/** In the form before 2017. */
export const olderJson = (conversations: readonly MadeConversation[]): string =>
  JSON.stringify({
    continuation_end_timestamp: '0',
    conversation_state: conversations.map((each) => ({
      conversation_id: { id: each.id },
      response_header: { status: 'OK' },
      conversation_state: {
        conversation_id: { id: each.id },
        conversation: inner(each),
        event: each.events ?? [],
      },
    })),
  });

let next = 1;

/** An event of Ana's at 14:38:05.123456. */
export const event = (more: Record<string, unknown>): Record<string, unknown> => ({
  conversation_id: { id: 'Ugx1' },
  sender_id: who(ANA),
  timestamp: '1711118285123456',
  self_event_state: { user_id: who(ME), notification_level: 'RING' },
  event_id: `7-H0Z7-${next++}`,
  advances_sort_timestamp: true,
  event_otr: 'ON_THE_RECORD',
  delivery_medium: { medium_type: 'BABEL_MEDIUM' },
  event_type: 'REGULAR_CHAT_MESSAGE',
  ...more,
});

export const said = (text: string, more: Record<string, unknown> = {}): Record<string, unknown> =>
  event({ chat_message: { message_content: { segment: [{ type: 'TEXT', text }] } }, ...more });
