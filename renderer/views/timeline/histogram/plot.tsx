/** The histogram's picture. It says nothing to a screen reader: the slider around it does. */
import { memo, useMemo } from 'react';
import type { Histogram } from '../../../query/api.ts';
import { useZone } from '../../../ui/case-zone.tsx';
import { grouped } from '../../../ui/numbers.ts';
import { zonedTime } from '../../../ui/zoned-time.ts';
import { ticksOf } from './axis.ts';
import styles from './histogram.module.css';
import { bars, type Frame, outline, xOf } from './shapes.ts';
import type { Span } from './span.ts';

export const PLOT_HEIGHT = 84;
const AXIS_HEIGHT = 18;
/** Above the highest bar: the scale's number and the instant's label. */
const HEAD = 16;
/** The instant's label, px. */
const INSTANT_LABEL = 110;
/** Half of a tick's label, px. */
const EDGE = 28;

interface Props {
  readonly histogram: Histogram | null;
  readonly frame: Frame;
  /** Whether all messages are drawn behind those of the result. */
  readonly compares: boolean;
  readonly instant: number | null;
  /** Time of the selected message. */
  readonly selected: number | null;
  /** What the filter lets pass, or what is being drawn. */
  readonly range: { readonly from?: number; readonly to?: number };
  /** The bin that is pointed at, or that the keyboard is on. */
  readonly marked: Span | null;
}

function greatest(counts: Uint32Array): number {
  let most = 0;
  for (const count of counts) if (count > most) most = count;
  return most;
}

export function Plot({ histogram, frame, compares, instant, selected, range, marked }: Props) {
  const { width } = frame;
  return (
    <svg
      className={styles.plot}
      width={width}
      height={PLOT_HEIGHT + AXIS_HEIGHT}
      viewBox={`0 0 ${width} ${PLOT_HEIGHT + AXIS_HEIGHT}`}
      aria-hidden="true"
    >
      {histogram !== null && (
        <Series
          histogram={histogram}
          frame={frame}
          compares={compares}
          isRight={instant !== null && xOf(frame, instant) < INSTANT_LABEL}
        />
      )}
      <Axis frame={frame} />
      {marked !== null && <Marked frame={frame} span={marked} />}
      <Outside frame={frame} range={range} />
      {selected !== null && <Selected frame={frame} at={selected} />}
      {instant !== null && <Instant frame={frame} at={instant} />}
    </svg>
  );
}

const Series = memo(function Series({
  histogram,
  frame,
  compares,
  isRight,
}: Pick<Props, 'frame' | 'compares'> & { histogram: Histogram; isRight: boolean }) {
  const { matched, all } = histogram;
  const most = greatest(compares ? all : matched);
  const inner: Frame = { ...frame, height: PLOT_HEIGHT - HEAD };
  return (
    <g>
      <text
        className={styles.scale}
        x={isRight ? frame.width - 4 : 4}
        y={11}
        textAnchor={isRight ? 'end' : 'start'}
      >
        {grouped(most)}
      </text>
      <line className={styles.grid} x1={0} x2={frame.width} y1={HEAD - 0.5} y2={HEAD - 0.5} />
      <g transform={`translate(0 ${HEAD})`}>
        {compares && <path className={styles.all} d={outline(histogram, all, most, inner)} />}
        <path className={styles.matched} d={bars(histogram, matched, most, inner)} />
      </g>
    </g>
  );
});

const Axis = memo(function Axis({ frame }: { frame: Frame }) {
  const zone = useZone();
  const { from, to, width } = frame;
  const ticks = useMemo(() => ticksOf(zone, from, to, width), [zone, from, to, width]);
  return (
    <g>
      <line className={styles.axis} x1={0} x2={width} y1={PLOT_HEIGHT + 0.5} y2={PLOT_HEIGHT + 0.5} />
      {ticks.map(({ at, label, isMajor }) => {
        const x = Math.round(xOf(frame, at)) + 0.5;
        // A label that would be cut in the middle stands beside its tick.
        const anchor = x < EDGE ? 'start' : x > width - EDGE ? 'end' : 'middle';
        return (
          <g key={at}>
            <line className={styles.axis} x1={x} x2={x} y1={PLOT_HEIGHT} y2={PLOT_HEIGHT + 4} />
            <text
              className={isMajor ? styles.major : styles.tick}
              x={x}
              y={PLOT_HEIGHT + 15}
              textAnchor={anchor}
            >
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
});

function Marked({ frame, span }: { frame: Frame; span: Span }) {
  const x = xOf(frame, span.from);
  const wide = Math.max(2, xOf(frame, span.to) - x);
  return <rect className={styles.marked} x={x} width={wide} y={HEAD} height={PLOT_HEIGHT - HEAD} />;
}

/** Veils what the filter's dates leave out, with a line at each edge. */
function Outside({ frame, range }: { frame: Frame; range: Props['range'] }) {
  const { width } = frame;
  const clamp = (at: number): number => Math.min(width, Math.max(0, xOf(frame, at)));
  const left = range.from === undefined ? 0 : clamp(range.from);
  const right = range.to === undefined ? width : clamp(range.to);
  return (
    <g>
      {range.from !== undefined && (
        <>
          <rect className={styles.veil} x={0} width={left} y={0} height={PLOT_HEIGHT} />
          <line className={styles.edge} x1={left} x2={left} y1={0} y2={PLOT_HEIGHT} />
        </>
      )}
      {range.to !== undefined && (
        <>
          <rect className={styles.veil} x={right} width={width - right} y={0} height={PLOT_HEIGHT} />
          <line className={styles.edge} x1={right} x2={right} y1={0} y2={PLOT_HEIGHT} />
        </>
      )}
    </g>
  );
}

function Selected({ frame, at }: { frame: Frame; at: number }) {
  const x = xOf(frame, at);
  if (x < 0 || x > frame.width) return null;
  return (
    <path className={styles.selected} d={`M${x} ${PLOT_HEIGHT - 7}l4 7h-8z`}>
      <title>Selected message</title>
    </path>
  );
}

/** A line with its time; out of sight, its day and the way to it. */
function Instant({ frame, at }: { frame: Frame; at: number }) {
  const zone = useZone();
  const { date, clock } = zonedTime(zone, at);
  const x = Math.round(xOf(frame, at)) + 0.5;
  if (x < 0 || x > frame.width) {
    return (
      <g className={styles.instant}>
        <text x={x < 0 ? 0 : frame.width} y={11} textAnchor={x < 0 ? 'start' : 'end'}>
          {x < 0 ? `‹ Instant ${date}` : `Instant ${date} ›`}
        </text>
      </g>
    );
  }
  const isRight = x > frame.width - INSTANT_LABEL;
  return (
    <g className={styles.instant}>
      <line x1={x} x2={x} y1={0} y2={PLOT_HEIGHT} />
      <text x={x + (isRight ? -4 : 4)} y={11} textAnchor={isRight ? 'end' : 'start'}>
        Instant {clock}
      </text>
    </g>
  );
}
