/** Comparing two or more people or groups: whom they have in common, and by which paths two are connected. */
import { Button, SegmentedControl } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useState } from 'react';
import { messageOf } from '../../../app/bridge.ts';
import { useCase } from '../../../app/case-session.ts';
import type { GraphEdge, GraphRoster } from '../../../query/api.ts';
import type { PathOrder } from '../../../query/network/paths.ts';
import { EvidenceText } from '../../../ui/evidence-text.tsx';
import { markedText } from '../../../ui/marked-text.ts';
import { counted, grouped } from '../../../ui/numbers.ts';
import { contactOf } from '../contacts.ts';
import { FindContact } from '../find-contact.tsx';
import { NameButton, NameCell, Some } from '../parts.tsx';
import side from '../side.module.css';
import type { DrawnPart } from './drawn-part.ts';
import styles from './measures.module.css';
import { type Common, type Paths, stepKey, useConnections } from './use-connections.ts';
import type { Measured } from './use-network.ts';

const STEP = 12;
/** Columns of messages that the panel has room for; beyond them the weakest tie is shown. */
const COLUMNS = 3;

interface Props {
  readonly measured: Measured | null;
  readonly roster: GraphRoster;
  readonly asked: readonly string[];
  onAsked(asked: readonly string[]): void;
  onSelect(key: string): void;
  onDraw(part: DrawnPart): void;
  onTimeline(edge: GraphEdge): void;
}

export function ConnectionsPanel(props: Props) {
  const { measured, roster, asked, onAsked, onSelect, onDraw, onTimeline } = props;
  const { store, summary } = useCase();
  const [order, setOrder] = useState<PathOrder>('steps');
  const [showFault, setShowFault] = useState<string | null>(null);
  const { connections, fault } = useConnections(store, measured, asked, order);
  const missing = measured === null ? [] : asked.filter((key) => measured.nodeOf(key) < 0);

  const showTie = (one: string, other: string): void => {
    if (measured === null) return;
    setShowFault(null);
    store.query.tiesBetween(measured.mode, [[one, other]]).then(
      ([edge]) => {
        if (edge) onTimeline(edge);
      },
      (cause) => setShowFault(messageOf(cause)),
    );
  };
  return (
    <div className={side.facts}>
      <div className={styles.find}>
        <FindContact
          roster={roster}
          summary={summary}
          label="Add a person or group to compare"
          onFind={(key) => {
            if (!asked.includes(key)) onAsked([...asked, key]);
          }}
        />
      </div>
      {asked.length > 0 && (
        <ul className={styles.asked} aria-label="Compared">
          {asked.map((key) => {
            const name = contactOf(summary, key)?.name ?? '';
            return (
              <li key={key}>
                <NameButton name={name} onClick={() => onSelect(key)} />
                <Button
                  size="small"
                  variant="minimal"
                  icon={<Cross />}
                  aria-label={`Take ${markedText(name)} out`}
                  onClick={() => onAsked(asked.filter((one) => one !== key))}
                />
              </li>
            );
          })}
        </ul>
      )}
      {missing.map((key) => (
        <p key={key} role="status">
          <EvidenceText text={contactOf(summary, key)?.name ?? ''} /> has no place in the graph of this filter
          {contactOf(summary, key)?.chat ? ', or is a feed' : ''}.
        </p>
      ))}
      {asked.length < 2 ? (
        <p className="dim">
          Choose two or more people or groups: whom all of them have a tie to, and of two the shortest paths
          from one to the other.
        </p>
      ) : (fault ?? showFault) !== null ? (
        <p role="alert" className={styles.fault}>
          Not found out: {fault ?? showFault}
        </p>
      ) : connections === null ? (
        <p role="status" className="dim">
          Looking…
        </p>
      ) : (
        missing.length === 0 && (
          <>
            {asked.length === 2 && (
              <PathList
                paths={connections.paths}
                order={order}
                onOrder={setOrder}
                onSelect={onSelect}
                onDraw={onDraw}
                onTimeline={onTimeline}
              />
            )}
            <CommonList
              common={connections.common}
              asked={asked}
              onSelect={onSelect}
              onShow={showTie}
              onDraw={() =>
                onDraw({
                  kind: 'chosen',
                  what: 'common contacts',
                  keys: [...asked, ...connections.common.map(({ key }) => key)],
                })
              }
            />
          </>
        )
      )}
    </div>
  );
}

interface PathListProps extends Pick<Props, 'onSelect' | 'onDraw' | 'onTimeline'> {
  readonly paths: Paths | null;
  readonly order: PathOrder;
  onOrder(order: PathOrder): void;
}

