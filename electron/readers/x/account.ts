/** Whose archive it is: `account.js`. */
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { isRecord } from '../json/fields.ts';
import { noteProblem } from '../json/findings.ts';
import { jsonEvents } from '../json/index.ts';
import { asJson } from './assignment.ts';
import { idOf } from './values.ts';

export interface Owner {
  readonly id: string;
  /** User name, without `@`. */
  readonly handle: string | undefined;
  readonly name: string | undefined;
  readonly file: string;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 1024).toWellFormed() : undefined;

export async function ownerOf(
  entry: EvidenceEntry | undefined,
  findings: Findings,
): Promise<Owner | undefined> {
  if (!entry) return undefined;
  const file = entry.path;
  try {
    for await (const events of jsonEvents(asJson(entry.open()), {})) {
      for (const event of events) {
        if (event.is === 'problem' || event.is === 'refused') noteProblem(findings, file, event);
        if (event.is !== 'root') continue;
        const first: unknown = Array.isArray(event.value) ? event.value[0] : undefined;
        const account = isRecord(first) && isRecord(first.account) ? first.account : {};
        const id = idOf(account.accountId);
        if (id === undefined) continue;
        const [handle, name] = [textOf(account.username), textOf(account.accountDisplayName)];
        return { id, handle, name, file };
      }
    }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    findings.damage(file, undefined, `it cannot be read: ${cause.reason}`);
    return undefined;
  }
  findings.damage(file, undefined, 'it does not say whose archive it is');
  return undefined;
}
