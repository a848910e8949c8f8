/** A selected tie: its two ends, and how many messages went which way. */
import { Button } from '@blueprintjs/core';
import { ArrowRight } from '@blueprintjs/icons';
import { useCase } from '../../app/case-session.ts';
import type { GraphEdge } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { type Contact, contactOf, contactWord } from './contacts.ts';
import { tieKey } from './drawn-graph.ts';
import { Fault, NameButton } from './parts.tsx';
import styles from './side.module.css';
import { type LoadedGraph, useTies } from './use-contact-graph.ts';

interface Props {
  /** `source target`. */
  readonly tie: string;
  readonly loaded: LoadedGraph;
  onSelect(key: string): void;
  onTimeline(edge: GraphEdge): void;
}

export function TieFacts({ tie, loaded, onSelect, onTimeline }: Props) {
  const { store, summary } = useCase();
  const [source, target] = tie.split(' ') as [string, string];
  const { value: ties, fault } = useTies(store, loaded, source);
  const ends = [contactOf(summary, source), contactOf(summary, target)] as const;
  if (ends[0] === null || ends[1] === null) return null;
  const edge = ties?.find((one) => tieKey(one) === tie);
  return (
    <>
      <h2 className="unseen">
        Tie between <EvidenceText text={ends[0].name} /> and <EvidenceText text={ends[1].name} />
      </h2>
      <div className={styles.ends}>
        <End contact={ends[0]} onSelect={onSelect} />
        <End contact={ends[1]} onSelect={onSelect} />
      </div>
      <Fault reason={fault} />
      {edge === undefined ? (
        ties !== null && <p>No message that passes the filter is on this tie.</p>
      ) : (
        <>
          <div className={styles.actions}>
            <Button
              intent="primary"
              endIcon={<ArrowRight />}
              text={`Show the ${counted(edge.messages, 'message')} in the timeline`}
              onClick={() => onTimeline(edge)}
            />
          </div>
          <Counts edge={edge} ends={[ends[0], ends[1]]} />
          {!loaded.part.edges.some((one) => tieKey(one) === tie) && (
            <p className="dim">This tie is weaker than those that are drawn.</p>
          )}
        </>
      )}
    </>
  );
}

function End({ contact, onSelect }: { contact: Contact; onSelect(key: string): void }) {
  const word = contactWord(contact);
  return (
    <div className={styles.end}>
      {contact.chat && <span className={styles.square} />}
      <NameButton name={contact.name} onClick={() => onSelect(contact.key)} />
      {word !== '' && <span className="dim">{word}</span>}
    </div>
  );
}

function Counts({ edge, ends }: { edge: GraphEdge; ends: readonly [Contact, Contact] }) {
  const { messages, forth, back } = edge;
  const [one, other] = ends;
  if (other.chat) {
    return (
      <p>
        Messages that <EvidenceText text={one.name} /> wrote in <EvidenceText text={other.name} />.
      </p>
    );
  }
  const inGroups = messages - forth - back;
  return (
    <table className={`facts ${styles.table}`}>
      <tbody>
        <Way from={one.name} to={other.name} count={forth} />
        <Way from={other.name} to={one.name} count={back} />
        {inGroups > 0 && (
          <tr>
            <th scope="row">By either, in groups that have both</th>
            <td className="number">{grouped(inGroups)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Way({ from, to, count }: { from: string; to: string; count: number }) {
  return (
    <tr>
      <th scope="row">
        <EvidenceText text={from} /> to <EvidenceText text={to} />, in direct chats
      </th>
      <td className="number">{grouped(count)}</td>
    </tr>
  );
}
