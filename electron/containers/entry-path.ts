/** How a path in an archive or a folder may look; anything else could escape the folder it is put into. */

/** Why a name is not safe to use as a path, or undefined when it is. */
export function unsafePath(name: string): string | undefined {
  if (name === '') return 'its name is empty';
  if (name.includes('\0')) return 'its name has a NUL byte';
  if (/^[/\\]/.test(name)) return 'its name is an absolute path';
  if (/^[A-Za-z]:/.test(name)) return 'its name begins with a drive letter';
  if (name.split(/[/\\]/).includes('..')) return 'its name leads out of the archive';
  return undefined;
}

/** A safe name as a path of the tree: `/` between its parts, no `.` and no empty part. */
export function normalisedPath(name: string): string {
  return name
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** Equal for two paths that a file system which folds case or composes letters takes for one. */
export function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  byCodeUnit(a.path, b.path);
