/** Every file of the case once, by its SHA-256: who sent it first, and where else it is. */
import { NonIdealState, Spinner } from '@blueprintjs/core';
import { Document } from '@blueprintjs/icons';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import { useWatch } from '../../app/watch-lists.ts';
import type { FileFilter, FileOrder, FileRow } from '../../query/api.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { useKept } from '../../ui/use-kept.ts';
import { FileFilters } from './file-filters.tsx';
import { FilePanel } from './file-panel.tsx';
import { FileTable } from './file-table.tsx';
import { isFiltering } from './file-words.ts';
import styles from './files.module.css';
import { useFile, useFiles } from './use-files.ts';

const NO_FILTER: FileFilter = {};

export function FilesView() {
  const { summary, show } = useCase();
  const [filter, setFilter] = useKept<FileFilter>('files.filter', NO_FILTER);
  const [order, setOrder] = useKept<FileOrder>('files.order', 'first');
  const [cursor, setCursor] = useState<number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const watch = useWatch();
  const shown = useFiles(useDeferredValue(filter), order, watch.counts);
  const exhibits = useMemo(
    () => [...new Set(summary.exhibits.map(({ exhibit }) => exhibit))],
    [summary.exhibits],
  );
  const sets = useMemo(() => watch.lists.filter(({ kind }) => kind === 'hash-set'), [watch.lists]);
  const selected = cursor === null ? undefined : shown?.pages.row(cursor);
  const file = useFile(selected?.sha256 ?? null);
  useCommand({
    id: 'files.find',
    title: 'Find in the files',
    keys: 'mod+f',
    run: () => field.current?.focus(),
  });
  const narrow = (next: FileFilter): void => {
    setFilter(next);
    setCursor(null);
  };
  const open = ({ first }: FileRow): void => show('conversation', { row: first.row, chat: first.chat });
  const counts = shown?.counts;
  return (
    <div className="view-frame">
      <div className="view-tools">
        <FileFilters
          filter={filter}
          order={order}
          exhibits={exhibits}
          lists={sets}
          field={field}
          onFilter={narrow}
          onOrder={(next) => {
            setOrder(next);
            setCursor(null);
          }}
        />
        <p role="status" className={styles.count}>
          {counts === undefined
            ? 'Gathering the files…'
            : countText(counts.count, counts.all, counts.unhashed)}
        </p>
      </div>
      <div className="view-middle">
        {shown === null ? (
          <div className={styles.empty}>
            <Spinner size={24} aria-label="Gathering the files" />
          </div>
        ) : shown.counts.count === 0 ? (
          <NonIdealState
            icon={<Document size={32} />}
            title={isFiltering(filter) ? 'No file passes' : 'No files'}
            description={
              isFiltering(filter)
                ? 'No file of the case has all that is asked for.'
                : 'No message of this case carries a file whose SHA-256 is known.'
            }
          />
        ) : (
          <FileTable shown={shown} cursor={cursor} onMove={setCursor} onOpen={open} />
        )}
        {file && <FilePanel shown={file} onClose={() => setCursor(null)} />}
      </div>
    </div>
  );
}

function countText(count: number, all: number, unhashed: number): string {
  const files = count === all ? counted(all, 'file') : `${grouped(count)} of ${counted(all, 'file')}`;
  return unhashed === 0 ? files : `${files}; ${counted(unhashed, 'attachment')} without a SHA-256 not listed`;
}
