/**
 * `npm start`: the built product in a window: in Electron where its program is there or can be had, else
 * in the preview host's, where there is a browser to show it.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { hasDisplay, installedBrowser } from './chromium.ts';
import { downloadElectron, electronBinary } from './electron-binary.ts';
import { launch } from './index.ts';
import { previewFolder } from './user-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DOWNLOAD_MS = 60_000;
/** A program that ends with an error within this time has not started. */
const STARTED_MS = 5000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** @returns its exit code, or null when it has not come to a window. */
async function runElectron(binary: string): Promise<number | null> {
  const began = Date.now();
  const child = spawn(binary, [ROOT], { stdio: 'inherit' });
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
  return code !== 0 && Date.now() - began < STARTED_MS ? null : code;
}

async function runPreview(): Promise<void> {
  const profile = previewFolder();
  const host = await launch({ profile, headed: true });
  say(`Threadline runs in the preview host; what you store is in ${profile}`);
  await host.gone;
}

async function start(): Promise<number> {
  if (!hasDisplay()) {
    say(
      'npm start needs a display: run it in a desktop session (DISPLAY or WAYLAND_DISPLAY is not set). The command line does without: npx threadline --help',
    );
    return 1;
  }
  let binary = electronBinary();
  if (binary === null) {
    say('Electron’s program is not there yet: downloading it, for at most a minute…');
    binary = await downloadElectron(DOWNLOAD_MS);
  }
  if (binary !== null) {
    const code = await runElectron(binary);
    if (code !== null) return code;
  }
  const why = binary === null ? 'Electron’s program could not be downloaded' : 'Electron did not start';
  if (installedBrowser() === null) {
    say(
      `${why}, and there is no browser for the preview host: run “npx install-electron” where the network allows it, or install Chrome, Edge or Chromium (THREADLINE_BROWSER may name its path).`,
    );
    return 1;
  }
  say(`${why}: going on in the preview host.`);
  await runPreview();
  return 0;
}

process.exitCode = await start();
