/**
 * A workbench to be killed: the real case folder, log, attachments and intake process, and the real store in
 * a real browser, without the screens. Started by window-kills.ts with an order as its argument; does what is
 * left to do of a fixed piece of work and tells of each step once it counts.
 */
import { EventEmitter } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Cases } from '../../electron/cases/cases.ts';
import { LogHeads } from '../../electron/cases/log-heads.ts';
import { RecentCases } from '../../electron/cases/recent-cases.ts';
import type { CasePort } from '../../electron/cases/store-link.ts';
import { launchNode } from '../../electron/intake/launch-node.ts';
import { LEAST_COST } from '../../electron/keys/passphrase.ts';
import { WorkstationIdentity } from '../../electron/keys/workstation.ts';
import { fromText, type Held, toText } from '../../renderer/case-store/testing/relay-text.ts';
import type { ToStore } from '../../shared/contract/case-port.ts';
import type { EventName, Events } from '../../shared/contract/index.ts';
import { launchPage, type OpenPage } from '../e2e/store-browser.ts';
import { descendants, killAll, runningFile } from './processes.ts';
import { STEPS, type Step } from './steps.ts';

/** Where a workbench ends itself. */
export interface Point {
  /** What passes over the case port, to the store or from it, or an entry of the log. */
  readonly at: 'to-store' | 'from-store' | 'log';
  /** Of the message, or the entry's action. */
  readonly type: string;
  /** How many of these pass before. */
  readonly after: number;
  readonly when: 'before' | 'behind';
}

export interface Order {
  readonly site: string;
  /** Holds the browser's profile, the user's data, the cases and the evidence. */
  readonly folder: string;
  readonly done: readonly string[];
  readonly point?: Point;
  /** What is killed there. */
  readonly ends: Ends;
}

/**
 * What ends: the workbench by itself; it with the browser and the intake, as when the power goes; or the
 * intake process alone, and the workbench goes on.
 */
export type Ends = 'alone' | 'everything' | 'intake';

/** What the case is found to hold when it is opened. */
export interface Found extends Held {
  /** Exhibits of imports that the log counts. */
  readonly logged: readonly string[];
  /** Log entries of imports that were cut off. */
  readonly interrupted: number;
  readonly attachments: number;
  /** Left of jobs that were cut off. */
  readonly leftovers: readonly string[];
  /** Records of imports in the store. */
  readonly jobs: number;
}

export type FromWorkbench =
  /** At the opening, and after an import that its intake's end cut off. */
  | { readonly type: 'found'; readonly found: Found | null }
  | { readonly type: 'intake-killed' }
  | { readonly type: 'did'; readonly step: string }
  | { readonly type: 'failed'; readonly why: string };

const PASSPHRASE = 'five plain words in line';

const order = JSON.parse(process.argv[2]!) as Order;
const within = (name: string): string => path.join(order.folder, name);
const tell = (message: FromWorkbench): Promise<void> =>
  new Promise((resolve) => process.send!(message, undefined, undefined, () => resolve()));

let intakeKilled = false;
let left = order.point?.after ?? Number.POSITIVE_INFINITY;
function passes(at: Point['at'], type: string, when: Point['when']): void {
  const { point } = order;
  if (!point || point.at !== at || point.type !== type || point.when !== when || left-- > 0) return;
  if (order.ends === 'intake') {
    left = Number.POSITIVE_INFINITY;
    const intake = runningFile(descendants(process.pid), '/intake/process.ts');
    if (intake.length === 0) return;
    killAll(intake);
    intakeKilled = true;
    void tell({ type: 'intake-killed' });
    return;
  }
  if (order.ends === 'everything') killAll(descendants(process.pid));
  process.kill(process.pid, 'SIGKILL');
}

/** The main process's end of the case port. */
class RelayedPort extends EventEmitter implements CasePort {
  private line: Promise<unknown>;
  private readonly page: OpenPage;

  constructor(page: OpenPage, caseId: string) {
    super();
    this.page = page;
    this.line = page.evaluate(`storePage.port(${JSON.stringify(caseId)}, 'Europe/London')`);
  }

  postMessage(message: ToStore): void {
    // As text at once: the key is wiped when this returns.
    const text = toText(message);
    this.line = this.line.then(async () => {
      passes('to-store', message.type, 'before');
      await this.page.evaluate(`storePage.fromMain(${JSON.stringify(text)})`);
      passes('to-store', message.type, 'behind');
    });
    this.line.catch(() => this.emit('close'));
  }

  hear(text: string): void {
    const message = fromText(text) as { type: string };
    passes('from-store', message.type, 'before');
    this.emit('message', { data: message });
    passes('from-store', message.type, 'behind');
  }

  start(): void {}
  close(): void {}
}

const page = await launchPage(order.site, within('profile'));
let port: RelayedPort | undefined;
await page.expose('toMain', (text) => port?.hear(text));

