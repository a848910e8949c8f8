/** Hash sets and keyword lists that the investigator brought along, and what each marks in the case. */
import { Button, NonIdealState, Tag } from '@blueprintjs/core';
import { Plus, Properties } from '@blueprintjs/icons';
import { useState } from 'react';
import type { WatchList } from '../../../shared/contract/index.ts';
import { useCase } from '../../app/case-session.ts';
import { useStanding } from '../../app/case-standing.ts';
import { useCommand } from '../../app/commands.ts';
import { useWatch } from '../../app/watch-lists.ts';
import type { FileFilter } from '../../query/api.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { GatedButton } from '../../ui/gated-button.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { useKept } from '../../ui/use-kept.ts';
import { AddListDialog } from './add-list-dialog.tsx';
import { HitTable } from './hit-table.tsx';
import { entriesText, KIND_OF_LIST, skippedText } from './list-words.ts';
import styles from './lists.module.css';
import { RemoveListDialog } from './remove-list-dialog.tsx';

export function ListsView() {
  const { setFilter, show } = useCase();
  const { whyNot } = useStanding();
  const watch = useWatch();
  const zone = useZone();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<WatchList | null>(null);
  const [words, setWords] = useState('');
  const [counting, setCounting] = useKept<string | null>('lists.hits', null);
  const [, setFileFilter] = useKept<FileFilter>('files.filter', {});
  const why = whyNot('take evidence');
  useCommand({
    id: 'lists.add',
    title: 'Add a hash set or a keyword list',
    why,
    run: () => setAdding(true),
  });
  const { lists, counts } = watch;
  const ofHits = lists.find(({ id, kind }) => id === counting && kind === 'keywords');
  return (
    <div className="view-frame">
      <div className="view-tools">
        <GatedButton icon={<Plus />} text="Add a list…" why={why} onClick={() => setAdding(true)} />
        <p role="status" className="dim">
          {words !== ''
            ? words
            : lists.length > 0 && counts === null
              ? 'Marking the case by its lists…'
              : counted(lists.length, 'list')}
        </p>
      </div>
      {lists.length === 0 ? (
        <NonIdealState
          icon={<Properties size={32} />}
          title="No lists"
          description="A hash set (Project VIC or CAID JSON, or a text with MD5 or SHA-256 hashes) marks known files; a keyword list marks messages. Pictures that a hash set lists stay blurred until they are asked for."
        />
      ) : (
        <div className={styles.scroll}>
          <table className={`plain ${styles.table}`} aria-label="Lists">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Kind</th>
                <th scope="col" className={styles.number}>
                  Entries
                </th>
                <th scope="col" className={styles.number}>
                  Files
                </th>
                <th scope="col" className={styles.number}>
                  Messages
                </th>
                <th scope="col">Added, {zone.name}</th>
                <th scope="col">
                  <span className="unseen">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lists.map((list) => {
                const own = counts?.get(list.id);
                const { date, clock } = zonedTime(zone, Date.parse(list.added));
                return (
                  <tr key={list.id}>
                    <th scope="row">
                      <EvidenceText text={list.name} />
                      <p className="dim">
                        <EvidenceText text={list.file} />
                      </p>
                      {skippedText(list) !== null && <p className="dim">{skippedText(list)}</p>}
                    </th>
                    <td>
                      {KIND_OF_LIST[list.kind]}
                      {list.covers && (
                        <p>
                          <Tag minimal>covers pictures</Tag>
                        </p>
                      )}
                    </td>
                    <td className={styles.number}>{entriesText(list)}</td>
                    <td className={styles.number}>
                      {list.kind === 'keywords' ? '' : own ? grouped(own.files) : '…'}
                    </td>
                    <td className={styles.number}>{own ? grouped(own.messages) : '…'}</td>
                    <td>
                      {date} {clock.slice(0, 5)}
                    </td>
                    <td>
                      <Button
                        variant="minimal"
                        size="small"
                        text="Show the messages"
                        aria-label={`Show the messages that ${list.name} marks`}
                        disabled={!own || own.messages === 0}
                        onClick={() => {
                          setFilter({ lists: [list.id] });
                          show('timeline');
                        }}
                      />
                      {list.kind === 'keywords' && (
                        <Button
                          variant="minimal"
                          size="small"
                          text="Hit table"
                          aria-label={`Hit table of ${list.name}`}
                          aria-pressed={list.id === counting}
                          onClick={() => setCounting(list.id === counting ? null : list.id)}
                        />
                      )}
                      {list.kind === 'hash-set' && (
                        <Button
                          variant="minimal"
                          size="small"
                          text="Show the files"
                          aria-label={`Show the files that ${list.name} lists`}
                          disabled={!own || own.files === 0}
                          onClick={() => {
                            setFileFilter({ list: list.id });
                            show('files');
                          }}
                        />
                      )}
                      <GatedButton
                        variant="minimal"
                        size="small"
                        text="Remove…"
                        aria-label={`Remove ${list.name}`}
                        why={why}
                        onClick={() => setRemoving(list)}
                      />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {ofHits && <HitTable key={ofHits.id} list={ofHits} onClose={() => setCounting(null)} />}
      <AddListDialog
        isOpen={adding}
        onClose={() => setAdding(false)}
        onAdded={(list) => {
          setAdding(false);
          setWords(
            `${list.name}: ${entriesText(list)} ${list.kind === 'keywords' ? 'keywords' : 'hashes'} added`,
          );
          void watch.refresh();
        }}
      />
      <RemoveListDialog
        list={removing}
        onClose={() => setRemoving(null)}
        onRemoved={(list) => {
          setRemoving(null);
          setWords(`${list.name} removed`);
          setFilter(({ lists: _lists, ...rest }) => rest);
          setFileFilter({});
          void watch.refresh();
        }}
      />
    </div>
  );
}
