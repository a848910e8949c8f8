/**
 * What damage of search structures means. Nothing is lost with one: messages without it are looked at one
 * by one.
 */
export const slower = (why: string): string =>
  `its search index: ${why}; searches of these messages are slower, and as exact`;
