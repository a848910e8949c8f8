/** The ties of one person or group, the strongest first. */
import { Button } from '@blueprintjs/core';
import { ArrowRight } from '@blueprintjs/icons';
import { useCase } from '../../app/case-session.ts';
import type { GraphEdge } from '../../query/api.ts';
import { markedText } from '../../ui/marked-text.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { contactOf } from './contacts.ts';
import { tieKey } from './drawn-graph.ts';
import { NameCell, Some } from './parts.tsx';
import styles from './side.module.css';

const STEP = 12;

interface Props {
  readonly ties: readonly GraphEdge[];
  /** Key of the person or group whose ties they are. */
  readonly of: string;
  onTie(edge: GraphEdge): void;
  onTimeline(edge: GraphEdge): void;
}

export function TieTable({ ties, of, onTie, onTimeline }: Props) {
  const { summary } = useCase();
  const isPerson = of.startsWith('p');
  const hasDirections = isPerson && ties.some(({ forth, back }) => forth + back > 0);
  const own = markedText(contactOf(summary, of)?.name ?? '');
  return (
    <Some
      key={of}
      all={ties}
      step={STEP}
      word="ties"
      wrap={(rows) => (
        <table className={`facts ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">{isPerson ? 'With' : 'Who wrote'}</th>
              <th scope="col" className="number">
                Messages
              </th>
              {hasDirections && (
                <>
                  <th scope="col" className="number">
                    <abbr title="Sent to them, in direct chats">To</abbr>
                  </th>
                  <th scope="col" className="number">
                    <abbr title="Sent by them, in direct chats">From</abbr>
                  </th>
                </>
              )}
              <td />
            </tr>
          </thead>
          <tbody>{rows}</tbody>
        </table>
      )}
      render={(edge) => {
        const isSource = edge.source === of;
        const other = contactOf(summary, isSource ? edge.target : edge.source);
        if (other === null) return null;
        const name = markedText(other.name);
        const between =
          isPerson && other.person
            ? `Between ${own} and ${name}`
            : isPerson
              ? `${own} in ${name}`
              : `${name} in ${own}`;
        const isDirect = edge.forth + edge.back > 0;
        return (
          <tr key={tieKey(edge)}>
            <th scope="row">
              <NameCell contact={other} onClick={() => onTie(edge)} />
            </th>
            <td className="number">{grouped(edge.messages)}</td>
            {hasDirections && (
              <>
                <td className="number">{isDirect ? grouped(isSource ? edge.forth : edge.back) : ''}</td>
                <td className="number">{isDirect ? grouped(isSource ? edge.back : edge.forth) : ''}</td>
              </>
            )}
            <td className={styles.action}>
              <Button
                size="small"
                variant="minimal"
                icon={<ArrowRight />}
                aria-label={`${between}: ${counted(edge.messages, 'message')} in the timeline`}
                title={isPerson && other.person ? 'Between these two, in the timeline' : 'In the timeline'}
                onClick={() => onTimeline(edge)}
              />
            </td>
          </tr>
        );
      }}
    />
  );
}
