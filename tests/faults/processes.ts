/** Processes of a run and how they are ended, as a crash or a power cut ends them. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // pid (name) state ppid …; the name may have spaces and brackets in it (proc(5)).
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      found.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

/** All processes that a process has started, and those that these have. */
export function descendants(pid: number): number[] {
  const of = parents();
  const found: number[] = [];
  const add = (parent: number): void => {
    for (const [one, its] of of) {
      if (its !== parent || found.includes(one)) continue;
      found.push(one);
      add(one);
    }
  };
  add(pid);
  return found;
}

/** Those of them that were started from a file of that name. */
export function runningFile(pids: readonly number[], file: string): number[] {
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
        .split('\0')
        .some((part) => part.endsWith(file));
    } catch {
      return false;
    }
  });
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Ends processes at once; nothing of theirs is finished or tidied up. */
export function killAll(pids: readonly number[]): void {
  // Stopped first, so that none acts on the end of another.
  for (const pid of pids) signal(pid, 'SIGSTOP');
  for (const pid of pids) signal(pid, 'SIGKILL');
}

/** Waits until processes have ended; those that have not in time are killed. @returns whether none had to be. */
export async function gone(pids: readonly number[], patience = 10_000): Promise<boolean> {
  const until = Date.now() + patience;
  for (let inTime = true; ; ) {
    const left = pids.filter((pid) => signal(pid, 0) && !isZombie(pid));
    if (left.length === 0) return inTime;
    if (Date.now() > until) {
      inTime = false;
      killAll(left);
    }
    await pause(20);
  }
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.charAt(stat.lastIndexOf(')') + 2) === 'Z';
  } catch {
    return true;
  }
}
