/**
 * Where the feed stands in the whole chat, by message, and the way to any place in it: what the scroll bar
 * is to a page. While it is dragged it says the date there.
 */
import { useEffect, useRef, useState } from 'react';
import { useZone } from '../../ui/case-zone.tsx';
import { grouped } from '../../ui/numbers.ts';
import { fullTimeText } from '../message/message-time.ts';
import styles from './position-slider.module.css';
import type { InSight } from './scroll-place.ts';
import { keyPosition, positionOfThumb, thumbOf } from './slider-place.ts';

interface Props {
  readonly count: number;
  readonly inSight: InSight;
  readonly feedId: string;
  /** `when` of a message by its position; null where it is not loaded. */
  whenAt(position: number): number | null;
  onMove(first: number): void;
}

export function PositionSlider({ count, inSight, feedId, whenAt, onMove }: Props) {
  const track = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  /** Where the thumb was taken, px from its top; null while it is not held. */
  const [grip, setGrip] = useState<number | null>(null);
  /** First position that was asked for last; the feed may not be there yet. */
  const [asked, setAsked] = useState<number | null>(null);
  const first = asked ?? inSight.first;
  const span = inSight.last - inSight.first + 1;
  const when = whenAt(first);
  const zone = useZone();

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setHeight(entry!.contentRect.height));
    observer.observe(track.current!);
    return () => observer.disconnect();
  }, []);
  // The feed has come to where it was sent, or has been moved by other means.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever what is in sight changes
  useEffect(() => {
    if (grip === null) setAsked(null);
  }, [inSight, grip]);

  const go = (to: number): void => {
    setAsked(to);
    if (to !== first) onMove(to);
  };
  const thumb = thumbOf({ first, span, count }, height);
  const time =
    when === null ? '' : Number.isNaN(when) ? 'no time' : fullTimeText(zone, { when, precision: 's' });
  const place = `Message ${grouped(first + 1)} of ${grouped(count)}`;

  return (
    <div
      ref={track}
      className={styles.track}
      role="slider"
      aria-label="Place in the chat"
      aria-orientation="vertical"
      aria-controls={feedId}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={first + 1}
      aria-valuetext={time === '' ? place : `${place}, ${time}`}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const to = keyPosition(event.key, { first, span, count });
        if (to === null) return;
        event.preventDefault();
        event.stopPropagation();
        go(to);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
        const onThumb = y >= thumb.top && y < thumb.top + thumb.size;
        const held = onThumb ? y - thumb.top : thumb.size / 2;
        setGrip(held);
        if (!onThumb) go(positionOfThumb(y - held, { span, count }, height));
      }}
      onPointerMove={(event) => {
        if (grip === null) return;
        const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
        go(positionOfThumb(y - grip, { span, count }, height));
      }}
      onPointerUp={() => setGrip(null)}
      onPointerCancel={() => setGrip(null)}
    >
      <span className={styles.thumb} style={{ insetBlockStart: thumb.top, blockSize: thumb.size }} />
      <span
        className={`${styles.readOut} ${grip === null ? '' : styles.held}`}
        style={{ insetBlockStart: Math.max(0, Math.min(height - 44, thumb.top + thumb.size / 2 - 22)) }}
        aria-hidden
      >
        <span>{time}</span>
        <span className="dim">{place}</span>
      </span>
    </div>
  );
}
