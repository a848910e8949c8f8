/**
 * Shows a layout's steps at the pace of the screen: the newest one in a frame, and in a large graph not
 * in every frame, so that the page stays free for the pointer and the keyboard.
 */

/** Of the time, at most this share goes into showing steps. */
const SHARE = 0.4;

export class StepPainter {
  private readonly paint: (places: Float32Array) => void;
  private waiting: Float32Array | null = null;
  private frame: number | null = null;
  /** ms of performance.now(). */
  private notBefore = 0;

  constructor(paint: (places: Float32Array) => void) {
    this.paint = paint;
  }

  show(places: Float32Array): void {
    // Who asked for less motion sees where nodes end, not how they get there.
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    this.wait(places);
  }

  /** Shows the end of the layout, whatever the pace. */
  finish(places: Float32Array): void {
    this.notBefore = 0;
    this.wait(places);
  }

  private wait(places: Float32Array): void {
    this.waiting = places;
    this.frame ??= requestAnimationFrame(this.onFrame);
  }

  cancel(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    this.waiting = null;
  }

  private readonly onFrame = (now: number): void => {
    this.frame = null;
    if (this.waiting === null) return;
    if (now < this.notBefore) {
      this.frame = requestAnimationFrame(this.onFrame);
      return;
    }
    const places = this.waiting;
    this.waiting = null;
    const start = performance.now();
    this.paint(places);
    const took = performance.now() - start;
    this.notBefore = start + took / SHARE;
  };
}
