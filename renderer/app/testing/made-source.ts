/** Made messages as a source that the store takes. */
import type { SourceLists } from '../../../shared/contract/case-port.ts';
import type { Account, Chat, IntakeRecord } from '../../../shared/model/index.ts';
import { type SegmentMessage, SegmentWriter } from '../../../shared/segment/index.ts';

export interface MadeSource {
  readonly segments: readonly ArrayBuffer[];
  readonly lists: SourceLists;
  readonly record: IntakeRecord;
}

interface Made {
  readonly chats: readonly Chat[];
  readonly accounts: readonly Account[];
  readonly messages: readonly SegmentMessage[];
  readonly record: IntakeRecord;
}

/** Those that messages name come first, in the order in which they are named. */
function inOrder<T extends { readonly id: string }>(list: readonly T[], named: readonly string[]): T[] {
  const described = named.map((id) => list.find((one) => one.id === id)!);
  return [...described, ...list.filter(({ id }) => !named.includes(id))];
}

export function madeSourceOf({ chats, accounts, messages, record }: Made): MadeSource {
  const writer = new SegmentWriter(record.exhibit, record.platform);
  const segments: ArrayBuffer[] = [];
  for (const [i, message] of messages.entries()) {
    writer.add(message, i + 1);
    if (writer.isFull) segments.push(writer.finish());
  }
  if (!writer.isEmpty) segments.push(writer.finish());
  const lists = {
    chats: inOrder(chats, writer.chats.ids),
    accounts: inOrder(accounts, writer.accounts.ids),
  };
  return { segments, lists, record };
}
