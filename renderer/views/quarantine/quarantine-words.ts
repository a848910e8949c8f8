/** Withheld messages in words. */
import type { QuarantineGroup } from '../../../shared/contract/index.ts';
import { PRIVILEGE_WORDS } from '../../../shared/warrant/words.ts';
import { counted, grouped } from '../../ui/numbers.ts';

/** `12 messages withheld: legal professional privilege`. */
export function withheldText({
  messages,
  privilege,
}: Pick<QuarantineGroup, 'messages' | 'privilege'>): string {
  return `${counted(messages, 'message')} withheld: ${PRIVILEGE_WORDS[privilege]}`;
}

/** `none decided`, `3 of 12 decided`, `all decided`. */
export function decidedText({ messages, decided }: Pick<QuarantineGroup, 'messages' | 'decided'>): string {
  if (decided === 0) return 'none decided';
  return decided >= messages ? 'all decided' : `${grouped(decided)} of ${grouped(messages)} decided`;
}
