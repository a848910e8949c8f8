/** The list of files that the worker holds, and the one that is looked at. */
import { useEffect, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { Watch } from '../../app/watch-lists.ts';
import type { FileCounts, FileFilter, FileOrder, FileRow, FileSendings } from '../../query/api.ts';
import { useFault } from '../../ui/use-fault.ts';
import { RowPages } from '../timeline/row-pages.ts';

export interface ShownFiles {
  readonly counts: FileCounts;
  readonly pages: RowPages<FileRow>;
}

/** null until the first list is there; each list stays until the next one is. @param marks by lists, as they are now. */
export function useFiles(filter: FileFilter, order: FileOrder, marks: Watch['counts']): ShownFiles | null {
  const { store, summary, result } = useCase();
  const [shown, setShown] = useState<ShownFiles | null>(null);
  const [, setArrived] = useState(0);
  const fault = useFault();
  // Only a list of the messages that pass depends on them.
  const number = filter.inResult ? result?.result : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision, result or other marks, other files
  useEffect(() => {
    let left = false;
    store.query.files(filter, order).then(
      (counts) => {
        if (left) return;
        const pages = new RowPages<FileRow>(
          counts.count,
          (start, end) => store.query.fileRows(start, end),
          () => setArrived((n) => n + 1),
          fault,
        );
        setShown((before) => {
          before?.pages.close();
          return { counts, pages };
        });
      },
      (cause) => {
        if (!left) fault(cause);
      },
    );
    return () => {
      left = true;
    };
  }, [store, filter, order, summary.revision, number, marks, fault]);
  const last = useRef(shown);
  last.current = shown;
  useEffect(() => () => last.current?.pages.close(), []);
  return shown;
}

/** The file with a hash, with the messages that carry it; null while none is asked for or it is on its way. */
export function useFile(sha256: string | null): FileSendings | null {
  const { store, summary } = useCase();
  const [file, setFile] = useState<FileSendings | null>(null);
  const fault = useFault();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision, other messages
  useEffect(() => {
    if (sha256 === null) {
      setFile(null);
      return;
    }
    let left = false;
    store.query.file(sha256).then(
      (next) => {
        if (!left) setFile(next);
      },
      (cause) => {
        if (!left) fault(cause);
      },
    );
    return () => {
      left = true;
    };
  }, [store, sha256, summary.revision, fault]);
  return file?.file.sha256 === sha256 ? file : null;
}
