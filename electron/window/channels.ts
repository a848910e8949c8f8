/** Channels between the preload and the main process. */
export const CALL_CHANNEL = 'threadline.call';
export const EVENT_CHANNEL = 'threadline.event';
export const PORT_CHANNEL = 'threadline.case-port';
