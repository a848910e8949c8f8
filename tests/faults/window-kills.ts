/** Kills a workbench again and again, and holds what is found at each next opening against what was done. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../fuzz/chance.ts';
import { writeTelegramExport, writeTextExport } from './evidence.ts';
import { descendants, gone, killAll } from './processes.ts';
import { STEPS } from './steps.ts';
import type { Ends, Found, FromWorkbench, Order, Point } from './workbench.ts';

const PATIENCE_MS = 240_000;

/** What the case is to hold once all is done. */
export interface Reference {
  readonly exhibits: Found['exhibits'];
  readonly attachments: number;
  /** ms that all of it takes without a kill. */
  readonly took: number;
}

export type Kill =
  | { readonly kind: 'time'; readonly after: number; readonly ends: Exclude<Ends, 'intake'> }
  | { readonly kind: 'point'; readonly point: Point; readonly ends: Ends };

/** Moments between which it matters what is on the disk already. */
export const POINTS: readonly Point[] = [
  { at: 'to-store', type: 'job-begin', after: 0, when: 'behind' },
  { at: 'to-store', type: 'segment', after: 1, when: 'before' },
  { at: 'from-store', type: 'segment-stored', after: 0, when: 'before' },
  { at: 'from-store', type: 'segment-stored', after: 3, when: 'behind' },
  { at: 'log', type: 'evidence-hashed', after: 0, when: 'behind' },
  { at: 'log', type: 'exhibit-imported', after: 0, when: 'before' },
  { at: 'log', type: 'exhibit-imported', after: 0, when: 'behind' },
  { at: 'to-store', type: 'job-commit', after: 0, when: 'before' },
  { at: 'to-store', type: 'job-commit', after: 0, when: 'behind' },
  { at: 'from-store', type: 'job-committed', after: 0, when: 'before' },
  { at: 'from-store', type: 'job-committed', after: 0, when: 'behind' },
  { at: 'log', type: 'person-decided', after: 0, when: 'behind' },
  { at: 'log', type: 'filter-saved', after: 0, when: 'behind' },
  { at: 'log', type: 'import-interrupted', after: 0, when: 'behind' },
  { at: 'log', type: 'case-closed', after: 0, when: 'before' },
  { at: 'log', type: 'case-closed', after: 0, when: 'behind' },
];

/** While an intake runs. */
const INTAKE_POINTS: readonly Point[] = [
  { at: 'to-store', type: 'job-begin', after: 0, when: 'behind' },
  { at: 'to-store', type: 'segment', after: 0, when: 'before' },
  { at: 'from-store', type: 'segment-stored', after: 0, when: 'behind' },
];

export function chooseKill(chance: Chance, took: number): Kill {
  if (chance.oneIn(4)) {
    const point = chance.pick(INTAKE_POINTS);
    const after = chance.below(point.type === 'job-begin' ? 3 : 12);
    return { kind: 'point', point: { ...point, after }, ends: 'intake' };
  }
  const ends = chance.oneIn(2) ? 'everything' : 'alone';
  if (chance.oneIn(2)) return { kind: 'time', after: Math.round(chance.next() * took), ends };
  const point = chance.pick(POINTS);
  return { kind: 'point', point: { ...point, after: point.after + chance.below(3) }, ends };
}

const ENDS: Readonly<Record<Ends, string>> = {
  alone: 'alone',
  everything: 'with the browser',
  intake: 'the intake only',
};

export const nameOf = (kill: Kill): string =>
  `${kill.kind === 'time' ? `after ${kill.after} ms` : `${kill.point.when} ${kill.point.at} ${kill.point.type} ${kill.point.after}`}, ${ENDS[kill.ends]}`;

export interface Ended {
  /** What was found at the opening; absent where it was killed before, null where the case was new. */
  readonly found?: Found | null;
  readonly done: readonly string[];
  /** What was found after the end of the intake had cut an import off, and what had been done by then. */
  readonly cutOff?: { readonly found: Found; readonly done: readonly string[] };
  readonly wasKilled: boolean;
  readonly intakeWasKilled: boolean;
  readonly took: number;
}

/** One session of a workbench, to its end or its kill. @throws Error when it fails by itself. */
async function session(order: Omit<Order, 'ends' | 'point'>, kill: Kill | null): Promise<Ended> {
  const whole: Order = {
    ...order,
    ends: kill?.ends ?? 'alone',
    ...(kill?.kind === 'point' ? { point: kill.point } : {}),
  };
  const begun = performance.now();
  const child: ChildProcess = fork(path.join(import.meta.dirname, 'workbench.ts'), [JSON.stringify(whole)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const done: string[] = [];
  let found: Found | null | undefined;
  let cutOff: Ended['cutOff'];
  let intakeWasKilled = false;
  let failure: string | undefined;
  let known: number[] = [];
  child.on('message', (message: FromWorkbench) => {
    if (message.type === 'did') done.push(message.step);
    else if (message.type === 'intake-killed') intakeWasKilled = true;
    else if (message.type === 'found' && found === undefined) found = message.found;
    else if (message.type === 'found') cutOff = { found: message.found!, done: [...done] };
    else failure ??= message.why;
  });
  const exited = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal));
  });
  const watching = new AbortController();
  const watch = (async () => {
    while (!watching.signal.aborted) {
      const now = descendants(child.pid!);
      if (now.length > 0) known = now;
      await pause(100, undefined, { signal: watching.signal }).catch(() => undefined);
    }
  })();
  const timer = setTimeout(
    () => {
      if (kill?.kind !== 'time') failure ??= `no end after ${PATIENCE_MS / 1000} s`;
      const others = descendants(child.pid!);
      killAll([child.pid!, ...(kill?.ends === 'everything' || failure ? others : [])]);
    },
    kill?.kind === 'time' ? kill.after : PATIENCE_MS,
  );
  const signal = await exited;
  clearTimeout(timer);
  watching.abort();
  await watch;
  await gone(known);
  if (failure !== undefined && signal === null) throw new Error(failure);
  if (failure?.startsWith('no end')) throw new Error(failure);
  return {
    ...(found === undefined ? {} : { found }),
    done,
    ...(cutOff ? { cutOff } : {}),
    wasKilled: signal !== null,
    intakeWasKilled,
    took: performance.now() - begun,
  };
}

