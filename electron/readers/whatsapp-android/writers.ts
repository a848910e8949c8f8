/** Who wrote in which chat, noted while the rows of `message` are planned: before any of them is read. */
import { type Cell, integer, reference } from '../../sqlite/cells.ts';
import { SYSTEM_TYPES } from './kinds.ts';

/** What says who wrote a message; rows of `message` have it in these columns, in this order. */
export const WRITER_COLUMNS = ['chat_row_id', 'from_me', 'message_type', 'sender_jid_row_id'] as const;

/** One of a chat's writers, as the rows have them. */
export interface NotedWriter {
  /** Row of `chat`; null where the message has none. */
  readonly chatRow: number | null;
  readonly fromMe: boolean | undefined;
  readonly isSystem: boolean;
  /** Row of `jid`; null where the message names no sender. */
  readonly senderRow: number | null;
}

/** Different ones that are kept; more only an attacker can make. */
const MOST = 2 ** 20;
/** As a key; no row has it. */
const NO_CHAT = Number.NaN;
const SYSTEM = new Set<Cell>(SYSTEM_TYPES);

export class Writers {
  /** By row of `chat`: sender, direction and whether it is a system message, as one number. */
  private readonly ofChat = new Map<number, Set<number>>();
  private count = 0;

  /** Whether there are so many that not all were noted. */
  get isOverfull(): boolean {
    return this.count >= MOST;
  }

  /**
   * Notes a row's writer. Received messages that name no sender are left out: the other side of a direct
   * chat, who wrote them, is a member anyway.
   */
  note(
    chat: Cell | undefined,
    own: Cell | undefined,
    type: Cell | undefined,
    sender: Cell | undefined,
  ): void {
    const direction = integer(own);
    const senderRow = reference(sender) ?? 0;
    if ((senderRow === 0 && direction !== 1) || this.isOverfull) return;
    const way = direction === 1 ? 1 : direction === 0 ? 0 : 2;
    const code = (senderRow * 3 + way) * 2 + (SYSTEM.has(type!) ? 1 : 0);
    const chatRow = integer(chat) ?? NO_CHAT;
    let codes = this.ofChat.get(chatRow);
    if (!codes) {
      codes = new Set();
      this.ofChat.set(chatRow, codes);
    }
    if (codes.has(code)) return;
    codes.add(code);
    this.count++;
  }

  /** Each that was noted, once. */
  *all(): Generator<NotedWriter> {
    for (const [chat, codes] of this.ofChat) {
      for (const code of codes) {
        const rest = Math.floor(code / 2);
        const [sender, way] = [Math.floor(rest / 3), rest % 3];
        yield {
          chatRow: Number.isNaN(chat) ? null : chat,
          fromMe: way === 2 ? undefined : way === 1,
          isSystem: code % 2 === 1,
          senderRow: sender === 0 ? null : sender,
        };
      }
    }
  }
}
