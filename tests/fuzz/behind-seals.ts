/**
 * Targets behind a seal: what was changed is sealed again, as one does who has the key, so that what reads the
 * opened bytes is reached. A change to the sealed bytes themselves ends at their tag.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { deflateSync } from 'node:zlib';
import { newHead } from '../../electron/bundle/header.ts';
import { OpenBundle, verifyBundle } from '../../electron/bundle/read-bundle.ts';
import { sealStream } from '../../electron/containers/index.ts';
import { MAGIC } from '../../electron/containers/sealed-export/header.ts';
import { makeBackup } from '../../electron/containers/whatsapp-crypt/testing/made-backup.ts';
import { LEAST_COST } from '../../electron/keys/passphrase.ts';
import { Refusal } from '../../shared/model/index.ts';
import { type Input, type InputFile, writeInput } from './input.ts';
import { traitOf, type Verdict } from './judge.ts';
import type { Target } from './target.ts';

const PASSPHRASE = 'words for the bundle';
const CHUNK_BYTES = 1024;

function framed(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const named = (input: Input, name: string): Buffer =>
  input.find((file) => file.path === name)?.bytes ?? Buffer.alloc(0);

/** The header of a sealed export as JSON, and its content; sealed whatever the header says. */
export const resealedExport = (
  job: Target['job'],
  key: Uint8Array,
  inner: string,
  content: Uint8Array,
): Target => ({
  name: 'resealed-export',
  words: ['electron/containers/sealed-export'],
  job,
  seeds: () => [
    [
      {
        path: 'header.json',
        bytes: Buffer.from(
          JSON.stringify({ version: 1, exhibit: 'AB/1', creator: 'a laboratory', chunkBytes: 4096, inner }),
        ),
      },
      { path: 'content', bytes: Buffer.from(content) },
    ],
  ],
  async wrap(input) {
    const head = Buffer.concat([MAGIC, framed(named(input, 'header.json'))]);
    const bytes = await buffer(sealStream(head, 4096, once(named(input, 'content')), key));
    return [{ path: 'AB-1.tlx', bytes }];
  },
});

/** What is packed in a backup, changed after it was packed. */
export const packedBackup = (job: Target['job'], version: 14 | 15, content: Uint8Array): Target => ({
  name: `packed-crypt${version}`,
  words: ['electron/containers'],
  job,
  seeds: () => [[{ path: 'content.zz', bytes: deflateSync(content) }]],
  wrap: ([file]) => [
    {
      path: `msgstore.db.crypt${version}`,
      bytes: makeBackup(file?.bytes ?? Buffer.alloc(0), { version, packing: 'none' }),
    },
  ],
});

/** A bundle's parts: `NNN.header.json` and `NNN.jsonl`, or `NNN.bin`. */
async function seedParts(scratch: string): Promise<Input[]> {
  const { Place, resealed, smallChunks } = await import('../../electron/bundle/testing/made-bundles.ts');
  const folder = path.join(scratch, 'bundles');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const place = new Place(folder);
  const whole = await smallChunks(place);
  const input: InputFile[] = [];
  await resealed(folder, whole, (parts) => {
    for (const [n, { header, content }] of parts.entries()) {
      if (header.kind === 'manifest') continue;
      const number = String(n).padStart(3, '0');
      const isText = header.kind !== 'segment' && header.kind !== 'attachment';
      input.push({ path: `${number}.header.json`, bytes: Buffer.from(JSON.stringify(header)) });
      input.push({ path: `${number}.${isText ? 'jsonl' : 'bin'}`, bytes: content });
    }
    return parts;
  });
  await place.cases.close('the bundle is made');
  return [input];
}

let made: ReturnType<typeof newHead> | undefined;
/** Of all bundles of this process: each has its own key sealed to the passphrase. */
function head(): ReturnType<typeof newHead> {
  made ??= newHead({ passphrase: PASSPHRASE, cost: LEAST_COST }, CHUNK_BYTES);
  return made;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return null;
  }
}

/** Parts with a manifest that fits them, sealed. */
async function bundleOf(input: Input): Promise<Input> {
  const pieces: Buffer[] = [];
  const digests: unknown[] = [];
  const part = (header: Uint8Array, content: Uint8Array): void => {
    pieces.push(framed(header), ...(content.length > 0 ? [framed(content)] : []), Buffer.alloc(4));
    const sha256 = createHash('sha256').update(content).digest('hex');
    digests.push({ header: parsed(header), bytes: content.length, sha256 });
  };
  for (const file of input) {
    const number = /^(\d+)\.header\.json$/.exec(file.path)?.[1];
    if (number === undefined) continue;
    const content = input.find(({ path: name }) => name === `${number}.jsonl` || name === `${number}.bin`);
    part(file.bytes, content?.bytes ?? Buffer.alloc(0));
  }
  const lines = digests.map((digest) => `${JSON.stringify(digest)}\n`).join('');
  part(Buffer.from(JSON.stringify({ kind: 'manifest' })), Buffer.from(lines));
  const { head: begin, key } = head();
  const bytes = await buffer(sealStream(begin, CHUNK_BYTES, once(Buffer.concat(pieces)), key));
  return [{ path: 'case.tlcase', bytes }];
}

/** Verifies a bundle as it is done before anything of one is taken over. */
async function judgeBundle(input: Input, folder: string): Promise<Verdict> {
  const evidence = path.join(folder, 'evidence');
  writeInput(evidence, input);
  let bundle: OpenBundle | undefined;
  try {
    bundle = await OpenBundle.open(path.join(evidence, 'case.tlcase'), { passphrase: PASSPHRASE });
    const { jobs, counts } = await verifyBundle(bundle);
    return { kind: 'imported', traits: [`${jobs.length} imports, ${Object.values(counts).join(' ')}`] };
  } catch (cause) {
    if (cause instanceof Refusal && cause.file !== '' && cause.reason !== '') {
      return { kind: 'refused', traits: [traitOf(cause)] };
    }
    const { message, stack } = cause instanceof Error ? cause : new Error(String(cause));
    return { kind: 'fault', message, ...(stack ? { stack } : {}), traits: [] };
  } finally {
    bundle?.close();
  }
}

export const bundleTargets: readonly Target[] = [
  {
    name: 'bundle',
    words: ['electron/bundle'],
    job: { options: {} },
    seeds: async (scratch) => Promise.all((await seedParts(scratch)).map(bundleOf)),
    run: judgeBundle,
  },
  {
    name: 'within-bundle',
    words: ['electron/bundle'],
    job: { options: {} },
    seeds: seedParts,
    wrap: bundleOf,
    run: judgeBundle,
  },
];
