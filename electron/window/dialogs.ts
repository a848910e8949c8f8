/** The system's file dialogs. */
import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';

/** Devices of Windows and separators of any system: what the page suggests is a name, not a place. */
function nameOnly(suggested: string): string {
  return suggested.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, '-').replace(/^\.+|[. ]+$/g, '') || 'file';
}

/** @returns what was chosen; an empty list when the user leaves the dialog. */
export async function chooseEvidence(window: BrowserWindow, kind: 'files' | 'folder'): Promise<string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: kind === 'files' ? 'Evidence files' : 'Evidence folder',
    properties:
      kind === 'files'
        ? ['openFile', 'multiSelections', 'showHiddenFiles', 'dontAddToRecent']
        : ['openDirectory', 'showHiddenFiles', 'dontAddToRecent'],
  });
  return canceled ? [] : filePaths;
}

export async function chooseCase(window: BrowserWindow, defaultPath: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Case folder',
    defaultPath,
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

export async function chooseKeyFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Key file',
    properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

const DOCUMENT_TITLES = {
  warrant: 'Warrant',
  trust: 'Trust policy',
  amendments: 'Amendments',
  revocations: 'Revocations',
  releases: 'Releases',
  documents: 'Amendments, revocations, releases',
  identity: 'Identity',
  card: 'Identity card',
  bundle: 'Case bundle',
  list: 'Hash set or keyword list',
} as const;

/** @returns what was chosen, of some kinds more than one; an empty list when the user leaves the dialog. */
export async function chooseDocuments(
  window: BrowserWindow,
  what: keyof typeof DOCUMENT_TITLES,
): Promise<string[]> {
  const several = ['amendments', 'revocations', 'releases', 'documents'].includes(what);
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: DOCUMENT_TITLES[what],
    properties: ['openFile', ...(several ? ['multiSelections' as const] : []), 'dontAddToRecent'],
  });
  return canceled ? [] : filePaths;
}

/** @returns where to save, or null when the user leaves the dialog. */
export async function chooseTarget(
  window: BrowserWindow,
  suggestedName: string,
  folder: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(folder, nameOnly(suggestedName)),
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  });
  return canceled || !filePath ? null : filePath;
}
