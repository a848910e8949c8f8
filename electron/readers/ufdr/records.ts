/** Messages of the model: of calls, SMS and MMS, which stand outside of chats. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Call } from '../../../shared/model/index.ts';
import type { Drafts } from './drafts.ts';
import { type Model, modelsOf, said } from './model.ts';
import type { Party } from './people.ts';
import { instantOf, secondsOf } from './times.ts';

export interface Side {
  readonly party: Party;
  /** `From`, `To`, or as Cellebrite has it. */
  readonly role: string;
}

const OUTGOING = /^(?:outgoing|sent|outbox|drafts?)$/i;
const INCOMING = /^(?:incoming|inbox|missed|rejected|blocked)$/i;

const CALL_FIELDS: ReadonlySet<string> = new Set(['Duration', 'VideoCall']);
const NO_FIELDS: ReadonlySet<string> = new Set();
const MESSAGE_FIELDS: ReadonlySet<string> = new Set(['DateDelivered', 'DateRead', 'DateDeleted']);

/** Whether the owner sent it; undefined where nothing says so. */
function isOut(model: Model, sides: readonly Side[]): boolean | undefined {
  const from = sides.find(({ role }) => role === 'From');
  if (from?.party.isOwner) return true;
  const words = [said(model, 'Direction'), said(model, 'Type'), said(model, 'Folder')];
  for (const word of words) {
    if (word !== undefined && OUTGOING.test(word)) return true;
    if (word !== undefined && INCOMING.test(word)) return false;
  }
  if (from?.party.account !== undefined) return false;
  return sides.some(({ role, party }) => role === 'To' && !party.isOwner) ? true : undefined;
}

/** The people at both ends of a record. */
export function sidesOf(model: Model, partyOf: (party: Model) => Party): Side[] {
  return [
    ...modelsOf(model, 'Parties').map((party) => ({
      party: partyOf(party),
      role: said(party, 'Role') ?? '',
    })),
    ...modelsOf(model, 'From').map((party) => ({ party: partyOf(party), role: 'From' })),
    ...modelsOf(model, 'To').map((party) => ({ party: partyOf(party), role: 'To' })),
  ];
}

function outcomeOf(model: Model, seconds: number | undefined): Call['outcome'] {
  const [type, status] = [said(model, 'Type')?.toLowerCase(), said(model, 'Status')?.toLowerCase()];
  if (type === 'missed' || status === 'missed') return 'missed';
  if (type === 'rejected' || status === 'rejected' || type === 'blocked') return 'declined';
  if (status === 'established' || (seconds !== undefined && seconds > 0)) return 'answered';
  return 'unknown';
}

export interface RecordAround {
  readonly chat: string;
  readonly sides: readonly Side[];
  readonly application: string | undefined;
  owner(): string;
}

/** A call, an SMS or an MMS. */
export function recordDraft(model: Model, around: RecordAround, drafts: Drafts): DraftMessage {
  const { chat, sides, application } = around;
  const isCall = model.type === 'Call';
  const sent = isOut(model, sides);
  const sender =
    sent === true
      ? around.owner()
      : sent === false
        ? (
            sides.find(({ role, party }) => role === 'From' && !party.isOwner) ??
            sides.find(({ party }) => !party.isOwner)
          )?.party.account
        : undefined;
  const attached = drafts.attached(model);
  const duration = secondsOf(said(model, 'Duration'));
  const [delivered, read] = [instantOf(said(model, 'DateDelivered')), instantOf(said(model, 'DateRead'))];
  const others = sides.filter(({ party }) => !party.isOwner && party.account !== undefined);
  const reader = sent === true && others.length === 1 ? others[0]!.party.account : undefined;
  const hasReceipt = reader !== undefined && (delivered ?? read) !== undefined;
  const raw = drafts.rawOf(
    model,
    application,
    isCall ? CALL_FIELDS : hasReceipt ? MESSAGE_FIELDS : NO_FIELDS,
  );
  if (isCall && duration === undefined && said(model, 'Duration') !== undefined) {
    raw.Duration = said(model, 'Duration')!;
  }
  const subject = said(model, 'Subject');
  const text = said(model, 'Body') ?? subject;
  if (text === subject) delete raw.Subject;
  return {
    chat,
    ...(sender === undefined ? {} : { sender }),
    ...(sent === undefined ? {} : { direction: sent ? 'out' : 'in' }),
    ...drafts.time(model, raw),
    kind: isCall ? 'call' : (attached.kind ?? 'text'),
    ...(text === undefined ? {} : { text }),
    ...drafts.deleted(model),
    ...(hasReceipt
      ? {
          receipts: [
            {
              account: reader,
              ...(delivered === undefined ? {} : { delivered }),
              ...(read === undefined ? {} : { read }),
            },
          ],
        }
      : {}),
    ...attached.of,
    ...(isCall
      ? {
          call: {
            video: said(model, 'VideoCall')?.toLowerCase() === 'true',
            ...(duration === undefined ? {} : { seconds: duration }),
            outcome: outcomeOf(model, duration),
          },
        }
      : {}),
    source: drafts.source(model, raw),
  };
}
