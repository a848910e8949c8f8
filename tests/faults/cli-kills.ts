/** Kills `threadline import` again and again, and holds what it leaves against an import that was left alone. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { FILES } from '../../electron/reports/import-folder.ts';
import type { Chance } from '../fuzz/chance.ts';
import { writeTelegramExport, writeTextExport } from './evidence.ts';
import { descendants, gone, killAll } from './processes.ts';

const ENTRY = path.resolve(import.meta.dirname, '../../electron/cli/threadline.ts');
const PATIENCE_MS = 120_000;
/** What an import's folder has that is the same each time; the record and the log have times of the run. */
const SAME = [FILES.messages, FILES.chats, FILES.accounts];

export interface CliKill {
  /** ms. */
  readonly after: number;
  /** After which start. */
  readonly since: 'command' | 'intake';
  /** The command alone, with its intake process, or that process alone. */
  readonly who: 'command' | 'all' | 'intake';
}

export const chooseCliKill = (chance: Chance, took: number): CliKill => ({
  after: Math.round(chance.next() * took),
  since: 'command',
  who: chance.pick(['command', 'all', 'intake'] as const),
});

export const nameOfCliKill = ({ after, who }: CliKill): string =>
  `import: ${who === 'all' ? 'all of it' : `the ${who}`} after ${after} ms`;

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
  readonly wasKilled: boolean;
}

/** A bench of one folder: evidence, and the place that it is imported to again and again. */
export class CliKills {
  private readonly folder: string;
  private reference = '';
  /** ms that an import takes without a kill. */
  private took = 0;

  constructor(folder: string) {
    this.folder = folder;
    writeTextExport(this.within('phone'));
    writeTelegramExport(this.within('desktop'));
    mkdirSync(this.within('temporary'));
    mkdirSync(this.within('place'));
  }

  private within(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  private get out(): string {
    return this.within('place', 'out');
  }

  private start(args: readonly string[]): ChildProcess {
    const temporary = this.within('temporary');
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    return spawn(process.execPath, [ENTRY, ...args], { stdio: ['ignore', 'ignore', 'pipe'], env });
  }

  /** A command's intake process, once it has started one. */
  private async intakeOf(command: number, signal: AbortSignal): Promise<number[]> {
    for (;;) {
      const found = descendants(command);
      if (found.length > 0) return found;
      await pause(2, undefined, { signal });
    }
  }

  /** Runs a command to its end or its kill; all processes of it are gone when this returns. */
  private async run(args: readonly string[], kill?: CliKill): Promise<Ended> {
    const child = this.start(args);
    let stderr = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
    let wasKilled = false;
    let known: number[] = [];
    const killing = new AbortController();
    const killer = (async () => {
      const { signal } = killing;
      if (kill?.since === 'intake') await this.intakeOf(child.pid!, signal);
      await pause(kill?.after ?? PATIENCE_MS, undefined, { signal });
      known = kill?.who === 'intake' ? await this.intakeOf(child.pid!, signal) : descendants(child.pid!);
      killAll(
        kill?.who === 'intake' ? known : kill?.who === 'command' ? [child.pid!] : [child.pid!, ...known],
      );
      wasKilled = true;
    })().catch(() => undefined);
    const status = await exited;
    killing.abort();
    await killer;
    if (!kill) assert.equal(wasKilled, false, `no end after ${PATIENCE_MS / 1000} s`);
    assert.ok(await gone(known), 'the intake process ends when the command is gone');
    return { status, stderr, wasKilled };
  }

  private import(kill?: CliKill): Promise<Ended> {
    const exhibits = ['--exhibit', 'AB/1', this.within('phone'), '--exhibit', 'AB/2', this.within('desktop')];
    return this.run(['import', ...exhibits, '--media', '--out', this.out], kill);
  }

  /** What stands in the import's folder, as one hash. */
  private digest(): string {
    const hash = createHash('sha256');
    for (const name of SAME) hash.update(readFileSync(path.join(this.out, name)));
    const media = readdirSync(path.join(this.out, FILES.media), { recursive: true, encoding: 'utf8' });
    for (const name of media.sort()) hash.update(`${name}\n`);
    return hash.digest('hex');
  }

  /** What was left beside the import's folder, and of scratch folders. */
  private leftovers(): string[] {
    const beside = readdirSync(this.within('place')).filter((name) => name !== 'out');
    return [...beside, ...readdirSync(this.within('temporary'))];
  }

  /** The folder is there, verifies, and is that of an import that was left alone. */
  private async checkWhole(): Promise<void> {
    const { status, stderr } = await this.run(['verify', this.out]);
    assert.equal(status, 0, stderr);
    assert.equal(this.digest(), this.reference, 'it is as if it had never been killed');
  }

  private remove(): void {
    rmSync(this.out, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Imports once without a kill, and keeps what comes of it. @returns ms that it took. */
  async refer(): Promise<number> {
    const begun = performance.now();
    const { status, stderr } = await this.import();
    this.took = performance.now() - begun;
    assert.equal(status, 0, stderr);
    this.reference = this.digest();
    await this.checkWhole();
    assert.deepEqual(this.leftovers(), []);
    this.remove();
    return this.took;
  }

  /** A report and a Parquet dataset, each killed once it is begun and then made: the kill leaves nothing. */
  async killedReports(): Promise<void> {
    assert.equal((await this.import()).status, 0);
    for (const args of [
      ['report', this.out, '--out', this.within('place', 'report.jsonl')],
      ['export', this.out, '--parquet', this.within('place', 'dataset')],
    ]) {
      const child = this.start(args);
      const exited = new Promise((resolve) => child.once('close', resolve));
      while (this.leftovers().length === 0 && child.exitCode === null) await pause(2);
      killAll([child.pid!]);
      await exited;
      assert.match(this.leftovers().join(), /^\..*\.partial-/, 'it was killed while it was writing');
      const { status, stderr } = await this.run(args);
      assert.equal(status, 0, stderr);
      assert.deepEqual(this.leftovers(), [path.basename(args.at(-1)!)]);
      rmSync(args.at(-1)!, { recursive: true });
    }
    await this.checkWhole();
    this.remove();
  }

  /** One import with a kill, and one after it where nothing came of it. @returns whether the kill came. */
  async once(kill: CliKill): Promise<boolean> {
    const { status, stderr, wasKilled } = await this.import(kill);
    if (existsSync(this.out)) await this.checkWhole();
    else {
      assert.ok(wasKilled, stderr);
      if (kill.who === 'intake') {
        assert.equal(status, 1);
        assert.match(
          stderr,
          /^threadline: (phone|desktop): the intake process ended early \(signal SIGKILL\)$/m,
        );
        assert.deepEqual(this.leftovers(), [], 'what it had begun is removed');
      }
      const again = await this.import();
      assert.equal(again.status, 0, again.stderr);
      await this.checkWhole();
      assert.deepEqual(this.leftovers(), [], 'what the killed one had left is removed');
    }
    this.remove();
    return wasKilled;
  }
}
