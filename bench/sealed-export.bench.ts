/** Writing and reading a sealed export of 256 MiB, against bare libsodium secretstream over the same chunks. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sodium from 'libsodium-wrappers';
import { openFile } from '../electron/containers/evidence-file.ts';
import { openSealedExport } from '../electron/containers/sealed-export/open.ts';
import { sealExport } from '../electron/containers/sealed-export/seal.ts';
import { newStreamKey } from '../electron/containers/sealed-export/stream.ts';
import { type Bench, inTurn } from './measure.ts';

const CHUNK = 2 ** 20;
const CHUNKS = 256;
const RUNS = 5;

export const rows: Bench = async () => {
  await sodium.ready;
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-bench-tlx-'));
  try {
    const plain = Buffer.alloc(CHUNK, 'a chat export, again and again. ');
    const key = newStreamKey();
    async function* content(): AsyncGenerator<Uint8Array> {
      for (let i = 0; i < CHUNKS; i++) yield plain;
    }
    const about = { exhibit: 'AB/1', creator: 'bench', inner: 'chat.zip' };
    const seal = async (): Promise<void> => {
      for await (const _ of sealExport(about, content(), key));
    };
    const { TAG_FINAL, TAG_MESSAGE } = {
      TAG_FINAL: sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
      TAG_MESSAGE: sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    };
    const bareChunks: Uint8Array[] = [];
    let bareHeader: Uint8Array = new Uint8Array();
    const push = async (): Promise<void> => {
      const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
      bareHeader = header;
      bareChunks.length = 0;
      for (let i = 0; i < CHUNKS; i++) {
        const tag = i === CHUNKS - 1 ? TAG_FINAL : TAG_MESSAGE;
        bareChunks.push(sodium.crypto_secretstream_xchacha20poly1305_push(state, plain, null, tag));
      }
    };
    const [writeMs, bareWriteMs] = await inTurn(RUNS, seal, push);

    const parts: Uint8Array[] = [];
    for await (const part of sealExport(about, content(), key)) parts.push(part);
    const given = path.join(folder, 'bench.tlx');
    writeFileSync(given, Buffer.concat(parts));
    const open = async (): Promise<void> => {
      const file = await openFile(given);
      for await (const _ of openSealedExport(file, key));
      await file.handle.close();
    };
    const pull = async (): Promise<void> => {
      const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(bareHeader, key);
      for (const chunk of bareChunks) sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, null);
    };
    const [readMs, bareReadMs] = await inTurn(RUNS, open, pull);
    const row = (work: string, oursMs: number, baselineMs: number) => ({
      work,
      baseline: 'libsodium secretstream, bare, in memory',
      oursMs,
      baselineMs,
      ratio: baselineMs / oursMs,
      target: 0.8,
      notes: `${Math.round((CHUNKS * CHUNK) / 2 ** 20 / (oursMs / 1000))} MiB/s`,
    });
    return [
      row('sealed export of 256 MiB, written', writeMs, bareWriteMs),
      row('sealed export of 256 MiB, read from disk', readMs, bareReadMs),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
