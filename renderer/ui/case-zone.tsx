/** The zone in which the window shows the times of the open case. */
import { createContext, useContext } from 'react';
import { Zone } from '../../shared/time/zone.ts';

export { basisText, type ZonedTime, zonedTime } from './zoned-time.ts';

const UTC = new Zone('UTC');

export const CaseZone = createContext<Zone>(UTC);

export function useZone(): Zone {
  return useContext(CaseZone);
}
