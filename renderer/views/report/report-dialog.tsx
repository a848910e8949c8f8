/** Writing a report of some of the case's messages: a page to read and print, or their lines. */
import {
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  FormGroup,
  HTMLSelect,
  NumericInput,
  ProgressBar,
  Radio,
  RadioGroup,
} from '@blueprintjs/core';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { MOST_SHOWN, type Replies, type ReportFormat } from '../../../shared/contract/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import { useStanding } from '../../app/case-standing.ts';
import { useWatch } from '../../app/watch-lists.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { GatedButton } from '../../ui/gated-button.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { SavedFile } from '../../ui/saved-file.tsx';
import { isFiltering } from '../filters/filter-edit.ts';
import styles from './report.module.css';
import { type Taken, takenMessages } from './report-draft.ts';
import { writeReport } from './write-report.ts';

/** Messages that a page shows unless told otherwise. */
const SHOWN = 5000;

interface Props {
  readonly isOpen: boolean;
  onClose(): void;
}

export function ReportDialog({ isOpen, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      isOpen={isOpen}
      title="Write a report"
      onClose={onClose}
      canOutsideClickClose={false}
      canEscapeKeyClose={!busy}
      isCloseButtonShown={!busy}
      className={styles.dialog!}
    >
      {isOpen && <Contents onClose={onClose} onBusy={setBusy} />}
    </Dialog>
  );
}

function Contents({ onClose, onBusy }: Omit<Props, 'isOpen'> & { onBusy(busy: boolean): void }) {
  const { store, summary, filter, result, instant } = useCase();
  const { whyNot } = useStanding();
  const annotations = useAnnotations();
  const { tags, searches, notes } = annotations;
  const { lists } = useWatch();
  const zone = useZone();
  const id = useId();
  const [taken, setTaken] = useState<Taken>(isFiltering(filter) ? 'filter' : 'all');
  const [format, setFormat] = useState<ReportFormat>('html');
  const [withAnnotations, setWithAnnotations] = useState(true);
  const [withInstant, setWithInstant] = useState(true);
  const [limit, setLimit] = useState(SHOWN);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const [saved, setSaved] = useState<Replies['report.end'] | null>(null);
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);

  const chosen = takenMessages(taken, filter, annotations, summary, zone, lists);
  const isLimitRight = Number.isInteger(limit) && limit >= 1 && limit <= MOST_SHOWN;
  const write = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (chosen === null || !isLimitRight) return;
    stop.current = new AbortController();
    setProblem(null);
    setDone(0);
    onBusy(true);
    try {
      const own = format === 'html' && withInstant ? instant : null;
      const choice = { format, taken: chosen, withAnnotations, instant: own, limit };
      setSaved(await writeReport(store, choice, setDone, stop.current.signal));
    } catch (cause) {
      setProblem(messageOf(cause));
    }
    setDone(null);
    onBusy(false);
  };

  if (saved !== null) {
    const { messages, shown } = saved;
    const left = shown < messages ? `, ${grouped(shown)} of them shown` : '';
    return (
      <SavedFile
        saved={saved}
        words={`The report of ${counted(messages, 'message')}${left} is written, and the log says so.`}
        onClose={onClose}
      />
    );
  }
  if (done !== null) {
    return (
      <>
        <DialogBody>
          <div className={styles.progress} role="status">
            <p>Writing the report, {Math.floor(done * 100)} %</p>
            <ProgressBar intent="primary" value={done} aria-label="Progress of the report" />
          </div>
        </DialogBody>
        <DialogFooter actions={<Button text="Stop" onClick={() => stop.current.abort()} />} />
      </>
    );
  }
  const hasAnnotations = tags.length > 0 || notes.length > 0;
  const moment = instant === null ? null : zonedTime(zone, instant);
  return (
    <form onSubmit={(event) => void write(event)} noValidate>
      <DialogBody className={styles.body!}>
        <FormGroup label="Messages" labelFor={`${id}-taken`}>
          <HTMLSelect
            id={`${id}-taken`}
            autoFocus
            fill
            value={taken}
            aria-describedby={`${id}-words`}
            onChange={({ currentTarget }) => setTaken(currentTarget.value as Taken)}
          >
            <option value="all">All messages of the case</option>
            <option value="filter" disabled={!isFiltering(filter)}>
              Those that pass the filter
              {isFiltering(filter) && result !== null ? ` (${grouped(result.count)})` : ''}
            </option>
            {tags.length > 0 && (
              <optgroup label="Tags">
                {tags.map((tag) => (
                  <option key={tag.id} value={`tag ${tag.id}`}>
                    {tag.name} ({grouped(tag.messages)})
                  </option>
                ))}
              </optgroup>
            )}
            {searches.length > 0 && (
              <optgroup label="Saved searches">
                {searches.map((search) => (
                  <option key={search.id} value={`search ${search.id}`} disabled={search.filter === null}>
                    {search.name}
                  </option>
                ))}
              </optgroup>
            )}
          </HTMLSelect>
        </FormGroup>
        <p id={`${id}-words`} className={`dim ${styles.words}`}>
          {chosen === null || chosen.words === '' ? (
            'Nothing is left out.'
          ) : (
            <EvidenceText text={chosen.words} />
          )}
        </p>
        <RadioGroup
          label="Form"
          selectedValue={format}
          onChange={({ currentTarget: { value } }) => setFormat(value as ReportFormat)}
        >
          <Radio value="html" label="A page to read and print (HTML)" />
          <Radio value="jsonl" label="Lines of JSON for other programs (JSONL)" />
        </RadioGroup>
        <Checkbox
          checked={withAnnotations && hasAnnotations}
          disabled={!hasAnnotations}
          label={hasAnnotations ? 'With tags and notes' : 'With tags and notes: there are none'}
          onChange={({ currentTarget: { checked } }) => setWithAnnotations(checked)}
        />
        {format === 'html' && moment !== null && (
          <Checkbox
            checked={withInstant}
            label={`With distances to the instant ${moment.date} ${moment.clock} ${moment.offset}`}
            onChange={({ currentTarget: { checked } }) => setWithInstant(checked)}
          />
        )}
        {format === 'html' && (
          <FormGroup
            label="Messages shown at most"
            labelFor={`${id}-limit`}
            intent={isLimitRight ? 'none' : 'danger'}
            helperText={
              isLimitRight
                ? `The ${moment !== null && withInstant ? 'nearest to the instant' : 'newest'}; the page says how many are left out, and counts all.`
                : `A whole number from 1 to ${grouped(MOST_SHOWN)}.`
            }
          >
            <NumericInput
              id={`${id}-limit`}
              min={1}
              max={MOST_SHOWN}
              value={limit}
              buttonPosition="none"
              onValueChange={setLimit}
            />
          </FormGroup>
        )}
        <p className="dim">Anybody who has the file can read it.</p>
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
            <GatedButton
              type="submit"
              intent="primary"
              text="Write the report…"
              why={whyNot('export') ?? (summary.messages === 0 ? 'The case has no messages.' : null)}
            />
          </>
        }
      />
    </form>
  );
}
