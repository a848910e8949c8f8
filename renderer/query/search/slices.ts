/** A newer search has been asked for, or nobody waits for this one any more. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** ms of work between two moments at which other calls are answered. */
const SLICE_MS = 20;

/** Lets what waits in the worker have its turn. Timers that follow each other are held back for 4 ms each; messages are not. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** Long work of the query worker, cut into slices: between two of them other calls are answered. */
export class Slices {
  private readonly going: () => boolean;
  private readonly first: () => Promise<unknown> | null;
  private until = performance.now() + SLICE_MS;

  /**
   * @param going false when nobody waits for the work any more.
   * @param first what is to be done before the work goes on; null when nothing is.
   */
  constructor(going: () => boolean, first: () => Promise<unknown> | null = () => null) {
    this.going = going;
    this.first = first;
  }

  get isOver(): boolean {
    return performance.now() >= this.until;
  }

  /** Lets others work. @throws Overtaken */
  async rest(): Promise<void> {
    await turn();
    await this.first();
    if (!this.going()) throw new Overtaken();
    this.until = performance.now() + SLICE_MS;
  }

  /** Rests when the slice is over. @throws Overtaken */
  async breathe(): Promise<void> {
    if (!this.going()) throw new Overtaken();
    if (this.isOver) await this.rest();
  }
}
