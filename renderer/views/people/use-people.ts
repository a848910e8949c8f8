/** Accounts and suggestions of the open case, and how a decision is made. */
import { useCallback, useEffect, useState } from 'react';
import type { Decision } from '../../../shared/people/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import { digestOf } from '../../app/digest.ts';
import type { PeopleFound } from '../../query/api.ts';

export interface ShownPeople {
  readonly found: PeopleFound | null;
  readonly fault: string | null;
}

export function usePeopleFound(): ShownPeople {
  const { store, summary } = useCase();
  const [shown, setShown] = useState<ShownPeople>({ found: null, fault: null });
  const { revision } = summary;
  // biome-ignore lint/correctness/useExhaustiveDependencies: accounts and suggestions are of a revision
  useEffect(() => {
    let left = false;
    store.query.people().then(
      (found) => {
        if (!left) setShown({ found, fault: null });
      },
      (cause) => {
        if (!left) setShown({ found: null, fault: messageOf(cause) });
      },
    );
    return () => {
      left = true;
    };
  }, [store, revision]);
  return shown;
}

type Undecided<T> = T extends Decision ? Omit<T, 'id' | 'at'> : never;
export type NewDecision = Undecided<Decision>;

/** Of a log entry: longer words are cut there; the decision itself keeps them whole. */
const MOST_LOGGED = 1000;

/** What the log calls a decision; taking one back is called what that was. */
function actionOf(decision: NewDecision, all: readonly Decision[]): 'person-decided' | 'clock-corrected' {
  const of = decision.kind === 'undo' ? all.find(({ id }) => id === decision.decision) : decision;
  return of?.kind === 'clock' ? 'clock-corrected' : 'person-decided';
}

/** Logs a decision and then stores it: what is not in the log does not hold. @throws when either fails. */
export function useDecide(): (decision: NewDecision, words: string) => Promise<void> {
  const { store, summary } = useCase();
  const { decisions } = summary;
  return useCallback(
    async (decision, words) => {
      const made = { ...decision, id: crypto.randomUUID(), at: new Date().toISOString() } as Decision;
      const what = `${words}. Reason: ${made.reason}`.slice(0, MOST_LOGGED);
      const sha256 = await digestOf(JSON.stringify(made));
      await call('custody.note', { action: actionOf(decision, decisions), name: made.id, what, sha256 });
      await store.decide(made);
    },
    [store, decisions],
  );
}
