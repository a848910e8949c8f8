import { Dexie } from 'dexie';

/** For people: why the store could not do it. */
export function faultReason(cause: unknown): string {
  const causes = [cause];
  if (cause instanceof Dexie.DexieError && cause.inner) causes.push(cause.inner);
  if (cause instanceof Dexie.BulkError) causes.push(...cause.failures);
  if (causes.some((one) => (one as Error | null)?.name === Dexie.errnames.QuotaExceeded)) {
    return 'the disk is full, or the store has reached the room it is allowed';
  }
  return cause instanceof Error ? cause.message : String(cause);
}
