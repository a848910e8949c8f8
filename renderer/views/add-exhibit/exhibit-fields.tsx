import { Button, FormGroup, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { Cross, Key } from '@blueprintjs/icons';
import type { InspectedEvidence } from '../../../shared/contract/index.ts';
import type { DateOrder } from '../../../shared/model/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import styles from './add-exhibit.module.css';
import {
  asksForPassword,
  type DraftProblems,
  type ExhibitDraft,
  needsOf,
  takesTyped,
} from './exhibit-draft.ts';

const DATE_ORDERS: readonly { value: DateOrder | ''; label: string }[] = [
  { value: '', label: 'As the file itself shows' },
  { value: 'dmy', label: 'Day, month, year (22/03/2024)' },
  { value: 'mdy', label: 'Month, day, year (03/22/2024)' },
  { value: 'ymd', label: 'Year, month, day (2024/03/22)' },
];

interface Props {
  readonly draft: ExhibitDraft;
  readonly seen: readonly InspectedEvidence[];
  readonly problems: DraftProblems;
  /** Reference and key of an exhibit under a warrant; null without one, where they are asked for. */
  readonly warranted: React.ReactNode | null;
  /** Sets parts of the draft as it is then: a key file may be chosen while something else is typed. */
  onSet(more: Partial<ExhibitDraft>): void;
  onProblem(problem: string): void;
}

export function ExhibitFields({ draft, seen, problems, warranted, onSet, onProblem }: Props) {
  const needs = needsOf(seen);
  return (
    <div className={styles.fields}>
      {problems.evidence !== undefined && (
        <p role="alert" className="problem">
          {problems.evidence}
        </p>
      )}
      {warranted ?? (
        <ReferenceAndKey draft={draft} seen={seen} problems={problems} onSet={onSet} onProblem={onProblem} />
      )}
      {needs.timeZone && (
        <FormGroup
          label={<span id="exhibit-zone-label">Time zone of the device</span>}
          labelFor="exhibit-zone"
          helperText="This export has no zone of its own. Without one its times stay readings of the device’s clock, and are shown as such."
        >
          <ZoneSelect
            id="exhibit-zone"
            labelledBy="exhibit-zone-label"
            value={draft.timeZone}
            placeholder="Not known"
            onChange={(timeZone) => onSet({ timeZone })}
          />
        </FormGroup>
      )}
      {needs.dateOrder && (
        <FormGroup
          label="Order of dates"
          labelFor="exhibit-dates"
          helperText="Nothing in this export tells day from month. Left open, its messages have no time."
        >
          <HTMLSelect
            id="exhibit-dates"
            fill
            value={draft.dateOrder ?? ''}
            options={[...DATE_ORDERS]}
            onChange={({ currentTarget: { value } }) =>
              onSet({ dateOrder: value === '' ? null : (value as DateOrder) })
            }
          />
        </FormGroup>
      )}
    </div>
  );
}

interface KeyProps extends Pick<Props, 'draft' | 'seen' | 'problems' | 'onProblem'> {
  onSet(more: Partial<ExhibitDraft>): void;
}

/** Without a warrant the investigator names the exhibit, and brings its key. */
function ReferenceAndKey({ draft, seen, problems, onSet, onProblem }: KeyProps) {
  const needs = needsOf(seen);
  const isPassword = asksForPassword(needs);
  const chooseKey = (): void => {
    call('dialog.key', {}).then(
      (keyFile) => {
        if (keyFile !== null) onSet({ keyFile });
      },
      (cause) => onProblem(messageOf(cause)),
    );
  };
  return (
    <>
      <FormGroup
        label="Exhibit reference"
        labelFor="exhibit-reference"
        helperText={problems.reference ?? 'The seized item, as on its label.'}
        intent={problems.reference === undefined ? 'none' : 'danger'}
      >
        <InputGroup
          id="exhibit-reference"
          value={draft.reference}
          placeholder="AB/1"
          maxLength={200}
          dir="auto"
          onValueChange={(reference) => onSet({ reference })}
        />
      </FormGroup>
      {needs.keys.length > 0 && (
        <FormGroup
          label={isPassword ? 'Password' : 'Key'}
          labelFor="exhibit-key"
          helperText={problems.key ?? 'Used for this import only; it is not kept, nor written into the log.'}
          intent={problems.key === undefined ? 'none' : 'danger'}
        >
          {draft.keyFile === null ? (
            <div className={styles.key}>
              <InputGroup
                id="exhibit-key"
                className="mono"
                type={isPassword ? 'password' : 'text'}
                value={draft.key}
                placeholder={needs.keys.includes('whatsapp-crypt15-root') ? '64 hexadecimal digits' : ''}
                disabled={!takesTyped(needs)}
                spellCheck={false}
                autoComplete="off"
                fill
                onValueChange={(key) => onSet({ key })}
              />
              <Button icon={<Key />} text={isPassword ? 'From a file…' : 'Key file…'} onClick={chooseKey} />
            </div>
          ) : (
            <div className={styles.key}>
              <span className="mono ellipsis" title={draft.keyFile}>
                {draft.keyFile}
              </span>
              <Button
                variant="minimal"
                icon={<Cross />}
                aria-label="Another key"
                onClick={() => onSet({ keyFile: null })}
              />
            </div>
          )}
        </FormGroup>
      )}
    </>
  );
}
