/** A selected person: who, how much, with whom and in which chats. */
import { Button, Tag } from '@blueprintjs/core';
import { ArrowRight } from '@blueprintjs/icons';
import { useCase } from '../../app/case-session.ts';
import type { GraphEdge, PersonRow } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { chatWord, personKey } from './contacts.ts';
import { Fault, NameButton, Some } from './parts.tsx';
import styles from './side.module.css';
import { TieTable } from './tie-table.tsx';
import { type LoadedGraph, useChatShares, useTies } from './use-contact-graph.ts';

const STEP = 12;

interface Props {
  readonly person: PersonRow;
  readonly loaded: LoadedGraph;
  /** What is measured of it. */
  readonly place: React.ReactNode;
  /** Of the result; null when the person is not in it. */
  readonly messages: number | null;
  onShowMessages(): void;
  onCentre(): void;
  onTie(edge: GraphEdge): void;
  onTimeline(edge: GraphEdge): void;
}

export function PersonFacts({
  person,
  loaded,
  place,
  messages,
  onShowMessages,
  onCentre,
  onTie,
  onTimeline,
}: Props) {
  const { store } = useCase();
  const { value: ties, fault } = useTies(store, loaded, personKey(person.index));
  return (
    <>
      <h2 className={styles.heading}>
        <EvidenceText text={person.name} />
      </h2>
      <p className={styles.tags}>
        {person.ownerOf.map((exhibit) => (
          <Tag key={exhibit} minimal intent="primary">
            Owner of <bdi>{exhibit}</bdi>
          </Tag>
        ))}
        {messages === null ? (
          <span>Not in the messages that pass the filter.</span>
        ) : (
          <span>
            Wrote {counted(messages, 'message')}
            {ties !== null && `, ${counted(ties.length, 'tie')}`}
          </span>
        )}
      </p>
      <div className={styles.actions}>
        <Button
          size="small"
          endIcon={<ArrowRight />}
          text="Messages of this person in the timeline"
          disabled={messages === null || messages === 0}
          onClick={onShowMessages}
        />
        <Button size="small" text="Centre" disabled={messages === null} onClick={onCentre} />
      </div>
      <Fault reason={fault} />
      <Identity person={person} />
      {place}
      {ties !== null && ties.length > 0 && (
        <section>
          <h3>Ties</h3>
          <TieTable ties={ties} of={personKey(person.index)} onTie={onTie} onTimeline={onTimeline} />
        </section>
      )}
      <Chats person={person} loaded={loaded} />
    </>
  );
}

function Identity({ person }: { person: PersonRow }) {
  const { names, ids, phone } = person;
  return (
    <section>
      <h3>Names and numbers</h3>
      <table className="facts">
        <tbody>
          {names.map(({ name, from }) => (
            <tr key={`${name}\0${from}`}>
              <td>
                <EvidenceText text={name} />
              </td>
              <td className="dim">
                <EvidenceText text={from} />
              </td>
            </tr>
          ))}
          {phone !== undefined && (
            <tr>
              <td className="mono">
                <EvidenceText text={phone} />
              </td>
              <td className="dim">number</td>
            </tr>
          )}
          {ids.map(({ exhibit, platform, id }) => (
            <tr key={`${exhibit}\0${id}`}>
              <td className={`mono ${styles.long}`}>
                <EvidenceText text={id} />
              </td>
              <td className="dim">
                {platform}, <bdi>{exhibit}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Chats({ person, loaded }: { person: PersonRow; loaded: LoadedGraph }) {
  const { store, summary, show } = useCase();
  const { value: shares, fault } = useChatShares(store, loaded, person.index);
  if (fault !== null) return <Fault reason={fault} />;
  if (shares === null || shares.length === 0) return null;
  return (
    <section>
      <h3>Chats</h3>
      <Some
        key={person.index}
        all={shares}
        step={STEP}
        word="chats"
        wrap={(rows) => (
          <table className={`facts ${styles.table}`}>
            <thead>
              <tr>
                <th scope="col">Chat</th>
                <th scope="col" className="number">
                  Wrote
                </th>
                <th scope="col" className="number">
                  Of all
                </th>
              </tr>
            </thead>
            <tbody>{rows}</tbody>
          </table>
        )}
        render={({ chat, written, messages }) => {
          const row = summary.chats[chat];
          if (!row) return null;
          return (
            <tr key={chat}>
              <th scope="row">
                <span className={styles.nameCell}>
                  <NameButton name={row.title} onClick={() => show('conversation', { chat })} />
                  <span className="dim">{chatWord(row)}</span>
                </span>
              </th>
              <td className="number">{grouped(written)}</td>
              <td className="number">{grouped(messages)}</td>
            </tr>
          );
        }}
      />
    </section>
  );
}
