/** Attachments of the open case, as `app:` serves them to the page's pictures, players and text views. */
import { ORIGIN_PATHS } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { displayType, HEAD_BYTES } from '../media/content-type.ts';
import type { SealedFile } from '../media/sealed-file.ts';
import { ATTACHMENT_HEADERS } from './page-headers.ts';

/** `/media/<case id>/<sha256>` */
const ADDRESS = new RegExp(`^/${ORIGIN_PATHS.media}/([0-9a-f]{32})/([0-9a-f]{64})$`);

/** @returns null when there is no such attachment in the open case. @throws Refusal when it was changed. */
export type FindAttachment = (caseId: string, sha256: string) => Promise<SealedFile | null>;

interface ByteRange {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/**
 * A single range of bytes (RFC 9110, section 14.1.2).
 * @returns undefined when there is none to heed, null when it cannot be satisfied.
 */
export function byteRange(header: string | null, size: number): ByteRange | null | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? null : { from: size - length, to: size };
  }
  const from = Number(first);
  const to = last === '' ? size : Math.min(Number(last) + 1, size);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= size ? null : { from, to };
}

function failure(status: number, message: string, headers: Record<string, string> = {}): Response {
  return new Response(message, {
    status,
    headers: { ...ATTACHMENT_HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  });
}

/** Streams the range and closes the file when all is read, or the reader has enough. */
function stream(file: SealedFile, { from, to }: ByteRange): ReadableStream<Uint8Array> {
  const pieces = file.read(from, to);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (!done) return controller.enqueue(value);
          await file.close();
          controller.close();
        } catch (cause) {
          await file.close();
          controller.error(cause);
        }
      },
      async cancel() {
        await pieces.return(undefined);
        await file.close();
      },
    },
    { highWaterMark: 0 },
  );
}

async function headOf(file: SealedFile): Promise<Uint8Array> {
  for await (const piece of file.read(0, HEAD_BYTES)) return piece;
  return new Uint8Array(0);
}

async function answer(file: SealedFile, request: Request): Promise<Response> {
  const type = displayType(await headOf(file));
  const range = byteRange(request.headers.get('range'), file.bytes);
  if (range === null) {
    await file.close();
    return failure(416, 'no such range', { 'Content-Range': `bytes */${file.bytes}` });
  }
  const { from, to } = range ?? { from: 0, to: file.bytes };
  const headers: Record<string, string> = {
    ...ATTACHMENT_HEADERS,
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Length': String(to - from),
    'Accept-Ranges': 'bytes',
  };
  // The session lets no download begin, so bytes of another kind go nowhere.
  if (type === null) headers['Content-Disposition'] = 'attachment';
  if (range) headers['Content-Range'] = `bytes ${from}-${to - 1}/${file.bytes}`;
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') {
    await file.close();
    return new Response(null, { status, headers });
  }
  return new Response(stream(file, { from, to }), { status, headers });
}

/** @returns null when the address is not that of an attachment. */
export async function attachmentResponse(
  url: URL,
  request: Request,
  find: FindAttachment,
): Promise<Response | null> {
  const [, caseId, sha256] = ADDRESS.exec(url.pathname) ?? [];
  if (caseId === undefined || sha256 === undefined) return null;
  try {
    const file = await find(caseId, sha256);
    if (!file) return failure(404, 'the open case has no such attachment');
    try {
      return await answer(file, request);
    } catch (cause) {
      await file.close();
      throw cause;
    }
  } catch (cause) {
    if (cause instanceof Refusal) return failure(500, cause.reason);
    throw cause;
  }
}
