import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { servePageFiles } from './page-files.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-page-'));
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(path.join(root, 'renderer', 'assets'), { recursive: true });
writeFileSync(path.join(root, 'renderer', 'index.html'), '<!doctype html>');
writeFileSync(path.join(root, 'renderer', 'assets', 'index.js'), 'export {}');
writeFileSync(path.join(root, 'renderer', 'assets', 'a b.css'), 'p {}');
writeFileSync(path.join(root, 'secret.txt'), 'not for the page');
const serve = servePageFiles(path.join(root, 'renderer'));
const get = (address: string): Promise<Response> => serve(new URL(address));

test('the page’s files are served with their types and the policy', async () => {
  for (const [file, type, text] of [
    ['index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['assets/index.js', 'text/javascript; charset=utf-8', 'export {}'],
    ['assets/a%20b.css', 'text/css; charset=utf-8', 'p {}'],
  ]) {
    const response = await get(`app://threadline/${file}`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(await response.text(), text);
    const policy = response.headers.get('content-security-policy')!;
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
    assert.equal(response.headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(response.headers.get('cross-origin-embedder-policy'), 'require-corp');
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
  }
});

test('a path that leads elsewhere, in whatever writing, is not found', async () => {
  for (const pathname of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/../../secret.txt',
    '/assets//index.js',
    '/assets/',
    '/',
    '/index.html%00',
    '/%',
    '/INDEX.HTML/',
    `/${encodeURIComponent(path.join(root, 'secret.txt'))}`,
    '/__proto__',
    '/constructor',
  ]) {
    // As the bytes come from the wire: URL would resolve dots away.
    const response = await serve({ pathname } as URL);
    assert.equal(response.status, 404, pathname);
    assert.equal(await response.text(), 'not found');
  }
});

test('a file that appears later is not served', async () => {
  writeFileSync(path.join(root, 'renderer', 'later.js'), '');
  assert.equal((await get('app://threadline/later.js')).status, 404);
});
