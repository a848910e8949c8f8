import { Dexie } from 'dexie';
import { databaseName } from './schema.ts';

/**
 * Deletes what this workstation stores of a case that was destroyed while it was open to its log only: the
 * store's worker does it otherwise. Without the case's key what it deletes cannot be read by anybody.
 */
export function deleteStore(caseId: string): Promise<void> {
  return Dexie.delete(databaseName(caseId));
}
