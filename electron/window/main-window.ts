/** The window: one, sandboxed, with the page in it and nothing else. */
import { BrowserWindow, screen } from 'electron';
import { INDEX } from './address.ts';
import { openingBounds, SMALLEST, type WindowPlace } from './bounds.ts';
import { denyNavigation } from './navigation.ts';
import { backgroundColour, onThemeChange } from './theme.ts';

export interface MainWindowOptions {
  /** Path of the preload, one CommonJS file. */
  readonly preload: string;
  readonly place: WindowPlace;
  readonly isPackaged: boolean;
}

/** Makes the window, not yet shown: it shows itself when its page is ready to be seen. */
export function makeWindow({ preload, place, isPackaged }: MainWindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BrowserWindow({
    ...openingBounds(place.bounds, areas),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Threadline',
    backgroundColor: backgroundColour(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      plugins: false,
      spellcheck: false,
      enableWebSQL: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      devTools: !isPackaged,
      // A hidden window goes on reading evidence and storing it.
      backgroundThrottling: false,
    },
  });
  if (place.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  onThemeChange(() => {
    if (!window.isDestroyed()) window.setBackgroundColor(backgroundColour());
  });
  denyNavigation(window.webContents);
  return window;
}

export function placeOf(window: BrowserWindow): WindowPlace {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(INDEX);
}
