/** Attacks on a portable case (`.tlcase`): from without, and by one who can seal a bundle. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BundleKeys } from '../../electron/bundle/header.ts';
import type { PartHeader } from '../../electron/bundle/parts.ts';
import { OpenBundle, verifyBundle } from '../../electron/bundle/read-bundle.ts';
import { addAll } from '../../electron/bundle/testing/made-additions.ts';
import {
  forBundle,
  Place,
  resealed,
  type Sealed,
  smallChunks,
} from '../../electron/bundle/testing/made-bundles.ts';
import { type ShownLine, ShownLog } from '../../electron/cases/received-log.ts';
import { workstation } from '../../electron/warrant/testing/made-authority.ts';
import { type AttackGroup, flipped } from './attack.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-attacks-bundle-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));

/** A bundle of forty messages in two segments, two attachments and what an investigator added, made once. */
let wholeBundle: Promise<Buffer> | undefined;
const whole = (): Promise<Buffer> => {
  wholeBundle ??= made();
  return wholeBundle;
};

async function made(): Promise<Buffer> {
  const place = new Place(root);
  const bytes = await smallChunks(place, addAll);
  await place.cases.close('end');
  return bytes;
}

async function verified(given: string, keys: BundleKeys): Promise<void> {
  const bundle = await OpenBundle.open(given, keys);
  try {
    await verifyBundle(bundle);
  } finally {
    bundle.close();
  }
}

let files = 0;
async function opened(bytes: Uint8Array, keys: BundleKeys = { passphrase: forBundle }): Promise<void> {
  const given = path.join(root, `${files++}.tlcase`);
  writeFileSync(given, bytes);
  await verified(given, keys);
}

/** A bundle whose parts were changed by one who has its key, sealed again, with a manifest that fits. */
async function built(change: (parts: Sealed[]) => Sealed[], refit = true): Promise<void> {
  await verified(await resealed(root, await whole(), change, refit), { passphrase: forBundle });
}

const of = (parts: Sealed[], kind: PartHeader['kind']): Sealed[] =>
  parts.filter(({ header }) => header.kind === kind);
const without = (parts: Sealed[], one: Sealed | undefined): Sealed[] => parts.filter((part) => part !== one);
const changed = (parts: Sealed[], kind: PartHeader['kind'], from: string, to: string): Sealed[] =>
  parts.map((part) =>
    part.header.kind === kind
      ? { ...part, content: Buffer.from(part.content.toString('latin1').replace(from, to), 'latin1') }
      : part,
  );

const isLedger = ({ header }: Sealed, ledger: string): boolean =>
  header.kind === 'ledger' && header.ledger === ledger;

interface Line {
  n: number;
  entry: Record<string, unknown>;
  received?: true;
}

/** The parts with one ledger's lines changed. @param renumber gives them numbers without gaps, as if none had gone. */
const relined = (
  parts: Sealed[],
  ledger: 'decisions' | 'annotations',
  change: (lines: Line[]) => Line[],
  renumber = true,
): Sealed[] =>
  parts.map((part) => {
    if (!isLedger(part, ledger)) return part;
    const lines = part.content
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
    const written = change(lines).map((line, n) => `${JSON.stringify(renumber ? { ...line, n } : line)}\n`);
    return { ...part, content: Buffer.from(written.join('')) };
  });

/** With the last entry of the log left out, and the case stating a log that ends before it. */
function withShorterLog(parts: Sealed[]): Sealed[] {
  const [head] = of(parts, 'case');
  const stated = JSON.parse(head!.content.toString('utf8')) as { id: string; log: object };
  const [log] = of(parts, 'log');
  const lines = log!.content.toString('utf8').split('\n').slice(0, -2);
  const shown = new ShownLog(stated.id, 'bundle');
  for (const line of lines) shown.take(JSON.parse(line) as ShownLine);
  const { entries, head: last, root } = shown.now;
  const content = Buffer.from(JSON.stringify({ ...stated, log: { entries, head: last, root } }));
  return parts.map((part) =>
    part === head
      ? { ...part, content }
      : part === log
        ? { ...part, content: Buffer.from(lines.map((line) => `${line}\n`).join('')) }
        : part,
  );
}

const CHUNK_ALTERED = 'one of its chunks was altered, moved, cut off or taken from another file';

