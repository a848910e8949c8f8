/**
 * `npm run demo`: the main job on the sample case, with no display needed. Imports it by the command line
 * and reports on it, imports one phone of it under a warrant, then does both in the preview host, walks
 * through the views, says what the phones do not agree on, and leaves the report, the messages and the
 * screenshots in a folder whose path it prints last.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type Host, launch } from './index.ts';
import {
  makeSamplePapers,
  REVIEWER_PASSPHRASE,
  SAMPLE_EVIDENCE,
  type SamplePapers,
  writeRelease,
} from './sample-authority.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(PROJECT, 'dist/electron/threadline.mjs');
const SAMPLE = path.join(PROJECT, 'resources/sample-case');
const OUT = path.join(PROJECT, 'demo-output');
/** Passphrases of the workstation's identity and of the case under the warrant. */
const ROOM = 'five plain words for nine';
const CASE = 'five plain words in line';

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
async function underWarrant(): Promise<SamplePapers> {
  say('The same phone under a warrant for the hours before the instant:');
  const papers = await makeSamplePapers(path.join(OUT, 'authority'));
  const { exhibit, warrant, trust, release, identity, passphraseFile } = papers;
  const folder = path.join(OUT, 'under-warrant');
  threadline(
    'import',
    ...['--exhibit', exhibit, ...SAMPLE_EVIDENCE],
    ...['--warrant', warrant, '--trust', trust, '--release', release],
    ...['--identity', identity, '--passphrase-file', passphraseFile, '--out', folder],
  );
  threadline('verify', folder);
  threadline('review', folder);
  threadline('report', folder, '--out', path.join(OUT, 'report-under-warrant.html'));
  return papers;
}

/** Waits until all exhibits of the sample case are read in. */
async function importDone(page: Page): Promise<void> {
  const imports = page.getByRole('list', { name: 'Imports' }).getByRole('listitem');
  for (const { reference } of manifest.exhibits) {
    await imports.filter({ hasText: reference }).getByText('read in').waitFor({ timeout: 120_000 });
  }
}

/** Takes the screenshots, numbered over all windows. */
class Screenshots {
  private readonly folder = path.join(OUT, 'screenshots');
  private number = 0;

  constructor() {
    mkdirSync(this.folder, { recursive: true });
  }

  async take(page: Page, name: string): Promise<void> {
    const file = path.join(this.folder, `${String(++this.number).padStart(2, '0')}-${name}.png`);
    await page.screenshot({ path: file });
    say(`  ${path.relative(PROJECT, file)}`);
  }
}

