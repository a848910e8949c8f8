/**
 * `npm run demo`: the main job on the sample case, with no display needed. Imports it by the command line
 * and reports on it, imports one phone of it under a warrant, then opens the same in the preview host, walks
 * through the views, says what the phones do not agree on, and leaves the report, the messages and the
 * screenshots in a folder whose path it prints last.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launch } from './index.ts';
import { makeSamplePapers } from './sample-authority.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(PROJECT, 'dist/electron/threadline.mjs');
const SAMPLE = path.join(PROJECT, 'resources/sample-case');
const OUT = path.join(PROJECT, 'demo-output');

interface Manifest {
  readonly timeZone: string;
  readonly instant: string;
  readonly exhibits: readonly {
    readonly reference: string;
    readonly files: readonly string[];
    readonly keyFile?: string;
    readonly timeZone?: string;
  }[];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const manifest = JSON.parse(readFileSync(path.join(SAMPLE, 'case.json'), 'utf8')) as Manifest;

function threadline(...args: string[]): void {
  say(`$ threadline ${args.map((one) => path.relative(PROJECT, one) || one).join(' ')}`);
  execFileSync(process.execPath, [CLI, ...args], { stdio: 'inherit', cwd: PROJECT });
}

function commandLine(): void {
  const folder = path.join(OUT, 'import');
  const keyFile = manifest.exhibits.find((exhibit) => exhibit.keyFile)?.keyFile;
  const evidence = manifest.exhibits.flatMap(({ reference, files }) => [
    '--exhibit',
    reference,
    ...files.map((file) => path.join(SAMPLE, file)),
  ]);
  threadline(
    'import',
    ...evidence,
    ...(keyFile === undefined ? [] : ['--key', path.join(SAMPLE, keyFile)]),
    ...['--timezone', manifest.timeZone, '--media', '--out', folder],
  );
  threadline(
    'report',
    folder,
    ...[
      '--out',
      path.join(OUT, 'report.html'),
      '--timezone',
      manifest.timeZone,
      '--instant',
      manifest.instant,
    ],
  );
  threadline('report', folder, '--out', path.join(OUT, 'messages.jsonl'));
  threadline('verify', folder);
}

/** The first phone again, under the sample authority's warrant: three hours of it, one person's lawyer withheld. */
async function underWarrant(): Promise<void> {
  say('The same phone under a warrant for the hours before the instant:');
  const papers = await makeSamplePapers(path.join(OUT, 'authority'));
  const { evidence, exhibit, warrant, trust, release, identity, passphraseFile } = papers;
  const folder = path.join(OUT, 'under-warrant');
  threadline(
    'import',
    ...['--exhibit', exhibit, ...evidence],
    ...['--warrant', warrant, '--trust', trust, '--release', release],
    ...['--identity', identity, '--passphrase-file', passphraseFile, '--out', folder],
  );
  threadline('verify', folder);
}

/** Waits until all exhibits of the sample case are read in. */
async function importDone(page: Page): Promise<void> {
  const imports = page.getByRole('list', { name: 'Imports' }).getByRole('listitem');
  for (const { reference } of manifest.exhibits) {
    await imports.filter({ hasText: reference }).getByText('read in').waitFor({ timeout: 120_000 });
  }
}

async function theWindow(): Promise<void> {
  const shots = path.join(OUT, 'screenshots');
  mkdirSync(shots, { recursive: true });
  const profile = path.join(OUT, 'profile');
  const host = await launch({ profile, viewport: { width: 1440, height: 900 }, timeZone: manifest.timeZone });
  const { page } = host;
  let number = 0;
  const shot = async (name: string): Promise<void> => {
    const file = path.join(shots, `${String(++number).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path: file });
    say(`  ${path.relative(PROJECT, file)}`);
  };
  try {
    say('The same in the window:');
    await page.getByRole('button', { name: 'Open the sample case' }).waitFor();
    await shot('start');
    await page.getByRole('button', { name: 'Open the sample case' }).click();
    await importDone(page);
    await shot('overview');
    const view = async (name: string): Promise<void> => {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('main', { name }).waitFor();
    };
    const messages = page.getByRole('grid', { name: 'Messages' });
    await view('Timeline');
    await messages.getByText(`Instant ${manifest.instant.slice(0, 10)}`).waitFor();
    await shot('timeline-around-the-instant');
    await page.getByRole('button', { name: 'Last hour before' }).click();
    const last = messages.getByRole('row').filter({ hasText: "Don't wait for quarter to" }).first();
    await last.click();
    await page.keyboard.press('ControlOrMeta+i');
    await page.getByRole('complementary', { name: 'Provenance' }).getByText('msgstore.db').first().waitFor();
    await shot('last-hour-and-where-the-message-stands');
    await page.keyboard.press('ControlOrMeta+i');
    await last.dblclick();
    await page.getByRole('main', { name: 'Conversation' }).waitFor();
    await page.getByRole('article').filter({ hasText: "Don't wait for quarter to" }).first().waitFor();
    await shot('conversation');
    await view('Timeline');
    await page.getByRole('button', { name: 'Clear all' }).last().click();
    await view('Differences');
    const differences = page.getByRole('grid', { name: 'Differences' }).getByRole('row');
    await differences.filter({ hasText: 'They are on the bridge' }).waitFor();
    say('What the phones do not agree on:');
    for (const row of await differences.allInnerTexts()) say(`  ${row.replace(/\s+/g, ' ').trim()}`);
    await shot('differences');
    await view('Contacts');
    await page.getByLabel('Find a person or group').pressSequentially('Jonas Keller');
    await page
      .getByRole('option', { name: /^Jonas Keller \d+ messages/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Jonas Keller', level: 2 }).waitFor();
    // The layout settles.
    await page.waitForTimeout(2500);
    await shot('contacts');
    if (host.pageErrors.length > 0) throw new Error(`the window had errors:\n${host.pageErrors.join('\n')}`);
  } finally {
    await host.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
commandLine();
await underWarrant();
await theWindow();
say(`\nThe report, the messages and the screenshots are in ${OUT}`);
