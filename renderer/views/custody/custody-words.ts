/** What an action of the log was, in plain words. */
import type { Action } from '../../../shared/contract/index.ts';

const ACTION_WORDS: Readonly<Record<Action, string>> = {
  'case-created': 'Case made',
  'case-opened': 'Case opened',
  'case-closed': 'Case closed',
  'passphrase-refused': 'Wrong passphrase refused',
  'access-changed': 'Access to the case changed',
  'warrant-verified': 'Warrant verified',
  'document-added': 'Document added',
  'document-refused': 'Document refused',
  'identity-unlocked': 'Workstation identity unlocked',
  'key-released': 'Key opened with a release',
  'evidence-hashed': 'Evidence hashed',
  'messages-withheld': 'Privileged messages withheld',
  'exhibit-imported': 'Exhibit read in',
  'import-refused': 'Import refused',
  'import-failed': 'Import failed',
  'import-cancelled': 'Import cancelled',
  'import-interrupted': 'Import cut off and removed',
  'quarantine-opened': 'Quarantine opened',
  'quarantine-viewed': 'Withheld messages looked at',
  'quarantine-decided': 'Withheld message decided on',
  'quarantine-closed': 'Quarantine closed',
  'message-released': 'Withheld message released',
  'message-tagged': 'Messages or tags changed',
  'note-written': 'Note written or removed',
  'filter-saved': 'Search or filter saved',
  'person-decided': 'Decided who is who',
  'clock-corrected': 'Clock corrected',
  'list-added': 'Hash set or keyword list added',
  'list-removed': 'Hash set or keyword list removed',
  'listed-file-shown': 'Covered file looked at',
  'output-written': 'Files written',
  'report-written': 'Report written',
  'file-saved': 'File saved',
  'added-gathered': 'Decisions and annotations gathered for a bundle',
  'bundle-saved': 'Bundle saved',
  'case-received': 'Case received as a bundle',
  'added-received': 'Decisions and annotations received with a bundle',
  'checkpoint-signed': 'Checkpoint signed',
  'entry-proved': 'Proof of an entry saved',
  'case-destroyed': 'Case destroyed',
  'log-repaired': 'Log repaired after a crash',
};

/** An action that this version does not know stands as the log has it. */
export function actionWords(action: Action): string {
  return ACTION_WORDS[action] ?? action;
}
