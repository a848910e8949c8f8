/** Receipts of the owner's messages: when each recipient's phone had them, and when they were read. */
import { chance } from '../chance.ts';
import { HOUR, london, MINUTE, SECOND } from '../clock.ts';
import type { Said } from '../message.ts';
import type { PersonKey } from '../people.ts';
import { JONAS_OFF } from '../story/jonas.ts';
import type { Jids } from './jids.ts';
import type { Tables } from './sqlite-file.ts';

/** `message.status` of an own message. */
const STATUS = { atServer: 4, delivered: 5, read: 13, played: 8 } as const;

const jonasOff = london(JONAS_OFF);

interface Receipt {
  readonly who: PersonKey;
  readonly delivered: number;
  readonly read?: number;
  readonly played?: number;
}

/** Until when somebody must have read a message: before they react to it or next do something in the chat. */
export type ReadBy = (said: Said, who: PersonKey) => number;

function receiptOf(said: Said, who: PersonKey, readBy: ReadBy): Receipt | undefined {
  if (who === 'jonas' && said.at >= jonasOff) return undefined;
  if (who === 'callum' && said.at >= london('2024-03-19 19:52:00')) return undefined;
  const by = chance(`receipt ${said.chat} ${said.at} ${who}`);
  const delivered = said.at + by.whole(400, 3000);
  const wouldRead = delivered + 2 * SECOND + Math.floor(20 ** by.next() * 7 * SECOND * by.whole(1, 40));
  const reaction = (said.reactions ?? []).find((one) => one.by === who);
  const latest = Math.min(
    readBy(said, who),
    reaction === undefined ? Number.POSITIVE_INFINITY : said.at + reaction.after * SECOND,
  );
  const read = Math.max(delivered + 300, Math.min(wouldRead, latest - SECOND));
  const isSeen = wouldRead >= latest || by.happens(0.93);
  if (!isSeen || read >= (who === 'jonas' ? jonasOff : said.at + 5 * HOUR)) return { who, delivered };
  return {
    who,
    delivered,
    read,
    ...(said.content.kind === 'voice' ? { played: read + by.whole(1, 4) * MINUTE } : {}),
  };
}

export function receiptsOf(said: Said, recipients: readonly PersonKey[], readBy: ReadBy): Receipt[] {
  return recipients.map((who) => receiptOf(said, who, readBy)).filter((receipt) => receipt !== undefined);
}

/** What the least informed recipient makes of it, as the app shows it. */
export function statusOf(receipts: readonly Receipt[], recipients: readonly PersonKey[]): number {
  if (receipts.length < recipients.length || recipients.length === 0) return STATUS.atServer;
  if (receipts.every(({ played }) => played !== undefined)) return STATUS.played;
  return receipts.every(({ read }) => read !== undefined) ? STATUS.read : STATUS.delivered;
}

export function insertReceipts(
  tables: Tables,
  jids: Jids,
  message: number,
  receipts: readonly Receipt[],
): void {
  for (const { who, delivered, read, played } of receipts) {
    tables.insert('receipt_user', {
      message_row_id: message,
      receipt_user_jid_row_id: jids.inGroup(who),
      receipt_timestamp: delivered,
      read_timestamp: read ?? null,
      played_timestamp: played ?? null,
    });
  }
}
