import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { AttachmentStore } from '../media/attachment-store.ts';
import { attachmentResponse, byteRange } from './attachment-response.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-media-'));
after(() => rmSync(root, { recursive: true, force: true }));
const store = await AttachmentStore.open(root, { media: randomBytes(32), mediaNames: randomBytes(32) });
const CASE = 'ab'.repeat(16);

async function keep(content: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const job = await store.incoming();
  await job.take(
    sha256,
    (async function* () {
      yield content;
    })(),
  );
  await job.keep();
  return sha256;
}

const video = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0', 'latin1'), randomBytes(300_000)]);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>');
const hashes = { video: await keep(video), svg: await keep(svg), text: await keep(Buffer.from('a note')) };

async function get(
  sha256: string,
  { range, method = 'GET', caseId = CASE }: { range?: string; method?: string; caseId?: string } = {},
): Promise<Response> {
  const url = new URL(`app://threadline/media/${caseId}/${sha256}`);
  const request = new Request('http://x/', { method, headers: range === undefined ? {} : { Range: range } });
  const response = await attachmentResponse(url, request, async (id, wanted) =>
    id === CASE ? store.read(wanted) : null,
  );
  return response!;
}

const body = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

test('an attachment comes whole, with the type of its bytes and in a sandbox', async () => {
  const response = await get(hashes.video);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'video/mp4');
  assert.equal(response.headers.get('content-length'), String(video.length));
  assert.equal(response.headers.get('accept-ranges'), 'bytes');
  assert.equal(response.headers.get('content-security-policy'), "default-src 'none'; sandbox");
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.ok((await body(response)).equals(video));
});

test('what can hold script comes as bytes to be saved, never as what it is', async () => {
  const response = await get(hashes.svg);
  assert.equal(response.headers.get('content-type'), 'application/octet-stream');
  assert.equal(response.headers.get('content-disposition'), 'attachment');
});

test('text comes as plain text', async () => {
  const response = await get(hashes.text);
  assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.equal(await response.text(), 'a note');
});

test('a range gives its bytes and says where they stand', async () => {
  for (const [range, from, to] of [
    ['bytes=0-0', 0, 1],
    ['bytes=65530-70000', 65_530, 70_001],
    ['bytes=200000-', 200_000, video.length],
    ['bytes=-100', video.length - 100, video.length],
    ['bytes=0-99999999', 0, video.length],
  ] as const) {
    const response = await get(hashes.video, { range });
    assert.equal(response.status, 206, range);
    assert.equal(response.headers.get('content-range'), `bytes ${from}-${to - 1}/${video.length}`);
    assert.equal(response.headers.get('content-length'), String(to - from));
    assert.ok((await body(response)).equals(video.subarray(from, to)), range);
  }
});

test('a range beyond the end is refused, and one that is none gives the whole', async () => {
  const beyond = await get(hashes.video, { range: `bytes=${video.length}-` });
  assert.equal(beyond.status, 416);
  assert.equal(beyond.headers.get('content-range'), `bytes */${video.length}`);
  assert.equal(byteRange('bytes=-0', 10), null);
  for (const none of [null, 'bytes=-', 'bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=a-b']) {
    assert.equal(byteRange(none, 10), undefined, String(none));
  }
});

test('HEAD says what GET would, without the bytes', async () => {
  const response = await get(hashes.video, { method: 'HEAD' });
  assert.equal(response.headers.get('content-length'), String(video.length));
  assert.equal((await body(response)).length, 0);
});

test('another case, another hash and another address give nothing', async () => {
  assert.equal((await get(hashes.video, { caseId: 'cd'.repeat(16) })).status, 404);
  assert.equal((await get('00'.repeat(32))).status, 404);
  const request = new Request('http://x/');
  for (const pathname of [
    '/media/x/y',
    `/media/${CASE}/${hashes.text}/more`,
    `/media/${CASE}/..`,
    '/media',
  ]) {
    assert.equal(await attachmentResponse({ pathname } as URL, request, () => Promise.reject()), null);
  }
});

test('an attachment that was changed is an error, in its first bytes or in the middle', async () => {
  const content = randomBytes(300_000);
  const sha256 = await keep(content);
  const file = store.pathOf(store.nameOf(sha256));
  const sealed = readFileSync(file);
  const changed = Buffer.from(sealed);
  changed[100]! ^= 1;
  writeFileSync(file, changed);
  assert.equal((await get(sha256)).status, 500);
  const later = Buffer.from(sealed);
  later[150_000]! ^= 1;
  writeFileSync(file, later);
  await assert.rejects(body(await get(sha256)));
});

test('a reader that has enough leaves no file open', async () => {
  const response = await get(hashes.video);
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  rmSync(store.pathOf(store.nameOf(hashes.video)));
});
