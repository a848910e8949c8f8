import { Dexie } from 'dexie';

/** For people: why the store could not do it. @param what it had no room for, where that is the reason. */
export function faultReason(cause: unknown, what: string): string {
  const causes = [cause];
  if (cause instanceof Dexie.DexieError && cause.inner) causes.push(cause.inner);
  if (cause instanceof Dexie.BulkError) causes.push(...cause.failures);
  if (causes.some((one) => (one as Error | null)?.name === Dexie.errnames.QuotaExceeded)) {
    return `the disk is full, or the store has reached the room it is allowed: ${what} cannot be stored; make room and do it again`;
  }
  return cause instanceof Error ? cause.message : String(cause);
}
