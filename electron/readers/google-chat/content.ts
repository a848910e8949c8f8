/** Parts of a message: kinds of its files, emoji, and what is said of stretches of its text. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { MessageKind } from '../../../shared/model/index.ts';
import { type Fields, isRecord, textOf } from './fields.ts';

/** What a message's fields give, one by one. */
export type Draft = { -readonly [Field in keyof DraftMessage]: DraftMessage[Field] };

/** Keeps a value that has no place of its own. */
export type Keep = (name: string, value: unknown) => void;

const KINDS: readonly (readonly [MessageKind, RegExp])[] = [
  ['image', /\.(?:jpe?g|png|bmp|tiff?|webp|heic|heif|avif)$/i],
  ['gif', /\.gif$/i],
  ['video', /\.(?:mp4|m4v|mov|avi|mpe?g|mkv|webm|3gp|3g2|wmv)$/i],
  ['audio', /\.(?:mp3|m4a|aac|ogg|opus|wav|wma|flac|amr)$/i],
  ['contact', /\.vcf$/i],
];
/** By the ending: the export has no media types. */
export const kindOf = (name: string): MessageKind =>
  KINDS.find(([, ending]) => ending.test(name))?.[0] ?? 'document';

/** Of an emoji that an organisation made, what it is called. */
export function emojiOf(emoji: Fields): string | undefined {
  const unicode = textOf(emoji.unicode);
  if (unicode !== undefined) return unicode.slice(0, 100).toWellFormed();
  const custom = isRecord(emoji.custom_emoji) ? emoji.custom_emoji : emoji;
  return (textOf(custom.shortcode) ?? textOf(custom.emoji_shortcode) ?? textOf(custom.uuid))
    ?.slice(0, 100)
    .toWellFormed();
}

/** Calls become events; of the rest, how the text looks and where it links to stands in the text itself. */
export function annotated(annotations: readonly unknown[], draft: Draft, keep: Keep): void {
  const kept: unknown[] = [];
  for (const each of annotations) {
    if (isRecord(each) && (isRecord(each.format_metadata) || isRecord(each.interaction_data))) continue;
    kept.push(each);
    const integration = isRecord(each) ? each.gsuite_integration_metadata : undefined;
    const call =
      isRecord(integration) && isRecord(integration.call_data)
        ? textOf(integration.call_data.call_status)
        : undefined;
    if (call !== undefined) {
      draft.kind = 'system';
      draft.system = { action: 'call', value: call.slice(0, 100).toWellFormed() };
      draft.direction = 'system';
    }
  }
  if (kept.length > 0) keep('annotations', kept);
}