/** Held against what was found: all that counted is there, and the rest whole or not at all. */
function check(found: Found, done: readonly string[], reference: Reference): void {
  const { exhibits, logged, decisions, annotations } = found;
  assert.deepEqual(found.damage, []);
  assert.deepEqual(found.leftovers, []);
  for (const exhibit of exhibits) {
    assert.deepEqual(
      exhibit,
      reference.exhibits.find((one) => one.exhibit === exhibit.exhibit),
      'an exhibit is whole',
    );
  }
  const there = exhibits.map(({ exhibit }) => exhibit);
  assert.deepEqual(logged, there, 'the log counts the imports that the store has, and no others');
  assert.equal(found.jobs, there.length, 'nothing of another import is in the store');
  assert.equal(found.attachments, there.includes('AB/1') ? reference.attachments : 0);
  for (const { name, does } of STEPS) {
    if (!done.includes(name)) continue;
    const holds =
      does.kind === 'import'
        ? there.includes(does.exhibit)
        : does.kind === 'decide'
          ? decisions.includes(name)
          : annotations.includes(name);
    assert.ok(holds, `“${name}” was done and is gone`);
  }
  // Each once, also when a kill came between the store and its answer.
  assert.equal(new Set(decisions).size, decisions.length);
}

/** Steps that need not be done again: those that were told of, and those that were found to hold. */
function known(found: Found, done: readonly string[]): string[] {
  const names = STEPS.filter(({ name, does }) => {
    if (done.includes(name)) return true;
    if (does.kind === 'decide') return found.decisions.includes(name);
    if (does.kind === 'annotate') return found.annotations.includes(name);
    return name === does.exhibit && found.logged.includes(name);
  });
  return names.map(({ name }) => name);
}

/** A bench of one folder: evidence, and the cases that are made in it one after another. */
export class WindowKills {
  private readonly site: string;
  private readonly folder: string;
  private reference: Reference | undefined;
  private done: string[] = [];

  constructor(site: string, folder: string) {
    this.site = site;
    this.folder = folder;
  }

  private renew(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
    mkdirSync(this.folder, { recursive: true });
    writeTextExport(path.join(this.folder, 'phone'));
    writeTelegramExport(path.join(this.folder, 'desktop'));
    this.done = [];
  }

  private run(kill: Kill | null): Promise<Ended> {
    return session({ site: this.site, folder: this.folder, done: this.done }, kill);
  }

  /** Does all of the work once without a kill, opens the case once more, and keeps what it holds. */
  async refer(): Promise<Reference> {
    this.renew();
    const { done, took } = await this.run(null);
    this.done = [...done];
    const { found } = await this.run(null);
    assert.ok(found);
    const { exhibits, attachments } = found;
    this.reference = { exhibits, attachments, took };
    check(found, done, this.reference);
    assert.deepEqual(
      exhibits.map(({ exhibit }) => exhibit),
      ['AB/1', 'AB/2'],
    );
    assert.ok(attachments > 0);
    this.renew();
    return this.reference;
  }

  /** One session with a kill; what it found at its opening is checked. @returns whether the kill came. */
  async once(kill: Kill): Promise<boolean> {
    const ended = await this.run(kill);
    if (ended.found) {
      check(ended.found, this.done, this.reference!);
      this.done = known(ended.found, this.done);
    }
    if (ended.cutOff) check(ended.cutOff.found, [...this.done, ...ended.cutOff.done], this.reference!);
    this.done.push(...ended.done);
    if (ended.intakeWasKilled) await this.finish();
    else if (!ended.wasKilled) this.renew();
    return ended.wasKilled || ended.intakeWasKilled;
  }

  /** Opens what the last kill left, and does the rest: in the end all is as if none had been. */
  async finish(): Promise<Found> {
    const ended = await this.run(null);
    if (ended.found) check(ended.found, this.done, this.reference!);
    this.done = [...this.done, ...ended.done];
    const { found } = await this.run(null);
    assert.ok(found);
    check(found, this.done, this.reference!);
    assert.deepEqual(found.exhibits, this.reference!.exhibits);
    this.renew();
    return found;
  }
}
