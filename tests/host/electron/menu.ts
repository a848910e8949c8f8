/** Electron's `Menu`: kept, so that a test can choose items. */
export interface MenuTemplate {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuTemplate[];
  click?(...args: unknown[]): void;
}

export class Menus {
  template: readonly MenuTemplate[] = [];

  /** Chooses an item by its labels, e.g. `choose('File', 'New case…')`. */
  choose(...labels: string[]): void {
    let items: readonly MenuTemplate[] = this.template;
    let found: MenuTemplate | undefined;
    for (const label of labels) {
      found = items.find((item) => item.label === label);
      if (!found) throw new Error(`no menu item “${labels.join(' › ')}”`);
      items = found.submenu ?? [];
    }
    found?.click?.();
  }

  get module(): object {
    return {
      buildFromTemplate: (template: readonly MenuTemplate[]) => template,
      setApplicationMenu: (template: readonly MenuTemplate[] | null) => {
        this.template = template ?? [];
      },
    };
  }
}
