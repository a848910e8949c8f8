/** The main process: builds the services and opens the window. */
import path from 'node:path';
import { app, type BrowserWindow, ipcMain, session, utilityProcess } from 'electron';
import { Bundles } from './bundle/bundles.ts';
import { faultTrace } from './cases/call-error.ts';
import { Cases } from './cases/cases.ts';
import { LogHeads } from './cases/log-heads.ts';
import { QuarantineReview } from './cases/quarantine-review.ts';
import { RecentCases } from './cases/recent-cases.ts';
import { SampleCase } from './cases/sample-case.ts';
import { SettingsFile } from './cases/settings.ts';
import { SOFTWARE } from './custody/software.ts';
import { launchUtility } from './intake/launch-utility.ts';
import { WorkstationIdentity } from './keys/workstation.ts';
import { placeFile } from './window/bounds.ts';
import { makeCalls } from './window/calls.ts';
import { offerCasePort } from './window/case-port.ts';
import { sendEvent } from './window/events.ts';
import { answerCalls } from './window/ipc.ts';
import { closeBeforeQuit, recoverPage } from './window/lifecycle.ts';
import { focusWindow, loadPage, makeWindow, placeOf } from './window/main-window.ts';
import { setMenu } from './window/menu.ts';
import { denyDownloads } from './window/navigation.ts';
import { cancelRequests, shutNetwork } from './window/network.ts';
import { denyPermissions } from './window/permissions.ts';
import { registerScheme, serveScheme } from './window/protocol.ts';
import { claimSingleInstance } from './window/single-instance.ts';
import { applyTheme } from './window/theme.ts';

let window: BrowserWindow | null = null;
const contents = () => window?.webContents ?? null;
const report = (cause: unknown): void => void process.stderr.write(`threadline: ${faultTrace(cause)}\n`);

async function start(): Promise<void> {
  await app.whenReady();
  const bundle = import.meta.dirname;
  const userData = app.getPath('userData');
  const casesFolder = path.join(app.getPath('documents'), 'Threadline');
  const resources = app.isPackaged ? process.resourcesPath : path.join(bundle, '../../resources');

  const settings = new SettingsFile(userData);
  const recent = new RecentCases(userData);
  const heads = new LogHeads(userData);
  const identity = new WorkstationIdentity(userData);
  const place = placeFile(userData);
  const launch = launchUtility((module, args, options) => utilityProcess.fork(module, args, options));
  const cases = new Cases({
    casesFolder,
    software: SOFTWARE,
    launch,
    recent,
    heads,
    identity,
    offerPort: (caseId) => offerCasePort(window!.webContents, caseId),
    emit: (name, event) => sendEvent(contents(), name, event),
    report,
  });
  const sample = new SampleCase({
    evidence: path.join(resources, 'sample-case'),
    folder: path.join(userData, 'sample-case'),
  });

  const bundles = new Bundles({
    cases,
    identity,
    casesFolder,
    emit: (name, event) => sendEvent(contents(), name, event),
    report,
  });

  const { defaultSession } = session;
  cancelRequests(defaultSession);
  denyPermissions(defaultSession);
  denyDownloads(defaultSession);
  serveScheme(
    defaultSession,
    path.join(bundle, '../renderer'),
    (caseId, sha256) => cases.attachment(caseId, sha256),
    report,
  );
  const calls = makeCalls({
    app,
    window: () => window,
    cases,
    recent,
    settings,
    sample,
    identity,
    review: new QuarantineReview(cases),
    bundles,
    launch,
    casesFolder,
    heads,
    report,
  });
  answerCalls(ipcMain, contents, calls, report);
  setMenu({
    platform: process.platform,
    appName: 'Threadline',
    isPackaged: app.isPackaged,
    run: (command) => sendEvent(contents(), 'menu.command', { command }),
  });

  applyTheme(await settings.get());
  const opened = makeWindow({
    preload: path.join(bundle, 'preload.cjs'),
    place: await place.read(),
    isPackaged: app.isPackaged,
  });
  window = opened;
  opened.on('closed', () => {
    window = null;
  });
  const lifecycle = {
    async closeCase(reason: string) {
      identity.lock();
      await cases.close(reason).catch(report);
    },
    keepPlace: () => place.change(() => placeOf(opened)),
    load: () => loadPage(opened),
    report,
  };
  closeBeforeQuit(app, opened, lifecycle);
  recoverPage(app, opened, lifecycle);
  await loadPage(opened);
}

app.setAppUserModelId('uk.threadline.workbench');
app.enableSandbox();
registerScheme();
shutNetwork(app);
const first = claimSingleInstance(app, () => {
  if (window) focusWindow(window);
});
if (first) {
  start().catch((cause: unknown) => {
    report(cause);
    app.exit(1);
  });
} else app.quit();
