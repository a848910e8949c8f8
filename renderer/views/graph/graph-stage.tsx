/** Where the picture stands: the canvas with its keys, and what is said over it. */
import { useId } from 'react';
import type { Direction } from './direction.ts';
import styles from './graph.module.css';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

interface Props {
  /** Names the picture: what it holds. */
  readonly label: string;
  readonly elementRef: (element: HTMLDivElement | null) => void;
  /** What the pointer is on, in words. */
  readonly hovered: string | null;
  /** In the picture's place: nothing to draw, or no way to. */
  readonly over: React.ReactNode;
  onMove(direction: Direction): void;
  onOpen(): void;
  onClear(): void;
  onZoom(direction: 'in' | 'out'): void;
  onWhole(): void;
}

export function GraphStage({
  label,
  elementRef,
  hovered,
  over,
  onMove,
  onOpen,
  onClear,
  onZoom,
  onWhole,
}: Props) {
  const hint = useId();
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    if (direction) onMove(direction);
    else if (event.key === 'Enter') onOpen();
    else if (event.key === 'Escape') onClear();
    else if (event.key === '+' || event.key === '=') onZoom('in');
    else if (event.key === '-') onZoom('out');
    else if (event.key === '0') onWhole();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.stage}>
      <div
        role="application"
        aria-label={label}
        aria-describedby={hint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture takes the arrow keys
        tabIndex={0}
        className={styles.canvas}
        ref={elementRef}
        onKeyDown={onKeyDown}
      />
      <p id={hint} className="unseen">
        Arrow keys go to the nearest person or group in a direction, Enter shows the messages or opens a
        community, Escape lets go, plus and minus zoom, 0 shows the whole graph. The list beside the picture
        holds the same.
      </p>
      {over}
      {hovered !== null && (
        <p className={styles.hovered} aria-hidden="true">
          {hovered}
        </p>
      )}
    </div>
  );
}
