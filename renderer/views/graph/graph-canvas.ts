/**
 * The picture of the contact graph: owns sigma, the graph it draws, the camera, and what is set off.
 * Knows nothing of React, filters or messages.
 */
import { UndirectedGraph } from 'graphology';
import Sigma from 'sigma';
import type { Coordinates } from 'sigma/types';
import { CanvasLabels } from './canvas-labels.ts';
import { type Direction, nearestInDirection, type Spot } from './direction.ts';
import type { DrawnGraph } from './drawn-graph.ts';
import { changedLooks, type Emphasis, emphasisOf, NO_EMPHASIS, type Picked } from './emphasis.ts';
import { GraphCamera } from './graph-camera.ts';
import type { GraphColours } from './graph-colours.ts';
import { Hits } from './hits.ts';
import {
  type Appearance,
  DIM,
  type NodeAttributes,
  nodeLook,
  ringReach,
  type TieAttributes,
  tieLook,
} from './looks.ts';
import { type Look, nodeProgram } from './node-program.ts';
import { bindPointer } from './pointer.ts';
import type { Scene } from './scene.ts';
import { sceneOf } from './scene-of.ts';
import { tieProgram } from './tie-program.ts';

export interface GraphCanvasEvents {
  /** A click on a node, a tie, or on neither. */
  pick: Picked | null;
  /** A double click on a node. */
  open: string;
  hover: Picked | null;
  /** The graphics driver dropped the picture; a new canvas has to be made. */
  lost: null;
}

/** Thrown where the graphics of the workstation cannot draw. */
export class NoWebGl extends Error {
  override readonly name = 'NoWebGl';
}

/** px around the graph where all of it is in sight. */
const STAGE_PADDING = 48;
/** From here on ties are not drawn while the camera moves: without a graphics card it would stutter. */
const MANY_TIES = 5000;

export class GraphCanvas {
  private readonly listeners: { [Name in keyof GraphCanvasEvents]: Set<(value: never) => void> } = {
    pick: new Set(),
    open: new Set(),
    hover: new Set(),
    lost: new Set(),
  };
  private readonly container: HTMLElement;
  readonly camera: GraphCamera;
  private readonly sigma: Sigma<NodeAttributes, TieAttributes>;
  private readonly look: Look;
  private readonly labels: CanvasLabels;
  private readonly resizes: ResizeObserver;
  private graph = new UndirectedGraph<NodeAttributes, TieAttributes>();
  private hits: Hits | null = null;
  private places: Float32Array = new Float32Array();
  private selection: Picked | null = null;
  private hovered: Picked | null = null;
  private appearance: Appearance;
  private frame: number | null = null;
  private needsAll = false;
  private killed = false;

