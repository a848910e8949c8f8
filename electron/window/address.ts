/** The window's own addresses; there are no others. */
export const SCHEME = 'app';
export const HOST = 'threadline';
/** As Chromium states it for a scheme that is registered as standard. */
export const ORIGIN = `${SCHEME}://${HOST}`;
export const INDEX = `${ORIGIN}/index.html`;
