/** For bench/window.bench.ts: how long a change of the filter takes until its result is painted, ms. */

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
const lines = (): string | null | undefined =>
  document.querySelector('[role=grid]')?.getAttribute('aria-rowcount');

async function untilPainted(change: () => void): Promise<number> {
  const before = lines();
  const start = performance.now();
  change();
  while (lines() === before) {
    if (performance.now() - start > 5000) throw new Error('the number of messages has not changed');
    await frame();
  }
  // A task after the next rendering: the frame with the result is painted.
  await frame();
  await new Promise((resolve) => setTimeout(resolve, 0));
  return performance.now() - start;
}

/** Clicks the option at a place of a list such as `People`; its count must change the result's. */
export function chooseToPaint(list: string, place: number): Promise<number> {
  const options = document.querySelectorAll<HTMLElement>(
    `[role=listbox][aria-label="${list}"] [role=option]`,
  );
  return untilPainted(() => options[place]!.click());
}

/** Looks for a phrase; an empty one shows all again. */
export async function findToPaint(phrase: string): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('input[aria-label="Search messages"]')!;
  // As typed: React keeps a setter of its own on the element.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, phrase);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await Promise.resolve();
  return untilPainted(() =>
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })),
  );
}
