/** Electron's `dialog`: answers come from a queue that a test fills; with none, the user leaves the dialog. */
export interface AskedDialog {
  readonly kind: 'open' | 'save' | 'message' | 'error';
  readonly options: unknown;
}

export class Dialogs {
  /** What the product asked, in order. */
  readonly asked: AskedDialog[] = [];
  private readonly answers: (readonly string[] | null)[] = [];

  /** The next open dialog is answered with these paths (a save dialog with the first); null leaves it. */
  answer(...paths: string[] | [null]): void {
    this.answers.push(paths[0] === null ? null : (paths as string[]));
  }

  /** Electron's module, as the product sees it. */
  get module(): object {
    const ask = (kind: AskedDialog['kind'], options: unknown): readonly string[] | null => {
      this.asked.push({ kind, options });
      return this.answers.shift() ?? null;
    };
    // Both forms: with and without the window before the options.
    const last = (args: unknown[]): unknown => args.at(-1);
    return {
      showOpenDialog: async (...args: unknown[]) => {
        const paths = ask('open', last(args));
        return { canceled: paths === null, filePaths: paths ?? [] };
      },
      showSaveDialog: async (...args: unknown[]) => {
        const paths = ask('save', last(args));
        return { canceled: paths === null, filePath: paths?.[0] ?? '' };
      },
      showMessageBox: async (...args: unknown[]) => {
        this.asked.push({ kind: 'message', options: last(args) });
        return { response: 0, checkboxChecked: false };
      },
      showErrorBox: (title: string, content: string) => {
        this.asked.push({ kind: 'error', options: { title, content } });
      },
    };
  }
}
