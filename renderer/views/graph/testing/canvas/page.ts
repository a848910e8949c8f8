/** The graph's canvas alone, with a made graph of any size, for tests. */
import '../../../../app/theme.css';
import './page.css';
import type { ContactGraph } from '../../../../query/api.ts';
import { startPlaces } from '../../../../query/layout-start.ts';
import { drawnGraph } from '../../drawn-graph.ts';
import type { Picked } from '../../emphasis.ts';
import { GraphCanvas } from '../../graph-canvas.ts';
import { readColours } from '../../graph-colours.ts';
import { sceneToSvg } from '../../svg.ts';

/** People tied to the next one, then to the one after it, and so on; the same for the same numbers. */
function madeGraph(people: number, ties: number): ContactGraph {
  const nodes = Array.from({ length: people }, (_, person) => ({
    key: `p${person}`,
    person,
    label: `Person ${person}`,
    messages: 1 + ((person * 7919) % 500),
  }));
  const edges = Array.from({ length: ties }, (_, i) => {
    const from = i % people;
    const to = (from + 1 + Math.floor(i / people)) % people;
    const messages = 1 + ((i * 104_729) % 900);
    return {
      source: `p${Math.min(from, to)}`,
      target: `p${Math.max(from, to)}`,
      messages,
      forth: messages,
      back: 0,
      select: { between: [from, to] as const },
    };
  });
  return { nodes, edges };
}

let canvas: GraphCanvas | null = null;
/** What the canvas told, in order. */
const heard: string[] = [];
const pickedText = (picked: Picked | null): string => (picked ? `${picked.kind} ${picked.key}` : 'nothing');

/** ms that the page was held up by each step. */
function draw(people: number, ties: number): Record<string, number> {
  canvas?.kill();
  const took: Record<string, number> = {};
  const timed = <T>(name: string, step: () => T): T => {
    const start = performance.now();
    const value = step();
    took[name] = performance.now() - start;
    return value;
  };
  const graph = madeGraph(people, ties);
  const places = startPlaces(graph, null);
  const made = timed('canvas', () => new GraphCanvas(document.getElementById('stage')!, readColours()));
  canvas = made;
  made.on('pick', (picked) => heard.push(`pick ${pickedText(picked)}`));
  made.on('open', (key) => heard.push(`open ${key}`));
  made.on('hover', (picked) => heard.push(`hover ${pickedText(picked)}`));
  const drawn = timed('sizes', () =>
    drawnGraph(graph, (key) => ({ label: `Person ${key}`, isOwner: key === 'p0' })),
  );
  timed('show', () => made.show(drawn, places));
  timed('place', () => made.place(places));
  timed('select', () => made.select({ kind: 'node', key: 'p0' }));
  timed('next', () => made.next('p0', 'right'));
  timed('svg', () => sceneToSvg(made.scene(), ['made']));
  return took;
}

Object.assign(globalThis, { graphPage: { draw, heard, spot: (key: string) => canvas?.spotOf(key) ?? null } });
