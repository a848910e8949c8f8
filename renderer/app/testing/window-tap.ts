/**
 * For bench/scale.bench.ts, which measures the product's own page: times of what is on screen, and questions to
 * the query worker that the page has, beside its own. `windowTap` is sent to the browser as its own source text:
 * it must not use anything outside itself.
 */

/** ms after the passphrase was given. */
export interface OpeningTimes {
  /** The main process has opened the case's folder: the page begins with the store. */
  readonly unlocked: number;
  /** The case's screen stands. */
  readonly screen: number;
  /** The number of its messages stands below it: every filter answers. */
  readonly filters: number;
}

export interface WindowTap {
  /** The passphrase's dialog stands open. @param messages how the line below the views begins then. */
  openCase(passphrase: string, messages: string): Promise<OpeningTimes>;
  /** @returns the answer, and ms until it was in the page. */
  ask(method: string, ...args: unknown[]): Promise<{ ms: number; value: unknown }>;
}

export function windowTap(): void {
  type Answer = { id: number; value?: unknown; error?: { message: string }; step?: unknown };
  let query: Worker | null = null;
  const asked = new Map<number, { since: number; resolve(answer: Answer & { ms: number }): void }>();
  /** Apart from the page's own numbers, which count up from 1. */
  let last = 0;

  const Real = Worker;
  globalThis.Worker = class extends Real {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      if (!String(address).includes('query-worker')) return;
      query = this;
      asked.clear();
      this.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
        const call = asked.get(data.id);
        if (call === undefined || 'step' in data) return;
        asked.delete(data.id);
        call.resolve({ ...data, ms: performance.now() - call.since });
      });
    }
  };

  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  const until = async <T>(found: () => T | null | undefined | false): Promise<T> => {
    for (;;) {
      const one = found();
      if (one) return one;
      await frame();
    }
  };

  const tap: WindowTap = {
    async openCase(passphrase, messages) {
      const input = document.querySelector<HTMLInputElement>('#case-passphrase')!;
      // As typed: React keeps a setter of its own on the element.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, passphrase);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
      const start = performance.now();
      input.form!.requestSubmit();
      await until(() => query);
      const unlocked = performance.now() - start;
      await until(() => document.querySelector('[data-testid=case-screen]'));
      await frame();
      const screen = performance.now() - start;
      await until(() => document.querySelector('footer [role=status]')?.textContent?.startsWith(messages));
      const { error } = await new Promise<Answer>((resolve) => {
        asked.set(--last, { since: performance.now(), resolve });
        query!.postMessage({ id: last, method: 'filter', args: [{}], steps: false });
      });
      if (error) throw new Error(error.message);
      return { unlocked, screen, filters: performance.now() - start };
    },

    async ask(method, ...args) {
      const worker = await until(() => query);
      const answer = await new Promise<Answer & { ms: number }>((resolve) => {
        asked.set(--last, { since: performance.now(), resolve });
        worker.postMessage({ id: last, method, args, steps: false });
      });
      if (answer.error) throw new Error(answer.error.message);
      return { ms: answer.ms, value: answer.value };
    },
  };
  Object.assign(globalThis, { windowTap: tap });
}
