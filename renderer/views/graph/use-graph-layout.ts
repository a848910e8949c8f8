/** Shows a graph on the canvas and has the worker lay it out, step by step in sight. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { messageOf } from '../../app/bridge.ts';
import type { ContactGraph } from '../../query/api.ts';
import type { LayoutApi } from '../../query/layout-api.ts';
import { startPlaces } from '../../query/layout-start.ts';
import type { GraphCanvas } from './graph-canvas.ts';
import type { GraphMemory } from './graph-memory.ts';
import { StepPainter } from './step-painter.ts';
import type { ShownGraph } from './use-shown-graph.ts';

/** @returns whether a layout is under way, why the last one failed, and ways to begin and to stop one. */
export function useGraphLayout(
  canvas: GraphCanvas | null,
  layout: LayoutApi,
  shown: ShownGraph | null,
  memory: GraphMemory,
): { isLaying: boolean; fault: string | null; layOutAnew(): void; stop(): void } {
  const [isLaying, setLaying] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const run = useRef(0);

  const begin = useCallback(
    (to: GraphCanvas, graph: ContactGraph, start: Float32Array) => {
      const own = ++run.current;
      const { nodes, edges } = graph;
      const painter = new StepPainter((places) => to.place(places));
      const isCurrent = (): boolean => own === run.current;
      memory.isUnfinished = true;
      setLaying(true);
      setFault(null);
      const onStep = (places: Float32Array): void => {
        if (!isCurrent()) return;
        memory.places.keep(nodes, places);
        painter.show(places);
      };
      const ended = (places: Float32Array | null): void => {
        if (!isCurrent()) return;
        if (places !== null) {
          memory.places.keep(nodes, places);
          painter.finish(places);
        }
        memory.isUnfinished = false;
        setLaying(false);
      };
      layout.layout({ nodes, edges }, start, onStep).then(ended, (cause) => {
        if (isCurrent()) setFault(messageOf(cause));
        ended(null);
      });
      return () => {
        painter.cancel();
        if (!isCurrent()) return;
        run.current++;
        setLaying(false);
        void layout.stop();
      };
    },
    [layout, memory],
  );

  const end = useRef<() => void>(() => undefined);
  useEffect(() => {
    if (canvas === null || shown === null) return;
    const { graph, drawn } = shown;
    const kept = memory.places.of(graph.nodes);
    const start = startPlaces(graph, kept);
    canvas.show(drawn, start);
    // Who was placed before stays there: a filter that is narrowed or taken back moves nobody.
    if (kept.some(Number.isNaN) || memory.isUnfinished) end.current = begin(canvas, graph, kept);
    return () => {
      end.current();
      end.current = () => undefined;
    };
  }, [canvas, shown, memory, begin]);

  const layOutAnew = useCallback(() => {
    if (canvas === null || shown === null) return;
    end.current();
    memory.places.forget(shown.graph.nodes);
    end.current = begin(canvas, shown.graph, memory.places.of(shown.graph.nodes));
  }, [canvas, shown, memory, begin]);

  const stop = useCallback(() => {
    end.current();
    end.current = () => undefined;
    memory.isUnfinished = false;
    // Not every step was shown.
    if (canvas && shown) canvas.place(startPlaces(shown.graph, memory.places.of(shown.graph.nodes)));
  }, [canvas, shown, memory]);

  return { isLaying, fault, layOutAnew, stop };
}
