/** The scheme `app:`, from which the page, its workers and the attachments come. */
import { protocol, type Session } from 'electron';
import { HOST, SCHEME } from './address.ts';
import { attachmentResponse, type FindAttachment } from './attachment-response.ts';
import { notFound, servePageFiles } from './page-files.ts';
import { PAGE_HEADERS } from './page-headers.ts';

/** To be called before the app is ready: makes `app:` an origin of its own, secure and fit for players. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** @param root folder of the built page. */
export function serveScheme(
  session: Session,
  root: string,
  find: FindAttachment,
  report: (cause: unknown) => void,
): void {
  const pageFile = servePageFiles(root);
  session.protocol.handle(SCHEME, async (request) => {
    try {
      const url = new URL(request.url);
      if (url.host !== HOST) return notFound();
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return new Response(null, { status: 405, headers: PAGE_HEADERS });
      }
      return (await attachmentResponse(url, request, find)) ?? (await pageFile(url));
    } catch (cause) {
      report(cause);
      return new Response(null, { status: 500, headers: PAGE_HEADERS });
    }
  });
}
