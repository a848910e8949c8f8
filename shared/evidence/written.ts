import { type TimeReading, writtenReading } from '../time/instant.ts';
import type { DraftMessage } from './index.ts';

/** A message with all times as the model writes them. */
export function writtenDraft({
  sentAt,
  receivedAt,
  receipts,
  ...message
}: DraftMessage<TimeReading>): DraftMessage {
  return {
    ...message,
    ...(sentAt === undefined ? {} : { sentAt: writtenReading(sentAt) }),
    ...(receivedAt === undefined ? {} : { receivedAt: writtenReading(receivedAt) }),
    ...(receipts === undefined
      ? {}
      : {
          receipts: receipts.map(({ account, delivered, read, played }) => ({
            account,
            ...(delivered === undefined ? {} : { delivered: writtenReading(delivered) }),
            ...(read === undefined ? {} : { read: writtenReading(read) }),
            ...(played === undefined ? {} : { played: writtenReading(played) }),
          })),
        }),
  };
}
