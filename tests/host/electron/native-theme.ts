/** Electron's `nativeTheme`: what it says is what the page's `prefers-color-scheme` is. */
import { EventEmitter } from 'node:events';

export type ColorScheme = 'light' | 'dark';

export class NativeTheme extends EventEmitter {
  private source: 'system' | ColorScheme = 'system';
  private readonly system: ColorScheme;

  /** @param system the desktop's own theme. */
  constructor(system: ColorScheme) {
    super();
    this.system = system;
  }

  get themeSource(): 'system' | ColorScheme {
    return this.source;
  }

  set themeSource(source: 'system' | ColorScheme) {
    if (source === this.source) return;
    this.source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.scheme === 'dark';
  }

  get scheme(): ColorScheme {
    return this.source === 'system' ? this.system : this.source;
  }
}
