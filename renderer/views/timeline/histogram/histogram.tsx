/** When the messages were sent: the result before the whole case, from millennia to seconds. */
import { useId, useMemo, useState } from 'react';
import { useCase } from '../../../app/case-session.ts';
import { useCommand } from '../../../app/commands.ts';
import { useZone } from '../../../ui/case-zone.tsx';
import { useKept } from '../../../ui/use-kept.ts';
import { useWidth } from '../../../ui/use-width.ts';
import { isFiltering, withPart } from '../../filters/filter-edit.ts';
import { boundaries, unitFor, unitText } from './calendar.ts';
import styles from './histogram.module.css';
import { HistogramTools } from './histogram-tools.tsx';
import { PLOT_HEIGHT, Plot } from './plot.tsx';
import { binText, spanText, summaryText } from './read-out.ts';
import { binAt, type Frame } from './shapes.ts';
import { lengthOf, type Span, spanAround, wholeSpan, zoomed } from './span.ts';
import { useBrush } from './use-brush.ts';
import { barOf, useCursor } from './use-cursor.ts';
import { useHistogram } from './use-histogram.ts';

/** px of a bar at least. */
const BAR = 3;

interface Props {
  /** Of the case's first and last message, ms. */
  readonly first: number;
  readonly last: number;
  /** Time of the selected message. */
  readonly selected: number | null;
  /** Shows the messages of a moment. */
  onGo(when: number): void;
}

export function TimeHistogram({ first, last, selected, onGo }: Props) {
  const { filter, setFilter, instant } = useCase();
  const zone = useZone();
  const summaryId = useId();
  const [element, width] = useWidth();
  const whole = useMemo(() => wholeSpan(first, last), [first, last]);
  /** null: the whole, also when an exhibit makes it longer. */
  const [zoom, setZoom] = useKept<Span | null>('timeline.span', null);
  const [compare, setCompare] = useKept('timeline.compare', true);
  const [hasFocus, setHasFocus] = useState(false);
  const span = zoom ?? whole;
  const setSpan = (next: Span): void => setZoom(lengthOf(next) >= lengthOf(whole) ? null : next);

  const unit = unitFor(lengthOf(span), Math.max(1, Math.floor(width / BAR)));
  const edges = useMemo(
    () => (width === 0 ? null : boundaries(zone, span.from, span.to, unit)),
    [zone, span, unit, width],
  );
  const histogram = useHistogram(edges);
  const frame = useMemo<Frame>(() => ({ ...span, width, height: PLOT_HEIGHT }), [span, width]);
  const isFiltered = isFiltering(filter);

  const setRange = ({ from, to }: Span): void =>
    setFilter((now) => withPart(withPart(now, 'from', from), 'to', to));
  const range = {
    from: Math.max(filter.from ?? whole.from, whole.from),
    to: Math.min(filter.to ?? whole.to, whole.to),
  };
  const isRanged = filter.from !== undefined || filter.to !== undefined;
  const zoomToRange = isRanged && range.from < range.to ? () => setSpan(spanAround(range, whole)) : null;
  const middle = selected ?? instant ?? (span.from + span.to) / 2;
  const zoomBy = (factor: number): void =>
    setSpan(zoomed(span, whole, factor, cursor.at ?? Math.min(Math.max(middle, span.from), span.to)));

  const cursor = useCursor({
    edges,
    span,
    whole,
    start: middle,
    first,
    last,
    onSpan: setSpan,
    onRange: setRange,
    onGo,
    zoomBy,
    onEscape() {
      if (isRanged) setFilter((now) => withPart(withPart(now, 'from', undefined), 'to', undefined));
      return isRanged;
    },
  });
  const brush = useBrush(element, {
    frame,
    whole,
    edges: edges ?? Float64Array.of(whole.from, whole.to),
    range: filter,
    onSpan: setSpan,
    onRange: setRange,
    onClick(at) {
      cursor.put(at);
      onGo(barOf(edges, at)?.from ?? at);
    },
  });

  useCommand({
    id: 'timeline.zoom-whole',
    title: 'Show the whole time in the histogram',
    run: () => setZoom(null),
  });
  useCommand({
    id: 'timeline.zoom-range',
    title: 'Show the chosen dates in the histogram',
    run: () => zoomToRange?.(),
  });

  const pointed = brush.hover ?? (hasFocus ? cursor.at : null);
  const bin = histogram === null || pointed === null ? -1 : binAt(histogram.edges, pointed);
  const drawn = brush.drawn ?? cursor.stretch;
  let readOut = `${spanText(zone, span)}, a bar is ${unitText(unit)}`;
  if (drawn) readOut = spanText(zone, drawn);
  else if (histogram && bin >= 0) {
    const bar = { from: histogram.edges[bin]!, to: histogram.edges[bin + 1]! };
    readOut = `${spanText(zone, bar)}: ${binText(histogram, bin, isFiltered)}`;
  }

  return (
    <section className={styles.histogram} aria-label="Messages over time">
      <HistogramTools
        readOut={readOut}
        compare={isFiltered ? compare : null}
        onCompare={setCompare}
        zoomBy={zoomBy}
        onWhole={() => setZoom(null)}
        onRange={zoomToRange}
      />
      <div
        ref={element}
        className={styles.frame}
        role="slider"
        tabIndex={0}
        aria-label="Time"
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, (edges?.length ?? 1) - 2)}
        aria-valuenow={edges === null || cursor.at === null ? 0 : Math.max(0, binAt(edges, cursor.at))}
        aria-valuetext={readOut}
        aria-describedby={summaryId}
        {...brush.handlers}
        onDoubleClick={() => {
          if (zoomToRange) zoomToRange();
          else if (brush.hover !== null) setSpan(zoomed(span, whole, 0.25, brush.hover));
        }}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === 'Escape') brush.cancel();
          if (!cursor.press(event.key, event.shiftKey)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
        onFocus={() => setHasFocus(true)}
        onBlur={() => {
          setHasFocus(false);
          cursor.letGo();
        }}
      >
        {width > 0 && (
          <Plot
            histogram={histogram}
            frame={frame}
            compares={isFiltered && compare}
            instant={instant}
            selected={selected}
            range={drawn ?? filter}
            marked={barOf(edges, pointed)}
          />
        )}
      </div>
      <p id={summaryId} className="unseen">
        {histogram === null ? '' : summaryText(zone, histogram, unitText(unit))} Arrow keys go from bar to
        bar, with Shift they choose a stretch; Enter filters by it, Space shows its messages, plus and minus
        zoom, Escape clears the dates.
      </p>
    </section>
  );
}
