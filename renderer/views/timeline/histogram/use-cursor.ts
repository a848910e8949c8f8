/** The keyboard's place on the histogram: a bar, and the stretch chosen from another bar to it. */
import { useState } from 'react';
import { binAt } from './shapes.ts';
import { type Span, spanWith } from './span.ts';

/** Bars that Page Up and Page Down go. */
const PAGE = 10;

interface Options {
  readonly edges: Float64Array | null;
  readonly span: Span;
  readonly whole: Span;
  /** Where the first key press puts it. */
  readonly start: number;
  /** Of the case's first and last message. */
  readonly first: number;
  readonly last: number;
  onSpan(span: Span): void;
  onRange(range: Span): void;
  onGo(at: number): void;
  /** Escape, when nothing is being chosen. @returns whether there was anything to let go. */
  onEscape(): boolean;
  zoomBy(factor: number): void;
}

export interface Cursor {
  /** ms; null until a key or a click put it somewhere. */
  readonly at: number | null;
  /** Chosen and not yet taken. */
  readonly stretch: Span | null;
  put(at: number | null): void;
  letGo(): void;
  /** @returns whether the key meant something here. */
  press(key: string, shift: boolean): boolean;
}

/** The bar that holds a moment. */
export function barOf(edges: Float64Array | null, at: number | null): Span | null {
  if (edges === null || at === null) return null;
  const bin = binAt(edges, at);
  return bin < 0 ? null : { from: edges[bin]!, to: edges[bin + 1]! };
}

export function useCursor(options: Options): Cursor {
  const { edges, span, whole } = options;
  const [at, setAt] = useState<number | null>(null);
  const [chosenFrom, setChosenFrom] = useState<number | null>(null);
  const bar = barOf(edges, at);
  const other = barOf(edges, chosenFrom);
  const stretch =
    bar && other ? { from: Math.min(bar.from, other.from), to: Math.max(bar.to, other.to) } : null;

  const goTo = (to: number): void => {
    const inside = Math.min(Math.max(to, whole.from), whole.to - 1);
    setAt(inside);
    options.onSpan(spanWith(span, whole, inside));
  };
  const step = (bars: number, shift: boolean): void => {
    if (edges === null) return;
    const now = at ?? Math.min(Math.max(options.start, span.from), span.to);
    setChosenFrom(shift ? (chosenFrom ?? now) : null);
    const bin = Math.max(0, binAt(edges, now));
    const length = edges[bin + 1]! - edges[bin]!;
    goTo(at === null ? now : (edges[bin + bars] ?? now + bars * length));
  };

  const press = (key: string, shift: boolean): boolean => {
    switch (key) {
      case 'ArrowRight':
        step(1, shift);
        return true;
      case 'ArrowLeft':
        step(-1, shift);
        return true;
      case 'PageDown':
        step(PAGE, shift);
        return true;
      case 'PageUp':
        step(-PAGE, shift);
        return true;
      case 'Home':
        goTo(options.first);
        return true;
      case 'End':
        goTo(options.last);
        return true;
      case '+':
      case '=':
        options.zoomBy(0.5);
        return true;
      case '-':
        options.zoomBy(2);
        return true;
      case '0':
        options.onSpan(whole);
        return true;
      case 'Enter': {
        const chosen = stretch ?? bar;
        if (chosen) options.onRange(chosen);
        setChosenFrom(null);
        return true;
      }
      case ' ':
        if (bar) options.onGo(bar.from);
        return true;
      case 'Escape':
        if (chosenFrom !== null) setChosenFrom(null);
        else if (!options.onEscape()) setAt(null);
        return true;
      default:
        return false;
    }
  };

  return {
    at,
    stretch,
    put(to) {
      setAt(to);
      setChosenFrom(null);
    },
    letGo: () => setChosenFrom(null),
    press,
  };
}
