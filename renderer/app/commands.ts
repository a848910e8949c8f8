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
  run(): void;
}

type Listener = () => void;

class CommandRegistry {
  private readonly commands = new Map<string, Command>();
  private readonly listeners = new Set<Listener>();

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

  run(id: string): void {
    this.commands.get(id)?.run();
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
  const { id, title, keys } = command;
  useEffect(
    () =>
      commands.add({ id, title, ...(keys === undefined ? {} : { keys }), run: () => latest.current.run() }),
    [id, title, keys],
  );
}
