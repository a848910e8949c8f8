import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MenuItemConstructorOptions } from 'electron';
import { menuTemplate } from './menu-template.ts';

type Item = MenuItemConstructorOptions;

const ran: string[] = [];
const template = (platform: NodeJS.Platform, isPackaged = true): Item[] =>
  menuTemplate({ platform, appName: 'Threadline', isPackaged, run: (command) => void ran.push(command) });

const items = (menu: Item[]): Item[] =>
  menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);

const COMMANDS = [
  'case.new',
  'case.open',
  'exhibit.add',
  'case.close',
  'view.overview',
  'view.timeline',
  'view.search',
  'view.conversation',
  'view.graph',
  'commands.show',
  'app.about',
];

for (const platform of ['win32', 'darwin', 'linux'] as const) {
  test(`on ${platform} every command of the window is in the menu once and runs by its id`, () => {
    const all = items(template(platform));
    for (const id of COMMANDS) {
      const found = all.filter((item) => item.id === id);
      assert.equal(found.length, 1, id);
      ran.length = 0;
      found[0]!.click!(undefined as never, undefined, undefined as never);
      assert.deepEqual(ran, [id]);
    }
  });
}

test('macOS has its application menu first, with About and Quit in it; elsewhere Quit is in File', () => {
  const [app] = template('darwin');
  assert.equal(app!.label, 'Threadline');
  const roles = (item: Item): unknown[] => items([item]).map(({ role }) => role);
  assert.ok(roles(app!).includes('quit') && roles(app!).includes('hide'));
  const [file] = template('win32');
  assert.equal(file!.label, '&File');
  assert.ok(roles(file!).includes('quit'));
  assert.ok(!roles(template('darwin')[1]!).includes('quit'));
});

test('there are developer tools only while developing, and no reload, which would let go of the case', () => {
  const roles = (isPackaged: boolean): unknown[] =>
    items(template('linux', isPackaged)).map(({ role }) => role);
  assert.ok(!roles(true).includes('toggleDevTools'));
  assert.ok(roles(false).includes('toggleDevTools'));
  assert.ok(!roles(false).includes('reload') && !roles(false).includes('forceReload'));
});
