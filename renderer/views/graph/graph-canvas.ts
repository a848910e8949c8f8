/**
 * The picture of the contact graph: owns sigma, the graph it draws, the camera, and what is set off.
 * Knows nothing of React, filters or messages.
 */
import { UndirectedGraph } from 'graphology';
import Sigma from 'sigma';
import type { CameraState } from 'sigma/types';
import { CanvasLabels } from './canvas-labels.ts';
import { type Direction, nearestInDirection, type Spot } from './direction.ts';
import type { DrawnGraph, DrawnNode, DrawnTie } from './drawn-graph.ts';
import { changedLooks, type Emphasis, emphasisOf, NO_EMPHASIS, type Picked } from './emphasis.ts';
import { type Extent, extentOf } from './extent.ts';
import type { GraphColours } from './graph-colours.ts';
import { type Look, type NodeLook, nodeProgram } from './node-program.ts';
import { isOnStage, RING_GAP, RING_WIDTH, type Scene } from './scene.ts';
import { type TieLook, tieProgram } from './tie-program.ts';

type NodeAttributes = DrawnNode & { x: number; y: number; size: number };
type TieAttributes = DrawnTie & { size: number };

export interface GraphCanvasEvents {
  /** A click on a node, a tie, or on neither. */
  pick: Picked | null;
  /** A double click on a node. */
  open: string;
  hover: Picked | null;
  /** The graphics driver dropped the picture; a new canvas has to be made. */
  lost: null;
}

/** Where the camera is, to come back to. */
export interface View {
  readonly camera: CameraState;
  /** What the camera's coordinates refer to. */
  readonly extent: Extent | null;
  /** Whether all of the graph is kept in sight. */
  readonly isWhole: boolean;
}

/** Thrown where the graphics of the workstation cannot draw. */
export class NoWebGl extends Error {
  override readonly name = 'NoWebGl';
}

const DIM = 0.12;
const ZOOM = 1.6;
const MOVE_MS = 200;
/** px around the graph where all of it is in sight. */
const STAGE_PADDING = 48;
/** px that a selected node keeps from the edges of the stage. */
const KEPT_OFF = 40;
/** From so many nodes on, finding one zooms in to it. */
const LARGE = 150;
const CLOSE_RATIO = 0.35;

export class GraphCanvas {
  private readonly listeners: { [Name in keyof GraphCanvasEvents]: Set<(value: never) => void> } = {
    pick: new Set(),
    open: new Set(),
    hover: new Set(),
    lost: new Set(),
  };
  private readonly container: HTMLElement;
  private readonly sigma: Sigma<NodeAttributes, TieAttributes>;
  private readonly look: Look;
  private readonly labels: CanvasLabels;
  private readonly resizes: ResizeObserver;
  private colours: GraphColours;
  private graph = new UndirectedGraph<NodeAttributes, TieAttributes>();
  private tieOpacity = 1;
  private extent: Extent | null = null;
  private isWhole = true;
  /** Whether the camera moves because of `whole`. */
  private homing = false;
  private selection: Picked | null = null;
  private hovered: Picked | null = null;
  private emphasis: Emphasis = NO_EMPHASIS;
  private frame: number | null = null;
  private needsAll = false;
  private killed = false;