/** Opens the window on a profile of its own for as long as the walk takes. */
async function inWindow(walk: (host: Host) => Promise<void>): Promise<void> {
  const profile = path.join(OUT, 'profile');
  const host = await launch({ profile, viewport: { width: 1440, height: 900 }, timeZone: manifest.timeZone });
  try {
    await walk(host);
    if (host.pageErrors.length > 0) throw new Error(`the window had errors:\n${host.pageErrors.join('\n')}`);
  } finally {
    await host.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function view(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await page.getByRole('main', { name }).waitFor();
}

const theWindow = (shots: Screenshots): Promise<void> =>
  inWindow(async ({ page }) => {
    const shot = (name: string): Promise<void> => shots.take(page, name);
    say('The same in the window:');
    await page.getByRole('button', { name: 'Open the sample case' }).waitFor();
    await shot('start');
    await page.getByRole('button', { name: 'Open the sample case' }).click();
    await importDone(page);
    await shot('overview');
    const messages = page.getByRole('grid', { name: 'Messages' });
    await view(page, 'Timeline');
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
    await view(page, 'Timeline');
    await page.getByRole('button', { name: 'Clear all' }).last().click();
    await view(page, 'Differences');
    const differences = page.getByRole('grid', { name: 'Differences' }).getByRole('row');
    await differences.filter({ hasText: 'They are on the bridge' }).waitFor();
    say('What the phones do not agree on:');
    for (const row of await differences.allInnerTexts()) say(`  ${row.replace(/\s+/g, ' ').trim()}`);
    await shot('differences');
    await view(page, 'Contacts');
    await page.getByLabel('Find a person or group').pressSequentially('Jonas Keller');
    await page
      .getByRole('option', { name: /^Jonas Keller \d+ messages/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Jonas Keller', level: 2 }).waitFor();
    // The layout settles.
    await page.waitForTimeout(2500);
    await shot('contacts');
  });

/** The first phone in a case under the warrant: the key's release, what is kept and withheld, a review, the log. */
const theWarrantedCase = (shots: Screenshots, papers: SamplePapers): Promise<void> =>
  inWindow(async (host) => {
    const { page, dialogs } = host;
    const shot = (name: string): Promise<void> => shots.take(page, name);
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
    say('The phone in a case under the warrant:');

    await page.getByRole('heading', { name: 'New case' }).waitFor();
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByLabel('Find a command').fill('identity of this');
    await page.keyboard.press('Enter');
    const identity = page.getByRole('dialog', { name: 'Identity of this workstation' });
    await identity.getByLabel('Name').fill('Evidence room 9');
    await identity.getByLabel('Passphrase of the identity', { exact: true }).fill(ROOM);
    await identity.getByLabel('Passphrase of the identity again').fill(ROOM);
    await button('Make the identity').click();
    await identity.getByText('Unlocked').waitFor();
    const card = path.join(OUT, 'authority', 'room-9.card.json');
    dialogs.answer(card);
    await button('Save the card…').click();
    await identity.getByText('Card saved as').waitFor();
    await identity.getByRole('button', { name: 'Close', exact: true }).last().click();
    const recipient = JSON.parse(readFileSync(card, 'utf8'));
    const release = path.join(OUT, 'authority', 'release-to-room-9.json');
    writeRelease(release, papers.warrant, papers.authority, recipient);

    dialogs.answer(papers.warrant);
    await button('Warrant: choose').click();
    dialogs.answer(papers.trust);
    await button('Trust policy: choose').click();
    await page.getByRole('region', { name: 'What the warrant covers' }).waitFor();
    await shot('new-case-under-the-warrant');
    await page.getByLabel('Passphrase', { exact: true }).fill(CASE);
    await page.getByLabel('Passphrase again').fill(CASE);
    await button('Create the case').click();
    await page.getByRole('main', { name: 'Overview' }).waitFor();

    await button('Add exhibit').click();
    const adding = page.getByRole('dialog', { name: 'Add an exhibit' });
    dialogs.answer(...SAMPLE_EVIDENCE);
    await button('Choose files…').click();
    dialogs.answer(release);
    await button('Add a release…').click();
    await adding.getByText(/Opens with release/).waitFor();
    await shot('the-key-is-released');
    await button('Read it in').click();
    const imports = page.getByRole('list', { name: 'Imports' }).getByRole('listitem');
    await imports.filter({ hasText: papers.exhibit }).getByText('read in').waitFor({ timeout: 120_000 });
    await view(page, 'Warrant');
    await page.getByRole('region', { name: 'Exhibits in scope' }).waitFor();
    await shot('what-the-warrant-covers');

    await view(page, 'Quarantine');
    dialogs.answer(papers.reviewer);
    await button('The reviewer’s identity: choose').click();
    await page.getByLabel('Passphrase of the reviewer').fill(REVIEWER_PASSPHRASE);
    await button('Open the quarantine').click();
    await page.getByRole('article', { name: 'Withheld message' }).waitFor();
    await shot('withheld-as-privileged');
    await button('Close the quarantine').click();
    await page.getByRole('table', { name: 'Withheld messages' }).waitFor();

    await view(page, 'Custody');
    await button('Verify the log').click();
    await page.getByRole('status', { name: 'Result of verifying' }).getByText('The chain is whole').waitFor();
    await shot('custody');
  });

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
commandLine();
const papers = await underWarrant();
const shots = new Screenshots();
await theWindow(shots);
await theWarrantedCase(shots, papers);
say(`\nThe report, the messages and the screenshots are in ${OUT}`);
