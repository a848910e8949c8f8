/**
 * What the timeline's list shows and where it stands. A new result takes the old one's place in one step,
 * with its rows there and the list held where it was: at the selected message, else at the instant, else
 * at what is in sight.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { Filter, FilterResult, Row } from '../../query/api.ts';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import { useFault } from '../../ui/use-fault.ts';
import { useKeptRef } from '../../ui/use-kept.ts';
import { type Anchor, nearestPosition } from './anchor.ts';
import { type Dividers, itemOf, itemOfInstant, positionsIn } from './items.ts';
import { RowPages } from './row-pages.ts';

/** Rows fetched around the place before a new result is shown. */
const AROUND = 60;

export interface Shown {
  readonly result: FilterResult;
  /** Of which it is the result. */
  readonly filter: Filter;
  readonly dividers: Dividers;
  readonly pages: RowPages;
  /** Position of the selected message; null when nothing is selected or it does not pass the filter. */
  readonly cursor: number | null;
  /** Where a selected message would stand that does not pass. */
  readonly hidden: number | null;
}

export interface MessageList {
  /** null until the first result is there. */
  readonly shown: Shown | null;
  readonly place: RowListPlace;
  onView(view: RowListView): void;
  /** Selects the message at a position and brings it into sight. */
  moveTo(position: number): void;
  /** Where the keyboard goes on from, when nothing in sight is selected. */
  readonly start: () => number;
  /** Rows that are wholly in sight. */
  readonly page: () => number;
  /** The message at a moment, or the first after it, in the middle. */
  goTo(when: number): void;
  centreOnInstant(): void;
}

/** Where the list stands, kept while the view is left; with the revision that its handle is of. */
interface KeptAnchor {
  readonly anchor: Anchor;
  readonly revision: number;
}

const TOP: RowListPlace = { index: 0, from: 'top', px: 0 };

