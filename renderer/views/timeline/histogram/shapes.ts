/** The histogram's shapes, as path data in px. */
import type { Histogram } from '../../../query/api.ts';
import { lengthOf, type Span } from './span.ts';

export interface Frame extends Span {
  readonly width: number;
  readonly height: number;
}

/** A bin with anything in it can be seen, px. */
const LEAST = 2;

export function xOf(frame: Frame, at: number): number {
  return ((at - frame.from) / lengthOf(frame)) * frame.width;
}

export function timeAt(frame: Frame, x: number): number {
  return frame.from + (x / frame.width) * lengthOf(frame);
}

/** The bin that holds a moment; -1 outside all. */
export function binAt(edges: Float64Array, at: number): number {
  let from = 0;
  let to = edges.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (edges[middle]! <= at) from = middle + 1;
    else to = middle;
  }
  return from >= edges.length ? -1 : from - 1;
}

/** The edge nearest to a moment. */
export function nearestEdge(edges: Float64Array, at: number): number {
  const bin = binAt(edges, at);
  if (bin < 0) return at < edges[0]! ? edges[0]! : edges.at(-1)!;
  const [start, end] = [edges[bin]!, edges[bin + 1]!];
  return at - start < end - at ? start : end;
}

const heightOf = (count: number, most: number, height: number): number =>
  count === 0 ? 0 : Math.max(LEAST, (count / most) * height);

const round = (px: number): number => Math.round(px * 10) / 10;

/** Bars apart from each other where there is room. */
export function bars({ edges }: Histogram, counts: Uint32Array, most: number, frame: Frame): string {
  let path = '';
  for (let bin = 0; bin < counts.length; bin++) {
    const high = heightOf(counts[bin]!, most, frame.height);
    if (high === 0) continue;
    const left = xOf(frame, edges[bin]!);
    const wide = xOf(frame, edges[bin + 1]!) - left;
    const gap = wide >= 4 ? 1 : 0;
    path += `M${round(left)} ${round(frame.height)}v${-round(high)}h${round(Math.max(1, wide - gap))}V${round(frame.height)}z`;
  }
  return path;
}

/** One outline over all bins. */
export function outline({ edges }: Histogram, counts: Uint32Array, most: number, frame: Frame): string {
  if (counts.length === 0) return '';
  let path = `M${round(xOf(frame, edges[0]!))} ${frame.height}`;
  for (let bin = 0; bin < counts.length; bin++) {
    path += `V${round(frame.height - heightOf(counts[bin]!, most, frame.height))}H${round(xOf(frame, edges[bin + 1]!))}`;
  }
  return `${path}V${frame.height}`;
}
