/** The camera over the picture: what of the graph is in sight, and going to it. */
import type Sigma from 'sigma';
import type { CameraState } from 'sigma/types';
import { type Extent, extentOf } from './extent.ts';
import type { NodeAttributes, TieAttributes } from './looks.ts';
import { isOnStage } from './scene.ts';

/** Where the camera is, to come back to. */
export interface View {
  readonly camera: CameraState;
  /** What the camera's coordinates refer to. */
  readonly extent: Extent | null;
  /** Whether all of the graph is kept in sight. */
  readonly isWhole: boolean;
}

const ZOOM = 1.6;
const MOVE_MS = 200;
/** px that a node keeps from the edges of the stage when it is brought into sight. */
const KEPT_OFF = 40;
/** From so many nodes on, finding one zooms in to it. */
const LARGE = 150;
const CLOSE_RATIO = 0.35;

export class GraphCamera {
  private readonly sigma: Sigma<NodeAttributes, TieAttributes>;
  private extent: Extent | null = null;
  private isWhole = true;
  /** Whether the camera moves by itself: only who moves it gives up the whole view. */
  private homing = false;

  constructor(sigma: Sigma<NodeAttributes, TieAttributes>) {
    this.sigma = sigma;
    sigma.getCamera().on('updated', () => {
      if (!this.homing) this.isWhole = false;
    });
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

  /** Frames the places (x,y pairs) as long as all of the graph is to be in sight; else the frame stays. */
  frame(places: Float32Array): void {
    if (!this.isWhole && this.extent !== null) return;
    this.extent = extentOf(places);
    this.sigma.setCustomBBox(this.extent);
  }

  /** Brings all places into sight, and from now on keeps them there. */
  async whole(places: Float32Array): Promise<void> {
    this.isWhole = true;
    this.frame(places);
    this.sigma.refresh({ partialGraph: { nodes: [], edges: [] } });
    this.homing = true;
    await this.move({ x: 0.5, y: 0.5, ratio: 1 });
    this.homing = false;
  }

  zoom(direction: 'in' | 'out'): void {
    const { ratio } = this.camera.getState();
    void this.move({ ratio: direction === 'in' ? ratio / ZOOM : ratio * ZOOM });
  }

  /** Goes to a node that was looked for: in a large graph nearer, in a small one only when it is out of sight. */
  goTo(key: string): void {
    if (this.sigma.getGraph().order <= LARGE) this.keepInSight(key);
    else this.centreOn(key, CLOSE_RATIO);
  }

  /** Brings a node to the middle. @param ratio of the camera at most; the lower the nearer. */
  centreOn(key: string, ratio = Number.POSITIVE_INFINITY): void {
    const node = this.sigma.getNodeDisplayData(key);
    if (!node) return;
    void this.move({ x: node.x, y: node.y, ratio: Math.min(ratio, this.camera.getState().ratio) });
  }

  /** Moves only when the node is at the edge of the stage or outside. */
  keepInSight(key: string): void {
    const node = this.sigma.getNodeDisplayData(key);
    if (!node) return;
    const { x, y } = this.sigma.framedGraphToViewport(node);
    if (!isOnStage(this.sigma.getDimensions(), x, y, -KEPT_OFF)) void this.move({ x: node.x, y: node.y });
  }

  private get camera() {
    return this.sigma.getCamera();
  }

  private move(to: Partial<CameraState>): Promise<void> {
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!isStill) return this.camera.animate(to, { duration: MOVE_MS });
    this.camera.setState(to);
    return Promise.resolve();
  }
}
