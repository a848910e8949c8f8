/** A selected community, or the ties between two. */
import { Button } from '@blueprintjs/core';
import { useEffect, useMemo, useState } from 'react';
import { messageOf } from '../../../app/bridge.ts';
import { useCase } from '../../../app/case-session.ts';
import type { GraphEdge } from '../../../query/api.ts';
import { EvidenceText } from '../../../ui/evidence-text.tsx';
import { counted, grouped } from '../../../ui/numbers.ts';
import { contactOf } from '../contacts.ts';
import { tieKey } from '../drawn-graph.ts';
import { Fault, NameButton, NameCell, Some } from '../parts.tsx';
import side from '../side.module.css';
import {
  communityFacts,
  communityName,
  hubOf,
  listedCommunity,
  strongestMembers,
  tiesBetweenCommunities,
} from './communities.ts';
import type { DrawnPart } from './drawn-part.ts';
import styles from './measures.module.css';
import type { Measured } from './use-network.ts';

const STEP = 12;
/** Of a community or a tie between two: the rest is in the picture of it. */
const LISTED = 120;

interface Props {
  readonly of: string;
  readonly measured: Measured;
  onSelect(key: string): void;
  onDraw(part: DrawnPart): void;
}

export function CommunityFacts({ of, measured, onSelect, onDraw }: Props) {
  const { summary } = useCase();
  const listed = listedCommunity(measured, of);
  const members = useMemo(
    () => (listed === null ? [] : strongestMembers(measured, listed.community, LISTED)),
    [measured, listed],
  );
  if (listed === null) return <p>This community is not drawn under this filter.</p>;
  return (
    <>
      <h2 className={side.heading}>Community of {communityName(measured, summary, listed)}</h2>
      <p>{communityFacts(listed)}</p>
      <div className={side.actions}>
        <Button
          size="small"
          intent="primary"
          text="Open the community"
          onClick={() => onDraw({ kind: 'community', key: hubOf(of) })}
        />
      </div>
      <section>
        <h3>Most messages on their ties</h3>
        <Some
          key={of}
          all={members}
          step={STEP}
          word="listed"
          wrap={(rows) => (
            <table className={`facts ${side.table}`}>
              <thead>
                <tr>
                  <th scope="col">Person or group</th>
                  <th scope="col" className="number">
                    Degree
                  </th>
                  <th scope="col" className="number">
                    Messages
                  </th>
                </tr>
              </thead>
              <tbody>{rows}</tbody>
            </table>
          )}
          render={(node) => {
            const contact = contactOf(summary, measured.keyOf(node));
            if (contact === null) return null;
            return (
              <tr key={contact.key}>
                <th scope="row">
                  <NameCell contact={contact} onClick={() => onSelect(contact.key)} />
                </th>
                <td className="number">{grouped(measured.degree[node]!)}</td>
                <td className="number">{grouped(measured.weightedDegree[node]!)}</td>
              </tr>
            );
          }}
        />
      </section>
    </>
  );
}

interface TieProps {
  /** Keys of the two communities. */
  readonly ends: readonly [string, string];
  readonly measured: Measured;
  onSelect(key: string): void;
  onTie(key: string): void;
  onTimeline(edge: GraphEdge): void;
}

export function CommunityTieFacts({ ends, measured, onSelect, onTie, onTimeline }: TieProps) {
  const { store, summary } = useCase();
  const one = listedCommunity(measured, ends[0]);
  const other = listedCommunity(measured, ends[1]);
  const ties = useMemo(
    () =>
      one === null || other === null
        ? []
        : tiesBetweenCommunities(measured, one.community, other.community, LISTED),
    [measured, one, other],
  );
  const [fault, setFault] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a fault is of the ties that were asked for
  useEffect(() => setFault(null), [ties]);
  if (one === null || other === null) return <p>These communities are not drawn under this filter.</p>;
  const tie = measured.overview.ties.find(
    ({ source, target }) =>
      source === Math.min(one.community, other.community) &&
      target === Math.max(one.community, other.community),
  );
  const show = (source: string, target: string): void => {
    store.query.tiesBetween(measured.mode, [[source, target]]).then(
      ([edge]) => {
        if (edge) onTimeline(edge);
      },
      (cause) => setFault(messageOf(cause)),
    );
  };
  return (
    <>
      <h2 className={side.heading}>Between two communities</h2>
      <div className={side.ends}>
        <NameButton name={communityName(measured, summary, one)} onClick={() => onSelect(ends[0])} />
        <NameButton name={communityName(measured, summary, other)} onClick={() => onSelect(ends[1])} />
      </div>
      <p>
        {counted(tie?.messages ?? 0, 'message')} on {counted(tie?.ties ?? 0, 'tie')}
      </p>
      <Fault reason={fault} />
      <Some
        key={ends.join(' ')}
        all={ties}
        step={STEP}
        word="ties"
        wrap={(rows) => (
          <table className={`facts ${side.table}`}>
            <thead>
              <tr>
                <th scope="col">Tie</th>
                <th scope="col" className="number">
                  Messages
                </th>
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        )}
        render={(each) => {
          const names = [each.source, each.target].map((key) => contactOf(summary, key)?.name ?? '');
          return (
            <tr key={tieKey(each)}>
              <th scope="row">
                <button type="button" className={side.name} onClick={() => onTie(tieKey(each))}>
                  <EvidenceText text={names[0]!} /> and <EvidenceText text={names[1]!} />
                </button>
              </th>
              <td className="number">
                <button
                  type="button"
                  className={styles.figure}
                  aria-label={`${counted(each.messages, 'message')} in the timeline`}
                  onClick={() => show(each.source, each.target)}
                >
                  {grouped(each.messages)}
                </button>
              </td>
            </tr>
          );
        }}
      />
    </>
  );
}
