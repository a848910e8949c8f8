/** The packaging's configuration, checked as electron-builder itself checks it, without packaging anything. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '..');

interface Configuration {
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly extraResources: { readonly from: string; readonly filter: readonly string[] }[];
  readonly mac: Readonly<Record<string, string>>;
  readonly win: Readonly<Record<string, string>>;
  readonly linux: Readonly<Record<string, string>>;
  readonly asar: boolean;
  readonly publish: unknown;
}

/** Parts of app-builder-lib, which electron-builder brings along. */
interface BuilderConfig {
  getConfig(projectDir: string, configPath: string | null, options: null): Promise<Configuration>;
  validateConfiguration(configuration: object, debugLogger: object): Promise<void>;
}

const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { getConfig, validateConfiguration } =
  require('app-builder-lib/out/util/config/config') as BuilderConfig;
const { DebugLogger } = require('builder-util') as { DebugLogger: new () => object };

const configuration = await getConfig(root, 'electron-builder.yml', null);

test('electron-builder takes the configuration, and would not take one with a word it does not know', async () => {
  await validateConfiguration(configuration, new DebugLogger());
  await assert.rejects(validateConfiguration({ ...configuration, hardened: true }, new DebugLogger()));
});

test('the fuses are set so that the program runs nothing but itself', () => {
  assert.deepEqual(configuration.electronFuses, {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  });
  assert.equal(configuration.asar, true);
});

test('nothing is published and nothing looks for updates', () => {
  assert.equal(configuration.publish, null);
});

test('every file that the packaging names is there', () => {
  const { mac, win, linux, extraResources } = configuration;
  for (const file of [mac.icon, mac.entitlements, mac.entitlementsInherit, win.icon, linux.icon]) {
    assert.ok(existsSync(path.join(root, file!)), file);
  }
  for (const { from, filter } of extraResources) {
    for (const pattern of filter) {
      const file = path.join(root, from, pattern.replace('/**', ''));
      assert.ok(existsSync(file), file);
    }
  }
});
