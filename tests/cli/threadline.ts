/** Runs the command line from its source, as a process of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ENTRY = path.resolve(import.meta.dirname, '../../electron/cli/threadline.ts');
export const SAMPLES = path.resolve(import.meta.dirname, '../../../shared/data');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `temporary`: where the run keeps its scratch folders. */
export function threadline(args: readonly string[], temporary?: string): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    env: temporary === undefined ? process.env : environmentWith(temporary),
  });
  return { status, stdout, stderr };
}

export function startThreadline(args: readonly string[], temporary: string): ChildProcess {
  return spawn(process.execPath, [ENTRY, ...args], { stdio: 'pipe', env: environmentWith(temporary) });
}

function environmentWith(temporary: string): NodeJS.ProcessEnv {
  return { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
}

/** A folder for one test file's runs, and the function that removes it. */
export function workFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
