#!/usr/bin/env node
/**
 * The command line's entry. Readers need node:sqlite and more of Node 24, so an older Node hands over to
 * the one the project brings along before anything else is loaded.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST_NODE = 24;

/** The `node` package of the folders above this file, as `npm ci` puts it there. */
function projectNode(): string | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const binary = path.join(folder, 'node_modules', 'node', 'bin', name);
    if (existsSync(binary)) return binary;
    const above = path.dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
}

function runWith(binary: string): void {
  const child = spawn(binary, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`threadline: ${binary}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

if (Number(process.versions.node.split('.')[0]) >= LEAST_NODE) {
  const { main } = await import('./commands.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const binary = projectNode();
  if (binary) runWith(binary);
  else {
    process.stderr.write(
      `threadline: Node ${LEAST_NODE} or newer is needed, this is ${process.versions.node}; run npm ci in the project\n`,
    );
    process.exitCode = 1;
  }
}