  /** @throws NoWebGl. */
  constructor(container: HTMLElement, colours: GraphColours) {
    assertWebGl();
    this.container = container;
    this.appearance = { colours, emphasis: NO_EMPHASIS, tieOpacity: 1 };
    this.look = { page: colours.page, dim: 1 };
    this.labels = new CanvasLabels(colours);
    this.sigma = new Sigma<NodeAttributes, TieAttributes>(this.graph, container, {
      allowInvalidContainer: true,
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
      nodeReducer: (_, node) => nodeLook(node, this.appearance),
      edgeReducer: (_, tie) => tieLook(tie, this.appearance),
      defaultDrawNodeLabel: (_, { key, label, x, y, size }) => {
        if (!label || (this.emphasis.dims && !this.emphasis.nodes.has(key))) return;
        const isFocus = key === this.emphasis.selected || key === this.emphasis.hovered;
        const rank = isFocus ? 0 : this.emphasis.nodes.has(key) ? 1 : 2;
        const ring = ringReach(this.graph.getNodeAttributes(key), this.appearance);
        this.labels.wish({ key, text: label, x, y, radius: size + ring, rank, bold: isFocus });
      },
      // The name of a node under the pointer is placed with the others, before them.
      defaultDrawNodeHover: () => undefined,
    });
    this.camera = new GraphCamera(this.sigma);
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
  show(drawn: DrawnGraph, places: Float32Array): void {
    const { nodes, ties, tieOpacity } = drawn;
    const graph = new UndirectedGraph<NodeAttributes, TieAttributes>();
    for (const [i, node] of nodes.entries()) {
      graph.addNode(node.key, { ...node, x: places[2 * i]!, y: places[2 * i + 1]!, size: node.radius });
    }
    for (const tie of ties) {
      graph.addUndirectedEdgeWithKey(tie.key, tie.source, tie.target, { ...tie, size: tie.width });
    }
    this.graph = graph;
    this.hits = new Hits(drawn, places);
    this.places = places;
    this.appearance = { ...this.appearance, tieOpacity };
    this.needsAll = false;
    const { hovered } = this;
    if (hovered && !(hovered.kind === 'node' ? graph.hasNode(hovered.key) : graph.hasEdge(hovered.key))) {
      this.leave();
    }
    this.setEmphasis(emphasisOf(graph, this.selection, this.hovered));
    this.camera.frame(places);
    const isMany = ties.length > MANY_TIES;
    if (this.sigma.getSetting('hideEdgesOnMove') !== isMany) this.sigma.setSetting('hideEdgesOnMove', isMany);
    this.sigma.setGraph(graph);
  }

  /** Moves the nodes that are shown; places as in `show`. */
  place(places: Float32Array): void {
    this.hits?.place(places);
    this.places = places;
    let i = 0;
    // The attributes themselves: sigma is told once, not for each node.
    this.graph.forEachNode((_, node) => {
      node.x = places[i++]!;
      node.y = places[i++]!;
    });
    this.camera.frame(places);
    this.sigma.refresh({ partialGraph: { nodes: [], edges: [] } });
  }

  select(selection: Picked | null): void {
    this.selection = selection;
    this.emphasise();
  }

  setColours(colours: GraphColours): void {
    this.appearance = { ...this.appearance, colours };
    this.look.page = colours.page;
    this.labels.setColours(colours);
    this.redrawAll();
  }

  whole(): Promise<void> {
    return this.camera.whole(this.places);
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

  /** Centre and radius of a node on the stage, px; null when it is not drawn. */
  spotOf(key: string): { x: number; y: number; radius: number } | null {
    const node = this.sigma.getNodeDisplayData(key);
    return node
      ? { ...this.sigma.framedGraphToViewport(node), radius: this.sigma.scaleSize(node.size) }
      : null;
  }

  /** What is in sight now. */
  scene(): Scene {
    const stage = {
      ...this.sigma.getDimensions(),
      at: (place: Coordinates) => this.sigma.graphToViewport(place),
      sized: (px: number) => this.sigma.scaleSize(px),
    };
    return sceneOf(this.graph, stage, this.appearance, this.labels.placed);
  }

  kill(): void {
    this.killed = true;
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    window.removeEventListener('resize', this.redrawAll);
    this.resizes.disconnect();
    this.container.removeEventListener('webglcontextlost', this.onLost, true);
    this.sigma.kill();
  }

  private get emphasis(): Emphasis {
    return this.appearance.emphasis;
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
    bindPointer(sigma, (at) => this.under(at), {
      pick: (picked) => this.emit('pick', picked),
      open: (key) => this.emit('open', key),
      hover: (picked) => this.hover(picked),
    });
  }

  private under(at: Coordinates): Picked | null {
    const { x, y } = this.sigma.viewportToGraph(at);
    return (
      this.hits?.at(x, y, { unit: this.sigma.getGraphToViewportRatio(), size: this.sigma.scaleSize(1) }) ??
      null
    );
  }

  private hover(hovered: Picked | null): void {
    if (this.hovered?.kind === hovered?.kind && this.hovered?.key === hovered?.key) return;
    this.hovered = hovered;
    this.container.style.cursor = hovered ? 'pointer' : '';
    this.emphasise();
    this.emit('hover', hovered);
  }

  /** Forgets what the pointer was on. */
  private leave(): void {
    this.hovered = null;
    this.container.style.cursor = '';
    this.emit('hover', null);
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
    this.appearance = { ...this.appearance, emphasis };
    this.look.dim = emphasis.dims ? DIM : 1;
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
