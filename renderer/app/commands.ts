/**
 * Commands of the window: each has a name, a shortcut and one thing it does, and is found in the
 * command list (Mod+K). Views add theirs while they are on screen.
 */
import { useEffect, useRef } from 'react';

export interface Command {
  /** Dotted and stable, e.g. `timeline.last-hour`. */
  readonly id: string;
  /** As people read it, e.g. "Show the last hour before the instant". */
  readonly title: string;
  /** e.g. `mod+f`, `shift+h`, `j`; mod is Ctrl, on macOS Cmd. Plain letters act only outside text fields. */
  readonly keys?: string;
  /** Why it cannot be run now, in a sentence; absent or null when it can. */
  readonly why?: string | null;
  run(): void;
}

type Listener = () => void;

class CommandRegistry {
  private readonly commands = new Map<string, Command>();
  private readonly listeners = new Set<Listener>();
  private readonly refusals = new Set<(command: Command, why: string) => void>();

  add(command: Command): () => void {
    this.commands.set(command.id, command);
    this.changed();
    return () => {
      if (this.commands.get(command.id) === command) this.commands.delete(command.id);
      this.changed();
    };
  }

  /** In the order they were added. */
  all(): Command[] {
    return [...this.commands.values()];
  }

  /** Runs a command; one that cannot be run now says why instead. */
  run(id: string): void {
    const command = this.commands.get(id);
    if (!command) return;
    const { why } = command;
    if (why === undefined || why === null) command.run();
    else for (const listener of this.refusals) listener(command, why);
  }

  /** Told when a command was asked for that cannot be run now. */
  onRefused(listener: (command: Command, why: string) => void): () => void {
    this.refusals.add(listener);
    return () => this.refusals.delete(listener);
  }

  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

export const commands = new CommandRegistry();

/** Keeps a command registered while the component is on screen; `run` may change between renders. */
export function useCommand(command: Command): void {
  const latest = useRef(command);
  latest.current = command;
  const { id, title, keys, why = null } = command;
  useEffect(
    () =>
      commands.add({
        id,
        title,
        ...(keys === undefined ? {} : { keys }),
        ...(why === null ? {} : { why }),
        run: () => latest.current.run(),
      }),
    [id, title, keys, why],
  );
}
