/** Electron's own program, which its npm package downloads apart from itself, and which not every network gives. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);

/** Folder of the npm package, or null where it is not installed. */
function packageFolder(): string | null {
  try {
    return path.dirname(require.resolve('electron/package.json'));
  } catch {
    return null;
  }
}

/** Path of the program, or null where it is not there. It says itself where, in `path.txt`. */
export function electronBinary(folder: string | null = packageFolder()): string | null {
  if (folder === null) return null;
  try {
    const name = readFileSync(path.join(folder, 'path.txt'), 'utf8').trim();
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH || path.join(folder, 'dist');
    const binary = path.join(dist, name);
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/**
 * Lets the package download its program.
 * @returns its path, or null when that does not succeed in time.
 */
export async function downloadElectron(
  timeoutMs: number,
  folder: string | null = packageFolder(),
): Promise<string | null> {
  if (folder === null) return null;
  try {
    await promisify(execFile)(process.execPath, [path.join(folder, 'install.js')], {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
  } catch {
    return null;
  }
  return electronBinary(folder);
}
