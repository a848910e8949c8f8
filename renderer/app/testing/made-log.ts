/** A custody log as the made main process keeps it. */
import { ACTIONS, type CustodyEntry } from '../../../shared/contract/warranted.ts';

const START = Date.UTC(2024, 3, 1, 8);
const ACTORS = ['j.ho', 'B. Müller', 'נועה כהן'];

type Told = Pick<CustodyEntry, 'action' | 'subjects'> & Partial<Pick<CustodyEntry, 'counts' | 'whileClosed'>>;

/** What every made case begins with. */
const FIRST: readonly Told[] = [
  { action: 'case-created', subjects: [{ reference: 'OP LANTERN', timeZone: 'Europe/London' }] },
  {
    action: 'warrant-verified',
    subjects: [
      { warrant: 'W-2024-117', sha256: '7d'.repeat(32), case: 'OP LANTERN' },
      { signer: 'A. Minister', key: '1a'.repeat(32) },
      { signer: 'J. Commissioner', key: '2b'.repeat(32) },
    ],
  },
  {
    action: 'evidence-hashed',
    subjects: [
      { exhibit: 'AB/1', job: '5f0c1f5e' },
      { file: 'msgstore.db.crypt15', bytes: 240_529, sha256: '14'.repeat(32) },
      { file: 'wa.db', bytes: 49_152, sha256: 'ab'.repeat(32) },
      { file: 'Media/WhatsApp Images/a very long file name that goes on and on (final).jpg', bytes: 1 },
    ],
    counts: { files: 3, bytes: 289_682 },
  },
  {
    action: 'key-released',
    subjects: [
      { exhibit: 'AB/1', keyKind: 'whatsapp-crypt15-root', warrant: 'W-2024-117' },
      { release: 'K-11' },
      { signer: 'Escrow One', key: '3c'.repeat(32) },
    ],
  },
  {
    action: 'messages-withheld',
    subjects: [{ exhibit: 'AB/1', privilege: 'legal' }],
    counts: { messages: 12 },
  },
  {
    action: 'exhibit-imported',
    subjects: [{ exhibit: 'AB/1', job: '5f0c1f5e', file: 'msgstore.db.crypt15', reader: 'whatsapp-android' }],
    counts: { read: 529, kept: 427, outOfScope: 88, privileged: 12, skipped: 2, damage: 1 },
  },
  { action: 'case-closed', subjects: [{ reason: 'the user closed it' }] },
  { action: 'passphrase-refused', subjects: [], whileClosed: true },
  { action: 'case-opened', subjects: [] },
];

/** @param length of the log; the first entries say what happened, the rest fill it. */
export function madeLog(length: number): CustodyEntry[] {
  return Array.from({ length }, (_, seq) => {
    const told: Told = FIRST[seq] ?? {
      action: ACTIONS[seq % ACTIONS.length]!,
      subjects: [{ file: `chat ${seq}.html`, sha256: seq.toString(16).padStart(64, '0') }],
      counts: { messages: seq },
    };
    return {
      seq,
      time: new Date(START + seq * 61_000).toISOString(),
      actor: ACTORS[seq < 6 ? 0 : seq % ACTORS.length]!,
      ...told,
    };
  });
}
