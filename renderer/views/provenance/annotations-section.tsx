/** Tags and notes of the selected message. */
import { Button } from '@blueprintjs/core';
import { Tag as TagIcon } from '@blueprintjs/icons';
import { useEffect, useMemo, useState } from 'react';
import type { MessageSubject } from '../../../shared/annotations/index.ts';
import { useAnnotations, useRowAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import { NamedTag } from '../../ui/tag-badge.tsx';
import { NoteList } from '../tags/notes-section.tsx';
import tags from '../tags/tags.module.css';
import { Section } from './facts.tsx';

export function AnnotationsSection({ row }: { row: number }) {
  const { store, summary } = useCase();
  const { tagOf, ask, notes } = useAnnotations();
  const [subject, setSubject] = useState<MessageSubject | null>(null);
  const known = useRowAnnotations(useMemo(() => [row], [row])).get(row);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are of a revision
  useEffect(() => {
    let left = false;
    setSubject(null);
    store.query.messageSubjects([row]).then(
      ([own]) => {
        if (!left) setSubject(own!);
      },
      // The panel says that the message cannot be had.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [store, row, summary.revision]);
  const own = known?.tags.flatMap((id) => tagOf(id) ?? []) ?? [];
  const about = notes.filter(({ message }) => message?.row === row);
  return (
    <Section title="Tags and notes">
      {own.length > 0 && (
        <ul className={tags.own} aria-label="Tags">
          {own.map((tag) => (
            <li key={tag.id}>
              <NamedTag tag={tag} />
            </li>
          ))}
        </ul>
      )}
      <p className={tags.buttons}>
        <Button
          size="small"
          icon={<TagIcon size={12} />}
          text="Tag…"
          onClick={() => ask({ is: 'tag', rows: [row] })}
        />
      </p>
      <NoteList subject={subject} notes={about} />
    </Section>
  );
}
