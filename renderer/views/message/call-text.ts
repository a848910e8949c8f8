/** Calls and the platforms' own codes as the window names them. */
import type { Call, Direction, Message } from '../../../shared/model/index.ts';
import { durationText } from '../../ui/numbers.ts';

const OUTCOME_WORDS: Readonly<Record<Call['outcome'], string>> = {
  answered: 'answered',
  missed: 'missed',
  declined: 'declined',
  unavailable: 'not available',
  unknown: 'outcome not known',
};

/** `Incoming video call, answered, 1:41`. */
export function callText({ video, seconds, outcome }: Call, direction: Direction | null): string {
  const way = direction === 'in' ? 'Incoming ' : direction === 'out' ? 'Outgoing ' : '';
  const call = `${way}${video ? 'video' : 'voice'} call`;
  const parts = [call.charAt(0).toUpperCase() + call.slice(1), OUTCOME_WORDS[outcome]];
  // Databases have 0 where nobody picked up.
  if (seconds !== undefined && (seconds > 0 || outcome === 'answered')) parts.push(durationText(seconds));
  return parts.join(', ');
}

/** Columns in which the databases keep a message's type, by table. */
const CODE_COLUMNS: Readonly<Record<string, string>> = {
  message: 'message_type',
  messages: 'media_wa_type',
  ZWAMESSAGE: 'ZMESSAGETYPE',
};

/** `message_type 117`: the platform's own code as the source names it; null where it has none. */
export function codeText({ kind, source: { table, code } }: Pick<Message, 'kind' | 'source'>): string | null {
  if (code === undefined) return null;
  const column = kind === 'system' ? undefined : CODE_COLUMNS[table ?? ''];
  return `${column ?? 'code'} ${code}`;
}
