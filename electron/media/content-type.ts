/**
 * What the page may be given of an attachment, decided by its first bytes alone: pictures, video and audio
 * that Chromium decodes, and plain text. Anything else, and above all what can hold script (SVG, HTML, PDF,
 * XML), stays bytes.
 */
import { isPlainText, mediaTypeOf } from '../../shared/files/index.ts';

export { HEAD_BYTES } from '../../shared/files/index.ts';

const DISPLAYED = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'video/mp4',
  'video/webm',
  'video/ogg',
  'audio/mp4',
  'audio/ogg',
  'audio/flac',
  'audio/wav',
  'audio/mpeg',
  'audio/aac',
]);

/** Markup is not shown, not even as text: it is saved or left. */
function isShownText(head: Uint8Array): boolean {
  if (!isPlainText(head)) return false;
  const text = new TextDecoder().decode(head);
  return !/^[\s\ufeff]*(<|%PDF)/.test(text) && !/<\s*(script|html|svg|!doctype|\?xml)/i.test(text);
}

/**
 * The content type to send an attachment with.
 * @param head its first `HEAD_BYTES` bytes, or all of them.
 * @returns null when it is only to be had as bytes.
 */
export function displayType(head: Uint8Array): string | null {
  const type = mediaTypeOf(head);
  if (type === 'text/plain') return isShownText(head) ? 'text/plain; charset=utf-8' : null;
  // Chromium plays QuickTime files as the MP4 that most of them are.
  if (type === 'video/quicktime') return 'video/mp4';
  return type !== null && DISPLAYED.has(type) ? type : null;
}
