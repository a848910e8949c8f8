/** A selected group or feed: what it is, and who wrote in it. */
import { Button } from '@blueprintjs/core';
import { ArrowRight, Chat as ChatIcon } from '@blueprintjs/icons';
import { useCase } from '../../app/case-session.ts';
import type { ChatRow, GraphEdge } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import { chatKey, chatWord } from './contacts.ts';
import { Fault } from './parts.tsx';
import styles from './side.module.css';
import { TieTable } from './tie-table.tsx';
import { type LoadedGraph, useTies } from './use-contact-graph.ts';

interface Props {
  readonly chat: ChatRow;
  readonly loaded: LoadedGraph;
  /** What is measured of it. */
  readonly place: React.ReactNode;
  /** Of the result; null when the group is not a node of its graph. */
  readonly messages: number | null;
  onShowMessages(): void;
  onCentre(): void;
  onTie(edge: GraphEdge): void;
  onTimeline(edge: GraphEdge): void;
}

export function GroupFacts(props: Props) {
  const { chat, loaded, place, messages, onShowMessages, onCentre, onTie, onTimeline } = props;
  const { store, show } = useCase();
  const { value: writers, fault } = useTies(store, loaded, chatKey(chat.index));
  return (
    <>
      <h2 className={styles.heading}>
        <EvidenceText text={chat.title} />
      </h2>
      <p className={styles.tags}>
        <span>
          {chatWord(chat)} of{' '}
          {chat.exhibits.map((exhibit, i) => [i > 0 && ', ', <bdi key={exhibit}>{exhibit}</bdi>])}
          {', '}
          {counted(chat.members.length, 'member')}
        </span>
        {messages === null ? (
          <span>Not a node of the graph under this filter.</span>
        ) : (
          <span>{counted(messages, 'message')}</span>
        )}
      </p>
      <div className={styles.actions}>
        <Button
          size="small"
          icon={<ChatIcon />}
          text="Open the conversation"
          onClick={() => show('conversation', { chat: chat.index })}
        />
        <Button
          size="small"
          endIcon={<ArrowRight />}
          text="Its messages in the timeline"
          disabled={messages === null}
          onClick={onShowMessages}
        />
        <Button size="small" text="Centre" disabled={messages === null} onClick={onCentre} />
      </div>
      <table className="facts">
        <tbody>
          <tr>
            <th scope="row">Id</th>
            <td className={`mono ${styles.long}`}>
              <EvidenceText text={chat.id} />
            </td>
          </tr>
          <tr>
            <th scope="row">Platform</th>
            <td>{chat.platform}</td>
          </tr>
        </tbody>
      </table>
      <Fault reason={fault} />
      {place}
      {writers !== null && writers.length > 0 && (
        <section>
          <h3>{counted(writers.length, 'writer')}</h3>
          <TieTable ties={writers} of={chatKey(chat.index)} onTie={onTie} onTimeline={onTimeline} />
        </section>
      )}
    </>
  );
}