  /** @throws NoWebGl. */
  constructor(container: HTMLElement, colours: GraphColours) {
    assertWebGl();
    this.container = container;
    this.colours = colours;
    this.look = { page: colours.page, dim: 1 };
    this.labels = new CanvasLabels(colours);
    this.sigma = new Sigma<NodeAttributes, TieAttributes>(this.graph, container, {
      allowInvalidContainer: true,
      enableEdgeEvents: true,
      enableCameraRotation: false,
      minCameraRatio: 0.005,
      maxCameraRatio: 4,
      stagePadding: STAGE_PADDING,
      labelDensity: 3,
      labelGridCellSize: 100,
      labelRenderedSizeThreshold: 0,
      defaultNodeType: 'node',
      defaultEdgeType: 'tie',
      nodeProgramClasses: { node: nodeProgram(this.look) },
      edgeProgramClasses: { tie: tieProgram(this.look) },
      nodeReducer: (key, node) => this.nodeLook(key, node),
      edgeReducer: (key, tie) => this.tieLook(key, tie),
      defaultDrawNodeLabel: (_, { key, label, x, y, size }) => {
        if (!label || (this.emphasis.dims && !this.emphasis.nodes.has(key))) return;
        const isFocus = key === this.emphasis.selected || key === this.hovered?.key;
        const rank = isFocus ? 0 : this.emphasis.nodes.has(key) ? 1 : 2;
        const ring = isFocus || this.graph.getNodeAttribute(key, 'isOwner') ? RING_GAP + RING_WIDTH : 0;
        this.labels.wish({ key, text: label, x, y, radius: size + ring, rank, bold: isFocus });
      },
      // The name of a node under the pointer is placed with the others, before them.
      defaultDrawNodeHover: () => undefined,
    });
    this.bind();
    // Sigma sees the window's size alone, and takes all in anew then.
    window.addEventListener('resize', this.redrawAll);
    this.resizes = new ResizeObserver(this.redrawAll);
    this.resizes.observe(container);
    container.addEventListener('webglcontextlost', this.onLost, true);
  }

  on<Name extends keyof GraphCanvasEvents>(
    name: Name,
    listener: (value: GraphCanvasEvents[Name]) => void,
  ): () => void {
    const those = this.listeners[name] as Set<typeof listener>;
    those.add(listener);
    return () => those.delete(listener);
  }

  /** @param places x,y pairs in node order, y upwards. */
  show({ nodes, ties, tieOpacity }: DrawnGraph, places: Float32Array): void {
    const graph = new UndirectedGraph<NodeAttributes, TieAttributes>();
    for (const [i, node] of nodes.entries()) {
      graph.addNode(node.key, { ...node, x: places[2 * i]!, y: places[2 * i + 1]!, size: node.radius });
    }
    for (const tie of ties) {
      graph.addUndirectedEdgeWithKey(tie.key, tie.source, tie.target, { ...tie, size: tie.width });
    }
    this.graph = graph;
    this.tieOpacity = tieOpacity;
    this.needsAll = false;
    this.setEmphasis(emphasisOf(graph, this.selection, this.hovered));
    this.frameExtent();
    this.sigma.setGraph(graph);
  }

  /** Moves the nodes that are shown; places as in `show`. */
  place(places: Float32Array): void {
    let i = 0;
    // The attributes themselves: sigma is told once, not for each node.
    this.graph.forEachNode((_, node) => {
      node.x = places[i++]!;
      node.y = places[i++]!;
    });
    this.frameExtent();
    this.sigma.refresh({ partialGraph: { nodes: [], edges: [] } });
  }

  select(selection: Picked | null): void {
    this.selection = selection;
    this.emphasise();
  }

  setColours(colours: GraphColours): void {
    this.colours = colours;
    this.look.page = colours.page;
    this.labels.setColours(colours);
    this.redrawAll();
  }

  zoom(direction: 'in' | 'out'): void {
    const { ratio } = this.camera.getState();
    this.move({ ratio: direction === 'in' ? ratio / ZOOM : ratio * ZOOM });
  }

  /** Brings all of the graph into sight, and keeps it there while it moves. */
  async whole(): Promise<void> {
    this.isWhole = true;
    this.frameExtent();
    this.sigma.refresh({ partialGraph: { nodes: [], edges: [] } });
    this.homing = true;
    await this.move({ x: 0.5, y: 0.5, ratio: 1 });
    this.homing = false;
  }

  /** Goes to a node that was looked for: in a large graph nearer, in a small one only when it is out of sight. */
  goTo(key: string): void {
    if (this.graph.order <= LARGE) this.keepInSight(key);
    else this.centreOn(key, CLOSE_RATIO);
  }