const ended = new Map<string, PromiseWithResolvers<void>>();
const endOf = (job: string): PromiseWithResolvers<void> => {
  const known = ended.get(job) ?? Promise.withResolvers<void>();
  ended.set(job, known);
  return known;
};
const userData = within('user-data');
const cases = new Cases({
  casesFolder: within('cases'),
  software: 'threadline faults',
  cost: LEAST_COST,
  launch: launchNode,
  recent: new RecentCases(userData),
  heads: new LogHeads(userData),
  identity: new WorkstationIdentity(userData, LEAST_COST),
  offerPort(caseId) {
    port = new RelayedPort(page, caseId);
    return port;
  },
  emit<Name extends EventName>(name: Name, event: Events[Name]) {
    if (name === 'intake.done') endOf((event as Events['intake.done']).job).resolve();
    if (name !== 'intake.failed') return;
    const { job, error } = event as Events['intake.failed'];
    const failed = endOf(job);
    failed.promise.catch(() => undefined);
    failed.reject(new Error(error.message));
  },
  report(cause) {
    if (intakeKilled) return;
    void tell({ type: 'failed', why: String((cause as Error)?.stack ?? cause) });
  },
});

/** The case's folder; none before it was made. */
const caseFolder = (): string | undefined => {
  const names = existsSync(within('cases')) ? readdirSync(within('cases')) : [];
  const made = names.find((name) => existsSync(path.join(within('cases'), name, 'case.json')));
  return made && path.join(within('cases'), made);
};

function watchLog(): void {
  const { log } = cases.working.opened;
  const append = log.append.bind(log);
  log.append = async (entry) => {
    passes('log', entry.action, 'before');
    const seq = await append(entry);
    passes('log', entry.action, 'behind');
    return seq;
  };
}

async function found(folder: string): Promise<Found> {
  const { opened, jobs, store } = cases.working;
  await store!.ready;
  await jobs!.inTurn(async () => undefined);
  const held = await page.evaluate<Held>('storePage.held()');
  // The store removes the records of jobs that were cut off after it has heard that they were noted.
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 50))');
  const records = await page.evaluate<number>(
    `(async () => { const db = await new storePage.Dexie('threadline-case-${opened.id}').open();
      const count = await db.table('jobs').count(); db.close(); return count; })()`,
  );
  const files = readdirSync(path.join(folder, 'attachments'), { recursive: true, withFileTypes: true });
  const { entries } = opened.log.now;
  const all = await opened.log.entries(0, entries);
  return {
    ...held,
    logged: opened.log.facts.imports.map(({ exhibit }) => exhibit).sort(),
    interrupted: all.filter(({ action }) => action === 'import-interrupted').length,
    attachments: files.filter((entry) => entry.isFile()).length,
    leftovers: [...files, ...readdirSync(folder, { withFileTypes: true })]
      .map(({ name }) => name)
      .filter((name) => /^incoming-|^\./.test(name)),
    jobs: records,
  };
}

async function take({ does, name }: Step): Promise<void> {
  const { opened } = cases.working;
  if (does.kind === 'import') {
    const { exhibit, evidence } = does;
    const { job } = cases.startIntake({ exhibit, paths: [within(evidence)], timeZone: 'Europe/London' });
    await endOf(job).promise;
    return;
  }
  // As the window does it: the log has it before the store.
  const action = does.kind === 'decide' ? 'person-decided' : 'filter-saved';
  await opened.log.append({ actor: 'test', action, subjects: [{ name }] });
  const call = does.kind === 'decide' ? 'decideOn' : 'annotateOn';
  await page.evaluate(`storePage.${call}(${JSON.stringify(does.entry)})`);
}

/** Does a step; one that the end of its intake cut off must say so and leave nothing, and is done again. */
async function takeWhole(step: Step): Promise<void> {
  try {
    await take(step);
  } catch (cause) {
    if (!intakeKilled || !/the intake process ended early/.test(String(cause))) throw cause;
    intakeKilled = false;
    await tell({ type: 'found', found: await found(caseFolder()!) });
    await take(step);
  }
}

try {
  const folder = caseFolder();
  if (folder) {
    await cases.open(folder, PASSPHRASE);
    watchLog();
    await tell({ type: 'found', found: await found(folder) });
  } else {
    const basis = { kind: 'without-warrant', ground: 'consent', text: 'made up' } as const;
    await cases.create({ reference: 'FAULTS', timeZone: 'Europe/London', passphrase: PASSPHRASE, basis });
    watchLog();
    await tell({ type: 'found', found: null });
  }
  for (const step of STEPS) {
    if (order.done.includes(step.name)) continue;
    await takeWhole(step);
    await tell({ type: 'did', step: step.name });
  }
  await page.evaluate('storePage.endRelayed()');
  await cases.close('the work is done');
  await tell({ type: 'did', step: 'close' });
  await page.close();
} catch (cause) {
  await tell({ type: 'failed', why: String((cause as Error).stack ?? cause) });
}
process.exit(0);
