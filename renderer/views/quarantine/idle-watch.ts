/** Ends something that has not been used for a while, also when the machine slept in between. */

/** How often it is looked at, ms. */
const LOOK = 1000;

export class IdleWatch {
  private readonly limit: number;
  private readonly onIdle: () => void;
  private readonly timer: ReturnType<typeof setInterval>;
  private last = Date.now();
  private over = false;

  /** @param limit ms without use. @param onIdle called once. */
  constructor(limit: number, onIdle: () => void) {
    this.limit = limit;
    this.onIdle = onIdle;
    this.timer = setInterval(() => this.look(), LOOK);
  }

  /** It is being used. After the limit it is too late. */
  touch(): void {
    if (this.look()) this.last = Date.now();
  }

  /** ms that are left. */
  get left(): number {
    return this.over ? 0 : Math.max(0, this.limit - (Date.now() - this.last));
  }

  /** It is over without having been idle. */
  stop(): void {
    this.over = true;
    clearInterval(this.timer);
  }

  /** @returns whether it goes on. */
  private look(): boolean {
    if (this.over) return false;
    const past = Date.now() - this.last;
    // A clock that was set back must not make the time longer.
    if (past >= 0 && past < this.limit) return true;
    this.stop();
    this.onIdle();
    return false;
  }
}
