/** What was written about the evidence: tags with their messages, notes, and how they came about. */
import { Button, NonIdealState } from '@blueprintjs/core';
import { Plus, Tag as TagIcon } from '@blueprintjs/icons';
import { useState } from 'react';
import { useAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import { keysText } from '../../app/shortcuts.ts';
import type { TagRow } from '../../query/api.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { type Asked, ReasonDialog } from '../../ui/reason-dialog.tsx';
import { NamedTag } from '../../ui/tag-badge.tsx';
import { AnnotationHistory } from './annotation-history.tsx';
import { NoteTable } from './note-table.tsx';
import { TagFormDialog } from './tag-form-dialog.tsx';
import styles from './tags.module.css';

export function TagsView() {
  const { setFilter, show } = useCase();
  const { tags, notes, history, version, annotate, say } = useAnnotations();
  const [form, setForm] = useState<TagRow | 'new' | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const remove = (tag: TagRow): void =>
    setAsked({
      title: 'Remove a tag',
      about: (
        <div className={styles.asked}>
          <NamedTag tag={tag} />
          <p>It is taken off {counted(tag.messages + tag.missing, 'message')}.</p>
        </div>
      ),
      action: 'Remove',
      isRemoval: true,
      act: async (reason) => {
        await annotate({ kind: 'tag-removed', tag: tag.id }, reason);
        say(`Tag removed: ${tag.name}`);
      },
    });
  const isEmpty = history.length === 0 && version > 0;
  return (
    <div className="view-frame">
      <div className="view-tools">
        <Button icon={<Plus />} text="Make a tag…" onClick={() => setForm('new')} />
        <p role="status" className="dim">
          {counted(tags.length, 'tag')}, {counted(notes.length, 'note')}
        </p>
      </div>
      {isEmpty ? (
        <NonIdealState
          icon={<TagIcon size={32} />}
          title="No tags and no notes"
          description={`Select a message in the timeline or in its conversation and press ${keysText('t')} to tag it, or ${keysText('n')} to write a note. Chats, people and files take notes too.`}
        />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard
        <div className={styles.scroll} tabIndex={0}>
          {tags.length > 0 && (
            <section className={styles.part} aria-labelledby="tags-heading">
              <h2 id="tags-heading">Tags</h2>
              <table className={`plain ${styles.table}`} aria-label="Tags">
                <thead>
                  <tr>
                    <th scope="col">Tag</th>
                    <th scope="col" className={styles.number}>
                      Messages
                    </th>
                    <th scope="col" className={styles.deeds}>
                      <span className="unseen">What can be done</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {tags.map((tag) => (
                    <tr key={tag.id}>
                      <th scope="row">
                        <NamedTag tag={tag} />
                        {tag.missing > 0 && (
                          <p className="dim">
                            {counted(tag.missing, 'more message')} that the case does not have as it is
                          </p>
                        )}
                      </th>
                      <td className={styles.number}>{grouped(tag.messages)}</td>
                      <td className={styles.deeds}>
                        <Button
                          variant="minimal"
                          size="small"
                          text="Show the messages"
                          aria-label={`Show the messages tagged ${tag.name}`}
                          disabled={tag.messages === 0}
                          onClick={() => {
                            setFilter({ tags: [tag.id] });
                            show('timeline');
                          }}
                        />
                        <Button
                          variant="minimal"
                          size="small"
                          text="Change…"
                          aria-label={`Change the tag ${tag.name}`}
                          onClick={() => setForm(tag)}
                        />
                        <Button
                          variant="minimal"
                          size="small"
                          text="Remove…"
                          aria-label={`Remove the tag ${tag.name}`}
                          onClick={() => remove(tag)}
                        />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
          {notes.length > 0 && <NoteTable notes={notes} onAsk={setAsked} />}
          <AnnotationHistory onAsk={setAsked} />
        </div>
      )}
      <TagFormDialog tag={form} onClose={() => setForm(null)} />
      <ReasonDialog asked={asked} onClose={() => setAsked(null)} />
    </div>
  );
}
