/** Going to a person or group on the picture, which may first have to be drawn. */
import { useCallback, useEffect, useRef } from 'react';
import type { GraphCanvas } from './graph-canvas.ts';

/**
 * @param shown changes when another graph is drawn.
 * @param isInGraph whether the whole graph has the node.
 * @param draw asks for a graph that has the node drawn.
 */
export function useGoingTo(
  canvas: GraphCanvas | null,
  shown: unknown,
  isInGraph: (key: string) => boolean,
  draw: (key: string) => void,
): (key: string) => void {
  const going = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for in each graph that is drawn
  useEffect(() => {
    if (going.current === null || !canvas?.spotOf(going.current)) return;
    canvas.camera.goTo(going.current);
    going.current = null;
  }, [canvas, shown]);
  return useCallback(
    (key: string) => {
      going.current = null;
      if (canvas?.spotOf(key)) canvas.camera.goTo(key);
      else if (isInGraph(key)) {
        going.current = key;
        draw(key);
      }
    },
    [canvas, isInGraph, draw],
  );
}
