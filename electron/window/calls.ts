/** What each call of the page does. */
import type { App, BrowserWindow } from 'electron';
import type { Bundles } from '../bundle/bundles.ts';
import { InvalidCall } from '../cases/call-error.ts';
import { CaseReports } from '../cases/case-reports.ts';
import type { Cases } from '../cases/cases.ts';
import { destroyCase } from '../cases/destroy-case.ts';
import type { LogHeads } from '../cases/log-heads.ts';
import type { QuarantineReview } from '../cases/quarantine-review.ts';
import type { RecentCases } from '../cases/recent-cases.ts';
import type { SampleCase } from '../cases/sample-case.ts';
import type { SettingsFile } from '../cases/settings.ts';
import type { LaunchIntake } from '../intake/protocol.ts';
import { runInspect } from '../intake/run-inspect.ts';
import type { WorkstationIdentity } from '../keys/workstation.ts';
import { callsUnderWarrant } from './calls-under-warrant.ts';
import { chooseCase, chooseEvidence, chooseKeyFile, chooseTarget } from './dialogs.ts';
import type { Calls } from './ipc.ts';
import { applyTheme } from './theme.ts';

export interface CallsOptions {
  readonly app: App;
  readonly window: () => BrowserWindow | null;
  readonly cases: Cases;
  readonly recent: RecentCases;
  readonly settings: SettingsFile;
  readonly sample: SampleCase;
  readonly identity: WorkstationIdentity;
  readonly review: QuarantineReview;
  readonly bundles: Bundles;
  readonly launch: LaunchIntake;
  readonly casesFolder: string;
  readonly heads: LogHeads;
  /** Told of failures that are neither the evidence's nor the user's. */
  report(cause: unknown): void;
}

const OS_NAMES: Readonly<Record<string, string>> = { win32: 'Windows', darwin: 'macOS', linux: 'Linux' };

export function makeCalls(options: CallsOptions): Calls {
  const { app, cases, recent, settings, sample, identity, review, bundles, launch, casesFolder, heads } =
    options;
  const { report } = options;
  const window = (): BrowserWindow => {
    const now = options.window();
    if (!now) throw new InvalidCall('the window is closed');
    return now;
  };
  const reports = new CaseReports(cases);
  return {
    'app.about': () => ({
      version: app.getVersion(),
      host: process.versions.electron === undefined ? 'preview' : 'electron',
      os: `${OS_NAMES[process.platform] ?? process.platform} (${process.arch})`,
    }),
    'cases.recent': () => recent.list(),
    async 'cases.forget'({ folder }) {
      await recent.forget(folder);
      return null;
    },
    'case.create': (request) => cases.create(request),
    'case.open': ({ folder, passphrase }) => cases.open(folder, passphrase),
    'case.sample': () => sample.open(cases),
    async 'case.close'() {
      await cases.close('closed by the user');
      return null;
    },
    'dialog.evidence': ({ kind }) => chooseEvidence(window(), kind),
    'dialog.case': () => chooseCase(window(), casesFolder),
    'dialog.key': () => chooseKeyFile(window()),
    'evidence.inspect': ({ paths }) => runInspect(paths, launch, new AbortController().signal),
    'intake.start': (request) => cases.startIntake(request),
    'intake.cancel'({ job }) {
      cases.cancelIntake(job);
      return null;
    },
    async 'file.save'({ suggestedName, bytes }) {
      const target = await chooseTarget(window(), suggestedName, app.getPath('documents'));
      if (target === null) return null;
      await cases.saveFile(target, bytes);
      return target;
    },
    'report.begin': (request) =>
      reports.begin(request, (name) => chooseTarget(window(), name, app.getPath('documents'))),
    'report.add': (request) => reports.add(request),
    'report.end': (request) => reports.end(request),
    'report.stop': (request) => reports.stop(request),
    ...callsUnderWarrant({ app, window, cases, identity, review, bundles }),
    'case.destroy': (request) => destroyCase({ cases, recent, heads, report }, request),
    'settings.get': () => settings.get(),
    async 'settings.set'(change) {
      const now = await settings.set(change);
      applyTheme(now);
      return now;
    },
  };
}
