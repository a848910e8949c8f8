import { Button } from '@blueprintjs/core';
import { Annotation, ChevronDown, ChevronRight, Filter } from '@blueprintjs/icons';
import { useId, useState } from 'react';
import type { ChatType } from '../../../shared/model/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import type { ChatRow, PersonRow } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { markedText } from '../../ui/marked-text.ts';
import { counted } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import type { RowListPlace } from '../../ui/row-list-scroll.ts';
import { fullTimeText } from '../message/message-time.ts';
import { SubjectNotes } from '../tags/subject-notes.tsx';
import styles from './chat-header.module.css';

const TYPE_WORDS: Readonly<Record<ChatType, string>> = {
  direct: 'Direct chat',
  group: 'Group',
  broadcast: 'Broadcast list',
  channel: 'Channel',
  status: 'Status updates',
  blog: 'Blog',
};

const MEMBER_ROW = 24;
const MEMBERS_SHOWN = 8;
const TOP: RowListPlace = { index: 0, from: 'top', px: 0 };

interface Props {
  readonly chat: ChatRow;
  readonly people: readonly PersonRow[];
  onFilter(): void;
}

/** What chat it is, whose devices have it, who is in it, and from when to when. */
export function ChatHeader({ chat, people, onFilter }: Props) {
  const zone = useZone();
  const list = useId();
  const [open, setOpen] = useState(false);
  const [notesOpen, setNotesOpen] = useState(false);
  const notes = useAnnotations().notes.filter((note) => note.chat === chat.index);
  const { title, type, platform, exhibits, members, messages, from, to } = chat;
  const at = (when: number): string => fullTimeText(zone, { when, precision: 's' });
  return (
    <header className={styles.header}>
      <div className={styles.first}>
        <h2 className={styles.title} title={markedText(title)}>
          <EvidenceText text={title} />
        </h2>
        <Button
          size="small"
          icon={<Annotation size={14} />}
          text={notes.length === 0 ? 'Notes' : counted(notes.length, 'note')}
          aria-expanded={notesOpen}
          onClick={() => setNotesOpen(!notesOpen)}
        />
        <Button
          size="small"
          icon={<Filter size={14} />}
          text="Filter the timeline by this chat"
          onClick={onFilter}
        />
      </div>
      <div className={styles.facts}>
        <span>
          {TYPE_WORDS[type]}, {platform}
        </span>
        <span>
          in <EvidenceText text={exhibits.join(', ')} />
        </span>
        <span>{counted(messages, 'message')}</span>
        {from !== null && to !== null && (
          <span>
            {at(from)} to {at(to)}
          </span>
        )}
        {members.length > 0 && (
          <Button
            variant="minimal"
            size="small"
            className={styles.members!}
            aria-expanded={open}
            aria-controls={list}
            icon={open ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
            text={counted(members.length, 'member')}
            onClick={() => setOpen(!open)}
          />
        )}
      </div>
      {notesOpen && (
        <section className={styles.notes} aria-label="Notes on the chat">
          <SubjectNotes of={{ chat: chat.index }} />
        </section>
      )}
      {open && (
        <div
          id={list}
          className={styles.people}
          style={{ blockSize: MEMBER_ROW * Math.min(MEMBERS_SHOWN, members.length) }}
        >
          <RowList
            role="list"
            aria-label="Members"
            tabIndex={0}
            count={members.length}
            rowHeight={MEMBER_ROW}
            place={TOP}
            onKeyDown={(event) => event.stopPropagation()}
            renderRow={(index) => (
              <Member person={people[members[index]!]!} place={index + 1} of={members.length} />
            )}
          />
        </div>
      )}
    </header>
  );
}

function Member({ person, place, of }: { person: PersonRow; place: number; of: number }) {
  const { name, phone, ownerOf, ids } = person;
  const number = phone ?? ids[0]?.id ?? '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a list that is only partly there
    <div role="listitem" aria-setsize={of} aria-posinset={place} className={styles.member}>
      <span className={styles.memberName}>
        <EvidenceText text={name} />
      </span>
      {number !== name && (
        <span className="dim">
          <EvidenceText text={number} />
        </span>
      )}
      {ownerOf.length > 0 && (
        <span className="dim">
          owner of <EvidenceText text={ownerOf.join(', ')} />
        </span>
      )}
    </div>
  );
}
