/** A case store in a real browser, as tests drive it: renderer/case-store/testing/page.ts. */
import type { CaseSummary } from '../../renderer/query/api.ts';
import { launchPage, type OpenPage } from './store-browser.ts';

/** What the store said of a job. */
export interface Said {
  readonly type: string;
  readonly reason?: string;
}

export class TestedStore {
  private readonly site: string;
  private readonly profile: string;
  private caseId = '';
  private browser: OpenPage;

  private constructor(site: string, profile: string, browser: OpenPage) {
    this.site = site;
    this.profile = profile;
    this.browser = browser;
  }

  /** @param profile the browser's folder. */
  static async launch(site: string, profile: string): Promise<TestedStore> {
    return new TestedStore(site, profile, await launchPage(site, profile));
  }

  /** What follows is done with this case. */
  use(caseId: string): void {
    this.caseId = caseId;
  }

  /** Ends the browser and starts it again. */
  async restart(): Promise<void> {
    await this.browser.close();
    this.browser = await launchPage(this.site, this.profile);
  }

  end(): Promise<void> {
    return this.browser.close();
  }

  /** Leaves room for so many bytes more; begins a new browser, as one remembers for a while how much there was. */
  async leaveRoom(bytes: number): Promise<void> {
    await this.restart();
    const used = await this.on<number>('return (await navigator.storage.estimate()).usage');
    await this.browser.limitStorage(used + bytes);
  }

  makeRoom(): Promise<void> {
    return this.browser.limitStorage(null);
  }

  on<T>(code: string): Promise<T> {
    return this.browser.evaluate<T>(`(async () => { ${code} })()`);
  }

  open(): Promise<unknown> {
    return this.on(`return storePage.open('${this.caseId}', 7)`);
  }

  close(): Promise<void> {
    return this.on('storePage.close()');
  }

  job(made: object): Promise<{ stored: number; said: Said[] }> {
    return this.on(`return storePage.job(${JSON.stringify(made)})`);
  }

  summary(): Promise<CaseSummary> {
    return this.on('return storePage.summary()');
  }

  async damage(): Promise<string[]> {
    const { damage } = await this.summary();
    return damage.map(({ exhibit, seq, reason }) => `${exhibit} ${seq} ${reason}`);
  }

  texts(): Promise<string[]> {
    return this.on('return storePage.texts()');
  }

  found(query: string): Promise<string[]> {
    return this.on(`return storePage.found(${JSON.stringify(query)})`);
  }

  decide(decision: object): Promise<void> {
    return this.on(`await storePage.decide(${JSON.stringify(decision)})`);
  }

  annotate(annotation: object): Promise<void> {
    return this.on(`await storePage.annotate([${JSON.stringify(annotation)}])`);
  }

  indexed(): Promise<void> {
    return this.on('await storePage.indexed()');
  }

  /** Runs code on a closed case's database, as somebody with the disk in hand could; `db` is Dexie's. */
  tamper<T>(code: string): Promise<T> {
    return this.on(`const db = await new storePage.Dexie('threadline-case-${this.caseId}').open();
      try { ${code} } finally { db.close(); }`);
  }
}
