/** A bar chart as inline SVG. */
import { grouped, plain } from './text.ts';

export interface Bar {
  /** For screen readers and on hover. */
  readonly label: string;
  /** Below the axis; only some bars have one. */
  readonly tick?: string;
  readonly value: number;
}

export interface BarsOptions {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** A line between two bars: its place as a share of the width, 0 to 1, and what it says. */
  readonly mark?: { readonly at: number; readonly label: string };
}

const WIDTH = 1000;
const HEIGHT = 220;
const LEFT = 56;
const TOP = 20;
const BOTTOM = 28;
const INNER = WIDTH - LEFT - 8;
/** A label that starts further right would be cut off. */
const LAST_LABEL_AT = WIDTH - 70;
const TALL = HEIGHT - TOP - BOTTOM;

export const place = (n: number): string => String(Math.round(n * 10) / 10);

/** A round number at or above `most`, and of steps to it. */
function scale(most: number): { top: number; step: number } {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!,
  );
  return { top: Math.ceil(most / step) * step || 1, step };
}

export function barChart(bars: readonly Bar[], { id, title, description, mark }: BarsOptions): string {
  const { top, step } = scale(Math.max(...bars.map(({ value }) => value)));
  const slot = INNER / bars.length;
  const gap = slot > 4 ? 1 : 0;
  const parts = [
    `<svg class="picture" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${plain(title)}</title><desc id="${id}-desc">${plain(description)}</desc>`,
  ];
  for (let value = 0; value <= top; value += step) {
    const y = place(TOP + TALL - (value / top) * TALL);
    parts.push(
      `<line class="grid" x1="${LEFT}" x2="${LEFT + INNER}" y1="${y}" y2="${y}"/>`,
      `<text class="axis" x="${LEFT - 6}" y="${y}" dy="0.32em" text-anchor="end">${grouped(value)}</text>`,
    );
  }
  for (const [index, bar] of bars.entries()) {
    const x = LEFT + index * slot;
    if (bar.value > 0) {
      const height = Math.max(1, (bar.value / top) * TALL);
      parts.push(
        `<rect class="bar" x="${place(x)}" y="${place(TOP + TALL - height)}" width="${place(Math.max(0.6, slot - gap))}" height="${place(height)}"><title>${plain(bar.label)}: ${grouped(bar.value)}</title></rect>`,
      );
    }
    if (bar.tick !== undefined) {
      parts.push(
        `<line class="tick" x1="${place(x)}" x2="${place(x)}" y1="${TOP + TALL}" y2="${TOP + TALL + 5}"/>`,
        x > LAST_LABEL_AT
          ? ''
          : `<text class="axis" x="${place(x + 2)}" y="${HEIGHT - 10}">${plain(bar.tick)}</text>`,
      );
    }
  }
  if (mark) {
    const x = place(LEFT + mark.at * INNER);
    const anchor = mark.at > 0.8 ? 'end' : 'start';
    parts.push(
      `<line class="mark-line" x1="${x}" x2="${x}" y1="${TOP - 6}" y2="${TOP + TALL}"/>`,
      `<text class="mark-text" x="${x}" dx="${anchor === 'end' ? -4 : 4}" y="12" text-anchor="${anchor}">${plain(mark.label)}</text>`,
    );
  }
  parts.push('</svg>');
  return parts.join('');
}
