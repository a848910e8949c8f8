import { Checkbox, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import type { WatchList } from '../../../shared/contract/index.ts';
import { FILE_ORDERS, type FileFilter, type FileOrder } from '../../query/api.ts';
import type { AttachmentForm } from '../../query/attachments.ts';
import { FORM_WORDS, ORDER_WORDS } from './file-words.ts';
import styles from './files.module.css';

interface Props {
  readonly filter: FileFilter;
  readonly order: FileOrder;
  readonly exhibits: readonly string[];
  /** Hash sets. */
  readonly lists: readonly WatchList[];
  readonly field: React.Ref<HTMLInputElement>;
  onFilter(filter: FileFilter): void;
  onOrder(order: FileOrder): void;
}

const TICKS = [
  ['several', 'In several exhibits'],
  ['mismatch', 'Not what it is called'],
  ['place', 'With a place of its own'],
  ['present', 'In the evidence'],
  ['inResult', 'Of messages that pass the filter'],
] as const satisfies readonly (readonly [keyof FileFilter, string])[];

/** The filter without a part, or with it. */
function edited<Part extends keyof FileFilter>(
  filter: FileFilter,
  part: Part,
  value: FileFilter[Part] | undefined,
): FileFilter {
  const { [part]: _before, ...rest } = filter;
  return value === undefined || value === '' ? rest : { ...rest, [part]: value };
}

export function FileFilters({ filter, order, exhibits, lists, field, onFilter, onOrder }: Props) {
  const set = <Part extends keyof FileFilter>(part: Part, value: FileFilter[Part] | undefined): void =>
    onFilter(edited(filter, part, value));
  return (
    <>
      <InputGroup
        className={styles.find!}
        inputRef={field}
        leftIcon={<Search />}
        aria-label="Find in the files"
        placeholder="Name, SHA-256 or MD5…"
        value={filter.text ?? ''}
        onValueChange={(text) => set('text', text)}
      />
      <HTMLSelect
        aria-label="Kind of file"
        value={filter.form ?? ''}
        options={[
          { value: '', label: 'Any kind' },
          ...Object.entries(FORM_WORDS).map(([value, label]) => ({ value, label })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          set('form', value === '' ? undefined : (value as AttachmentForm))
        }
      />
      <HTMLSelect
        aria-label="Exhibit"
        value={filter.exhibit ?? ''}
        options={[{ value: '', label: 'Any exhibit' }, ...exhibits.map((value) => ({ value, label: value }))]}
        onChange={({ currentTarget: { value } }) => set('exhibit', value === '' ? undefined : value)}
      />
      {lists.length > 0 && (
        <HTMLSelect
          aria-label="Hash set"
          value={filter.list ?? ''}
          options={[
            { value: '', label: 'Any or no hash set' },
            ...lists.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => set('list', value === '' ? undefined : value)}
        />
      )}
      <HTMLSelect
        aria-label="Order"
        value={order}
        options={FILE_ORDERS.map((value) => ({ value, label: ORDER_WORDS[value] }))}
        onChange={({ currentTarget: { value } }) => onOrder(value as FileOrder)}
      />
      <div className={styles.ticks}>
        {TICKS.map(([part, label]) => (
          <Checkbox
            key={part}
            inline
            label={label}
            checked={filter[part] === true}
            onChange={({ currentTarget: { checked } }) => set(part, checked ? true : undefined)}
          />
        ))}
      </div>
    </>
  );
}
