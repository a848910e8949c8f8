/** Which platform an application is, by the name that Cellebrite gives it as `Source`. */
import type { Platform } from '../../../shared/model/index.ts';

const NAMES: readonly (readonly [RegExp, Platform])[] = [
  [/^whats ?app\b/i, 'whatsapp'],
  [/^telegram\b/i, 'telegram'],
  [/^(?:facebook ?)?messenger\b|^facebook$/i, 'messenger'],
  [/^instagram\b/i, 'instagram'],
  [/^(?:twitter|x)(?:$|[ (])/i, 'x'],
  [/^google ?chat\b/i, 'google-chat'],
  [/^(?:google ?)?hangouts\b/i, 'hangouts'],
  [/^signal\b/i, 'signal'],
];

/** The names that need no mention, since the platform says as much. */
const PLAIN: ReadonlySet<string> = new Set([
  'WhatsApp',
  'Telegram',
  'Facebook Messenger',
  'Instagram',
  'Twitter',
  'Google Chat',
  'Signal',
]);

/** The order in which the sources of a report come. */
export const PLATFORM_ORDER: readonly Platform[] = [...NAMES.map(([, platform]) => platform), 'other'];

export const PLATFORM_NAMES: Readonly<Partial<Record<Platform, string>>> = {
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  messenger: 'Messenger',
  instagram: 'Instagram',
  x: 'X',
  'google-chat': 'Google Chat',
  hangouts: 'Hangouts',
  signal: 'Signal',
};

export function platformOf(source: string): Platform {
  return NAMES.find(([name]) => name.test(source))?.[1] ?? 'other';
}

export const isPlainName = (source: string): boolean => PLAIN.has(source);
