/**
 * The process that runs inputs, so that one which hangs, crashes or eats the memory takes nothing else with
 * it. Its parent (keeper.ts) starts it with an order in JSON as its argument.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fuzz, type Progress } from './fuzz-loop.ts';
import { readInput, writeInput } from './input.ts';
import { judge, signatureOf, type Verdict } from './judge.ts';
import type { Target } from './target.ts';

export type Order = {
  /** Module that exports `targets`. */
  readonly targets: string;
  readonly target: string;
  readonly work: string;
} & (
  | {
      readonly does: 'fuzz';
      readonly seed: number;
      readonly milliseconds: number;
      readonly corpus: string;
      readonly seeds: string;
      /** Inputs that were at fault go there, one folder for each kind of fault. */
      readonly faults: string;
      /** Resident memory at which the process ends itself, bytes. */
      readonly restartAt: number;
    }
  /** Runs one input as it stands, without coverage. */
  | { readonly does: 'repeat'; readonly input: string }
);

export type FromChild =
  | { readonly type: 'beat'; readonly progress: Progress }
  | { readonly type: 'full' }
  /** The fuzzer itself is at fault. */
  | { readonly type: 'broken'; readonly stack: string }
  | { readonly type: 'end'; readonly progress: Progress }
  /** `resident`: the most memory at any time, bytes; `cpu`: milliseconds. */
  | { readonly type: 'repeated'; readonly verdict: Verdict; readonly resident: number; readonly cpu: number };

const BEAT_MS = 200;

class Full extends Error {}

const tell = (message: FromChild): Promise<void> =>
  new Promise((resolve) => process.send!(message, undefined, undefined, () => resolve()));

const order = JSON.parse(process.argv[2]!) as Order;
const { targets } = (await import(order.targets)) as { targets: readonly Target[] };
const target = targets.find(({ name }) => name === order.target)!;

if (order.does === 'repeat') {
  const input = readInput(order.input);
  const begun = process.cpuUsage();
  const run = target.run ?? ((given, folder) => judge(given, target.job, folder));
  const verdict = await run(input, path.join(order.work, 'run'));
  const { user, system } = process.cpuUsage(begun);
  const resident = process.resourceUsage().maxRSS * 1024;
  await tell({ type: 'repeated', verdict, resident, cpu: (user + system) / 1000 });
} else {
  let told = 0;
  const { restartAt, faults } = order;
  try {
    const progress = await fuzz({
      ...order,
      target,
      beat(now) {
        if (process.memoryUsage.rss() > restartAt) throw new Full();
        if (performance.now() - told < BEAT_MS) return;
        told = performance.now();
        void tell({ type: 'beat', progress: now });
      },
      fault(verdict, input) {
        const folder = path.join(faults, signatureOf(verdict));
        if (!existsSync(folder)) writeInput(folder, input);
      },
    });
    await tell({ type: 'end', progress });
  } catch (cause) {
    if (cause instanceof Full) await tell({ type: 'full' });
    else await tell({ type: 'broken', stack: String((cause as Error).stack ?? cause) });
  }
}
process.disconnect();
