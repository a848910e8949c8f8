/** Writes a note, or changes one that is there. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup, TextArea } from '@blueprintjs/core';
import { useId, useState } from 'react';
import { LONGEST_NOTE, type Subject } from '../../../shared/annotations/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';

export interface NoteWish {
  readonly subject: Subject;
  readonly note?: { readonly id: string; readonly text: string };
}

interface Props {
  /** null while it is closed. */
  readonly wish: NoteWish | null;
  onClose(): void;
}

export function NoteDialog({ wish, onClose }: Props) {
  const what = wish ? `a note on this ${wish.subject.kind}` : '';
  return (
    <Dialog
      isOpen={wish !== null}
      title={wish?.note ? `Change ${what}` : `Write ${what}`}
      onClose={onClose}
      canOutsideClickClose={false}
    >
      {wish && <Contents wish={wish} onClose={onClose} />}
    </Dialog>
  );
}

function Contents({ wish: { subject, note }, onClose }: { readonly wish: NoteWish; onClose(): void }) {
  const { annotate, say } = useAnnotations();
  const id = useId();
  const [text, setText] = useState(note?.text ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    if (busy || text.trim() === '' || text === note?.text) return;
    setBusy(true);
    try {
      await annotate({
        kind: 'note-written',
        note: note?.id ?? crypto.randomUUID(),
        subject,
        text: text.trim(),
      });
      say(note ? 'Note changed' : `Note written on the ${subject.kind}`);
      onClose();
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <>
      <DialogBody>
        <FormGroup
          label="Note"
          labelFor={id}
          helperText="Kept with your name and the time, and logged without its words."
        >
          <TextArea
            id={id}
            autoFocus
            fill
            rows={6}
            dir="auto"
            maxLength={LONGEST_NOTE}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
            }}
          />
        </FormGroup>
        {problem !== null && (
          <p role="alert" className="problem">
            <EvidenceText text={problem} />
          </p>
        )}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button
              intent="primary"
              text="Save the note"
              disabled={text.trim() === '' || text === note?.text}
              loading={busy}
              onClick={() => void save()}
            />
          </>
        }
      />
    </>
  );
}
