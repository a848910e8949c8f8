/** Where a group's files stand: `…/Google Chat/Groups/DM AbC123/messages.json`. */

export interface GroupPlace {
  /** Folder of the export, with `/` at its end: `Takeout/Google Chat/`; empty at the root. */
  readonly root: string;
  /** Folder of the group, with `/` at its end; empty at the root. */
  readonly home: string;
  /** `DM AbC123`, `Space AbC123`; empty where the file stands by itself. */
  readonly name: string;
}

export const MESSAGES = 'messages.json';
export const GROUP = 'group_info.json';
export const USER = 'user_info.json';

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

export function groupPlace(path: string): GroupPlace {
  const home = folderOf(path);
  const parts = home.split('/').slice(0, -1);
  const name = parts.at(-1) ?? '';
  const depth = parts.at(-2) === 'Groups' ? 2 : 1;
  const above = parts.slice(0, -depth).join('/');
  return { root: above === '' ? '' : `${above}/`, home, name };
}

/** Whether a folder is named as Google names those of groups. */
export const isGroupName = (name: string): boolean => /^(?:DM|Space) \S/.test(name);

/** A part of an export, `takeout-20240322T143805Z-001.zip` or `…Z-1-001.zip`: all have the first words alike. */
const PART = /(^|\/)(takeout-\d{8}T\d{6}Z)-[\d-]+(?:\.zip)?(?=\/)/gi;

/** The same for the folders of all parts of one export. */
export const exportOf = (root: string): string => root.replace(PART, '$1$2');
