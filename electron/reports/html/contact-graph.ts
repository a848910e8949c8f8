/** The contact graph picture: who wrote to whom, the strongest of them. */
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { byCodeUnit } from '../../intake/names.ts';
import { place } from './bars.ts';
import type { Tally } from './tally.ts';
import { counted, grouped, html, plain } from './text.ts';

const NODES = 60;
const WIDTH = 1000;
const HEIGHT = 700;
const MARGIN_X = 80;
const MARGIN_Y = 30;
const ITERATIONS = 600;
const SPREAD_ROUNDS = 300;
/** Width of a label's character and height of its line, in the picture's units. */
const CHAR = 6.2;
const LINE = 13;
const LONGEST_LABEL = 24;

interface Placed {
  readonly key: string;
  readonly label: string;
  readonly group: boolean;
  readonly messages: number;
  readonly radius: number;
  x: number;
  y: number;
}

/** Nodes by the messages on their edges, strongest first. */
function strongest(tally: Tally): string[] {
  const weight = new Map<string, number>([...tally.nodes].map(([key]) => [key, 0]));
  for (const { a, b, messages } of tally.edges.values()) {
    weight.set(a, weight.get(a)! + messages);
    weight.set(b, weight.get(b)! + messages);
  }
  return [...weight]
    .filter(([, messages]) => messages > 0)
    .sort(([a, x], [b, y]) => y - x || byCodeUnit(a, b))
    .slice(0, NODES)
    .map(([key]) => key);
}

function shortened(label: string): string {
  const characters = [...label];
  return characters.length <= LONGEST_LABEL ? label : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`;
}

/** The nodes in places that depend on nothing but the graph: laid out from a spiral, strongest inside. */
function layOut(
  keys: readonly string[],
  edges: readonly { a: string; b: string; messages: number }[],
  tally: Tally,
): Placed[] {
  const graph = new Graph({ type: 'undirected' });
  const golden = Math.PI * (3 - Math.sqrt(5));
  for (const [index, key] of keys.entries()) {
    const distance = Math.sqrt(index + 0.5);
    graph.addNode(key, { x: distance * Math.cos(index * golden), y: distance * Math.sin(index * golden) });
  }
  for (const { a, b, messages } of edges) graph.addEdge(a, b, { weight: 1 + Math.log2(messages) });
  const places = forceAtlas2(graph, {
    iterations: ITERATIONS,
    getEdgeWeight: 'weight',
    settings: { gravity: 1, scalingRatio: 8, slowDown: 4, linLogMode: false },
  });
  const xs = keys.map((key) => places[key]!.x);
  const ys = keys.map((key) => places[key]!.y);
  const fit = (value: number, values: readonly number[], size: number, margin: number): number => {
    const least = Math.min(...values);
    const span = Math.max(...values) - least;
    return span === 0 ? size / 2 : margin + ((value - least) / span) * (size - 2 * margin);
  };
  const most = Math.max(...keys.map((key) => tally.nodes.get(key)!.messages), 1);
  return keys.map((key, index) => {
    const { label, group, messages } = tally.nodes.get(key)!;
    return {
      key,
      label: shortened(label),
      group,
      messages,
      radius: 5 + 11 * Math.sqrt(messages / most),
      x: fit(xs[index]!, xs, WIDTH, MARGIN_X),
      y: fit(ys[index]!, ys, HEIGHT, MARGIN_Y),
    };
  });
}

/** Half the room of a node with its label below it. */
function halfSize(node: Placed): [number, number] {
  return [Math.max(node.radius, ([...node.label].length * CHAR) / 2) + 2, node.radius + LINE / 2 + 1];
}

/** Pushes overlapping nodes and labels apart, a little each round, within the picture. */
function spread(nodes: readonly Placed[]): void {
  for (let round = 0; round < SPREAD_ROUNDS; round++) {
    let moved = false;
    for (const [i, one] of nodes.entries()) {
      const [oneX, oneY] = halfSize(one);
      for (const other of nodes.slice(i + 1)) {
        const [otherX, otherY] = halfSize(other);
        const overX = oneX + otherX - Math.abs(one.x - other.x);
        const overY = oneY + otherY - Math.abs(one.y - other.y);
        if (overX <= 0 || overY <= 0) continue;
        moved = true;
        if (overX < overY) {
          const push = (overX / 4 + 0.5) * (one.x <= other.x ? 1 : -1);
          one.x -= push;
          other.x += push;
        } else {
          const push = (overY / 4 + 0.5) * (one.y <= other.y ? 1 : -1);
          one.y -= push;
          other.y += push;
        }
      }
    }
    for (const node of nodes) {
      const [halfX] = halfSize(node);
      node.x = Math.min(WIDTH - halfX - 4, Math.max(halfX + 4, node.x));
      node.y = Math.min(HEIGHT - node.radius - LINE - 6, Math.max(node.radius + 6, node.y));
    }
    if (!moved) return;
  }
}

export function contactGraph(tally: Tally): string {
  const keys = strongest(tally);
  if (keys.length === 0) return '<p>No message has both a known sender and a known recipient.</p>';
  const shown = new Set(keys);
  const edges = [...tally.edges.values()]
    .filter(({ a, b }) => shown.has(a) && shown.has(b))
    .sort((x, y) => x.messages - y.messages || byCodeUnit(x.a, y.a) || byCodeUnit(x.b, y.b));
  const nodes = layOut(keys, edges, tally);
  spread(nodes);
  const at = new Map(nodes.map((node) => [node.key, node]));
  const most = edges.at(-1)?.messages ?? 1;
  const description = `${counted(nodes.length, 'person or group', 'people and groups')} and ${counted(edges.length, 'tie')} between them; size and width grow with the number of messages`;
  const parts = [
    `<svg class="picture" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="graph-title graph-desc">`,
    `<title id="graph-title">Contact graph</title><desc id="graph-desc">${description}</desc>`,
  ];
  for (const { a, b, messages } of edges) {
    const [from, to] = [at.get(a)!, at.get(b)!];
    const width = place(0.8 + 5.2 * Math.sqrt(messages / most));
    parts.push(
      `<line class="tie" x1="${place(from.x)}" y1="${place(from.y)}" x2="${place(to.x)}" y2="${place(to.y)}" stroke-width="${width}"><title>${plain(from.label)} – ${plain(to.label)}: ${grouped(messages)}</title></line>`,
    );
  }
  for (const { x, y, radius, group, label, messages } of nodes) {
    const title = `<title>${plain(label)}: ${grouped(messages)}</title>`;
    const side = radius * 1.8;
    parts.push(
      group
        ? `<rect class="group" x="${place(x - side / 2)}" y="${place(y - side / 2)}" width="${place(side)}" height="${place(side)}" rx="3">${title}</rect>`
        : `<circle class="person" cx="${place(x)}" cy="${place(y)}" r="${place(radius)}">${title}</circle>`,
      `<text class="label" x="${place(x)}" y="${place(y + radius + LINE - 1)}" text-anchor="middle">${plain(label)}</text>`,
    );
  }
  parts.push('</svg>');
  const left = tally.nodes.size - nodes.length;
  parts.push(
    `<p class="caption">${html(description)}. Circles are people, squares are groups.${left > 0 ? ` ${counted(left, 'weaker one', 'weaker ones')} of ${grouped(tally.nodes.size)} not drawn.` : ''}</p>`,
  );
  return parts.join('\n');
}