  /** Brings a node to the middle. @param ratio of the camera at most; the lower the nearer. */
  centreOn(key: string, ratio = Number.POSITIVE_INFINITY): void {
    const node = this.sigma.getNodeDisplayData(key);
    if (!node) return;
    this.move({ x: node.x, y: node.y, ratio: Math.min(ratio, this.camera.getState().ratio) });
  }

  /** Moves the camera only when the node is at the edge or outside. */
  keepInSight(key: string): void {
    const node = this.sigma.getNodeDisplayData(key);
    if (!node) return;
    const { x, y } = this.sigma.framedGraphToViewport(node);
    if (!isOnStage(this.sigma.getDimensions(), x, y, -KEPT_OFF)) this.move({ x: node.x, y: node.y });
  }

  /** The node beside another in a direction; without one, the node with the most messages. */
  next(from: string | null, direction: Direction): string | null {
    const spots = this.graph.mapNodes(
      (key, { x, y }): Spot => ({ key, ...this.sigma.graphToViewport({ x, y }) }),
    );
    const start = spots.find(({ key }) => key === from);
    if (start) return nearestInDirection(spots, start, direction);
    let most: NodeAttributes | null = null;
    this.graph.forEachNode((_, node) => {
      if (most === null || node.messages > most.messages) most = node;
    });
    return (most as NodeAttributes | null)?.key ?? null;
  }

  get view(): View {
    return { camera: this.camera.getState(), extent: this.extent, isWhole: this.isWhole };
  }

  set view({ camera, extent, isWhole }: View) {
    this.extent = extent;
    this.sigma.setCustomBBox(extent);
    this.homing = true;
    this.camera.setState(camera);
    this.homing = false;
    this.isWhole = isWhole;
  }

  /** Centre and radius of a node on the stage, px; null when it is not drawn. */
  spotOf(key: string): { x: number; y: number; radius: number } | null {
    const node = this.sigma.getNodeDisplayData(key);
    return node
      ? { ...this.sigma.framedGraphToViewport(node), radius: this.sigma.scaleSize(node.size) }
      : null;
  }

  /** What is in sight now. */
  scene(): Scene {
    const stage = this.sigma.getDimensions();
    const { dims, nodes: litNodes, ties: litTies } = this.emphasis;
    const at = (key: string) => this.sigma.graphToViewport(this.graph.getNodeAttributes(key));
    return {
      ...stage,
      colours: this.colours,
      ties: this.graph.mapEdges((key, tie) => {
        const [from, to] = [at(tie.source), at(tie.target)];
        const lit = litTies.has(key);
        return {
          x1: from.x,
          y1: from.y,
          x2: to.x,
          y2: to.y,
          width: this.sigma.scaleSize(tie.size),
          colour: lit ? this.colours.accent : this.colours.tie,
          opacity: (lit ? 1 : this.tieOpacity) * (dims && !lit ? DIM : 1),
        };
      }),
      nodes: this.graph
        .mapNodes((key, node) => {
          const { color, ring } = this.nodeLook(key, { ...node });
          const radius = this.sigma.scaleSize(node.size);
          const opacity = dims && !litNodes.has(key) ? DIM : 1;
          return { ...at(key), radius, shape: node.shape, colour: color, opacity, ring };
        })
        .filter(({ x, y, radius }) => isOnStage(stage, x, y, radius + 8)),
      labels: this.labels.placed,
    };
  }

  kill(): void {
    this.killed = true;
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    window.removeEventListener('resize', this.redrawAll);
    this.resizes.disconnect();
    this.container.removeEventListener('webglcontextlost', this.onLost, true);
    this.sigma.kill();
  }

  private get camera() {
    return this.sigma.getCamera();
  }

  private emit<Name extends keyof GraphCanvasEvents>(name: Name, value: GraphCanvasEvents[Name]): void {
    for (const listener of this.listeners[name])
      (listener as (value: GraphCanvasEvents[Name]) => void)(value);
  }

