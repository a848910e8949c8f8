/** The custody log: who did what and when, each entry chained to the one before; verified, signed and proved here. */
import { Button, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { Endorsed, Search, TickCircle } from '@blueprintjs/icons';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { CustodyEntry, CustodyVerified } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { useCommand } from '../../app/commands.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { CheckpointDialog } from './checkpoint-dialog.tsx';
import styles from './custody.module.css';
import { actionWords } from './custody-words.ts';
import { EntryPanel } from './entry-panel.tsx';
import { actionsOf, filtered, isFiltering, type LogFilter, NO_FILTER } from './log-filter.ts';
import { LogTable } from './log-table.tsx';
import { useLog, type WhichLog } from './use-log.ts';
import { VerifiedResult } from './verified-result.tsx';

export function CustodyView() {
  const [which, setWhich] = useState<WhichLog>('case');
  const hasReceived = useReceivedLog();
  const shown = useLog(which);
  const [filter, setFilter] = useState<LogFilter>(NO_FILTER);
  const [selected, setSelected] = useState<number | null>(null);
  const [verified, setVerified] = useState<CustodyVerified | null>(null);
  const [verifying, setVerifying] = useState(false);
  const [signing, setSigning] = useState(false);
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const lines = shown?.lines ?? null;
  const version = shown?.version ?? 0;
  const wanted = useDeferredValue(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version, other entries
  const found = useMemo<readonly CustodyEntry[] | null>(
    () => (lines === null || !isFiltering(wanted) ? null : filtered(lines.all(), wanted)),
    [lines, version, wanted],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version, other entries
  const actions = useMemo(() => actionsOf(lines?.counts ?? new Map()), [lines, version]);

  const verify = async (): Promise<void> => {
    setVerifying(true);
    setProblem(null);
    try {
      setVerified(await call('custody.verify', {}));
    } catch (cause) {
      setVerified(null);
      setProblem(messageOf(cause));
    }
    setVerifying(false);
    await shown?.refresh();
  };
  const prove = async (seq: number): Promise<void> => {
    setProblem(null);
    setWords('');
    try {
      const saved = await call('custody.prove', { seq });
      if (saved !== null) setWords(`Proof of entry ${grouped(seq)} saved as ${saved}`);
    } catch (cause) {
      setProblem(messageOf(cause));
    }
    await shown?.refresh();
  };

  useCommand({ id: 'custody.verify', title: 'Verify the custody log', run: () => void verify() });
  useCommand({
    id: 'custody.checkpoint',
    title: 'Sign a checkpoint of the custody log',
    run: () => setSigning(true),
  });
  useCommand({
    id: 'custody.find',
    title: 'Find in the custody log',
    keys: 'mod+f',
    run: () => field.current?.focus(),
  });

  const total = lines?.total ?? 0;
  const isWhole = lines !== null && lines.loaded === total;
  const entry = selected === null ? undefined : lines?.at(selected);
  return (
    <div className="view-frame">
      <div className="view-tools">
        {hasReceived && (
          <HTMLSelect
            aria-label="Which log"
            value={which}
            options={[
              { value: 'case', label: 'Log of this case' },
              { value: 'received', label: 'Log that came with the bundle' },
            ]}
            onChange={({ currentTarget: { value } }) => {
              setWhich(value as WhichLog);
              setSelected(null);
            }}
          />
        )}
        <InputGroup
          className={styles.find!}
          inputRef={field}
          leftIcon={<Search />}
          aria-label="Find in the log"
          placeholder="Person, file, exhibit, reason…"
          value={filter.text}
          onValueChange={(text) => setFilter((now) => ({ ...now, text }))}
        />
        <HTMLSelect
          className={styles.action!}
          aria-label="Action"
          value={filter.action ?? ''}
          options={[
            { value: '', label: 'Any action' },
            ...actions.map(({ action, count }) => ({
              value: action,
              label: `${actionWords(action)} (${grouped(count)})`,
            })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            setFilter((now) => ({ ...now, action: value === '' ? null : (value as LogFilter['action']) }))
          }
        />
        {isFiltering(filter) && (
          <Button variant="minimal" text="Clear" onClick={() => setFilter(NO_FILTER)} />
        )}
        <span role="status" className={styles.count}>
          {found === null
            ? counted(total, 'entry', 'entries')
            : `${grouped(found.length)} of ${counted(total, 'entry', 'entries')}`}
          {lines !== null && !isWhole && `, ${grouped(lines.loaded)} loaded`}
        </span>
        <div className={styles.end}>
          <Button
            icon={<TickCircle />}
            text="Verify the log"
            loading={verifying}
            onClick={() => void verify()}
          />
          <Button icon={<Endorsed />} text="Sign a checkpoint…" onClick={() => setSigning(true)} />
        </div>
      </div>
      {problem !== null && (
        <p role="alert" className={styles.alert}>
          <EvidenceText text={problem} />
        </p>
      )}
      <p role="status" className={words === '' ? 'unseen' : styles.words}>
        <EvidenceText text={words} />
      </p>
      {verified !== null && <VerifiedResult verified={verified} onClose={() => setVerified(null)} />}
      <div className="view-middle">
        <LogTable
          key={which}
          lines={lines}
          version={version}
          found={found}
          selected={selected}
          onSelect={setSelected}
        />
        {entry !== undefined && (
          <EntryPanel
            entry={entry}
            onProve={which === 'case' ? () => void prove(entry.seq) : null}
            onClose={() => setSelected(null)}
          />
        )}
      </div>
      <CheckpointDialog
        isOpen={signing}
        onClose={() => setSigning(false)}
        onSigned={(file) => {
          setSigning(false);
          setWords(`Checkpoint saved as ${file}. A copy stays with the case.`);
          void shown?.refresh();
        }}
      />
    </div>
  );
}

/** Whether the case was made of a bundle that brought its own log. */
function useReceivedLog(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    let left = false;
    call('custody.entries', { from: 0, count: 0, of: 'received' }).then(
      ({ total }) => {
        if (!left) setHas(total > 0);
      },
      // A case that was made here has none.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, []);
  return has;
}
