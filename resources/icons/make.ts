/** Draws the program's icons: `node resources/icons/make.ts` writes them beside this file. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { icns, ico, type Picture, png } from './containers.ts';
import { drawIcon } from './drawing.ts';

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const ICNS_SIZES = [16, 32, 64, 128, 256, 512, 1024];
const PNG_SIZE = 512;

function pictures(sizes: readonly number[]): Picture[] {
  return sizes.map((size) => ({ size, png: png(size, drawIcon(size)) }));
}

/** File names and bytes. */
export function makeIcons(): Map<string, Buffer> {
  return new Map([
    ['icon.png', png(PNG_SIZE, drawIcon(PNG_SIZE))],
    ['icon.ico', ico(pictures(ICO_SIZES))],
    ['icon.icns', icns(pictures(ICNS_SIZES))],
  ]);
}

if (import.meta.main) {
  for (const [name, bytes] of makeIcons()) writeFileSync(path.join(import.meta.dirname, name), bytes);
}
