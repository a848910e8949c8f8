/** Bundles for tests: made cases on a workstation of their own, and bundles whose parts were changed. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type SegmentMessage, SegmentWriter } from '../../../shared/segment/index.ts';
import { Desk } from '../../cases/testing/desk.ts';
import { type FakeIntake, recordOf } from '../../cases/testing/fake-intake.ts';
import { StorePage } from '../../cases/testing/store-page.ts';
import { openFile, openStream, readAt, sealStream } from '../../containers/index.ts';
import { packSegment } from '../../intake/packed-segment.ts';
import { Quarantine } from '../../intake/quarantine.ts';
import { cardOf, makeIdentity } from '../../keys/identity.ts';
import { LEAST_COST } from '../../keys/passphrase.ts';
import { EVIDENCE } from '../../warrant/testing/made-authority.ts';
import { Bundles } from '../bundles.ts';
import { readHeader, streamKey } from '../header.ts';
import { type PartHeader, PartWriter, readParts } from '../parts.ts';
import { bundleBytes, noBundleCounts } from '../save-bundle.ts';

export const passphrase = 'four plain words here';
export const forBundle = 'words for the bundle';
export const { identity: reviewer, file: reviewerFile } = await makeIdentity(
  'Reviewer',
  'filter words',
  LEAST_COST,
);

/** A workstation that saves and opens bundles, with stores in memory. */
export class Place extends Desk {
  readonly bundles: Bundles;
  readonly pages: StorePage[] = [];

  constructor(root: string) {
    super(root);
    this.makePage = () => {
      const page = new StorePage();
      this.pages.push(page);
      return page;
    };
    this.bundles = new Bundles({
      cases: this.cases,
      identity: this.identity,
      casesFolder: path.join(this.folder, 'cases'),
      cost: LEAST_COST,
      emit: (name, event) => this.tell(name, event),
      report: (cause) => void this.reported.push(cause),
    });
  }

  get store(): StorePage {
    return this.pages.at(-1)!;
  }

  /** Waits until the imports of a bundle are over. */
  async settled(): Promise<void> {
    await this.cases.working.jobs!.inTurn(async () => undefined);
  }
}

export const message = (n: number, more: Partial<SegmentMessage> = {}): SegmentMessage => ({
  chat: `chat ${n % 3}`,
  sender: `account ${n % 2}`,
  kind: 'text',
  text: `message ${n}`,
  source: { file: 'msgstore.db', table: 'message', row: n },
  ...more,
});

export interface MadeImport {
  readonly exhibit: string;
  /** Messages in each segment. */
  readonly segments: readonly number[];
  readonly attachments?: readonly string[];
  /** Ordinals of withheld messages. */
  readonly withheld?: readonly number[];
}

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** An intake that gives what a made import says. */
export const madeIntake =
  (made: MadeImport) =>
  async (child: FakeIntake): Promise<void> => {
    const { exhibit, segments, attachments = [], withheld = [] } = made;
    if (child.job.underWarrant) {
      const file = { name: 'msgstore.db', sha256: EVIDENCE };
      child.say({ type: 'hashed', evidence: [{ ...file, files: [file] }] });
      await child.next();
    }
    const writer = new SegmentWriter(exhibit, 'whatsapp');
    let ordinal = 0;
    for (const [seq, count] of segments.entries()) {
      for (let i = 0; i < count; i++) {
        const content = attachments[ordinal];
        ordinal++;
        const attached =
          content === undefined ? {} : { attachments: [{ present: true, sha256: sha256(content) }] };
        writer.add(message(ordinal, attached), ordinal);
      }
      const bytes = await packSegment(writer.finish());
      child.say({ type: 'segment', source: 0, seq, bytes, newChats: [], newAccounts: [] });
    }
    for (const content of new Set(attachments)) {
      child.say({ type: 'media', sha256: sha256(content), bytes: content.length });
      if (content !== '') child.say({ type: 'media-chunk', chunk: Buffer.from(content) });
      child.say({ type: 'media-end' });
      while ((await child.next()).type !== 'media-taken');
    }
    const quarantine = new Quarantine(cardOf(reviewer).box);
    for (const one of withheld) {
      const item = quarantine.seal(
        { exhibit, source: 0, ordinal: one, privilege: 'words' },
        {
          message: message(one, { text: `privileged ${one}` }),
          chat: { id: `chat ${one % 3}`, exhibit, platform: 'whatsapp', type: 'group', members: [] },
          accounts: [],
        },
      );
      child.say({ type: 'quarantined', item });
    }
    const record = {
      ...recordOf(exhibit),
      sha256: child.job.underWarrant ? EVIDENCE : sha256(exhibit),
      counts: {
        ...recordOf(exhibit).counts,
        read: ordinal + withheld.length,
        kept: ordinal,
        privileged: withheld.length,
        skipped: {},
      },
    };
    const platform = 'whatsapp' as const;
    const lists = {
      chats: writer.chats.ids.map((id) => ({ id, exhibit, platform, type: 'group' as const, members: [] })),
      accounts: writer.accounts.ids.map((id) => ({ id, exhibit, platform, names: [] })),
    };
    child.say({ type: 'done', outcome: { sources: [{ lists, record }] } });
  };

