/** Exit statuses, the same for every command. */
export const STATUS = { done: 0, fault: 1, usage: 2, refused: 3, damage: 4 } as const;

/**
 * A command: takes its arguments without its name, and a signal that Ctrl-C aborts.
 * @returns the exit status. @throws UsageError (2), Refusal (3), Cancelled; anything else is a fault (1).
 */
export type Command = (argv: string[], signal: AbortSignal) => Promise<number>;
