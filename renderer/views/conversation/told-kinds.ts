import type { MessageKind } from '../../../shared/model/index.ts';

/** Kinds that show by themselves what they hold; the others have a line that says it. */
export const TOLD_KINDS: ReadonlySet<MessageKind> = new Set([
  'text',
  'image',
  'video',
  'audio',
  'voice',
  'document',
  'sticker',
  'gif',
  'call',
  'poll',
]);
