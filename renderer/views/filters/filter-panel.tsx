/** The filter of the open case: what stands in it narrows the timeline, the contact graph and every count. */
import { Button, Checkbox } from '@blueprintjs/core';
import { Filter as FilterIcon, MenuClosed } from '@blueprintjs/icons';
import { useCallback, useMemo } from 'react';
import { MESSAGE_KINDS } from '../../../shared/model/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import { useWatch } from '../../app/watch-lists.ts';
import type { ChatRow, Filter, PersonRow } from '../../query/api.ts';
import { KindIcon } from '../../ui/kind.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { TagBadge } from '../../ui/tag-badge.tsx';
import { useKept } from '../../ui/use-kept.ts';
import { ChatTypeIcon } from './chat-type.tsx';
import { ChoiceList } from './choice-list.tsx';
import { DateFilter } from './date-filter.tsx';
import { isFiltering, toggled, withPart } from './filter-edit.ts';
import styles from './filters.module.css';
import { SavedSearches } from './saved-searches.tsx';
import { SearchBox } from './search-box.tsx';
import { useEntries } from './use-entries.ts';

const NONE: readonly number[] = [];
const KINDS = MESSAGE_KINDS.map((kind) => ({ kind }));

const titleOf = ({ title }: ChatRow): string => title;
const wordsOfChat = ({ title, id, platform, type }: ChatRow): string => `${title} ${id} ${platform} ${type}`;
const nameOf = ({ name }: PersonRow): string => name;
const wordsOfPerson = ({ name, names, phone = '', ids }: PersonRow): string =>
  [name, phone, ...names.map((seen) => seen.name), ...ids.map(({ id }) => id)].join(' ');
const wordOfKind = ({ kind }: (typeof KINDS)[number]): string => KIND_WORDS[kind];
const nameOfList = ({ name }: { readonly name: string }): string => name;
const referenceOf = ({ exhibit }: { readonly exhibit: string }): string => exhibit;
const kindIcon = (entry: number): React.ReactNode => <KindIcon kind={MESSAGE_KINDS[entry]!} />;

type ListPart = 'chats' | 'people';