export const bundles: AttackGroup = {
  title: 'Portable cases (bundles)',
  control: async () => {
    await opened(await whole());
    await built((parts) => parts);
  },
  attacks: [
    {
      attack: 'A bit of it is changed.',
      how: async () => opened(flipped(await whole(), 5000)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'Its end is cut off.',
      how: async () => opened((await whole()).subarray(0, -100)),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'Bytes are added behind its end.',
      how: async () => opened(Buffer.concat([await whole(), Buffer.of(0)])),
      code: 'tampered',
      says: CHUNK_ALTERED,
    },
    {
      attack: 'A guessed passphrase is tried.',
      how: async () => opened(await whole(), { passphrase: 'guess' }),
      code: 'wrong-passphrase',
      says: 'the passphrase does not open this bundle',
    },
    {
      attack: 'An identity is tried on a bundle that is sealed with a passphrase.',
      how: async () => opened(await whole(), { box: workstation.box }),
      code: 'key-missing',
      says: 'it opens with a passphrase',
    },
    {
      attack: 'A segment of messages is left out.',
      how: () => built((parts) => without(parts, of(parts, 'segment')[1])),
      code: 'tampered',
      says: 'an import has 20 messages of 40',
    },
    {
      attack: 'A segment is there twice.',
      how: () =>
        built((parts) => {
          const [first] = of(parts, 'segment');
          return parts.flatMap((part) => (part === first ? [part, part] : [part]));
        }),
      code: 'tampered',
      says: 'out of its order',
    },
    {
      attack: 'A further segment is added behind the last.',
      how: () =>
        built((parts) => {
          const last = of(parts, 'segment').at(-1)!;
          const { header } = last;
          if (header.kind !== 'segment') throw new Error('no segment');
          const more = { ...last, header: { ...header, seq: header.seq + 1 } };
          return parts.flatMap((part) => (part === last ? [part, more] : [part]));
        }),
      code: 'tampered',
      says: 'an import has 60 messages of 40',
    },
    {
      attack: 'Two segments change places.',
      how: () =>
        built((parts) => {
          const [first, second] = of(parts, 'segment');
          return parts.map((part) => (part === first ? second! : part === second ? first! : part));
        }),
      code: 'tampered',
      says: 'out of its order',
    },
    {
      attack: 'A segment is said to be of another exhibit.',
      how: () => built((parts) => changed(parts, 'segment', '"exhibit":"AB/1"', '"exhibit":"AB/9"')),
      code: 'tampered',
      says: 'of another exhibit',
    },
    {
      attack: 'The list of chats is emptied.',
      how: () =>
        built((parts) =>
          parts.map((part) => (part.header.kind === 'chats' ? { ...part, content: Buffer.alloc(0) } : part)),
        ),
      code: 'tampered',
      says: 'a chat that is not listed',
    },
    {
      attack: 'An attachment is exchanged.',
      how: () => built((parts) => changed(parts, 'attachment', 'one', 'two')),
      code: 'tampered',
      says: 'an attachment in it was exchanged',
    },
    {
      attack: 'An entry of its log is changed.',
      how: () => built((parts) => changed(parts, 'log', 'AB/1', 'AB/7')),
      code: 'tampered',
      says: 'what is shown is not what was sealed',
    },
    {
      attack: 'The end of its log is left out.',
      how: () =>
        built((parts) =>
          parts.map((part) => {
            if (part.header.kind !== 'log') return part;
            const end = part.content.lastIndexOf(10, part.content.length - 2);
            return { ...part, content: part.content.subarray(0, end + 1) };
          }),
        ),
      code: 'tampered',
      says: 'its log is not the one that it states',
    },
    {
      attack: 'Its log is left out.',
      how: () => built((parts) => without(parts, of(parts, 'log')[0])),
      code: 'tampered',
      says: 'it lacks its case, its log or its manifest',
    },
    {
      attack: 'Its manifest is left out.',
      how: () => built((parts) => without(parts, of(parts, 'manifest')[0])),
      code: 'tampered',
      says: 'it lacks its case, its log or its manifest',
    },
    {
      attack: 'A record is changed, and the manifest left as it was.',
      how: () => built((parts) => changed(parts, 'record', 'whatsapp-android', 'whatsapp-text'), false),
      code: 'tampered',
      says: 'manifest does not fit its part',
    },
    {
      attack: 'A part is put behind the manifest.',
      how: () => built((parts) => [...parts, of(parts, 'attachment')[0]!]),
      code: 'tampered',
      says: 'behind its manifest',
    },
    {
      attack: 'A note is left out.',
      how: () => built((parts) => relined(parts, 'annotations', (lines) => lines.slice(0, 2))),
      code: 'tampered',
      says: 'its log states 3 annotations, and it has 2',
    },
    {
      attack: 'An annotation is left out from among the others.',
      how: () =>
        built((parts) => relined(parts, 'annotations', ([first, , third]) => [first!, third!], false)),
      code: 'tampered',
      says: 'its annotation 2 is missing or out of its order',
    },
    {
      attack: 'Two annotations change places, numbers and all.',
      how: () => built((parts) => relined(parts, 'annotations', ([a, b, c]) => [b!, a!, c!])),
      code: 'tampered',
      says: 'its annotations are not those that its log states',
    },
    {
      attack: 'An annotation is there twice.',
      how: () => built((parts) => relined(parts, 'annotations', (lines) => [...lines, lines[1]!])),
      code: 'tampered',
      says: 'its annotation 4 comes twice',
    },
    {
      attack: 'What a note says is changed.',
      how: () =>
        built((parts) =>
          relined(parts, 'annotations', (lines) =>
            lines.map(({ n, entry }) => ({ n, entry: 'text' in entry ? { ...entry, text: 'x' } : entry })),
          ),
        ),
      code: 'tampered',
      says: 'its annotation 3 is not what its log has',
    },
    {
      attack: 'A note is said to be by somebody else.',
      how: () =>
        built((parts) =>
          relined(parts, 'annotations', (lines) =>
            lines.map(({ n, entry }) => ({ n, entry: { ...entry, author: 'Inspector Other' } })),
          ),
        ),
      code: 'tampered',
      says: 'its annotation 1 is not what its log has',
    },
    {
      attack: 'A decision that makes two people one is added.',
      how: () =>
        built((parts) =>
          relined(parts, 'decisions', (lines) => [
            ...lines,
            { n: 2, entry: { ...lines[0]!.entry, id: 'd9' } },
          ]),
        ),
      code: 'tampered',
      says: 'its decision 3 is not in its log',
    },
    {
      attack: 'An added decision is said to have come from an earlier case.',
      how: () =>
        built((parts) =>
          relined(parts, 'decisions', (lines) => [
            ...lines,
            { n: 2, entry: { ...lines[0]!.entry, id: 'd9' }, received: true },
          ]),
        ),
      code: 'tampered',
      says: 'its decision 3 is not in its log',
    },
    {
      attack: 'By how much a clock is corrected is changed.',
      how: () =>
        built((parts) =>
          relined(parts, 'decisions', (lines) =>
            lines.map(({ n, entry }) => ({ n, entry: entry.ahead ? { ...entry, ahead: 1000 } : entry })),
          ),
        ),
      code: 'tampered',
      says: 'its decision 2 is not what its log has',
    },
    {
      attack: 'A decision has a field that is not known.',
      how: () =>
        built((parts) =>
          relined(parts, 'decisions', (lines) =>
            lines.map(({ n, entry }) => ({ n, entry: { ...entry, unless: 'never' } })),
          ),
        ),
      code: 'tampered',
      says: 'a line of its part “ledger” is not as it should be',
    },
    {
      attack: 'The decisions are left out, part and all.',
      how: () => built((parts) => parts.filter((part) => !isLedger(part, 'decisions'))),
      code: 'tampered',
      says: 'it lacks its decisions or its annotations',
    },
    {
      attack: 'What its log says of them is left out with the log’s end.',
      how: () => built(withShorterLog),
      code: 'tampered',
      says: 'its log does not say what was gathered for it',
    },
    {
      attack: 'A word of a keyword list is changed.',
      how: () => built((parts) => changed(parts, 'list', 'green van', 'red sedan')),
      code: 'tampered',
      says: 'a list in it was exchanged',
    },
    {
      attack: 'A keyword list is left out.',
      how: () => built((parts) => without(parts, of(parts, 'list')[0])),
      code: 'tampered',
      says: 'its log states 2 lists, and it has 1',
    },
    {
      attack: 'A hash is taken out of a hash set.',
      how: () =>
        built((parts) =>
          parts.map((part) =>
            part.header.kind === 'list-part' ? { ...part, content: part.content.subarray(33) } : part,
          ),
        ),
      code: 'tampered',
      says: 'a part of a list in it was exchanged',
    },
    {
      attack: 'The hashes of a hash set are left out.',
      how: () => built((parts) => without(parts, of(parts, 'list-part')[0])),
      code: 'tampered',
      says: 'a list lacks a part',
    },
  ],
};