export async function importInto(place: Place, made: MadeImport): Promise<void> {
  place.intake = madeIntake(made);
  const from = place.emitted.length;
  place.cases.startIntake({ exhibit: made.exhibit, paths: [`/evidence/${made.exhibit}`] });
  await Promise.race([
    place.event('intake.done', from),
    place.event('intake.failed', from).then(({ error }) => assert.fail(error.message)),
  ]);
}

export const consent = { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' } as const;

export async function plainCase(place: Place, imports: readonly MadeImport[]): Promise<string> {
  const { folder } = await place.cases.create({
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase,
    basis: consent,
  });
  for (const made of imports) await importInto(place, made);
  return folder;
}

/** A bundle with chunks of 1 KiB. @param fill what the case gets besides its messages. */
export async function smallChunks(
  place: Place,
  fill: (place: Place) => Promise<void> = async () => undefined,
): Promise<Buffer> {
  await plainCase(place, [{ exhibit: 'AB/1', segments: [20, 20], attachments: ['one', 'two'] }]);
  await fill(place);
  const { opened, store } = place.cases.full;
  const recipient = { passphrase: forBundle, cost: LEAST_COST };
  const of = {
    opened,
    store,
    exhibits: null,
    withAttachments: true,
    withAdded: true,
    recipient,
    chunkBytes: 1024,
  };
  return buffer(bundleBytes(of, noBundleCounts()));
}

export interface Sealed {
  header: PartHeader;
  content: Buffer;
}

/** The bundle with its parts changed by one who has the key, and sealed again, with a manifest that fits. */
export async function resealed(
  folder: string,
  whole: Buffer,
  change: (parts: Sealed[]) => Sealed[],
  refit = true,
): Promise<string> {
  const given = path.join(folder, 'whole.tlcase');
  writeFileSync(given, whole);
  const file = await openFile(given);
  try {
    const { header, end } = readHeader(await readAt(file, 0, file.bytes), 'whole');
    const key = streamKey(header, { passphrase: forBundle }, 'whole');
    const { chunkBytes } = header;
    const parts: Sealed[] = [];
    const stream = openStream(file, key, { headBytes: end, chunkBytes, what: 'bundle' });
    for await (const part of readParts(stream, 'whole')) {
      parts.push({ header: part.header, content: await buffer(part.content) });
    }
    async function* content(): AsyncGenerator<Uint8Array> {
      const writer = new PartWriter();
      for (const part of change(parts)) {
        if (part.header.kind === 'manifest' && refit) {
          yield* writer.lines({ kind: 'manifest' }, [...writer.digests]);
        } else yield* writer.part(part.header, [part.content]);
      }
    }
    const target = path.join(folder, 'resealed.tlcase');
    writeFileSync(target, await buffer(sealStream(whole.subarray(0, end), chunkBytes, content(), key)));
    return target;
  } finally {
    await file.handle.close();
  }
}
