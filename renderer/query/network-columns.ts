import type { ContactNetwork } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { isConversation } from './filter.ts';
import type { ContactTies } from './graph.ts';
import { transferring } from './rpc.ts';

/** A graph as the network worker gets it: copies, since the query goes on with its own, and feeds left out. */
export function networkColumns(ties: ContactTies, { chats }: CaseIndex): ContactNetwork {
  const isLeftOut = (node: number): boolean =>
    ties.chat[node]! >= 0 && !isConversation(chats[ties.chat[node]!]!.type);
  const kept = Uint32Array.from({ length: ties.nodes }, (_, node) => node).filter((node) => !isLeftOut(node));
  const numberOf = new Uint32Array(ties.nodes);
  for (const [number, node] of kept.entries()) numberOf[node] = number;
  const wanted = Uint32Array.from(ties.target, (_, tie) => tie).filter(
    (tie) => !isLeftOut(ties.target[tie]!),
  );
  const network = {
    nodes: kept.length,
    person: Int32Array.from(kept, (node) => ties.person[node]!),
    chat: Int32Array.from(kept, (node) => ties.chat[node]!),
    held: Uint32Array.from(kept, (node) => ties.held[node]!),
    source: Uint32Array.from(wanted, (tie) => numberOf[ties.source[tie]!]!),
    target: Uint32Array.from(wanted, (tie) => numberOf[ties.target[tie]!]!),
    messages: Uint32Array.from(wanted, (tie) => ties.messages[tie]!),
  };
  const { person, chat, held, source, target, messages } = network;
  return transferring(
    network,
    [person, chat, held, source, target, messages].map(({ buffer }) => buffer),
  );
}
