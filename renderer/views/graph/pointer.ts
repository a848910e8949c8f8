/** What the mouse and the finger do on the canvas, in the place of sigma's own way to find nodes: see hits.ts. */
import type Sigma from 'sigma';
import type { Coordinates } from 'sigma/types';
import type { Picked } from './emphasis.ts';
import type { NodeAttributes, TieAttributes } from './looks.ts';

export interface PointerEvents {
  pick(picked: Picked | null): void;
  open(key: string): void;
  hover(picked: Picked | null): void;
}

/** @param under what is at a place of the stage, px. Dragging and zooming stay sigma's. */
export function bindPointer(
  sigma: Sigma<NodeAttributes, TieAttributes>,
  under: (at: Coordinates) => Picked | null,
  { pick, open, hover }: PointerEvents,
): void {
  const mouse = sigma.getMouseCaptor();
  const touch = sigma.getTouchCaptor();
  mouse.removeAllListeners();
  touch.removeAllListeners();
  mouse.on('click', (at) => pick(under(at)));
  mouse.on('doubleClick', (at) => {
    const picked = under(at);
    if (picked?.kind !== 'node') return;
    // Elsewhere a double click zooms in.
    at.preventSigmaDefault();
    open(picked.key);
  });
  mouse.on('mousemove', (at) => {
    if ((at.original as MouseEvent).buttons === 0) hover(under(at));
  });
  mouse.on('mouseleave', () => hover(null));
  touch.on('tap', ({ touches, previousTouches }) => {
    const at = touches[0] ?? previousTouches[0];
    if (at) pick(under(at));
  });
}
