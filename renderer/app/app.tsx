/** The window: the start screen, or the open case. */
import { FocusStyleManager } from '@blueprintjs/core';
import { useCallback, useEffect, useState } from 'react';
import type { OpenCase, Replies, SampleEvidence, Settings } from '../../shared/contract/index.ts';
import { HiddenMarks } from '../ui/evidence-text.tsx';
import { IdentityDialog } from '../views/identity/identity-dialog.tsx';
import { StartScreen } from '../views/start/start-screen.tsx';
import { AboutDialog } from './about-dialog.tsx';
import { call, listen, messageOf } from './bridge.ts';
import { CaseScreen } from './case-screen.tsx';
import { ClosedCaseScreen } from './closed-case-screen.tsx';
import { CommandList } from './command-list.tsx';
import { commands, useCommand } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { OpeningScreen } from './opening-screen.tsx';
import { useDark } from './theme.ts';
import { useShortcuts } from './use-shortcuts.ts';

FocusStyleManager.onlyShowFocusOnTabs();

/** What the window was told to open, and what it should do with it at once. */
export interface Opened {
  readonly openCase: OpenCase;
  /** Evidence of the sample case, to be read in when the case is empty. */
  readonly sample?: readonly SampleEvidence[];
  /** Instant that the sample case is about, ms since 1970 UTC. */
  readonly instant?: number;
}

const NEXT_THEME = { system: 'light', light: 'dark', dark: 'system' } as const;

export function App({ about, first }: { about: Replies['app.about']; first: Settings }) {
  const [settings, setSettings] = useState(first);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [marks, setMarks] = useState(false);
  const [aboutOpen, setAboutOpen] = useState(false);
  const [listOpen, setListOpen] = useState(false);
  const [identityOpen, setIdentityOpen] = useState(false);
  useDark(settings.theme);
  useShortcuts();

  useEffect(() => listen('menu.command', ({ command }) => commands.run(command)), []);
  useEffect(
    () =>
      listen('case.closed', ({ reason }) => {
        setOpened(null);
        setNotice(reason);
      }),
    [],
  );

  const saveTheme = useCallback((theme: Settings['theme']) => {
    call('settings.set', { theme }).then(setSettings, (cause) => setNotice(messageOf(cause)));
  }, []);
  const close = useCallback(async () => {
    setOpened(null);
    await call('case.close', {}).catch((cause) => setNotice(messageOf(cause)));
  }, []);

  /** The main process has closed it already. */
  const onDestroyed = useCallback((said: string) => {
    setOpened(null);
    setNotice(said);
  }, []);

  useCommand({ id: 'commands.show', title: 'Find a command', keys: 'mod+k', run: () => setListOpen(true) });
  useCommand({
    id: 'identity.show',
    title: 'Identity of this workstation',
    run: () => setIdentityOpen(true),
  });
  useCommand({ id: 'app.about', title: 'About Threadline', run: () => setAboutOpen(true) });
  useCommand({
    id: 'theme.next',
    title: `Theme: ${settings.theme}; change to ${NEXT_THEME[settings.theme]}`,
    run: () => saveTheme(NEXT_THEME[settings.theme]),
  });
  useCommand({
    id: 'text.marks',
    title: marks ? 'Let hidden marks in text act as in a messenger' : 'Show hidden marks in text',
    keys: 'mod+shift+u',
    run: () => setMarks(!marks),
  });

  return (
    <HiddenMarks value={marks}>
      <ErrorBoundary onLeave={close}>
        {opened === null ? (
          <StartScreen onOpened={setOpened} notice={notice} onNotice={setNotice} />
        ) : opened.openCase.access === 'closed' ? (
          <ClosedCaseScreen
            key={opened.openCase.id}
            opened={opened.openCase}
            onClose={close}
            onDestroyed={onDestroyed}
          />
        ) : (
          <OpeningScreen
            key={`${opened.openCase.id} ${opened.openCase.folder}`}
            opened={opened}
            onFailed={(reason) => {
              setNotice(reason);
              void close();
            }}
          >
            {(store, summary, opening) => (
              <CaseScreen
                opened={opened}
                store={store}
                first={summary}
                opening={opening}
                marks={marks}
                onClose={close}
                onDestroyed={onDestroyed}
              />
            )}
          </OpeningScreen>
        )}
      </ErrorBoundary>
      <CommandList isOpen={listOpen} onClose={() => setListOpen(false)} />
      <IdentityDialog isOpen={identityOpen} onClose={() => setIdentityOpen(false)} />
      <AboutDialog about={about} isOpen={aboutOpen} onClose={() => setAboutOpen(false)} />
    </HiddenMarks>
  );
}
