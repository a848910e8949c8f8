/** How a name in an archive or folder may look; anything else could escape the folder it is put into. */

const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** Why a path is not safe to use, or undefined when it is. Paths use `/`. */
export function unsafePath(path: string): string | undefined {
  if (path === '') return 'its name is empty';
  if (path.includes('\0')) return 'its name has a NUL byte';
  if (path.startsWith('/') || path.startsWith('\\')) return 'its name is an absolute path';
  if (/^[A-Za-z]:/.test(path)) return 'its name begins with a drive letter';
  for (const part of path.split(/[/\\]/)) {
    if (part === '..') return 'its name leads out of the archive';
  }
  return undefined;
}

/** Whether a name needs care on Windows; shown as a warning, never used as a file name on disk. */
export function isReservedOnWindows(path: string): boolean {
  return path.split('/').some((part) => RESERVED.test(part) || /[. ]$/.test(part));
}

/** What two names have in common when a file system that folds case would take them for one. */
export function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

export function byCodeUnit(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
