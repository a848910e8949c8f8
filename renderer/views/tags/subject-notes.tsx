/** Notes on a chat, a person or a file, wherever it is shown. */
import { useEffect, useState } from 'react';
import type { Subject } from '../../../shared/annotations/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import type { NoteRow } from '../../query/api.ts';
import { NoteList } from './notes-section.tsx';

interface Props {
  /** By its index in the summary. */
  readonly of: { readonly chat: number } | { readonly person: number } | { readonly sha256: string };
}

export function isAbout(of: Props['of'], { chat, person, subject }: NoteRow): boolean {
  if ('chat' in of) return chat === of.chat;
  if ('person' in of) return person === of.person;
  return subject.kind === 'file' && subject.sha256 === of.sha256;
}

export function SubjectNotes({ of }: Props) {
  const { store, summary } = useCase();
  const { notes, revision } = useAnnotations();
  const [subject, setSubject] = useState<Subject | null>(null);
  const name = JSON.stringify(of);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it is stands in `name`, of a revision
  useEffect(() => {
    let left = false;
    const found: Promise<Subject> =
      'chat' in of
        ? store.query.chatSubject(of.chat)
        : 'person' in of
          ? store.query.personSubject(of.person)
          : Promise.resolve({ kind: 'file', sha256: of.sha256 });
    found.then(
      (own) => {
        if (!left) setSubject(own);
      },
      // Without its name nothing can be written on it, and the button says so.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [store, name, summary.revision]);
  // Their chats and people are numbers of a revision, and may be of the one before for a moment.
  const own = revision === summary.revision ? notes.filter((note) => isAbout(of, note)) : [];
  return <NoteList subject={subject} notes={own} />;
}
