/** What every part of a message's making has at hand. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { TimeReading } from '../../../shared/time/instant.ts';
import type { Findings } from '../findings.ts';
import type { MediaFiles } from '../whatsapp/media-files.ts';
import type { Accounts } from './accounts.ts';
import type { CallLog } from './calls.ts';
import type { MessageRow } from './message-row.ts';
import type { DeviceReceipts } from './receipts.ts';
import type { Replies } from './replies.ts';
import type { SecondSides, Sides } from './sides.ts';

/** A message whose times are as the database has them, ms since 1970 UTC. */
export type TimedDraft = DraftMessage<TimeReading>;

/** A message while it is made. */
export type Draft = { -readonly [Field in keyof TimedDraft]: TimedDraft[Field] };

export interface ComposeContext {
  readonly file: string;
  readonly findings: Findings;
  readonly accounts: Accounts;
  readonly sides: Sides;
  readonly second: SecondSides;
  readonly replies: Replies;
  readonly calls: CallLog;
  readonly mediaFiles: MediaFiles;
  readonly deviceReceipts: DeviceReceipts;
}

/** The other side of the direct chat, of which it is known which way the message went. */
export function peerOf({ chat, fromMe }: Pick<MessageRow, 'chat' | 'fromMe'>): string | undefined {
  return fromMe === undefined ? undefined : chat.peer;
}

/** Who wrote a message: the owner their own; else whom its row names, in a direct chat the other side. */
export function writerOf(
  message: Pick<MessageRow, 'chat' | 'fromMe' | 'sender'>,
  isSystem: boolean,
  owner: string,
): string | undefined {
  if (isSystem) return message.sender;
  return message.fromMe ? owner : (message.sender ?? peerOf(message));
}
