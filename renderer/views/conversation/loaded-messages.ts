/**
 * The stretch of a chat that stands in the document. A chat may have a million messages of all heights:
 * only some around the place in sight are loaded, more come at the edge that is scrolled to, and as many
 * go at the other.
 */
import type { FullMessage } from '../../query/api.ts';

/** Messages fetched at an edge. */
export const PAGE = 30;
/** Messages fetched on each side of a place that is gone to. */
export const AROUND = 40;
/** The most that are kept; beyond it they go at the far edge. */
export const MOST_LOADED = 180;

export interface LoadedMessages {
  /** Of the whole chat. */
  readonly count: number;
  /** Position in the chat of the first loaded. */
  readonly start: number;
  /** Without gaps. */
  readonly messages: readonly FullMessage[];
}

export type Edge = 'before' | 'after';
export type Range = readonly [start: number, end: number];

export const endOf = ({ start, messages }: LoadedMessages): number => start + messages.length;

export function isLoaded(loaded: LoadedMessages, position: number): boolean {
  return position >= loaded.start && position < endOf(loaded);
}

/** Positions to load for going to one; near an end of the chat as many as in its middle. */
export function rangeAround(position: number, count: number): Range {
  const most = Math.min(count, 2 * AROUND + 1);
  const start = Math.max(0, Math.min(position - AROUND, count - most));
  return [start, start + most];
}

/** Positions to load next at an edge; null at the chat's own end. */
export function rangeBeyond(loaded: LoadedMessages, edge: Edge): Range | null {
  const { start, count } = loaded;
  const end = endOf(loaded);
  if (edge === 'before') return start === 0 ? null : [Math.max(0, start - PAGE), start];
  return end >= count ? null : [end, Math.min(count, end + PAGE)];
}

/**
 * With more at an edge, and less at the other.
 * @param range that `more` was loaded for.
 * @returns null when the loaded stretch has moved away from it meanwhile.
 */
export function extended(
  loaded: LoadedMessages,
  more: readonly FullMessage[],
  [start, end]: Range,
): LoadedMessages | null {
  const { count, messages } = loaded;
  if (end === loaded.start) {
    const kept = messages.slice(0, Math.max(0, MOST_LOADED - more.length));
    return { count, start, messages: [...more, ...kept] };
  }
  if (start === endOf(loaded)) {
    const dropped = Math.max(0, messages.length + more.length - MOST_LOADED);
    return { count, start: loaded.start + dropped, messages: [...messages.slice(dropped), ...more] };
  }
  return null;
}