export function FilterPanel() {
  const { filter, setFilter, result, summary } = useCase();
  const [open, setOpen] = useKept('filters.panel', true);
  useCommand({
    id: 'filters.toggle',
    title: open ? 'Hide the filters' : 'Show the filters',
    keys: 'mod+shift+f',
    run: () => setOpen(!open),
  });
  useCommand({
    id: 'filters.clear',
    title: 'Clear all filters',
    keys: 'mod+shift+backspace',
    run: () => setFilter({}),
  });

  const exhibits = useMemo(() => {
    const references = [...new Set(summary.exhibits.map(({ exhibit }) => exhibit))];
    return references.map((exhibit) => ({ exhibit }));
  }, [summary.exhibits]);
  const chatEntries = useEntries(summary.chats, titleOf, wordsOfChat);
  const peopleEntries = useEntries(summary.people, nameOf, wordsOfPerson);
  const kindEntries = useEntries(KINDS, wordOfKind, wordOfKind);
  const exhibitEntries = useEntries(exhibits, referenceOf, referenceOf);

  const { lists } = useWatch();
  const listEntries = useEntries(lists, nameOfList, nameOfList);
  const listsChosen = useMemo(
    () =>
      filter.lists?.map((id) => lists.findIndex((list) => list.id === id)).filter((at) => at >= 0) ?? NONE,
    [filter.lists, lists],
  );

  const { tags, notes } = useAnnotations();
  const tagEntries = useEntries(tags, nameOfList, nameOfList);
  const tagsChosen = useMemo(
    () => filter.tags?.map((id) => tags.findIndex((tag) => tag.id === id)).filter((at) => at >= 0) ?? NONE,
    [filter.tags, tags],
  );
  const tagIcon = useCallback((tag: number) => <TagBadge tag={tags[tag]!} />, [tags]);

  const { chats } = summary;
  const chatIcon = useCallback((chat: number) => <ChatTypeIcon type={chats[chat]!.type} />, [chats]);

  const set = useCallback(
    <Part extends keyof Filter>(part: Part, value: Filter[Part] | undefined) =>
      setFilter((now) => withPart(now, part, value)),
    [setFilter],
  );
  const toggle = (part: ListPart) => (entry: number) =>
    setFilter((now) => withPart(now, part, toggled(now[part], entry)));
  const kindsChosen = useMemo(
    () => filter.kinds?.map((kind) => MESSAGE_KINDS.indexOf(kind)) ?? NONE,
    [filter.kinds],
  );
  const exhibitsChosen = useMemo(
    () => filter.exhibits?.map((one) => exhibits.findIndex(({ exhibit }) => exhibit === one)) ?? NONE,
    [filter.exhibits, exhibits],
  );

  if (!open) {
    return (
      <aside className={styles.closed} aria-label="Filters">
        <Button
          variant="minimal"
          icon={<FilterIcon />}
          aria-label="Show the filters"
          aria-expanded={false}
          intent={isFiltering(filter) ? 'primary' : 'none'}
          onClick={() => setOpen(true)}
        />
      </aside>
    );
  }
  return (
    <aside className={styles.panel} aria-label="Filters">
      <header className={styles.head}>
        <h2>Filters</h2>
        <SavedSearches />
        <Button
          variant="minimal"
          size="small"
          text="Clear all"
          disabled={!isFiltering(filter)}
          onClick={() => setFilter({})}
        />
        <Button
          variant="minimal"
          size="small"
          icon={<MenuClosed />}
          aria-label="Hide the filters"
          aria-expanded
          onClick={() => setOpen(false)}
        />
      </header>
      <div className={styles.parts}>
        <div className={styles.fields}>
          <SearchBox />
          <DateFilter />
          <Checkbox
            className={styles.check!}
            label="With attachments only"
            checked={filter.attachments === true}
            onChange={({ currentTarget }) => set('attachments', currentTarget.checked ? true : undefined)}
          />
          {(filter.noted || notes.some(({ message }) => message !== null)) && (
            <Checkbox
              className={styles.check!}
              label="With notes only"
              checked={filter.noted === true}
              onChange={({ currentTarget }) => set('noted', currentTarget.checked ? true : undefined)}
            />
          )}
        </div>
        <ChoiceList
          title="Chats"
          entries={chatEntries}
          counts={result?.byChat ?? null}
          chosen={filter.chats ?? NONE}
          iconOf={chatIcon}
          onToggle={toggle('chats')}
          onClear={() => set('chats', undefined)}
        />
        <ChoiceList
          title="People"
          entries={peopleEntries}
          counts={result?.byPerson ?? null}
          chosen={filter.people ?? NONE}
          onToggle={toggle('people')}
          onClear={() => set('people', undefined)}
        />
        <ChoiceList
          title="Kinds"
          entries={kindEntries}
          counts={result?.byKind ?? null}
          chosen={kindsChosen}
          iconOf={kindIcon}
          onToggle={(entry) =>
            setFilter((now) => withPart(now, 'kinds', toggled(now.kinds, MESSAGE_KINDS[entry]!)))
          }
          onClear={() => set('kinds', undefined)}
        />
        <ChoiceList
          title="Exhibits"
          entries={exhibitEntries}
          counts={result?.byExhibit ?? null}
          chosen={exhibitsChosen}
          onToggle={(entry) =>
            setFilter((now) => withPart(now, 'exhibits', toggled(now.exhibits, exhibits[entry]!.exhibit)))
          }
          onClear={() => set('exhibits', undefined)}
        />
        {tags.length > 0 && (
          <ChoiceList
            title="Tags"
            entries={tagEntries}
            counts={result?.byTag ?? null}
            chosen={tagsChosen}
            iconOf={tagIcon}
            onToggle={(entry) =>
              setFilter((now) => withPart(now, 'tags', toggled(now.tags, tags[entry]!.id)))
            }
            onClear={() => set('tags', undefined)}
          />
        )}
        {lists.length > 0 && (
          <ChoiceList
            title="Lists"
            entries={listEntries}
            counts={result?.byList ?? null}
            chosen={listsChosen}
            onToggle={(entry) =>
              setFilter((now) => withPart(now, 'lists', toggled(now.lists, lists[entry]!.id)))
            }
            onClear={() => set('lists', undefined)}
          />
        )}
      </div>
    </aside>
  );
}
