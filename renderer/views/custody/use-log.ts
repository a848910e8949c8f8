import { useCallback, useEffect, useRef, useState } from 'react';
import { call, listen } from '../../app/bridge.ts';
import { useFault } from '../../ui/use-fault.ts';
import { LogLines } from './log-lines.ts';

export type WhichLog = 'case' | 'received';

export interface ShownLog {
  readonly lines: LogLines;
  /** Goes up when entries have come. */
  readonly version: number;
  /** Asks for what was written since. */
  refresh(): Promise<void>;
}

/** The open case's log, or the one that came with the bundle that the case was made of. */
export function useLog(of: WhichLog): ShownLog | null {
  const fault = useFault();
  const [version, setVersion] = useState(0);
  const [lines, setLines] = useState<LogLines | null>(null);

  useEffect(() => {
    const own = new LogLines(
      (from, count) => call('custody.entries', { from, count, of }),
      () => setVersion((now) => now + 1),
      fault,
    );
    void own.refresh().then(() => setLines(own));
    setLines(own);
    const again = (): void => void own.refresh();
    const ends = [listen('intake.done', again), listen('intake.failed', again), listen('case.access', again)];
    return () => {
      own.close();
      for (const end of ends) end();
    };
  }, [of, fault]);

  const current = useRef(lines);
  current.current = lines;
  const refresh = useCallback(async () => {
    await current.current?.refresh();
  }, []);
  return lines === null ? null : { lines, version, refresh };
}