export function useMessageList(rowHeight: number): MessageList {
  const { store, summary, filter, result, instant, selected, select } = useCase();
  const { query } = store;
  const fault = useFault();
  const [shown, setShown] = useState<Shown | null>(null);
  const [place, setPlace] = useState<RowListPlace>(TOP);
  const [, setArrived] = useState(0);
  const kept = useKeptRef<KeptAnchor | null>('timeline.anchor', null);

  const view = useRef<RowListView>({ top: 0, body: 0 });
  /** The anchor that the list was last held by, until it is moved away from there. */
  const held = useRef<{ anchor: Anchor; top: number | null } | null>(null);
  /** The message that was selected here: another one was selected elsewhere. */
  const own = useRef<number | null>(null);
  const now = useRef({ shown, filter, selected });
  now.current = { shown, filter, selected };
  const shownInstant = useRef<number | null>(null);

  /** px from the top of what is in sight to a message's row. */
  const pxOf = useCallback(
    ({ dividers }: Shown, position: number): number =>
      itemOf(dividers, position) * rowHeight - view.current.top,
    [rowHeight],
  );

  /** What the list is to be held by when its result changes; null before there was one. */
  const anchorNow = useCallback((): Anchor | null => {
    const { shown: old, selected: row } = now.current;
    if (old === null) return null;
    const { top, body } = view.current;
    if (held.current && (held.current.top === null || held.current.top === top)) return held.current.anchor;
    // Rows that are on their way hold nothing: until then the list is held by what was seen last.
    const at = (position: number): Anchor | null => {
      const one = old.pages.row(position);
      if (one) return { row: one.row, when: one.when, px: pxOf(old, position) };
      return kept.current?.anchor ?? null;
    };
    if (row !== null && old.cursor !== null) {
      const px = pxOf(old, old.cursor);
      if (px >= 0 && px + rowHeight <= body) return at(old.cursor);
    }
    const [first] = positionsIn(old.dividers, Math.ceil(top / rowHeight), Number.POSITIVE_INFINITY);
    return first < old.dividers.count ? at(first) : null;
  }, [pxOf, rowHeight, kept]);

  // A result, or another instant: find the place in it, fetch what is in sight there, then show it.
  useEffect(() => {
    if (result === null) return;
    let left = false;
    const timed = result.count - result.untimed;
    const { shown: old, filter: its } = now.current;
    const before = kept.current;
    const toInstant = instant !== null && old !== null && instant !== shownInstant.current;
    const pages: RowPages = new RowPages(
      result.count,
      (start, end) => query.rows(start, end),
      () => setArrived((n) => n + 1),
      fault,
    );

    const arrive = async (): Promise<void> => {
      const row = now.current.selected;
      const anchor = old === null ? firstAnchor(row, before, summary.revision) : anchorNow();
      const byInstant =
        instant !== null && (toInstant || (row === null && (old !== null || before === null)));
      const [instantAt, selectedAt, anchorAt] = await Promise.all([
        instant === null ? null : query.positionAt(instant),
        row === null ? null : query.positionOf(row),
        anchor === null || byInstant ? null : anchorPosition(anchor),
      ]);
      if (left) return;
      const dividers: Dividers = {
        count: result.count,
        timed,
        instantAt: instantAt === null ? null : Math.min(instantAt, timed),
      };
      const target = byInstant ? dividers.instantAt! : (anchorAt?.position ?? 0);
      await pages.load(target - AROUND, target + AROUND);
      // Answers are of the worker's filter, which may be a newer one by now: its result is on its way.
      if (left || now.current.filter !== its) return;
      if (now.current.selected !== row) return arrive();

      const next: Shown = {
        result,
        filter: its,
        dividers,
        pages,
        cursor: selectedAt?.found ? selectedAt.position : null,
        hidden: selectedAt && !selectedAt.found ? selectedAt.position : null,
      };
      shownInstant.current = instant;
      own.current = row;
      now.current.shown?.pages.close();
      setShown(next);
      if (byInstant) {
        held.current = null;
        setPlace({ index: itemOfInstant(dividers)!, from: 'middle', px: 0 });
      } else if (anchor && anchorAt) {
        const position = anchorAt.found
          ? anchorAt.position
          : nearestPosition(anchorAt.position, anchor.when, result.count, (at) => pages.row(at));
        // `top` is learned from the list when it stands there.
        held.current = { anchor, top: null };
        const isMiddle = Number.isNaN(anchor.px);
        const index = itemOf(dividers, position);
        setPlace({ index, from: isMiddle ? 'middle' : 'top', px: isMiddle ? 0 : anchor.px });
      } else {
        held.current = null;
        setPlace({ ...TOP });
      }
    };

    const anchorPosition = ({ row: handle, when }: Anchor) =>
      handle === null
        ? query.positionAt(when).then((position) => ({ position, found: false }))
        : query.positionOf(handle);

    arrive().catch((cause) => {
      if (!left) fault(cause);
    });
    return () => {
      left = true;
      if (now.current.shown?.pages !== pages) pages.close();
    };
  }, [query, result, instant, summary.revision, kept, anchorNow, fault]);

  /** Puts the cursor on a position of what is shown, the list where it can be seen. */
  const bring = useCallback(
    (at: Shown, position: number, isMiddle: boolean): void => {
      const index = itemOf(at.dividers, position);
      const near = placeToShow(index, rowHeight, view.current);
      held.current = null;
      if (near) setPlace(isMiddle ? { index, from: 'middle', px: 0 } : near);
    },
    [rowHeight],
  );

  // Selected elsewhere: the list goes there.
  useEffect(() => {
    const at = now.current.shown;
    if (at === null || selected === own.current) return;
    own.current = selected;
    if (selected === null) {
      setShown({ ...at, cursor: null, hidden: null });
      return;
    }
    let left = false;
    query.positionOf(selected).then(({ position, found }) => {
      if (left || now.current.shown === null) return;
      const here = now.current.shown;
      setShown({ ...here, cursor: found ? position : null, hidden: found ? null : position });
      if (here.dividers.count > 0) bring(here, Math.min(position, here.dividers.count - 1), true);
    }, fault);
    return () => {
      left = true;
    };
  }, [query, selected, bring, fault]);

  const onView = useCallback(
    (next: RowListView): void => {
      view.current = next;
      if (held.current?.top === null) held.current = { ...held.current, top: next.top };
      const at = now.current.shown;
      if (at === null || now.current.filter !== at.filter) return;
      const first = Math.floor(next.top / rowHeight);
      const end = Math.ceil((next.top + next.body) / rowHeight);
      at.pages.want(...positionsIn(at.dividers, first, end));
      const anchor = anchorNow();
      if (anchor) kept.current = { anchor, revision: summary.revision };
    },
    [rowHeight, anchorNow, kept, summary.revision],
  );

  const wanted = useRef(-1);
  const moveTo = useCallback(
    (position: number): void => {
      const at = now.current.shown;
      if (at === null || at.dividers.count === 0) return;
      const to = Math.max(0, Math.min(at.dividers.count - 1, position));
      const take = (row: Row): void => {
        own.current = row.row;
        select(row.row);
      };
      wanted.current = to;
      const next = { ...at, cursor: to, hidden: null };
      now.current.shown = next;
      setShown(next);
      bring(at, to, false);
      const row = at.pages.row(to);
      if (row) take(row);
      else {
        // A newer filter answers with its own rows: its result puts the cursor right.
        if (now.current.filter !== at.filter) return;
        void at.pages.load(to, to + 1).then(() => {
          const late = at.pages.row(to);
          if (late && wanted.current === to && now.current.shown?.pages === at.pages) take(late);
        });
      }
    },
    [select, bring],
  );

  const start = useCallback((): number => {
    const at = now.current.shown;
    if (at === null) return 0;
    if (at.hidden !== null) return at.hidden;
    const { top, body } = view.current;
    const line = itemOfInstant(at.dividers);
    const isLineSeen = line !== null && line * rowHeight >= top && line * rowHeight < top + body;
    const item = isLineSeen ? line : Math.ceil(top / rowHeight);
    return positionsIn(at.dividers, item, item + 1)[0];
  }, [rowHeight]);

  const page = useCallback(() => Math.max(1, Math.floor(view.current.body / rowHeight) - 1), [rowHeight]);

  const goTo = useCallback(
    (when: number): void => {
      query.positionAt(when).then((position) => {
        const at = now.current.shown;
        if (at === null || at.dividers.count === 0) return;
        const last = Math.max(0, at.dividers.timed - 1);
        held.current = null;
        setPlace({ index: itemOf(at.dividers, Math.min(position, last)), from: 'middle', px: 0 });
      }, fault);
    },
    [query, fault],
  );

  const centreOnInstant = useCallback((): void => {
    const line = now.current.shown === null ? null : itemOfInstant(now.current.shown.dividers);
    held.current = null;
    if (line !== null) setPlace({ index: line, from: 'middle', px: 0 });
  }, []);

  return { shown, place, onView, moveTo, start, page, goTo, centreOnInstant };
}

/** Where the list begins: at what was selected elsewhere, in the middle, else where it was left. */
function firstAnchor(selected: number | null, kept: KeptAnchor | null, revision: number): Anchor | null {
  const last = kept === null || kept.revision === revision ? kept?.anchor : { ...kept.anchor, row: null };
  if (selected === null) return last ?? null;
  return last?.row === selected ? last : { row: selected, when: Number.NaN, px: Number.NaN };
}