  private bind(): void {
    const { sigma } = this;
    sigma.on('beforeRender', () => this.labels.begin());
    sigma.on('afterRender', () => {
      const layer = sigma.getCanvases().labels?.getContext('2d');
      if (layer) this.labels.draw(layer, sigma.getDimensions());
    });
    this.camera.on('updated', () => {
      if (!this.homing) this.isWhole = false;
    });
    sigma.on('clickNode', ({ node }) => this.emit('pick', { kind: 'node', key: node }));
    sigma.on('clickEdge', ({ edge }) => this.emit('pick', { kind: 'tie', key: edge }));
    sigma.on('clickStage', () => this.emit('pick', null));
    sigma.on('doubleClickNode', ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      this.emit('open', node);
    });
    sigma.on('enterNode', ({ node }) => this.hover({ kind: 'node', key: node }));
    sigma.on('leaveNode', () => this.hover(null));
    sigma.on('enterEdge', ({ edge }) => this.hover({ kind: 'tie', key: edge }));
    sigma.on('leaveEdge', () => this.hover(null));
  }

  private hover(hovered: Picked | null): void {
    this.hovered = hovered;
    this.container.style.cursor = hovered ? 'pointer' : '';
    this.emphasise();
    this.emit('hover', hovered);
  }

  /** Only what looks different is taken in anew: a large graph stays quick under the pointer. */
  private emphasise(): void {
    const before = this.emphasis;
    this.setEmphasis(emphasisOf(this.graph, this.selection, this.hovered));
    if (this.needsAll) return;
    const { nodes, ties } = changedLooks(before, this.emphasis);
    this.sigma.refresh({ partialGraph: { nodes, edges: ties }, skipIndexation: true, schedule: true });
  }

  private setEmphasis(emphasis: Emphasis): void {
    this.emphasis = emphasis;
    this.look.dim = emphasis.dims ? DIM : 1;
  }

  private nodeLook(key: string, node: NodeAttributes): NodeLook {
    const { colours, emphasis } = this;
    const isSelected = emphasis.selected === key;
    const own = node.shape === 'square' ? colours.group : colours.person;
    return {
      ...node,
      type: 'node',
      color: isSelected ? colours.accent : own,
      ring: isSelected ? colours.text : node.isOwner ? own : null,
      isSquare: node.shape === 'square',
      isLit: emphasis.nodes.has(key),
      forceLabel: emphasis.nodes.has(key),
      hidden: false,
      highlighted: false,
      zIndex: 0,
    };
  }

  private tieLook(key: string, tie: TieAttributes): TieLook {
    const isLit = this.emphasis.ties.has(key);
    const opacity = Math.round(255 * this.tieOpacity)
      .toString(16)
      .padStart(2, '0');
    return {
      ...tie,
      label: null,
      type: 'tie',
      color: isLit ? this.colours.accent : `${this.colours.tie}${opacity}`,
      isLit,
      forceLabel: false,
      hidden: false,
      zIndex: 0,
    };
  }

  private frameExtent(): void {
    if (!this.isWhole && this.extent !== null) return;
    this.extent = extentOf(this.graph.mapNodes((_, { x, y }) => ({ x, y })));
    this.sigma.setCustomBBox(this.extent);
  }

  private move(to: Partial<CameraState>): Promise<void> {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!still) return this.camera.animate(to, { duration: MOVE_MS });
    this.camera.setState(to);
    return Promise.resolve();
  }

  /** Takes all in anew in the next frame: colours or the stage changed. */
  private readonly redrawAll = (): void => {
    this.needsAll = true;
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.killed) return;
      this.needsAll = false;
      this.sigma.refresh();
    });
  };

  private readonly onLost = (event: Event): void => {
    event.preventDefault();
    if (!this.killed) this.emit('lost', null);
  };
}

function assertWebGl(): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  if (context === null)
    throw new NoWebGl('the graphics of this workstation cannot draw the graph (no WebGL)');
  context.getExtension('WEBGL_lose_context')?.loseContext();
}
