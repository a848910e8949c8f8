/** Which stretches of time the warrant covers, drawn over when the case's messages were sent. */
import { useEffect, useId, useMemo, useState } from 'react';
import type { WarrantStatus } from '../../../shared/contract/index.ts';
import { useCase } from '../../app/case-session.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { grouped } from '../../ui/numbers.ts';
import { useFault } from '../../ui/use-fault.ts';
import { useWidth } from '../../ui/use-width.ts';
import { zonedTime } from '../../ui/zoned-time.ts';
import { ticksOf } from '../timeline/histogram/axis.ts';
import { boundaries, unitFor, unitText } from '../timeline/histogram/calendar.ts';
import { bars, type Frame, xOf } from '../timeline/histogram/shapes.ts';
import { gaps, lanesOf, pictureSpan, type ScopeLane, within } from './scope-lanes.ts';
import styles from './scope-picture.module.css';
import { fullMoment } from './warrant-state.ts';

/** px. */
const PLOT = 96;
/** Above the highest bar: its number, and the instant's label. */
const HEAD = 16;
const AXIS = 20;
const LANE = 20;
/** Half of a tick's label. */
const EDGE = 28;
/** The instant's label. */
const INSTANT_LABEL = 110;
/** A bar at least. */
const BAR = 4;
/** A letter of a lane's name, on average and a little more. */
const LETTER = 6.6;

interface Counts {
  readonly edges: Float64Array;
  readonly all: Uint32Array;
}

/** All messages of the case between edges, whatever the filter is. */
function useCounts(edges: Float64Array | null): Counts | null {
  const { store, summary } = useCase();
  const fault = useFault();
  const [counts, setCounts] = useState<Counts | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision, other counts
  useEffect(() => {
    if (edges === null) return;
    let left = false;
    store.query.histogram(edges).then((answer) => {
      if (!left) setCounts(answer);
    }, fault);
    return () => {
      left = true;
    };
  }, [store, edges, fault, summary.revision]);
  return counts;
}

export function ScopePicture({ status }: { status: WarrantStatus }) {
  const { summary, instant } = useCase();
  const zone = useZone();
  const summaryId = useId();
  const [element, width] = useWidth();
  const lanes = useMemo(() => lanesOf(status), [status]);
  const span = useMemo(() => pictureSpan(summary, lanes, instant), [summary, lanes, instant]);
  const unit = span === null ? null : unitFor(span.to - span.from, Math.max(1, Math.floor(width / BAR)));
  const edges = useMemo(
    () => (span === null || unit === null || width === 0 ? null : boundaries(zone, span.from, span.to, unit)),
    [zone, span, unit, width],
  );
  const counts = useCounts(edges);
  const isUnbounded = lanes.some(({ from, to }) => !Number.isFinite(from) && !Number.isFinite(to));
  return (
    <div className={styles.picture}>
      <div className={styles.legend}>
        <span>
          <i className={styles.keyBar} aria-hidden /> Messages of the case
          {unit !== null && counts !== null && <span className="dim">, a bar is {unitText(unit)}</span>}
        </span>
        <span>
          <i className={styles.keyCovered} aria-hidden /> Covered
        </span>
        <span>
          <i className={styles.keyOutside} aria-hidden /> Not covered
        </span>
      </div>
      <div ref={element} className={styles.frame}>
        {span !== null && width > 0 && (
          <svg
            role="img"
            aria-label="Time that the warrant covers"
            aria-describedby={summaryId}
            width={width}
            height={PLOT + AXIS + lanes.length * LANE}
          >
            <Drawing
              frame={{ ...span, width, height: PLOT - HEAD }}
              lanes={lanes}
              counts={counts}
              instant={instant}
            />
          </svg>
        )}
      </div>
      <ul id={summaryId} className={styles.lanes} aria-label="Times covered">
        {lanes.map((lane) => (
          <li key={lane.name}>
            <strong>{lane.name}</strong>: {laneText(lane, (at) => fullMoment(zone, at))}
          </li>
        ))}
      </ul>
      {isUnbounded && (
        <p className="dim">
          No bounds of time are set: messages of any time are covered, as far as the rest holds.
        </p>
      )}
    </div>
  );
}

function laneText({ from, to }: ScopeLane, at: (ms: number) => string): string {
  if (Number.isFinite(from) && Number.isFinite(to)) return `from ${at(from)} until ${at(to)}`;
  if (Number.isFinite(from)) return `from ${at(from)} on`;
  return Number.isFinite(to) ? `until ${at(to)}` : 'any time';
}

interface DrawingProps {
  readonly frame: Frame;
  readonly lanes: readonly ScopeLane[];
  readonly counts: Counts | null;
  readonly instant: number | null;
}

