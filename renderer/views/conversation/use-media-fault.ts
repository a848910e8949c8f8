import { useState } from 'react';
import { messageOf } from '../../app/bridge.ts';
import { mediaFault } from './media-fault.ts';

/**
 * What to say of an attachment that could not be shown; null while it can.
 * @returns that, and what to call when a picture or a player fails.
 */
export function useMediaFault(address: string): [fault: string | null, fail: () => void] {
  const [fault, setFault] = useState<string | null>(null);
  const fail = (): void => {
    setFault('Cannot be shown');
    mediaFault(address)
      .catch(messageOf)
      .then((reason) => setFault(`Cannot be shown: ${reason}`));
  };
  return [fault, fail];
}
