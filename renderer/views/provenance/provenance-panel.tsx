/** Where the selected message stands in the evidence, and everything that is known of it. */
import { Button, NonIdealState } from '@blueprintjs/core';
import { Cross, PathSearch } from '@blueprintjs/icons';
import { memo, useDeferredValue } from 'react';
import { type IntakeRecord, messageLine } from '../../../shared/model/index.ts';
import { messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import { keysText } from '../../app/shortcuts.ts';
import type { ChatRow, FullMessage, PersonRow } from '../../query/api.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { personName } from '../message/names.ts';
import { referenceLine } from '../message/place-text.ts';
import { AnnotationsSection } from './annotations-section.tsx';
import { AttachmentsSection } from './attachments-section.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import { Facts, Section } from './facts.tsx';
import { ReactionsSection, ReceiptsSection } from './people-sections.tsx';
import styles from './provenance.module.css';
import { messageFacts, placeFacts, rawFacts } from './provenance-facts.ts';
import { TimeSection } from './time-section.tsx';
import { useLatestMessage } from './use-latest-message.ts';
import { WitnessesSection } from './witnesses-section.tsx';

/** Keys that scroll the panel while it has the keyboard, and do not move what is behind it. */
const SCROLLING = new Set(['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown']);

export function ProvenancePanel() {
  const { store, summary, selected, setProvenanceOpen } = useCase();
  const { message, fault } = useLatestMessage(store.query, selected, summary.revision);
  const shown = useDeferredValue(message);
  // Its indexes are of one revision of the case: under another they would name another source.
  const record = shown?.revision === summary.revision ? summary.exhibits[shown.source] : undefined;
  return (
    <aside className={styles.panel} aria-label="Provenance">
      <header className={styles.header}>
        <h2>Provenance</h2>
        {shown && record && (
          <CopyButton text={referenceLine(shown.message, record)} what="reference" label="Copy reference" />
        )}
        <Button
          variant="minimal"
          icon={<Cross />}
          aria-label="Close the provenance panel"
          title={`Close (${keysText('mod+i')})`}
          onClick={() => setProvenanceOpen(false)}
        />
      </header>
      {fault !== null && (
        <p role="alert" className={styles.fault}>
          The message could not be loaded: {messageOf(fault)}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it keeps its scrolling keys to itself */}
      <div
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard
        tabIndex={0}
        onKeyDown={(event) => {
          if (SCROLLING.has(event.key) && !event.ctrlKey && !event.metaKey) event.stopPropagation();
        }}
      >
        {shown && record ? (
          <Provenance
            message={shown}
            record={record}
            chat={summary.chats[shown.chat]}
            people={summary.people}
          />
        ) : (
          fault === null &&
          selected === null && (
            <NonIdealState
              icon={<PathSearch size={32} />}
              title="No message selected"
              description="Select a message to see where it stands in the evidence."
            />
          )
        )}
      </div>
    </aside>
  );
}

interface Props {
  readonly message: FullMessage;
  readonly record: IntakeRecord;
  readonly chat: ChatRow | undefined;
  readonly people: readonly PersonRow[];
}

const Provenance = memo(function Provenance({ message: full, record, chat, people }: Props) {
  const { message } = full;
  const raw = rawFacts(message.source);
  const line = messageLine(message);
  return (
    <>
      <Section title="Message">
        <Facts facts={messageFacts(message, chat?.title ?? message.chat, personName(full.sender, people))} />
      </Section>
      <TimeSection message={full} />
      <AnnotationsSection row={full.row} />
      <Section title="Where it stands">
        <Facts facts={placeFacts(message.source)} />
      </Section>
      <EvidenceSection key={record.started + record.file} record={record} ownFile={message.source.file} />
      <WitnessesSection message={full} />
      <AttachmentsSection attachments={message.attachments ?? []} row={full.row} />
      <ReceiptsSection message={full} people={people} />
      <ReactionsSection message={full} people={people} />
      {raw.length > 0 && (
        <Section title="Raw values">
          <Facts facts={raw} />
        </Section>
      )}
      <section className={styles.section} aria-label="As a line of messages.jsonl">
        <details>
          <summary>As a line of messages.jsonl</summary>
          <pre className={styles.line}>
            <EvidenceText text={line} />
          </pre>
        </details>
        <CopyButton text={line} what="the line of messages.jsonl" label="Copy the line" />
      </section>
    </>
  );
});