function Drawing({ frame, lanes, counts, instant }: DrawingProps) {
  const zone = useZone();
  const hatch = useId();
  const { from, to, width } = frame;
  const ticks = useMemo(() => ticksOf(zone, from, to, width), [zone, from, to, width]);
  const most = counts === null ? 0 : counts.all.reduce((a, b) => Math.max(a, b), 0);
  const isRight = instant !== null && xOf(frame, instant) < INSTANT_LABEL;
  return (
    <>
      <defs>
        <pattern id={hatch} width={8} height={8} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={styles.outside} width={8} height={8} />
          <line className={styles.hatch} x1={0} x2={0} y1={0} y2={8} />
        </pattern>
      </defs>
      {gaps(lanes, frame).map((gap) => (
        <rect
          key={gap.from}
          x={xOf(frame, gap.from)}
          width={Math.max(0, xOf(frame, gap.to) - xOf(frame, gap.from))}
          y={HEAD}
          height={PLOT - HEAD}
          fill={`url(#${hatch})`}
        />
      ))}
      {counts !== null && most > 0 && (
        <>
          <text
            className={styles.scale}
            x={isRight ? width - 4 : 4}
            y={11}
            textAnchor={isRight ? 'end' : 'start'}
          >
            {grouped(most)}
          </text>
          <g transform={`translate(0 ${HEAD})`}>
            <path
              className={styles.bars}
              d={bars({ edges: counts.edges, matched: counts.all, all: counts.all }, counts.all, most, frame)}
            />
          </g>
        </>
      )}
      {lanes.flatMap(({ name, ...lane }) =>
        [lane.from, lane.to]
          .filter((bound) => bound > from && bound < to)
          .map((bound) => (
            <line
              key={`${name} ${bound}`}
              className={styles.bound}
              x1={Math.round(xOf(frame, bound)) + 0.5}
              x2={Math.round(xOf(frame, bound)) + 0.5}
              y1={HEAD}
              y2={PLOT}
            />
          )),
      )}
      <line className={styles.axis} x1={0} x2={width} y1={PLOT + 0.5} y2={PLOT + 0.5} />
      {ticks.map(({ at, label, isMajor }) => {
        const x = Math.round(xOf(frame, at)) + 0.5;
        const anchor = x < EDGE ? 'start' : x > width - EDGE ? 'end' : 'middle';
        return (
          <g key={at}>
            <line className={styles.axis} x1={x} x2={x} y1={PLOT} y2={PLOT + 4} />
            <text className={isMajor ? styles.major : styles.tick} x={x} y={PLOT + 16} textAnchor={anchor}>
              {label}
            </text>
          </g>
        );
      })}
      {lanes.map((lane, i) => (
        <Lane key={lane.name} frame={frame} lane={lane} top={PLOT + AXIS + i * LANE} />
      ))}
      {instant !== null && <Instant frame={frame} at={instant} />}
    </>
  );
}

/** In its bar where that is long enough, else beside it where there is room. */
function labelPlace(
  x: number,
  wide: number,
  length: number,
  width: number,
): { x: number; anchor: 'start' | 'end' } {
  if (wide > length + 12) return { x: x + 6, anchor: 'start' };
  return x + wide + 6 + length < width ? { x: x + wide + 6, anchor: 'start' } : { x: x - 6, anchor: 'end' };
}

function Lane({ frame, lane, top }: { frame: Frame; lane: ScopeLane; top: number }) {
  const part = within(lane, frame);
  if (part === null) return null;
  const x = xOf(frame, part.from);
  const wide = Math.max(2, xOf(frame, part.to) - x);
  const label = labelPlace(x, wide, lane.name.length * LETTER, frame.width);
  return (
    <g>
      <rect className={styles.lane} x={x} width={wide} y={top + 3} height={LANE - 6} rx={2} />
      <text className={styles.laneName} x={label.x} y={top + 14} textAnchor={label.anchor}>
        {lane.name}
      </text>
    </g>
  );
}

function Instant({ frame, at }: { frame: Frame; at: number }) {
  const zone = useZone();
  const x = Math.round(xOf(frame, at)) + 0.5;
  if (x < 0 || x > frame.width) return null;
  const isRight = x > frame.width - INSTANT_LABEL;
  return (
    <g className={styles.instant}>
      <line x1={x} x2={x} y1={0} y2={PLOT} />
      <text x={x + (isRight ? -4 : 4)} y={11} textAnchor={isRight ? 'end' : 'start'}>
        Instant {zonedTime(zone, at).clock}
      </text>
    </g>
  );
}
