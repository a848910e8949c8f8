/**
 * Loads the main bundle with 'electron' resolved to the preview host's. Each launch gets module instances
 * of its own, as each start of a program does: all modules of the bundle carry the launch's number.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const MARK = 'threadline-launch';
const launched = new Map<string, Record<string, unknown>>();
/** For the modules that stand in for 'electron', which see globals only. */
const KEY = Symbol.for('threadline.preview-host');
(globalThis as Record<symbol, unknown>)[KEY] = launched;
let launches = 0;

const launchOf = (url: string | undefined): string | null =>
  url === undefined ? null : URL.canParse(url) ? new URL(url).searchParams.get(MARK) : null;

registerHooks({
  resolve(specifier, context, next) {
    const launch = launchOf(context.parentURL);
    if (launch === null) return next(specifier, context);
    if (specifier === 'electron') {
      return { url: `threadline-electron:${launch}`, format: 'module', shortCircuit: true };
    }
    const resolved = next(specifier, context);
    if (!resolved.url.startsWith('file:') || launchOf(resolved.url) !== null) return resolved;
    return { ...resolved, url: `${resolved.url}?${MARK}=${launch}` };
  },
  load(url, context, next) {
    if (!url.startsWith('threadline-electron:')) return next(url, context);
    const launch = url.slice('threadline-electron:'.length);
    const electron = `globalThis[Symbol.for('threadline.preview-host')].get('${launch}')`;
    const names = Object.keys(launched.get(launch)!);
    const source = `const electron = ${electron};
      ${names.map((name) => `export const ${name} = electron.${name};`).join('\n')}
      export default electron;`;
    return { format: 'module', source, shortCircuit: true };
  },
});

/** Runs a bundle's entry. @param electron what 'electron' exports to it. */
export async function runBundle(entry: string, electron: Record<string, unknown>): Promise<void> {
  const launch = String(++launches);
  launched.set(launch, electron);
  await import(`${pathToFileURL(entry).href}?${MARK}=${launch}`);
}
