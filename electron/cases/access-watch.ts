/** Watches what may be done with an open case while time goes on: a warrant expires by the clock. */
import { type CaseAccess, sameAccess } from './case-access.ts';

const EVERY_MS = 20_000;

export class AccessWatch {
  private readonly look: () => CaseAccess;
  private readonly changed: (access: CaseAccess) => void;
  private readonly timer: NodeJS.Timeout;
  private last: CaseAccess;

  /** @param changed told of each change, once. */
  constructor(look: () => CaseAccess, changed: (access: CaseAccess) => void, everyMs: number = EVERY_MS) {
    this.look = look;
    this.changed = changed;
    this.last = look();
    this.timer = setInterval(() => this.recheck(), everyMs);
    this.timer.unref();
  }

  /** What it was when last looked at. */
  get now(): CaseAccess {
    return this.last;
  }

  /** Looks now, as after a document was added. */
  recheck(): void {
    const next = this.look();
    const isSame = sameAccess(this.last, next);
    this.last = next;
    if (!isSame) this.changed(next);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
