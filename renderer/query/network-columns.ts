import type { ContactNetwork } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { isConversation } from './filter-tables.ts';
import type { ContactTies } from './graph.ts';
import { transferring } from './rpc.ts';

/** A graph as the network worker gets it: copies, since the query goes on with its own, and feeds left out. */
export function networkColumns(ties: ContactTies, { chats }: CaseIndex): ContactNetwork {
  const LEFT_OUT = 0xffff_ffff;
  const numberOf = new Uint32Array(ties.nodes);
  let nodes = 0;
  for (let node = 0; node < ties.nodes; node++) {
    const chat = ties.chat[node]!;
    numberOf[node] = chat >= 0 && !isConversation(chats[chat]!.type) ? LEFT_OUT : nodes++;
  }
  const person = new Int32Array(nodes);
  const chat = new Int32Array(nodes);
  const held = new Uint32Array(nodes);
  for (let node = 0; node < ties.nodes; node++) {
    const number = numberOf[node]!;
    if (number === LEFT_OUT) continue;
    person[number] = ties.person[node]!;
    chat[number] = ties.chat[node]!;
    held[number] = ties.held[node]!;
  }
  // A feed is always the target of its ties.
  const count = ties.target.reduce((sum, node) => (numberOf[node] === LEFT_OUT ? sum : sum + 1), 0);
  const source = new Uint32Array(count);
  const target = new Uint32Array(count);
  const messages = new Uint32Array(count);
  let end = 0;
  for (let tie = 0; tie < ties.target.length; tie++) {
    const to = numberOf[ties.target[tie]!]!;
    if (to === LEFT_OUT) continue;
    source[end] = numberOf[ties.source[tie]!]!;
    target[end] = to;
    messages[end++] = ties.messages[tie]!;
  }
  return transferring(
    { nodes, person, chat, held, source, target, messages },
    [person, chat, held, source, target, messages].map(({ buffer }) => buffer),
  );
}
