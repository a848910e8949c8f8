/** What the processes of a browser take, as Linux tells it (proc(5)); the bench's window runs nowhere else. */
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

export interface ProcessCost {
  /** Its share of what it holds in memory, and the most that it held, bytes. */
  readonly proportional: number;
  readonly peakResident: number;
  /** Processor time of all its threads, ms. */
  readonly cpuMs: number;
}

const field = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN) * 1024;

function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** The process of the page of the browser that keeps its profile in a folder. */
export function pageProcess(userDataDir: string): number {
  const commands = new Map<number, string>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      commands.set(Number(name), readFileSync(`/proc/${name}/cmdline`, 'utf8'));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isBrowser = (pid: number): boolean => {
    const command = commands.get(pid) ?? '';
    return command.includes(`--user-data-dir=${userDataDir}`) && !command.includes('--type=');
  };
  const isOurs = (pid: number): boolean => pid > 1 && (isBrowser(pid) || isOurs(parentOf(pid)));
  const pages = [...commands]
    .filter(([, command]) => command.includes('--type=renderer') && !command.includes('--extension-process'))
    .map(([pid]) => pid)
    .filter(isOurs);
  if (pages.length === 0) throw new Error('the browser has no page');
  return pages.reduce((most, pid) => (costOf(pid).cpuMs > costOf(most).cpuMs ? pid : most));
}

export function costOf(pid: number): ProcessCost {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may hold spaces: utime and stime are fields 14 and 15 of the line.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return {
    proportional: field(rollup, 'Pss'),
    peakResident: field(status, 'VmHWM'),
    cpuMs: (ticks / TICKS_PER_SECOND) * 1000,
  };
}
