/**
 * Tags, notes and saved searches of the open case as the views share them, and how one is made: it is logged,
 * stored, and then shown.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Change, Subject } from '../../shared/annotations/index.ts';
import type { OpenStore } from '../case-store/api.ts';
import type { CaseAnnotations, RowAnnotations, TagRow } from '../query/api.ts';
import { actionOf, loggedWords } from '../views/tags/annotation-words.ts';
import { call } from './bridge.ts';
import { useCase } from './case-session.ts';
import { digestOf } from './digest.ts';

export interface Annotations extends CaseAnnotations {
  /** Goes up with every annotation. */
  readonly version: number;
  tagOf(id: string): TagRow | undefined;
  /**
   * Logs an annotation and then stores it: what is not in the log does not hold.
   * @returns its id.
   * @throws when either fails.
   */
  annotate(change: Change, reason?: string): Promise<string>;
  /** Asks for tags of some messages, or for a note; the case screen has the dialogs. */
  ask(wish: Wish): void;
  /** What was done last, in a sentence; null once it was taken away. */
  readonly said: string | null;
  say(words: string | null): void;
}

/** A note that is there is changed. */
export type Wish =
  | { readonly is: 'tag'; readonly rows: readonly number[] }
  | {
      readonly is: 'note';
      readonly subject: Subject;
      readonly note?: { readonly id: string; readonly text: string };
    };

const NOTHING: CaseAnnotations = { revision: 0, tags: [], notes: [], searches: [], history: [], earlier: 0 };

export const AnnotationsContext = createContext<Annotations | null>(null);

/** Only below the open case's screen. */
export function useAnnotations(): Annotations {
  const annotations = useContext(AnnotationsContext);
  if (annotations === null) throw new Error('useAnnotations outside an open case');
  return annotations;
}

/**
 * Follows a case's annotations.
 * @param onAnnotated told when filters and rows know of new ones.
 */
export function useCaseAnnotations(
  store: OpenStore,
  revision: number,
  ask: (wish: Wish) => void,
  onAnnotated: () => void,
  onFault: (cause: unknown) => void,
): Annotations {
  const [known, setKnown] = useState({ all: NOTHING, version: 0 });
  const [said, say] = useState<string | null>(null);
  const latest = useRef(known.all.history);
  latest.current = known.all.history;
  const told = useRef({ onAnnotated, onFault });
  told.current = { onAnnotated, onFault };

  // biome-ignore lint/correctness/useExhaustiveDependencies: chats, people and rows are of a revision
  useEffect(() => {
    let left = false;
    const renew = async (isNew: boolean): Promise<void> => {
      const all = await store.query.annotations();
      if (left) return;
      setKnown(({ version }) => ({ all, version: version + 1 }));
      if (isNew) told.current.onAnnotated();
    };
    const follow = (isNew: boolean): void => void renew(isNew).catch((cause) => told.current.onFault(cause));
    follow(false);
    const leave = store.onAnnotated(() => follow(true));
    return () => {
      left = true;
      leave();
    };
  }, [store, revision]);

  const annotate = useCallback(
    async (change: Change, reason = ''): Promise<string> => {
      const id = crypto.randomUUID();
      const made = { id, reason, ...change };
      const { author, at } = await call('custody.annotated', {
        action: actionOf(change, latest.current),
        name: id,
        what: loggedWords(change),
        messages: 'messages' in change ? change.messages.length : 0,
        sha256: await digestOf(JSON.stringify(made)),
      });
      await store.annotate({ ...made, author, at });
      return id;
    },
    [store],
  );

  return useMemo(() => {
    const byId = new Map(known.all.tags.map((tag) => [tag.id, tag]));
    return {
      ...known.all,
      version: known.version,
      tagOf: (id) => byId.get(id),
      annotate,
      ask,
      said,
      say,
    };
  }, [known, annotate, ask, said]);
}

/** Tags and notes of some rows as they are now; those not in it are not known yet. */
export function useRowAnnotations(rows: readonly number[]): ReadonlyMap<number, RowAnnotations> {
  const { store, summary } = useCase();
  const { version } = useAnnotations();
  const [known, setKnown] = useState<ReadonlyMap<number, RowAnnotations>>(new Map());
  const wanted = rows.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are `wanted`, of a revision and a version
  useEffect(() => {
    let left = false;
    store.query.rowAnnotations(rows).then(
      (found) => {
        if (!left) setKnown(new Map(rows.map((row, i) => [row, found[i]!])));
      },
      // Whoever shows the rows says that the query fails.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [store, wanted, summary.revision, version]);
  return known;
}
