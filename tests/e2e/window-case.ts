/** A case in the real window: made, read into, closed and opened again, as an investigator does it. */
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Host } from '../host/index.ts';

export const SAMPLE = path.resolve(import.meta.dirname, '../../resources/sample-case');
export const PASSPHRASE = 'five plain words in line';

const button = ({ page }: Host, name: string | RegExp): Locator => page.getByRole('button', { name });

/** From the start screen to an open case without a warrant and without exhibits. */
export async function createCase(host: Host, reference: string): Promise<void> {
  const { page } = host;
  await page.getByText('No warrant', { exact: true }).click();
  await page.getByText('Another ground').click();
  await page.getByLabel('Which ground, and where it is recorded').fill('Made up for this test');
  await page.getByLabel('Reference').fill(reference);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.getByLabel('Passphrase again').fill(PASSPHRASE);
  await button(host, 'Create the case').click();
  await page.getByText('This case has no exhibits yet.').waitFor();
}

/**
 * Reads files of the sample case in, and waits until they are.
 * @param more what the dialog wants besides, such as a key or a time zone.
 */
async function addExhibit(
  host: Host,
  reference: string,
  files: readonly string[],
  more: () => Promise<void>,
): Promise<void> {
  const { page } = host;
  await button(host, 'Add exhibit').first().click();
  const dialog = page.getByRole('dialog', { name: 'Add an exhibit' });
  host.dialogs.answer(...(files.map((file) => path.join(SAMPLE, file)) as [string]));
  await dialog.getByRole('button', { name: 'Choose files…' }).click();
  await dialog.getByLabel('Exhibit reference').fill(reference);
  await more();
  await dialog.getByRole('button', { name: 'Read it in' }).click();
  await dialog.waitFor({ state: 'detached' });
  const done = page
    .getByRole('list', { name: 'Imports' })
    .getByRole('listitem')
    .filter({ hasText: reference });
  await done.getByText('read in').waitFor({ timeout: 60_000 });
}

/** AB/2 of the sample case, a text export of 244 messages. */
export async function addTextExport(host: Host): Promise<void> {
  await addExhibit(host, 'AB/2', ['AB-2/WhatsApp Chat - Daniel Marsh.zip'], async () => {
    await button(host, /^Time zone of the device/).click();
    await host.page.getByLabel('Find a time zone').fill('europe lond');
    await host.page.getByRole('option', { name: /^Europe\/London/ }).click();
  });
}

/** From the start screen to a case that was open before. */
export async function openRecent(host: Host, reference: string): Promise<void> {
  const { page } = host;
  await page
    .getByRole('list', { name: 'Recent cases' })
    .getByRole('button', { name: new RegExp(`^${reference}`) })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByRole('button', { name: 'Open the case' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('main', { name: 'Overview' }).waitFor({ timeout: 60_000 });
}

export async function closeCase(host: Host): Promise<void> {
  await button(host, 'Close case').click();
  await host.page.getByRole('heading', { name: 'Threadline' }).waitFor();
}
