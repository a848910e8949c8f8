/** Tells the page what happens: the other direction of shared/contract. */
import type { WebContents } from 'electron';
import type { EventName, Events } from '../../shared/contract/index.ts';
import { EVENT_CHANNEL } from './channels.ts';

/** Events while there is no page are lost: what they tell of, a new page asks for. */
export function sendEvent<Name extends EventName>(
  contents: WebContents | null,
  name: Name,
  event: Events[Name],
): void {
  if (contents && !contents.isDestroyed()) contents.send(EVENT_CHANNEL, name, event);
}
