/** Bounds how much may be under way at once: `take` waits while all credits are out. */
export class Credits {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(credits: number) {
    this.free = credits;
  }

  async take(): Promise<void> {
    if (this.free > 0) {
      this.free--;
      return;
    }
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  giveBack(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free++;
  }
}
