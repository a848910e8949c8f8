/** Where the window was, if that is still on a screen. Plain data: no Electron in it. */
import path from 'node:path';
import * as v from 'valibot';
import { StoredJson } from '../cases/stored-json.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const whole = v.pipe(v.number(), v.safeInteger());
const PLACE = v.object({
  bounds: v.nullable(v.object({ x: whole, y: whole, width: whole, height: whole })),
  maximized: v.boolean(),
});

export type WindowPlace = v.InferOutput<typeof PLACE>;

/** CSS pixels. */
export const SMALLEST = { width: 1024, height: 700 } as const;
const USUAL = { width: 1440, height: 900 } as const;
/** Of the window's title bar that must be on a screen so that it can be taken hold of. */
const VISIBLE = { width: 160, height: 32 } as const;

function overlap(a: number, aLength: number, b: number, bLength: number): number {
  return Math.min(a + aLength, b + bLength) - Math.max(a, b);
}

/**
 * The bounds to open with: those stored, no larger than the screen they are on; the usual size, without a
 * place, where they are on none.
 * @param areas work areas of the screens there are now.
 */
export function openingBounds(
  stored: Rectangle | null,
  areas: readonly Rectangle[],
): Rectangle | { readonly width: number; readonly height: number } {
  const screen =
    stored &&
    areas.find(
      (area) =>
        overlap(stored.x, stored.width, area.x, area.width) >= VISIBLE.width &&
        overlap(stored.y, VISIBLE.height, area.y, area.height) >= VISIBLE.height,
    );
  if (!stored || !screen) return USUAL;
  return {
    x: stored.x,
    y: stored.y,
    width: Math.max(SMALLEST.width, Math.min(stored.width, screen.width)),
    height: Math.max(SMALLEST.height, Math.min(stored.height, screen.height)),
  };
}

/** Keeps the window's place over restarts. @param folder of the user's files of this program. */
export function placeFile(folder: string): StoredJson<typeof PLACE> {
  return new StoredJson(path.join(folder, 'window.json'), PLACE, { bounds: null, maximized: false });
}
