/**
 * The browser that the preview host drives: the one that npm ships (headless, no system package needed),
 * or, for a visible window, a Chrome, Edge or Chromium of this machine.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

export interface Browser {
  readonly executablePath: string;
  readonly headless: boolean;
  /** Whether Chromium's own sandbox is on. */
  readonly sandbox: boolean;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

// Sigma draws by WebGL, which without a graphics card is SwiftShader.
const SOFTWARE_GL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
// Chromium refuses its own sandbox to root, and needs user namespaces that containers seldom give.
const NO_SANDBOX = ['--no-sandbox', '--disable-dev-shm-usage'];

/**
 * Unpacks the browser of `@sparticuz/chromium` once for this machine. Several test processes may start
 * at once: each unpacks into a folder of its own, and the first to be done puts it in place whole.
 */
async function unpack(): Promise<string> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const { version } = require(path.join(path.dirname(entry), '..', 'package.json')) as { version: string };
  const folder = path.join(tmpdir(), `threadline-chromium-${version}-${process.getuid?.() ?? 'user'}`);
  if (existsSync(path.join(folder, 'chromium'))) return folder;
  const staging = await mkdtemp(`${folder}-`);
  // It unpacks into the folder for temporary files, and its libraries where it believes to be on Lambda.
  const code = `const { default: chromium } = await import(${JSON.stringify(pathToFileURL(entry).href)});
    await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    env: {
      ...process.env,
      TMPDIR: staging,
      TEMP: staging,
      TMP: staging,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    },
  });
  try {
    await rename(staging, folder);
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    if (!existsSync(path.join(folder, 'chromium'))) throw cause;
  }
  return folder;
}

/** Whether the machine lacks libraries that the browser needs; the package brings its own for that. */
async function lacksLibraries(executable: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ldd', [executable]);
    return stdout.includes('not found');
  } catch {
    return false;
  }
}

async function shippedBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') {
    throw new Error(
      'the browser from npm runs on Linux only: install Chrome, Edge or Chromium, or set THREADLINE_BROWSER to its path',
    );
  }
  const folder = await unpack();
  const executablePath = path.join(folder, 'chromium');
  const own = path.join(folder, 'al2023', 'lib');
  const inherited = process.env.LD_LIBRARY_PATH;
  return {
    executablePath,
    headless: true,
    sandbox: false,
    args: [...NO_SANDBOX, ...SOFTWARE_GL],
    env: {
      ...process.env,
      ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(folder, 'fonts') }),
      ...((await lacksLibraries(executablePath))
        ? { LD_LIBRARY_PATH: inherited ? `${own}:${inherited}` : own }
        : {}),
    },
  };
}

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
];

function places(): string[] {
  const { env, platform } = process;
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    );
    return roots.flatMap((root) => [
      path.join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      path.join(root, 'Chromium', 'Application', 'chrome.exe'),
    ]);
  }
  if (platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
}

/** A browser of this machine, or null: THREADLINE_BROWSER where set, else the first in the usual places. */
export function installedBrowser(): string | null {
  const given = process.env.THREADLINE_BROWSER;
  if (given !== undefined && given !== '') return given;
  return places().find((place) => existsSync(place)) ?? null;
}

/** Whether windows can be shown here. */
export function hasDisplay(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * @param headed a visible window; needs a display and an installed browser.
 * @throws Error, for people, when there is no browser that will do.
 */
export async function findBrowser(headed: boolean): Promise<Browser> {
  const installed = installedBrowser();
  if (!headed && process.platform === 'linux' && !process.env.THREADLINE_BROWSER) return shippedBrowser();
  if (installed === null) {
    if (headed)
      throw new Error('a visible window needs an installed Chrome, Edge or Chromium; none was found');
    return shippedBrowser();
  }
  // A user's own browser keeps its sandbox; root cannot have it.
  const sandbox = headed && process.getuid?.() !== 0;
  return {
    executablePath: installed,
    headless: !headed,
    sandbox,
    args: [...(process.platform === 'linux' && !sandbox ? NO_SANDBOX : []), ...(headed ? [] : SOFTWARE_GL)],
    env: process.env,
  };
}
