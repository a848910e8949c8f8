/** The picture on a 2D canvas, for saving as PNG: the same as svg.ts writes. */
import { isRightToLeft, LABEL_SIZE } from './labels.ts';
import {
  CAPTION_LINE,
  CAPTION_PADDING,
  captionHeight,
  HALO,
  RING_GAP,
  RING_WIDTH,
  type Scene,
  type SceneNode,
  SQUARE_HALF,
} from './scene.ts';

type Context = OffscreenCanvasRenderingContext2D;

function shapePath(context: Context, { x, y, shape }: SceneNode, radius: number): void {
  context.beginPath();
  if (shape === 'circle') context.arc(x, y, radius, 0, 2 * Math.PI);
  else {
    const half = radius * SQUARE_HALF;
    context.rect(x - half, y - half, 2 * half, 2 * half);
  }
}

function paintNode(context: Context, node: SceneNode, page: string): void {
  context.globalAlpha = node.opacity;
  shapePath(context, node, node.radius);
  context.fillStyle = node.colour;
  context.fill();
  context.strokeStyle = page;
  context.lineWidth = HALO;
  context.stroke();
  if (node.ring !== null) {
    shapePath(context, node, node.radius + RING_GAP + RING_WIDTH / 2);
    context.strokeStyle = node.ring;
    context.lineWidth = RING_WIDTH;
    context.stroke();
  }
}

function paintLabels(context: Context, { labels, colours }: Scene): void {
  context.textAlign = 'center';
  context.lineWidth = 3;
  context.lineJoin = 'round';
  context.strokeStyle = colours.page;
  context.fillStyle = colours.text;
  for (const { text, x, y, bold, isRightToLeft: rtl } of labels) {
    context.font = `${bold ? '600 ' : ''}${LABEL_SIZE}px ${colours.font}`;
    context.direction = rtl ? 'rtl' : 'ltr';
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}

function paintCaption(context: Context, { width, height, colours }: Scene, lines: readonly string[]): void {
  context.fillStyle = colours.line;
  context.fillRect(0, height - 0.5, width, 1);
  context.fillStyle = colours.text;
  for (const [i, line] of lines.entries()) {
    const rtl = isRightToLeft(line);
    context.direction = rtl ? 'rtl' : 'ltr';
    context.textAlign = 'start';
    context.font = `${i === 0 ? '600 ' : ''}12px ${colours.font}`;
    const x = rtl ? width - CAPTION_PADDING : CAPTION_PADDING;
    context.fillText(line, x, height + CAPTION_PADDING + (i + 1) * CAPTION_LINE - 5);
  }
}

/** @param scale pixels of the file for a px of the screen. @returns the bytes of a PNG file. */
export async function scenePng(
  scene: Scene,
  caption: readonly string[],
  scale: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const height = scene.height + captionHeight(caption);
  const canvas = new OffscreenCanvas(Math.round(scene.width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the picture could not be drawn');
  context.scale(scale, scale);
  context.fillStyle = scene.colours.page;
  context.fillRect(0, 0, scene.width, height);
  context.save();
  context.beginPath();
  context.rect(0, 0, scene.width, scene.height);
  context.clip();
  for (const { x1, y1, x2, y2, width, colour, opacity } of scene.ties) {
    context.globalAlpha = opacity;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }
  for (const node of scene.nodes) paintNode(context, node, scene.colours.page);
  context.globalAlpha = 1;
  paintLabels(context, scene);
  context.restore();
  if (caption.length > 0) paintCaption(context, scene, caption);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
