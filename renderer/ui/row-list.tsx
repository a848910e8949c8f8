/**
 * A list of rows of one height, of which only those in sight are in the document: ten million scroll
 * like a hundred. The rows stand in a window that sticks to the scroller and are moved by the list's own
 * place, so that neither the scroller's height nor its precision bounds the list (row-list-scroll.ts).
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import styles from './row-list.module.css';
import {
  hasDrifted,
  type RowListPlace,
  type RowListView,
  rowsInSight,
  scrollerHeight,
  scrollTopOf,
  topAfter,
  topOfPlace,
} from './row-list-scroll.ts';

/** Rows kept ready above and below those in sight. */
const OVERSCAN = 6;
/** Rows are placed from the start of a block, so that they stay as they are while the block moves. */
const BLOCK = 1024;
/** The scroller is put right when it has rested this long, ms. */
const REST = 150;

interface Props extends Omit<React.HTMLAttributes<HTMLDivElement>, 'children' | 'onScroll'> {
  readonly count: number;
  /** px. */
  readonly rowHeight: number;
  /** Stays on top; as high as a row. */
  readonly header?: React.ReactNode;
  /** Another object moves the list there. */
  readonly place: RowListPlace;
  readonly ref?: React.Ref<HTMLDivElement>;
  renderRow(index: number): React.ReactNode;
  /** Told where the list stands after each move, resize or change of count. */
  onView?(view: RowListView): void;
}

export function RowList({
  count,
  rowHeight,
  header,
  place,
  ref,
  renderRow,
  onView,
  className,
  ...rest
}: Props) {
  const scroller = useRef<HTMLDivElement | null>(null);
  const rows = useRef<HTMLDivElement | null>(null);
  const [height, setHeight] = useState(0);
  const whole = count * rowHeight;
  const headed = header === undefined ? 0 : rowHeight;
  const body = Math.max(0, height - headed);

  /** Where the list stands; what is rendered follows it. */
  const at = useRef({ top: 0, scrollTop: 0, place: null as RowListPlace | null });
  const [, setRendered] = useState(0);
  if (height > 0 && at.current.place !== place) {
    at.current.place = place;
    at.current.top = topOfPlace(place, rowHeight, whole, body);
  }
  at.current.top = Math.min(at.current.top, Math.max(0, whole - body));

  const inSight = rowsInSight({ top: at.current.top, body }, rowHeight, count);
  const first = Math.max(0, inSight.first - OVERSCAN);
  const end = Math.min(count, inSight.end + OVERSCAN);
  const block = first - (first % BLOCK);

  const latest = useRef({ whole, body, block, first: inSight.first, rowHeight, count, onView });
  latest.current = { whole, body, block, first: inSight.first, rowHeight, count, onView };

  const moveRows = useCallback(() => {
    const { block: start, rowHeight: row } = latest.current;
    const offset = Math.round(start * row - at.current.top);
    if (rows.current) rows.current.style.transform = `translateY(${offset}px)`;
  }, []);

  /** Puts the scroller where it belongs for the list's place. */
  const settle = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { whole: all, body: seen } = latest.current;
    const due = scrollTopOf(at.current.top, all, seen);
    if (Math.abs(element.scrollTop - due) >= 1) element.scrollTop = due;
    at.current.scrollTop = element.scrollTop;
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current!;
    const measure = (): void => setHeight(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(moveRows);

  // A shorter list has moved the scroller by itself: it is put right before its event comes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the scroller's place follows from
  useLayoutEffect(() => {
    if (body > 0) settle();
  }, [place, whole, body, settle]);

  const { top } = at.current;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told again when the count or the place changes
  useEffect(() => {
    if (body > 0) latest.current.onView?.({ top, body });
  }, [top, body, count, place]);

  useEffect(() => {
    const element = scroller.current!;
    let rest = 0;
    const onScroll = (): void => {
      const { whole: all, body: seen, rowHeight: row, first: shown } = latest.current;
      const { scrollTop } = element;
      const before = at.current.top;
      at.current.top = topAfter(before, [at.current.scrollTop, scrollTop], all, seen);
      at.current.scrollTop = scrollTop;
      if (hasDrifted(at.current.top, scrollTop, all, seen)) settle();
      clearTimeout(rest);
      rest = window.setTimeout(settle, REST);
      if (at.current.top === before) return;
      if (Math.floor(at.current.top / row) === shown) {
        moveRows();
        latest.current.onView?.({ top: at.current.top, body: seen });
      } else {
        // In this frame: the window does not scroll by itself.
        flushSync(() => setRendered((n) => n + 1));
      }
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      element.removeEventListener('scroll', onScroll);
    };
  }, [moveRows, settle]);

  const setScroller = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      if (typeof ref === 'function') ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );

  return (
    <div {...rest} ref={setScroller} className={`${styles.scroller} ${className ?? ''}`}>
      <div role="presentation" style={{ blockSize: scrollerHeight(whole) + headed }}>
        <div role="presentation" className={styles.window} style={{ blockSize: height }}>
          {header !== undefined && (
            <div role="presentation" className={styles.header} style={{ blockSize: rowHeight }}>
              {header}
            </div>
          )}
          <div role="presentation" ref={rows} className={styles.rows}>
            {Array.from({ length: end - first }, (_, i) => {
              const index = first + i;
              return (
                <div
                  key={index}
                  role="presentation"
                  className={styles.row}
                  style={{ blockSize: rowHeight, insetBlockStart: (index - block) * rowHeight }}
                >
                  {renderRow(index)}
                </div>
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
