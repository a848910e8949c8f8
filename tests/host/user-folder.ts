import { homedir } from 'node:os';
import path from 'node:path';

/** Where the preview host keeps what a user stores in it: per user, and apart from the installed product. */
export function previewFolder(): string {
  const { env, platform } = process;
  if (platform === 'win32') {
    return path.join(env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'), 'Threadline Preview');
  }
  if (platform === 'darwin') {
    return path.join(homedir(), 'Library', 'Application Support', 'Threadline Preview');
  }
  return path.join(env.XDG_DATA_HOME || path.join(homedir(), '.local', 'share'), 'threadline-preview');
}
