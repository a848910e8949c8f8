/** The page's own files, as `app:` serves them. */
import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PAGE_HEADERS } from './page-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

export function notFound(): Response {
  return new Response('not found', {
    status: 404,
    headers: { ...PAGE_HEADERS, 'Content-Type': 'text/plain' },
  });
}

/** Path with `/` as the page asks for it, and path on disk. Plain calls: the folder lies in an asar archive. */
function* filesBelow(folder: string, below: string): Generator<[string, string]> {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) yield* filesBelow(file, `${below}/${name}`);
    else yield [`${below}/${name}`, file];
  }
}

/**
 * Serves the files that are in the folder when the program starts, by their exact path: a path is looked
 * up, never put together, so that none leads elsewhere.
 * @param root folder of the built page.
 */
export function servePageFiles(root: string): (url: URL) => Promise<Response> {
  const files = new Map(filesBelow(root, ''));
  return async (url) => {
    let pathname: string;
    try {
      pathname = decodeURIComponent(url.pathname);
    } catch {
      return notFound();
    }
    const file = files.get(pathname);
    if (file === undefined) return notFound();
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        ...PAGE_HEADERS,
        'Content-Type': TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
      },
    });
  };
}
