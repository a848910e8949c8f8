/** The picture as an SVG file: no scripts, styles or links in it, and the same bytes for the same picture. */
import { isRightToLeft, LABEL_SIZE, type PlacedLabel } from './labels.ts';
import {
  CAPTION_LINE,
  CAPTION_PADDING,
  captionHeight,
  HALO,
  RING_GAP,
  RING_WIDTH,
  type Scene,
  type SceneNode,
  type SceneTie,
  SQUARE_HALF,
} from './scene.ts';

/** What XML 1.0, section 2.2, allows in a document. */
const NOT_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or an attribute; what XML has no place for becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(NOT_XML, '\ufffd').replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** To a hundredth of a px. */
const px = (n: number): string => String(Math.round(n * 100) / 100);

function tieElement({ x1, y1, x2, y2, width, colour, opacity }: SceneTie): string {
  return `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" stroke="${escapeXml(colour)}" stroke-width="${px(width)}" stroke-opacity="${px(opacity)}"/>`;
}

function shapeElement({ x, y, shape }: SceneNode, radius: number, look: string): string {
  if (shape === 'circle') return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" ${look}/>`;
  const half = radius * SQUARE_HALF;
  const side = px(2 * half);
  return `<rect x="${px(x - half)}" y="${px(y - half)}" width="${side}" height="${side}" ${look}/>`;
}

function nodeElements(node: SceneNode, page: string): string {
  const { radius, colour, opacity, ring } = node;
  const body = shapeElement(
    node,
    radius,
    `fill="${escapeXml(colour)}" fill-opacity="${px(opacity)}" stroke="${escapeXml(page)}" stroke-width="${px(HALO)}" stroke-opacity="${px(opacity)}"`,
  );
  if (ring === null) return body;
  const look = `fill="none" stroke="${escapeXml(ring)}" stroke-width="${px(RING_WIDTH)}" stroke-opacity="${px(opacity)}"`;
  return `${body}\n${shapeElement(node, radius + RING_GAP + RING_WIDTH / 2, look)}`;
}

function labelElement({ text, x, y, bold, isRightToLeft: rtl }: PlacedLabel): string {
  const weight = bold ? ' font-weight="600"' : '';
  const direction = rtl ? ' direction="rtl"' : '';
  return `<text x="${px(x)}" y="${px(y)}"${weight}${direction}>${escapeXml(text)}</text>`;
}

/**
 * @param caption lines under the picture, such as the case and the filter.
 * @returns the document; lengths in px as on the screen.
 */
export function sceneToSvg(scene: Scene, caption: readonly string[]): string {
  const { width, height, ties, nodes, labels, colours } = scene;
  const whole = height + captionHeight(caption);
  const title = caption[0] === undefined ? [] : [`<title>${escapeXml(caption[0])}</title>`];
  const lines = caption.map((line, i) => {
    const y = height + CAPTION_PADDING + (i + 1) * CAPTION_LINE - 5;
    const rtl = isRightToLeft(line);
    const x = rtl ? width - CAPTION_PADDING : CAPTION_PADDING;
    return `<text x="${px(x)}" y="${px(y)}"${rtl ? ' direction="rtl"' : ''}${i === 0 ? ' font-weight="600"' : ''}>${escapeXml(line)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(whole)}" viewBox="0 0 ${px(width)} ${px(whole)}" font-family="${escapeXml(colours.font)}">`,
    ...title,
    `<rect width="${px(width)}" height="${px(whole)}" fill="${escapeXml(colours.page)}"/>`,
    `<svg width="${px(width)}" height="${px(height)}">`,
    ...ties.map(tieElement),
    ...nodes.map((node) => nodeElements(node, colours.page)),
    `<g font-size="${LABEL_SIZE}" text-anchor="middle" fill="${escapeXml(colours.text)}" stroke="${escapeXml(colours.page)}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">`,
    ...labels.map(labelElement),
    '</g>',
    '</svg>',
    ...(caption.length === 0
      ? []
      : [
          `<path d="M0 ${px(height)}H${px(width)}" stroke="${escapeXml(colours.line)}"/>`,
          `<g font-size="12" fill="${escapeXml(colours.text)}">`,
          ...lines,
          '</g>',
        ]),
    '</svg>',
    '',
  ].join('\n');
}