function PathList({ paths, order, onOrder, onSelect, onDraw, onTimeline }: PathListProps) {
  const { summary } = useCase();
  const found = paths?.paths ?? [];
  return (
    <section>
      <h3>Shortest paths</h3>
      <SegmentedControl
        size="small"
        inline
        aria-label="Shortest by"
        value={order}
        onValueChange={(value) => onOrder(value as PathOrder)}
        options={[
          { value: 'steps', label: 'Fewest steps' },
          { value: 'strength', label: 'Strongest ties' },
        ]}
      />
      <p role="status">{pathsText(paths, order)}</p>
      {found.length > 0 && (
        <Button
          size="small"
          text="Draw these paths"
          onClick={() => onDraw({ kind: 'chosen', what: 'paths', keys: [...new Set(found.flat())] })}
        />
      )}
      <Some
        key={`${order} ${found[0]?.join(' ') ?? ''}`}
        all={found}
        step={STEP}
        word="paths"
        wrap={(rows) => (
          <ol className={styles.paths} aria-label="Paths">
            {rows}
          </ol>
        )}
        render={(path) => (
          <li key={path.join(' ')}>
            <ol className={styles.path} aria-label="Steps">
              {path.map((key, i) => {
                const name = contactOf(summary, key)?.name ?? '';
                const tie = i === 0 ? undefined : paths!.ties.get(stepKey(path[i - 1]!, key));
                return (
                  <li key={key} className={i === 0 ? '' : styles.step}>
                    {tie && (
                      <button
                        type="button"
                        className={styles.figure}
                        title="The messages of this step, in the timeline"
                        onClick={() => onTimeline(tie)}
                      >
                        {counted(tie.messages, 'message')}
                      </button>
                    )}
                    <NameButton name={name} onClick={() => onSelect(key)} />
                  </li>
                );
              })}
            </ol>
          </li>
        )}
      />
    </section>
  );
}

/** `3 paths of 2 steps`. */
export function pathsText(paths: Paths | null, order: PathOrder): string {
  if (paths === null || paths.count === 0) return 'No path: nothing in the messages that pass connects them.';
  const { count, paths: listed, length } = paths;
  const of = order === 'steps' ? ` of ${counted(length, 'step')}` : ' by the strongest ties';
  const all = count < 1e15 ? counted(count, 'path') : 'More than 1,000,000,000,000,000 paths';
  return `${all}${of}${listed.length < count ? `; ${grouped(listed.length)} of them listed` : ''}`;
}

interface CommonListProps {
  readonly common: readonly Common[];
  readonly asked: readonly string[];
  onSelect(key: string): void;
  onShow(one: string, other: string): void;
  onDraw(): void;
}

function CommonList({ common, asked, onSelect, onShow, onDraw }: CommonListProps) {
  const { summary } = useCase();
  const nameOf = (key: string): string => contactOf(summary, key)?.name ?? '';
  const hasColumns = asked.length <= COLUMNS;
  return (
    <section>
      <h3>Common contacts</h3>
      <p role="status">
        {common.length === 0
          ? `Nobody has a tie to ${asked.length === 2 ? 'both' : 'all of them'}.`
          : `${counted(common.length, 'person or group', 'people and groups')} tied to ${asked.length === 2 ? 'both' : 'all of them'}`}
      </p>
      {common.length > 0 && <Button size="small" text="Draw these" onClick={onDraw} />}
      {common.length > 0 && (
        <Some
          key={asked.join(' ')}
          all={common}
          step={STEP}
          word="common contacts"
          wrap={(rows) => (
            <table className={`facts ${side.table}`}>
              <thead>
                <tr>
                  <th scope="col">With</th>
                  {hasColumns ? (
                    asked.map((key) => (
                      <th key={key} scope="col" className="number ellipsis" title={markedText(nameOf(key))}>
                        <EvidenceText text={nameOf(key)} />
                      </th>
                    ))
                  ) : (
                    <th scope="col" className="number">
                      Weakest tie
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>{rows}</tbody>
            </table>
          )}
          render={({ key, messages }) => {
            const contact = contactOf(summary, key);
            if (contact === null) return null;
            return (
              <tr key={key}>
                <th scope="row">
                  <NameCell contact={contact} onClick={() => onSelect(key)} />
                </th>
                {hasColumns ? (
                  asked.map((one, i) => (
                    <td key={one} className="number">
                      <button
                        type="button"
                        className={styles.figure}
                        aria-label={`${markedText(contact.name)} and ${markedText(nameOf(one))}: ${counted(messages[i]!, 'message')} in the timeline`}
                        onClick={() => onShow(one, key)}
                      >
                        {grouped(messages[i]!)}
                      </button>
                    </td>
                  ))
                ) : (
                  <td className="number">{grouped(Math.min(...messages))}</td>
                )}
              </tr>
            );
          }}
        />
      )}
    </section>
  );
}
