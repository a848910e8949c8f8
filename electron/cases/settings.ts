import path from 'node:path';
import * as v from 'valibot';
import type { Settings } from '../../shared/contract/index.ts';
import { StoredJson } from './stored-json.ts';

const SETTINGS = v.object({ theme: v.picklist(['system', 'light', 'dark']) });
const DEFAULTS: Settings = { theme: 'system' };

/** The user's choices on this workstation; nothing of a case. */
export class SettingsFile {
  private readonly stored: StoredJson<typeof SETTINGS>;

  /** @param folder of the user's files of this program. */
  constructor(folder: string) {
    this.stored = new StoredJson(path.join(folder, 'settings.json'), SETTINGS, DEFAULTS);
  }

  get(): Promise<Settings> {
    return this.stored.read();
  }

  set(change: { readonly theme?: Settings['theme'] | undefined }): Promise<Settings> {
    return this.stored.change((now) => ({ theme: change.theme ?? now.theme }));
  }
}
