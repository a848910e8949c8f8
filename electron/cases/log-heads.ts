/**
 * What this workstation last knew of each case's log, apart from the case's folder: a log whose end was
 * taken away, or that was put back to an older state together with its folder, is found by it.
 *
 * A state that was noted while the case was open has a MAC under a key of the case. One that was noted
 * while it was closed (a passphrase was refused) has none: nobody has that key then.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import type { KnownState } from './case-log.ts';
import { StoredJson } from './stored-json.ts';

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const state = { entries: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), head: hex };
const HEADS = v.record(
  v.string(),
  v.object({
    open: v.optional(v.object({ ...state, mac: hex })),
    closed: v.optional(v.object(state)),
  }),
);

type State = Pick<KnownState, 'entries' | 'head'>;

function macOf(key: Uint8Array, caseId: string, { entries, head }: State): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['threadline log head', 1, caseId, entries, head]))
    .digest('hex');
}

export class LogHeads {
  private readonly stored: StoredJson<typeof HEADS>;

  /** @param folder of the user's files of this program. */
  constructor(folder: string) {
    this.stored = new StoredJson(path.join(folder, 'log-heads.json'), HEADS, {});
  }

  /**
   * States that the case's log must have had; none when this workstation has not had the case open.
   * @param key of the case, for the MAC. @param name of the case's folder, for messages.
   * @throws Refusal `tampered` when what was noted is not what a program wrote that had the case open.
   */
  async known(caseId: string, key: Uint8Array, name: string): Promise<KnownState[]> {
    const { open, closed } = (await this.stored.read())[caseId] ?? {};
    if (open && !timingSafeEqual(Buffer.from(open.mac), Buffer.from(macOf(key, caseId, open)))) {
      throw new Refusal('tampered', name, 'what this workstation noted of its log was changed');
    }
    return [
      ...(open ? [{ ...open, when: 'when it was last open on this workstation' }] : []),
      ...(closed ? [{ ...closed, when: 'when a passphrase was last refused on this workstation' }] : []),
    ];
  }

  /** Notes the state of an open case's log. */
  async noteOpen(caseId: string, key: Uint8Array, { entries, head }: State): Promise<void> {
    const open = { entries, head, mac: macOf(key, caseId, { entries, head }) };
    await this.stored.change((now) => ({ ...now, [caseId]: { open } }));
  }

  /** Notes the state of a closed case's log. */
  async noteClosed(caseId: string, { entries, head }: State): Promise<void> {
    await this.stored.change((now) => ({ ...now, [caseId]: { ...now[caseId], closed: { entries, head } } }));
  }

  async forget(caseId: string): Promise<void> {
    await this.stored.change(({ [caseId]: _gone, ...others }) => others);
  }
}
