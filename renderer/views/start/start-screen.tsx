/** What the window shows while no case is open: recent cases, a new one, the sample. */
import { Button } from '@blueprintjs/core';
import { Archive, Cross, FolderOpen } from '@blueprintjs/icons';
import { useEffect, useState } from 'react';
import type { RecentCase } from '../../../shared/contract/index.ts';
import type { Opened } from '../../app/app.tsx';
import { call, messageOf } from '../../app/bridge.ts';
import { useCommand } from '../../app/commands.ts';
import { OpenBundleDialog } from '../bundle/open-bundle-dialog.tsx';
import { NewCaseForm } from './new-case-form.tsx';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { RecentCases } from './recent-cases.tsx';
import styles from './start-screen.module.css';

interface Props {
  /** What went wrong last, or null. */
  readonly notice: string | null;
  onNotice(notice: string | null): void;
  onOpened(opened: Opened): void;
}

export function StartScreen({ notice, onNotice, onOpened }: Props) {
  const [recent, setRecent] = useState<readonly RecentCase[] | null>(null);
  const [asked, setAsked] = useState<{ folder: string; name: string } | null>(null);
  const [bundle, setBundle] = useState<string | null>(null);
  const [opening, setOpening] = useState(false);

  useEffect(() => {
    call('cases.recent', {}).then(setRecent, (cause) => {
      setRecent([]);
      onNotice(messageOf(cause));
    });
  }, [onNotice]);

  const chooseFolder = async (): Promise<void> => {
    const folder = await call('dialog.case', {});
    if (folder !== null) setAsked({ folder, name: folder.split(/[\\/]/).at(-1)! });
  };
  const openSample = async (): Promise<void> => {
    setOpening(true);
    try {
      const { openCase, evidence, instant } = await call('case.sample', {});
      onOpened({
        openCase,
        sample: evidence,
        ...(instant === undefined ? {} : { instant: Date.parse(instant) }),
      });
    } catch (cause) {
      setOpening(false);
      onNotice(messageOf(cause));
    }
  };
  const forget = (folder: string): void => {
    call('cases.forget', { folder })
      .then(() => setRecent((now) => now?.filter((one) => one.folder !== folder) ?? null))
      .catch((cause) => onNotice(messageOf(cause)));
  };
  const chooseBundle = async (): Promise<void> => {
    const [file] = await call('dialog.documents', { what: 'bundle' });
    if (file !== undefined) setBundle(file);
  };
  const choose = (): void => void chooseFolder().catch((cause) => onNotice(messageOf(cause)));

  useCommand({ id: 'case.open', title: 'Open a case folder', keys: 'mod+o', run: choose });
  const openBundle = (): void => void chooseBundle().catch((cause) => onNotice(messageOf(cause)));
  useCommand({ id: 'bundle.open', title: 'Open a bundle', run: openBundle });
  useCommand({
    id: 'case.new',
    title: 'New case',
    keys: 'mod+n',
    run: () => document.querySelector<HTMLElement>('[aria-labelledby=new-case] input:checked')?.focus(),
  });

  return (
    <main className={styles.screen}>
      <div className={styles.inside}>
        <header>
          <h1>Threadline</h1>
          <p className="dim">Message exports of lawfully seized devices. Nothing leaves this workstation.</p>
        </header>
        {notice !== null && (
          <div role="alert" className={styles.notice}>
            <span>{notice}</span>
            <Button variant="minimal" icon={<Cross />} aria-label="Dismiss" onClick={() => onNotice(null)} />
          </div>
        )}
        <div className={styles.columns}>
          <section aria-labelledby="recent-cases">
            <div className={styles.heading}>
              <h2 id="recent-cases">Recent cases</h2>
              <div className={styles.ways}>
                <Button variant="minimal" icon={<Archive />} text="Open a bundle…" onClick={openBundle} />
                <Button variant="minimal" icon={<FolderOpen />} text="Open a case folder…" onClick={choose} />
              </div>
            </div>
            <RecentCases
              cases={recent}
              onOpen={({ folder, name }) => setAsked({ folder, name })}
              onForget={forget}
            />
            <div className={styles.sample}>
              <div>
                <h3>Sample case</h3>
                <p className="dim">
                  Two phones and a laptop, all of it made up: WhatsApp, Telegram and Instagram around one
                  afternoon in March 2024.
                </p>
              </div>
              <Button text="Open the sample case" loading={opening} onClick={() => void openSample()} />
            </div>
          </section>
          <section aria-labelledby="new-case">
            <h2 id="new-case">New case</h2>
            <NewCaseForm onCreated={(openCase) => onOpened({ openCase })} />
          </section>
        </div>
      </div>
      {asked !== null && (
        <PassphraseDialog
          folder={asked.folder}
          name={asked.name}
          onOpened={(openCase) => onOpened({ openCase })}
          onClose={() => setAsked(null)}
        />
      )}
      {bundle !== null && (
        <OpenBundleDialog
          file={bundle}
          onOpened={(openCase) => onOpened({ openCase })}
          onClose={() => setBundle(null)}
        />
      )}
    </main>
  );
}
