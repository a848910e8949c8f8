/** Answers the browser's requests: the product's own by its `app:` handler, the bridge's bodies, and nothing else. */
import type { BrowserContext, Route } from 'playwright-core';
import { BODIES, PAGE_ORIGIN, toApp } from './address.ts';
import { preventable } from './electron/app.ts';
import type { PreviewWindow } from './electron/browser-window.ts';
import type { PreviewSession } from './electron/session.ts';

export interface SeenRequest {
  /** As the product sees it: its own addresses with `app:`. */
  readonly url: string;
  /** `blocked`: the product's session let it not pass. `stray`: it would have passed, and only the host stopped it. */
  readonly outcome: 'served' | 'blocked' | 'stray';
  readonly status?: number;
}

/** Headers that describe the body as it was sent; the browser is given the body as it is. */
const OF_THE_TRANSPORT = new Set(['content-encoding', 'transfer-encoding', 'connection']);

async function fulfil(route: Route, response: Response): Promise<void> {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !OF_THE_TRANSPORT.has(name)));
  await route.fulfill({
    status: response.status,
    headers,
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** Whether the product prevents the page from going to an address by itself. */
function navigationPrevented(route: Route, url: string, windows: ReadonlySet<PreviewWindow>): boolean {
  const request = route.request();
  if (!request.isNavigationRequest()) return false;
  const page = request.frame().page();
  for (const { webContents } of windows) {
    if (webContents.page !== page) continue;
    const isMainFrame = request.frame() === page.mainFrame();
    if (isMainFrame && webContents.loading === request.url()) {
      webContents.loading = null;
      return false;
    }
    // A reload is no navigation of this kind.
    if (isMainFrame && page.url() === request.url()) return false;
    const event = preventable({ url, isMainFrame });
    webContents.emit('will-frame-navigate', event);
    if (isMainFrame) webContents.emit('will-navigate', event, url);
    return event.defaultPrevented;
  }
  return false;
}

export async function serve(
  context: BrowserContext,
  session: PreviewSession,
  windows: ReadonlySet<PreviewWindow>,
  requests: SeenRequest[],
): Promise<void> {
  const answer = async (route: Route): Promise<void> => {
    const request = route.request();
    const url = toApp(request.url());
    const { origin, pathname } = new URL(request.url());
    if (origin === PAGE_ORIGIN && pathname.startsWith(BODIES)) {
      const number = Number(pathname.slice(BODIES.length));
      const body = [...windows]
        .map(({ webContents }) => webContents.link?.takeBody(number))
        .find((found) => found);
      if (!body) return route.abort();
      return route.fulfill({
        body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
        headers: {
          'Content-Type': 'application/octet-stream',
          'Cross-Origin-Resource-Policy': 'same-origin',
        },
      });
    }
    const allowed = await session.allows(url, request.method(), request.resourceType());
    const handler = session.handlers.get(new URL(url).protocol.replace(':', ''));
    if (!allowed || !handler || navigationPrevented(route, url, windows)) {
      requests.push({ url, outcome: allowed && !handler ? 'stray' : 'blocked' });
      // A navigation that is blocked shows an error page; one that is aborted leaves the page where it is.
      return route.abort(request.isNavigationRequest() ? 'aborted' : 'blockedbyclient');
    }
    const { method, body } = { method: request.method(), body: request.postDataBuffer() };
    const response = await handler(
      new Request(url, {
        method,
        headers: await request.allHeaders(),
        ...(body && method !== 'GET' && method !== 'HEAD' ? { body: new Uint8Array(body) } : {}),
      }),
    );
    requests.push({ url, outcome: 'served', status: response.status });
    return fulfil(route, response);
  };
  await context.route('**/*', (route) =>
    answer(route).catch((cause: Error) => {
      // A page that closes while its requests are answered is no failure.
      if (/closed|Target|not found|already handled/.test(cause.message)) return;
      process.stderr.write(`preview host: ${route.request().url()}: ${cause.stack}\n`);
      return route.abort().catch(() => undefined);
    }),
  );
}
