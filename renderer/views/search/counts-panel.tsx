/** Where the messages of a result are: by chat, by person, by month. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { Filter, MonthCount } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { useFault } from '../../ui/use-fault.ts';
import { ChatTypeIcon } from '../filters/chat-type.tsx';
import { toggled, withPart } from '../filters/filter-edit.ts';
import { CountList } from './count-list.tsx';
import { countedRows, monthRows } from './counted-rows.ts';
import styles from './search.module.css';

const NONE = new Uint32Array(0);

export function CountsPanel() {
  const { filter, setFilter, result, summary } = useCase();
  const zone = useZone();
  const months = useMonths();
  const { chats, people } = summary;
  const byChat = useMemo(
    () => countedRows(result?.byChat ?? NONE, filter.chats, (chat) => chats[chat]?.title ?? ''),
    [result, filter.chats, chats],
  );
  const byPerson = useMemo(
    () => countedRows(result?.byPerson ?? NONE, filter.people, (person) => people[person]?.name ?? ''),
    [result, filter.people, people],
  );
  const byMonth = useMemo(() => monthRows(zone, months, filter), [zone, months, filter]);
  const toggle = (part: 'chats' | 'people') => (key: number) =>
    setFilter((now) => withPart(now, part, toggled(now[part], key)));
  const toggleMonth = (key: number): void => {
    const { from, to } = months[key]!;
    setFilter((now): Filter => {
      const isOn = now.from === from && now.to === to;
      return withPart(withPart(now, 'from', isOn ? undefined : from), 'to', isOn ? undefined : to);
    });
  };
  const chatIcon = useCallback((chat: number) => <ChatTypeIcon type={chats[chat]!.type} />, [chats]);
  return (
    <aside className={styles.side} aria-label="Counts of the result">
      <CountList title="Chats" rows={byChat} iconOf={chatIcon} onToggle={toggle('chats')} />
      <CountList title="Who wrote" rows={byPerson} onToggle={toggle('people')} />
      <CountList title="Months" rows={byMonth} onToggle={toggleMonth} />
    </aside>
  );
}

/** Of the last result that was counted. */
function useMonths(): readonly MonthCount[] {
  const { store, result, settled } = useCase();
  const fault = useFault();
  const [months, setMonths] = useState<readonly MonthCount[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another result they are others
  useEffect(() => {
    if (!settled) return;
    let left = false;
    store.query.months().then(
      (counts) => {
        if (!left) setMonths(counts);
      },
      (cause) => {
        if (!left) fault(cause);
      },
    );
    return () => {
      left = true;
    };
  }, [store, result, settled, fault]);
  return months;
}
