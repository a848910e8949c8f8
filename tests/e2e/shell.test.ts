/** The main process through the preview host: the built bundle, its bridge, its policy and its endings. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { CallName, Outcome, Replies, Request } from '../../shared/contract/index.ts';
import { type Host, launch } from '../host/index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-shell-'));
const profile = path.join(root, 'profile');
const PASSPHRASE = 'four plain words here';
const PAGE = 'https://threadline.invalid/index.html';

let host: Host;
before(async () => {
  host = await launch({ profile });
});
after(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs page code given as text: the page's globals are none of this project's types. */
const inPage = <T>(code: string, at: Host = host): Promise<T> => at.page.evaluate(code);

const call = <Name extends CallName>(
  name: Name,
  request: Request<Name>,
  at: Host = host,
): Promise<Outcome<Name>> =>
  inPage(`window.threadline.call(${JSON.stringify(name)}, ${JSON.stringify(request)})`, at);

async function value<Name extends CallName>(
  name: Name,
  request: Request<Name>,
  at: Host = host,
): Promise<Replies[Name]> {
  const outcome = await call(name, request, at);
  assert.ok(outcome.ok, `${name}: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/** Keeps the page's events of these names in `window.heard`. */
async function hear(...names: string[]): Promise<void> {
  await inPage(`window.heard = [];
    for (const name of ${JSON.stringify(names)}) {
      window.threadline.on(name, (event) => window.heard.push({ name, event }));
    }`);
}

/** Asks the page again and again: Playwright's own waiting uses eval in the page, which the policy forbids. */
async function until<T>(code: string): Promise<T> {
  for (;;) {
    const found = await inPage<T>(code);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits for an event that `hear` listens for. */
const heard = <T>(name: string): Promise<T> =>
  until(`window.heard.find(({ name }) => name === '${name}')?.event`);

/** The page as it was at the start, on the profile as it is. */
async function anew(): Promise<void> {
  await value('case.close', {});
  await host.page.reload();
}

const evidence = path.join(root, 'WhatsApp Chat with Ana.txt');
writeFileSync(evidence, '22/03/2024, 14:38 - Ana: the heron flies at nine\n22/03/2024, 14:39 - Ben: yes\n');

/** Evidence that takes a while to read. */
function longChat(): string {
  const file = path.join(root, 'WhatsApp Chat with Everyone.txt');
  if (!existsSync(file)) {
    writeFileSync(
      file,
      '22/03/2024, 14:38 - Ana: one of very many messages, all of them alike\n'.repeat(1_500_000),
    );
  }
  return file;
}

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

const newCase = (name: string) => ({
  reference: `OP ${name}`,
  timeZone: 'Europe/London',
  passphrase: PASSPHRASE,
  folder: path.join(root, 'cases', name),
  basis: { kind: 'without-warrant', ground: 'own-data', text: 'Made up for this test' } as const,
});

test('the page loads at its own address, isolated, and breaks nothing of its policy', async () => {
  assert.equal(host.page.url(), PAGE);
  assert.deepEqual(await inPage('[crossOriginIsolated, isSecureContext, typeof require, typeof process]'), [
    true,
    true,
    'undefined',
    'undefined',
  ]);
  assert.deepEqual(
    host.requests.filter(({ outcome, status }) => outcome !== 'served' || status !== 200),
    [],
  );
  assert.ok(host.requests.every(({ url }) => url.startsWith('app://threadline/')));
  assert.deepEqual(host.pageErrors, []);
});

test('the bridge is all that the page has, and it cannot be changed', async () => {
  assert.deepEqual(await inPage('Object.keys(window.threadline).sort()'), ['call', 'on', 'pathsOf']);
  assert.equal(await inPage('Object.isFrozen(window.threadline)'), true);
  const about = await value('app.about', {});
  assert.equal(about.host, 'preview');
});

test('script in line, script from text, frames and pictures from elsewhere are blocked by the policy', async () => {
  const blocked = await inPage<string[]>(`(async () => {
    const seen = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const add = (tag, set) => {
      const element = document.createElement(tag);
      try { set(element); document.body.append(element); } catch (cause) { seen.push(cause.name); }
    };
    add('script', (one) => { one.textContent = 'window.ran = true'; });
    add('div', (one) => { one.innerHTML = '<b onclick="x()">x</b>'; });
    add('div', (one) => { one.setAttribute('onclick', 'window.ran = true'); one.click(); });
    add('img', (one) => { one.src = 'https://example.org/pixel.png'; });
    add('iframe', (one) => { one.src = 'https://example.org/'; });
    add('style', (one) => { one.textContent = 'p { color: red }'; });
    try { new Worker('https://example.org/worker.js'); } catch (cause) { seen.push('worker ' + cause.name); }
    await fetch('https://example.org/').catch(() => seen.push('fetch failed'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    return seen;
  })()`);
  for (const directive of [
    'require-trusted-types-for',
    'img-src',
    'frame-src',
    'style-src-elem',
    'connect-src',
    'fetch failed',
  ]) {
    assert.ok(blocked.includes(directive), `${directive} in ${blocked.join(', ')}`);
  }
  assert.ok(blocked.includes('TypeError'), 'innerHTML takes no text');
  assert.ok(blocked.some((one) => one.startsWith('worker ')));
  assert.equal(await inPage('window.ran'), undefined);
  assert.ok(host.requests.every(({ url }) => !url.includes('example.org')));
});

test('the page leaves for nowhere and opens no window', async () => {
  const before = host.requests.length;
  await inPage(`(async () => {
    const link = document.createElement('a');
    document.body.append(link);
    for (const [href, target] of [['https://example.org/away', ''], ['https://example.org/new', '_blank']]) {
      link.href = href;
      link.target = target;
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    location.href = 'app://threadline/other.html';
    window.open('https://example.org/opened');
    await new Promise((resolve) => setTimeout(resolve, 300));
  })()`);
  assert.equal(host.page.url(), PAGE);
  assert.equal(host.page.context().pages().length, 1);
  assert.deepEqual(
    host.requests.slice(before).filter(({ outcome }) => outcome !== 'blocked'),
    [],
  );
});

test('a path outside the page’s files is not found', async () => {
  for (const address of [
    '/..%2felectron/main.mjs',
    '/%2e%2e/electron/main.mjs',
    '/electron/main.mjs',
    '/media/x',
  ]) {
    assert.equal(
      await inPage(`fetch(${JSON.stringify(address)}).then(({ status }) => status)`),
      404,
      address,
    );
  }
});

test('the theme chosen is the page’s, and is kept over a restart', async () => {
  const isDark = `matchMedia('(prefers-color-scheme: dark)').matches`;
  assert.equal(await inPage(isDark), false);
  assert.deepEqual(await value('settings.set', { theme: 'dark' }), { theme: 'dark' });
  await until(isDark);
  await host.restart();
  assert.deepEqual(await value('settings.get', {}), { theme: 'dark' });
  assert.equal(await inPage(isDark), true);
  await value('settings.set', { theme: 'system' });
});

test('a menu item sends its command to the page', async () => {
  await hear('menu.command');
  host.menus.choose('&File', 'Add exhibit…');
  assert.deepEqual(await heard('menu.command'), { command: 'exhibit.add' });
});

test('dialogs give what the user chose, and nothing when they are left', async () => {
  host.dialogs.answer('/a', '/b');
  assert.deepEqual(await value('dialog.evidence', { kind: 'files' }), ['/a', '/b']);
  host.dialogs.answer(null);
  assert.deepEqual(await value('dialog.evidence', { kind: 'folder' }), []);
  host.dialogs.answer('/key');
  assert.equal(await value('dialog.key', {}), '/key');
  host.dialogs.answer(null);
  assert.equal(await value('dialog.case', {}), null);
});

test('a request that the contract does not allow is turned away', async () => {
  const bad = await inPage<Outcome<'case.open'>>(
    `window.threadline.call('case.open', { folder: '/x', passphrase: '' })`,
  );
  assert.ok(!bad.ok && bad.error.kind === 'invalid');
  const unknown = await inPage<Outcome<'case.open'>>(`window.threadline.call('constructor', {})`);
  assert.ok(!unknown.ok && unknown.error.kind === 'invalid');
});

test('a case is made, closed, refused to a wrong passphrase and opened again after a restart', async () => {
  const made = await value('case.create', newCase('one'));
  const again = await call('case.create', newCase('two'));
  assert.ok(!again.ok && /close it first/.test(again.error.message));
  await value('case.close', {});
  const wrong = await call('case.open', { folder: made.folder, passphrase: 'another one' });
  assert.deepEqual(wrong, {
    ok: false,
    error: {
      kind: 'refused',
      code: 'wrong-passphrase',
      message: 'one: the passphrase does not open this case',
    },
  });
  await host.restart();
  const [recent] = await value('cases.recent', {});
  assert.equal(recent!.folder, made.folder);
  assert.equal(recent!.name, 'one');
  assert.equal(recent!.missing, false);
  assert.deepEqual(await value('case.open', { folder: made.folder, passphrase: PASSPHRASE }), made);
  await anew();
});

test('a case that is open in one window is refused in another, and opens there once it is closed', async () => {
  const made = await value('case.create', newCase('shared'));
  const other = await launch({ profile: path.join(root, 'other-profile') });
  try {
    const open = { folder: made.folder, passphrase: PASSPHRASE };
    const refused = await call('case.open', open, other);
    assert.ok(!refused.ok && /open in another window/.test(refused.error.message));
    await value('case.close', {});
    assert.equal((await value('case.open', open, other)).id, made.id);
  } finally {
    await other.close();
  }
  assert.ok(!existsSync(path.join(made.folder, 'case.lock')));
});

/** The store is the page's: a case is opened by its screen. */
async function openByScreen(folder: string): Promise<void> {
  host.dialogs.answer(folder);
  await host.page.getByRole('button', { name: 'Open a case folder…' }).click();
  const dialog = host.page.getByRole('dialog');
  await dialog.locator('input').first().fill(PASSPHRASE);
  await dialog.locator('input').first().press('Enter');
  await host.page.getByRole('button', { name: 'Close case' }).waitFor();
}

test('an import is read, stored, told of in events and there after a restart; nothing of it is readable once closed', async () => {
  const made = await value('case.create', newCase('import'));
  await value('case.close', {});
  await host.page.reload();
  await openByScreen(made.folder);
  await hear('intake.progress', 'intake.done', 'intake.failed');
  const { job } = await value('intake.start', {
    exhibit: 'JM/7',
    paths: [evidence],
    timeZone: 'Europe/London',
  });
  const done = await heard<{ job: string; records: { counts: { kept: number } }[] }>('intake.done');
  assert.equal(done.job, job);
  assert.equal(done.records[0]!.counts.kept, 2);
  await value('case.close', {});
  await host.restart();
  const opened = await value('case.open', { folder: made.folder, passphrase: PASSPHRASE });
  assert.equal(opened.imports, 1);
  await value('case.close', {});

  const words = ['the heron flies', 'JM/7', 'OP import', 'Europe/London', 'WhatsApp Chat with Ana'];
  const kept = [
    made.folder,
    path.join(profile, 'user-data'),
    path.join(profile, 'browser', 'Default', 'IndexedDB'),
  ];
  for (const file of kept.flatMap(everyFile)) {
    const bytes = readFileSync(file);
    for (const word of words) {
      assert.ok(!bytes.includes(word) && !bytes.includes(Buffer.from(word, 'utf16le')), `${word} in ${file}`);
      assert.ok(!file.includes(word));
    }
  }
  await anew();
});

test('an import without an open case is turned away, and one of missing evidence is refused by name', async () => {
  const none = await call('intake.start', { exhibit: 'A', paths: [evidence] });
  assert.ok(!none.ok && /no case is open/.test(none.error.message));
  const made = await value('case.create', newCase('missing'));
  await value('case.close', {});
  await openByScreen(made.folder);
  await hear('intake.failed');
  await value('intake.start', { exhibit: 'A', paths: [path.join(root, 'gone.zip')] });
  const { error } = await heard<{ error: { kind: string; message: string } }>('intake.failed');
  assert.equal(error.kind, 'refused');
  assert.match(error.message, /^gone\.zip: /);
  await anew();
});

test('evidence is inspected before a case is open', async () => {
  const [seen] = await value('evidence.inspect', { paths: [evidence] });
  assert.equal(seen!.name, 'WhatsApp Chat with Ana.txt');
  assert.equal(seen!.sources[0]!.needsTimeZone, true);
});

test('a file that the page made goes where the user says, and into the log by its hash', async () => {
  const made = await value('case.create', newCase('save'));
  const target = path.join(root, 'graph.png');
  const save = `window.threadline.call('file.save', { suggestedName: '../../x:graph.png', bytes: new Uint8Array([1, 2, 3]) })`;
  host.dialogs.answer(target);
  assert.deepEqual(await inPage(save), { ok: true, value: target });
  assert.deepEqual([...readFileSync(target)], [1, 2, 3]);
  const { options } = host.dialogs.asked.at(-1)! as { options: { defaultPath: string } };
  assert.equal(path.dirname(options.defaultPath), path.join(profile, 'documents'));
  host.dialogs.answer(null);
  assert.deepEqual(await inPage(save), { ok: true, value: null });
  const lines = readFileSync(path.join(made.folder, 'custody.log'), 'utf8').trim().split('\n');
  assert.equal(lines.length, 2);
  await anew();
});

test('quitting in the middle of a job stops it, keeps nothing of it and closes the case', async () => {
  const made = await value('case.create', newCase('quit'));
  await value('case.close', {});
  await openByScreen(made.folder);
  await hear('intake.progress');
  await value('intake.start', { exhibit: 'A', paths: [longChat()] });
  await heard('intake.progress');
  const child = host.children.at(-1)!;
  await host.restart();
  assert.equal(child.child.signalCode, 'SIGKILL');
  assert.ok(!existsSync(path.join(made.folder, 'case.lock')));
  assert.deepEqual(readdirSync(path.join(made.folder, 'attachments')), []);
  assert.deepEqual(
    readdirSync(tmpdir()).filter((name) => name.startsWith(`threadline-scratch-${process.pid}-`)),
    [],
  );
  const opened = await value('case.open', { folder: made.folder, passphrase: PASSPHRASE });
  assert.equal(opened.imports, 0);
  // Made, closed, opened, cancelled, closed, opened.
  const lines = readFileSync(path.join(made.folder, 'custody.log'), 'utf8').trim().split('\n');
  assert.equal(lines.length, 6);
  await anew();
});

test('a page that is loaded again in the middle of a job has no case open any more', async () => {
  const made = await value('case.create', newCase('reload'));
  await value('case.close', {});
  await openByScreen(made.folder);
  await hear('intake.progress');
  await value('intake.start', { exhibit: 'A', paths: [longChat()] });
  await heard('intake.progress');
  const child = host.children.at(-1)!;
  await host.page.reload();
  await host.page.getByRole('button', { name: 'Open a case folder…' }).waitFor();
  // Opening waits for the closing that goes before it.
  assert.equal((await value('case.open', { folder: made.folder, passphrase: PASSPHRASE })).imports, 0);
  assert.equal(child.child.signalCode, 'SIGKILL');
  await anew();
});

test('a page that crashes comes back with no case open, and the case can be opened again', async () => {
  const made = await value('case.create', newCase('crash'));
  const crashed = host.page;
  const devtools = await crashed.context().newCDPSession(crashed);
  await devtools.send('Page.crash').catch(() => undefined);
  while (host.page === crashed) await new Promise((resolve) => setTimeout(resolve, 20));
  await host.page.getByRole('button', { name: 'Open a case folder…' }).waitFor();
  const opened = await value('case.open', { folder: made.folder, passphrase: PASSPHRASE });
  assert.equal(opened.id, made.id);
  await anew();
});

test('the sample case is made and its evidence, with a picture that only the open case shows, comes with it', async () => {
  await host.page.getByRole('button', { name: 'Open the sample case' }).click();
  await host.page.getByRole('button', { name: 'Close case' }).waitFor();
  await hear('intake.done', 'intake.failed');
  const sample = path.resolve(import.meta.dirname, '../../resources/sample-case');
  const media = everyFile(path.join(sample, 'AB-1', 'Media')).find((file) => /\.(png|jpe?g)$/.test(file))!;
  const sha256 = createHash('sha256').update(readFileSync(media)).digest('hex');
  await until('window.heard.length === 3');
  const heard = await inPage<{ name: string }[]>('window.heard');
  assert.deepEqual(
    heard.map(({ name }) => name),
    ['intake.done', 'intake.done', 'intake.done'],
  );
  // The address has the case's id, which the page got with the case.
  const databases = await inPage<{ name: string }[]>('indexedDB.databases()');
  const ids = databases.map(({ name }) => name.replace('threadline-case-', ''));
  const answers = await inPage<
    [number, string, number][]
  >(`Promise.all(${JSON.stringify(ids)}.map(async (id) => {
    const response = await fetch('/media/' + id + '/${sha256}');
    const bytes = await response.arrayBuffer();
    return [response.status, response.headers.get('content-type'), bytes.byteLength];
  }))`);
  const found = answers.filter(([status]) => status === 200);
  assert.equal(found.length, 1);
  assert.match(found[0]![1], /^image\//);
  assert.equal(found[0]![2], readFileSync(media).length);
  await value('case.close', {});
  const id = ids[answers.findIndex(([status]) => status === 200)];
  assert.equal(await inPage(`fetch('/media/${id}/${sha256}').then(({ status }) => status)`), 404);
});

test('in all of this the page broke its policy only where it was made to', () => {
  const foreign = host.pageErrors.filter((error) => !/404|Failed to load resource/.test(error));
  assert.deepEqual(foreign, []);
  assert.ok(host.requests.every(({ outcome }) => outcome !== 'stray'));
});
