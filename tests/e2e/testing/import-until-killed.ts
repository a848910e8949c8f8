/**
 * Opens the product in a process of its own, makes a case and begins to read evidence into it; tells when
 * messages are being read, and is killed then. Arguments: the profile, the evidence.
 */
import { launch } from '../../host/index.ts';
import { createCase } from '../window-case.ts';

const [profile, evidence] = process.argv.slice(2) as [string, string];
const host = await launch({ profile, timeZone: 'Europe/London' });
const { page } = host;
await createCase(host, 'OP LANTERN');
await page.getByRole('button', { name: 'Add exhibit' }).first().click();
const dialog = page.getByRole('dialog', { name: 'Add an exhibit' });
host.dialogs.answer(evidence);
await dialog.getByRole('button', { name: 'Choose files…' }).click();
await dialog.getByLabel('Exhibit reference').fill('AB/9');
await dialog.getByRole('button', { name: 'Read it in' }).click();
await page
  .getByRole('list', { name: 'Imports' })
  .getByText(/Reading messages/)
  .waitFor({ timeout: 60_000 });
process.send!('reading');
