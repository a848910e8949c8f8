/** What pointers do on the histogram: a drag chooses a stretch of time, with Shift or the middle button it pans. */
import { useEffect, useRef, useState } from 'react';
import { type Frame, nearestEdge, timeAt, xOf } from './shapes.ts';
import { lengthOf, panned, type Span, zoomed } from './span.ts';

/** px; less than this is a click. */
const LEAST_DRAG = 4;
/** px around an edge of the chosen stretch by which it is taken. */
const GRIP = 6;
/** Of the wheel's px. */
const ZOOM_SPEED = 0.0015;
const LINE = 16;

interface Options {
  readonly frame: Frame;
  readonly whole: Span;
  readonly edges: Float64Array;
  readonly range: { readonly from?: number; readonly to?: number };
  onSpan(span: Span): void;
  onRange(range: Span): void;
  onClick(at: number): void;
}

interface Drag {
  readonly is: 'brush' | 'pan';
  readonly startX: number;
  /** A pan moves from here; a brush stays fixed there. */
  readonly frame: Frame;
  readonly fixed: number;
  moved: boolean;
  drawn: Span | null;
}

export interface Brush {
  /** The stretch being drawn. */
  readonly drawn: Span | null;
  /** What is pointed at. */
  readonly hover: number | null;
  readonly handlers: {
    onPointerDown(event: React.PointerEvent): void;
    onPointerMove(event: React.PointerEvent): void;
    onPointerUp(event: React.PointerEvent): void;
    onPointerCancel(): void;
    onPointerLeave(): void;
  };
  cancel(): void;
}

export function useBrush(element: React.RefObject<HTMLDivElement | null>, options: Options): Brush {
  const [drawn, setDrawn] = useState<Span | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const drag = useRef<Drag | null>(null);
  const latest = useRef(options);
  latest.current = options;

  const xIn = (event: { clientX: number }): number => {
    const { left } = element.current!.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - left, 0), options.frame.width);
  };

  // React's wheel listeners cannot keep the page from zooming.
  useEffect(() => {
    const own = element.current!;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { frame, whole, onSpan } = latest.current;
      if (frame.width === 0) return;
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        onSpan(panned(frame, whole, (event.deltaX * unit * lengthOf(frame)) / frame.width));
        return;
      }
      const x = event.clientX - own.getBoundingClientRect().left;
      onSpan(zoomed(frame, whole, Math.exp(event.deltaY * unit * ZOOM_SPEED), timeAt(frame, x)));
    };
    own.addEventListener('wheel', onWheel, { passive: false });
    return () => own.removeEventListener('wheel', onWheel);
  }, [element]);

  const cancel = (): void => {
    drag.current = null;
    setDrawn(null);
  };

  return {
    drawn,
    hover,
    cancel,
    handlers: {
      onPointerDown(event) {
        const isPan = event.button === 1 || (event.button === 0 && event.shiftKey);
        if (!isPan && event.button !== 0) return;
        if (isPan) event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const { frame, edges, range } = options;
        const x = xIn(event);
        const isNear = (at: number | undefined): boolean =>
          at !== undefined && Math.abs(xOf(frame, at) - x) <= GRIP;
        // Taken by one edge, a stretch stays fixed at the other.
        let fixed = nearestEdge(edges, timeAt(frame, x));
        if (isNear(range.from) && range.to !== undefined) fixed = range.to;
        else if (isNear(range.to) && range.from !== undefined) fixed = range.from;
        drag.current = { is: isPan ? 'pan' : 'brush', startX: x, frame, fixed, moved: false, drawn: null };
      },
      onPointerMove(event) {
        const { frame, edges, whole, onSpan } = options;
        const x = xIn(event);
        setHover(timeAt(frame, x));
        const now = drag.current;
        if (!now) return;
        if (Math.abs(x - now.startX) >= LEAST_DRAG) now.moved = true;
        if (!now.moved) return;
        if (now.is === 'pan') {
          onSpan(panned(now.frame, whole, ((now.startX - x) * lengthOf(now.frame)) / now.frame.width));
        } else {
          const other = nearestEdge(edges, timeAt(frame, x));
          now.drawn = { from: Math.min(now.fixed, other), to: Math.max(now.fixed, other) };
          setDrawn(now.drawn);
        }
      },
      onPointerUp(event) {
        const now = drag.current;
        cancel();
        if (now?.is !== 'brush') return;
        if (now.drawn && now.drawn.to > now.drawn.from) options.onRange(now.drawn);
        else if (!now.moved) options.onClick(timeAt(options.frame, xIn(event)));
      },
      onPointerCancel: cancel,
      onPointerLeave: () => setHover(null),
    },
  };
}
