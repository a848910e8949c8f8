/** A workstation for tests: cases, an identity and a clock of its own, with a made page and made intakes. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EventName, Events } from '../../../shared/contract/index.ts';
import { LEAST_COST } from '../../keys/passphrase.ts';
import { WorkstationIdentity } from '../../keys/workstation.ts';
import type { DocumentFile } from '../../warrant/documents.ts';
import { NOW } from '../../warrant/testing/made-authority.ts';
import { Cases } from '../cases.ts';
import { LogHeads } from '../log-heads.ts';
import { RecentCases } from '../recent-cases.ts';
import { type FakeIntake, fakeLaunch, goodJob } from './fake-intake.ts';
import { FakePage } from './fake-page.ts';

type Emitted = { [Name in EventName]: { readonly name: Name; readonly event: Events[Name] } }[EventName];

export class Desk {
  readonly folder: string;
  readonly cases: Cases;
  readonly identity: WorkstationIdentity;
  readonly recent: RecentCases;
  readonly emitted: Emitted[] = [];
  readonly reported: unknown[] = [];
  /** The page of the case opened last; ports offered are counted. */
  page = new FakePage();
  /** Makes the page of the next case that is opened. */
  makePage: () => FakePage = () => new FakePage();
  ports = 0;
  /** ms since 1970 UTC; within the made warrant unless a test says otherwise. */
  now = NOW;
  intake: (child: FakeIntake) => void | Promise<void> = goodJob;
  private heard = Promise.withResolvers<void>();

  /** @param root folder in which this workstation gets one. */
  constructor(root: string) {
    this.folder = mkdtempSync(path.join(root, 'desk-'));
    const userData = path.join(this.folder, 'user-data');
    this.recent = new RecentCases(userData);
    this.identity = new WorkstationIdentity(userData, LEAST_COST);
    this.cases = new Cases({
      casesFolder: path.join(this.folder, 'cases'),
      software: 'threadline 0.1.0',
      cost: LEAST_COST,
      launch: fakeLaunch((child) => this.intake(child)),
      recent: this.recent,
      heads: new LogHeads(userData),
      identity: this.identity,
      now: () => this.now,
      offerPort: () => {
        this.ports++;
        this.page = this.makePage();
        return this.page;
      },
      emit: (name, event) => this.tell(name, event),
      report: (cause) => void this.reported.push(cause),
    });
  }

  /** Takes an event, and wakes all who wait for one. */
  tell<Name extends EventName>(name: Name, event: Events[Name]): void {
    this.emitted.push({ name, event } as Emitted);
    const { resolve } = this.heard;
    this.heard = Promise.withResolvers();
    resolve();
  }

  /** Writes a document's file. @returns its path. */
  write({ name, bytes }: DocumentFile): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, bytes);
    return file;
  }

  /** Waits for an event of that name, past those that were emitted before `from`. */
  async event<Name extends EventName>(wanted: Name, from = 0): Promise<Events[Name]> {
    for (;;) {
      const found = this.emitted.slice(from).find(({ name }) => name === wanted);
      if (found) return found.event as Events[Name];
      await this.heard.promise;
    }
  }
}
