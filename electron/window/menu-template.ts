/** The application menu of each system. Its own commands are the window's: the page carries them out. */
import type { MenuItemConstructorOptions } from 'electron';

type Item = MenuItemConstructorOptions;

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly appName: string;
  /** Developer tools are for developing. */
  readonly isPackaged: boolean;
  /** Sends `menu.command`. */
  run(command: string): void;
}

/**
 * Shortcuts are those of the window's commands, which the page hears itself: they are shown here and not
 * registered, so that a key press acts once, and not while a text is being typed.
 */
export function menuTemplate({ platform, appName, isPackaged, run }: MenuOptions): Item[] {
  const mac = platform === 'darwin';
  const command = (label: string, id: string, accelerator?: string): Item => ({
    label,
    id,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => run(id),
  });
  const separator: Item = { type: 'separator' };
  const about = command(`About ${appName}`, 'app.about');

  const appMenu: Item = {
    label: appName,
    submenu: [
      about,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const file: Item = {
    label: '&File',
    submenu: [
      command('New case…', 'case.new', 'CmdOrCtrl+N'),
      command('Open case…', 'case.open', 'CmdOrCtrl+O'),
      separator,
      command('Add exhibit…', 'exhibit.add', 'CmdOrCtrl+Shift+A'),
      separator,
      command('Close case', 'case.close', 'CmdOrCtrl+Shift+W'),
      ...(mac ? [] : [separator, { role: 'quit' } as Item]),
    ],
  };
  const edit: Item = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      separator,
      { role: 'selectAll' },
    ],
  };
  const view: Item = {
    label: '&View',
    submenu: [
      command('Overview', 'view.overview', 'CmdOrCtrl+1'),
      command('Timeline', 'view.timeline', 'CmdOrCtrl+2'),
      command('Search', 'view.search', 'CmdOrCtrl+Shift+S'),
      command('Conversation', 'view.conversation', 'CmdOrCtrl+3'),
      command('Contact graph', 'view.graph', 'CmdOrCtrl+4'),
      separator,
      command('Find a command…', 'commands.show', 'CmdOrCtrl+K'),
      command('Next theme', 'theme.next'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(isPackaged ? [] : [separator, { role: 'toggleDevTools' } as Item]),
    ],
  };
  const window: Item = {
    label: '&Window',
    role: 'windowMenu',
    submenu: [{ role: 'minimize' }, { role: 'zoom' }, separator, { role: 'front' }],
  };
  const help: Item = { label: '&Help', role: 'help', submenu: [about] };
  return mac ? [appMenu, file, edit, view, window] : [file, edit, view, help];
}
