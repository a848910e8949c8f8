/** What the calls of warrants, identities, the log, lists, the quarantine and bundles do. */
import { writeFile } from 'node:fs/promises';
import type { App, BrowserWindow } from 'electron';
import type { Bundles } from '../bundle/bundles.ts';
import type { Cases } from '../cases/cases.ts';
import {
  assertProvable,
  logEntries,
  note,
  noteAnnotation,
  saveCheckpoint,
  saveProof,
  unlockedOrRefused,
  verifyCaseLog,
} from '../cases/custody-calls.ts';
import { inspectWarrant } from '../cases/inspect-warrant.ts';
import type { QuarantineReview } from '../cases/quarantine-review.ts';
import { addList, listsOf, matchFiles, noteUncovered, removeList } from '../cases/watch-lists.ts';
import type { WorkstationIdentity } from '../keys/workstation.ts';
import { chooseDocuments, chooseTarget } from './dialogs.ts';
import type { Calls } from './ipc.ts';

export interface WarrantedCallsOptions {
  readonly app: App;
  /** @throws InvalidCall when it is closed. */
  readonly window: () => BrowserWindow;
  readonly cases: Cases;
  readonly identity: WorkstationIdentity;
  readonly review: QuarantineReview;
  readonly bundles: Bundles;
}

type WarrantedCalls = Pick<
  Calls,
  | 'dialog.documents'
  | 'warrant.inspect'
  | 'documents.add'
  | 'identity.get'
  | 'identity.create'
  | 'identity.unlock'
  | 'identity.lock'
  | 'identity.saveCard'
  | 'custody.entries'
  | 'custody.verify'
  | 'custody.checkpoint'
  | 'custody.prove'
  | 'custody.note'
  | 'custody.annotated'
  | 'lists.get'
  | 'lists.add'
  | 'lists.remove'
  | 'lists.match'
  | 'lists.uncover'
  | 'quarantine.summary'
  | 'quarantine.open'
  | 'quarantine.items'
  | 'quarantine.decide'
  | 'quarantine.close'
  | 'bundle.save'
  | 'bundle.inspect'
  | 'bundle.open'
>;

/** As a file's name may have it on every system: `2024-04-02 10-00`. */
const stamp = (now: Date): string => now.toISOString().slice(0, 16).replace('T', ' ').replace(':', '-');

export function callsUnderWarrant({
  app,
  window,
  cases,
  identity,
  review,
  bundles,
}: WarrantedCallsOptions): WarrantedCalls {
  const target = (name: string): Promise<string | null> =>
    chooseTarget(window(), name, app.getPath('documents'));
  return {
    'dialog.documents': ({ what }) => chooseDocuments(window(), what),
    'warrant.inspect': (request) => inspectWarrant(request, identity),
    'documents.add': ({ paths }) => cases.addDocuments(paths),

    'identity.get': () => identity.state(),
    'identity.create': ({ name, passphrase }) => identity.create(name, passphrase),
    'identity.unlock': ({ passphrase }) => cases.unlockIdentity(passphrase),
    'identity.lock'() {
      identity.lock();
      return null;
    },
    async 'identity.saveCard'() {
      const state = await identity.state();
      if (!state) return null;
      const file = await target(`${state.name}.card.json`);
      if (file !== null) await writeFile(file, `${JSON.stringify(state.card, null, 2)}\n`);
      return file;
    },

    'custody.entries': (request) => logEntries(cases.working.opened, request),
    'custody.verify': () => verifyCaseLog(cases.working.opened),
    async 'custody.checkpoint'() {
      const { opened } = cases.working;
      const signer = unlockedOrRefused(identity.unlocked, 'checkpoint');
      const file = await target(`Checkpoint ${stamp(new Date())}.json`);
      if (file !== null) await saveCheckpoint(opened, signer, file);
      return file;
    },
    async 'custody.prove'({ seq }) {
      const { opened } = cases.working;
      await assertProvable(opened, seq);
      const file = await target(`Log entry ${seq} ${stamp(new Date())}.json`);
      if (file !== null) await saveProof(opened, seq, file);
      return file;
    },
    async 'custody.note'(request) {
      await note(cases.working.opened, request);
      return null;
    },
    'custody.annotated': (request) => noteAnnotation(cases.working.opened, request),

    'lists.get': () => listsOf(cases.working.opened),
    'lists.add': (request) => addList(cases.full.opened, request),
    async 'lists.remove'(request) {
      await removeList(cases.full.opened, request);
      return null;
    },
    'lists.match': (request) => matchFiles(cases.working.opened, request),
    async 'lists.uncover'(request) {
      await noteUncovered(cases.working.opened, request);
      return null;
    },

    'quarantine.summary': () => review.summary(),
    'quarantine.open': (request) => review.open(request),
    'quarantine.items': (request) => review.items(request),
    'quarantine.decide': (request) => review.decide(request),
    async 'quarantine.close'(request) {
      await review.close(request);
      return null;
    },

    'bundle.save': (request) => bundles.save(request, target),
    'bundle.inspect': (request) => bundles.inspect(request),
    'bundle.open': (request) => bundles.open(request),
  };
}
