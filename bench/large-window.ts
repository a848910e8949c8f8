/**
 * A sealed case of made phones in the preview host, filled by the product's own import (main process, case port,
 * store, search structures) from made-intake.ts. Filled once: it stays in the folder for temporary files, by
 * what is in it.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SEGMENT_VERSION } from '../shared/segment/index.ts';
import { type Host, launch } from '../tests/host/index.ts';
import type { MadeEvidence } from './made-intake.ts';
import { exhibitOf, MADE_PHONE_VERSION } from './made-phone.ts';

const PASSPHRASE = 'five plain words in line';
const REFERENCE = 'OP HORIZON';
const DIST = path.join(import.meta.dirname, '../dist');
/** Of the store's records; see renderer/case-store/seal.ts, which is the page's. */
const { STORE_VERSION } = (await import(new URL('../renderer/case-store/seal.ts', import.meta.url).href)) as {
  STORE_VERSION: number;
};
const { windowTap } = (await import(
  new URL('../renderer/app/testing/window-tap.ts', import.meta.url).href
)) as { windowTap: () => void };

export interface LargeCase {
  readonly messages: number;
  readonly profile: string;
  readonly bundle: string;
}

/** ms after the passphrase was given; see renderer/app/testing/window-tap.ts. */
export interface OpeningTimes {
  readonly unlocked: number;
  readonly screen: number;
  readonly filters: number;
}

export interface LargeWindow {
  readonly host: Host;
  readonly times: OpeningTimes;
  ask<T>(method: string, ...args: readonly unknown[]): Promise<{ readonly ms: number; readonly value: T }>;
}

/** The product as built, with another intake. */
function bundleWithMadeIntake(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  cpSync(DIST, folder, { recursive: true });
  const intake = pathToFileURL(path.join(import.meta.dirname, 'made-intake.ts')).href;
  writeFileSync(path.join(folder, 'electron', 'intake.mjs'), `import ${JSON.stringify(intake)};\n`);
  return folder;
}

const tapped = async (host: Host): Promise<void> => void (await host.page.evaluate(`(${windowTap})()`));

async function ask<T>(
  host: Host,
  method: string,
  args: readonly unknown[],
): Promise<{ ms: number; value: T }> {
  const given = [method, ...args].map((one) => JSON.stringify(one)).join(', ');
  return host.page.evaluate(`windowTap.ask(${given})`);
}

async function fill(host: Host, evidence: string, phones: number, messages: number): Promise<void> {
  const { page } = host;
  await tapped(host);
  await page.getByText('No warrant', { exact: true }).click();
  await page.getByText('Another ground').click();
  await page.getByLabel('Which ground, and where it is recorded').fill('Made up for a measurement');
  await page.getByLabel('Reference').fill(REFERENCE);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase again').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Create the case' }).click();
  await page.getByText('This case has no exhibits yet.').waitFor();
  for (let phone = 1; phone <= phones; phone++) {
    const file = path.join(evidence, `phone-${phone}.json`);
    const share = Math.floor(messages / phones) + (phone <= messages % phones ? 1 : 0);
    writeFileSync(file, JSON.stringify({ phone, messages: share } satisfies MadeEvidence));
    const request = JSON.stringify({ exhibit: exhibitOf(phone), paths: [file] });
    await page.evaluate(`window.imported = new Promise((resolve, reject) => {
      window.threadline.on('intake.done', resolve);
      window.threadline.on('intake.failed', ({ error }) => reject(new Error(error.message)));
    }); window.threadline.call('intake.start', ${request})`);
    await page.evaluate('window.imported.then(() => undefined)');
    process.stderr.write(`  ${exhibitOf(phone)} is in\n`);
  }
  for (;;) {
    const { value } = await ask<{ unindexed: number }>(host, 'summary', []);
    if (value.unindexed === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

/** @param phones exhibits, among which the messages are shared out. */
export async function largeCase(phones: number, messages: number): Promise<LargeCase> {
  const what = `${MADE_PHONE_VERSION}.${SEGMENT_VERSION}.${STORE_VERSION}-${phones}-${messages}`;
  const folder = path.join(tmpdir(), `threadline-scale-${what}`);
  const filled = path.join(folder, 'filled');
  const profile = path.join(folder, 'profile');
  const bundle = bundleWithMadeIntake(path.join(folder, 'bundle'));
  if (!existsSync(filled)) {
    rmSync(profile, { recursive: true, force: true });
    mkdirSync(profile, { recursive: true });
    const host = await launch({ profile, bundle, timeZone: 'Europe/London' });
    try {
      await fill(host, folder, phones, messages);
    } finally {
      await host.close();
    }
    writeFileSync(filled, '');
  }
  return { messages, profile, bundle };
}

/** Starts the product anew and opens the case. */
export async function openLarge({ profile, bundle, messages }: LargeCase): Promise<LargeWindow> {
  const host = await launch({ profile, bundle, timeZone: 'Europe/London' });
  await tapped(host);
  await host.page
    .getByRole('button', { name: new RegExp(REFERENCE) })
    .first()
    .click();
  await host.page.locator('#case-passphrase').waitFor();
  const shown = messages.toLocaleString('en-GB');
  const times = await host.page.evaluate<OpeningTimes>(
    `windowTap.openCase(${JSON.stringify(PASSPHRASE)}, ${JSON.stringify(shown)})`,
  );
  return { host, times, ask: (method, ...args) => ask(host, method, args) };
}

/** Bytes of everything that the browser keeps of the case, and the case folder's. */
export function bytesOnDisk({ profile }: LargeCase): number {
  const sum = (folder: string): number =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .reduce((bytes, { parentPath, name }) => bytes + statSync(path.join(parentPath, name)).size, 0);
  return sum(path.join(profile, 'browser', 'Default', 'IndexedDB')) + sum(path.join(profile, 'documents'));
}
