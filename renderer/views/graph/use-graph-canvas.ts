/** The canvas of the contact graph as long as its element is on screen. */
import { useEffect, useState } from 'react';
import { messageOf } from '../../app/bridge.ts';
import { GraphCanvas } from './graph-canvas.ts';
import { onThemeChange, readColours } from './graph-colours.ts';
import type { GraphMemory } from './graph-memory.ts';

/** @returns the canvas, or why there is none. */
export function useGraphCanvas(
  element: HTMLElement | null,
  memory: GraphMemory,
): { canvas: GraphCanvas | null; missing: string | null } {
  const [canvas, setCanvas] = useState<GraphCanvas | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  /** Goes up when the graphics driver dropped the picture. */
  const [generation, setGeneration] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another generation is another canvas
  useEffect(() => {
    if (element === null) return;
    let made: GraphCanvas;
    try {
      made = new GraphCanvas(element, readColours());
    } catch (cause) {
      setMissing(messageOf(cause));
      return;
    }
    if (memory.view) made.camera.view = memory.view;
    const endLost = made.on('lost', () => setGeneration((n) => n + 1));
    const endTheme = onThemeChange(() => made.setColours(readColours()));
    setMissing(null);
    setCanvas(made);
    return () => {
      endLost();
      endTheme();
      memory.view = made.camera.view;
      made.kill();
      setCanvas(null);
    };
  }, [element, memory, generation]);

  return { canvas, missing };
}
