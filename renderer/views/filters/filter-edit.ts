/** Changes of a filter, one part at a time. A part that lets everything pass is left out. */
import type { Filter } from '../../query/api.ts';

export type FilterPart = keyof Filter;

/** Sets a part; undefined, an empty list or an empty phrase takes it away. */
export function withPart<Part extends FilterPart>(
  filter: Filter,
  part: Part,
  value: Filter[Part] | undefined,
): Filter {
  const { [part]: _gone, ...rest } = filter;
  const isNothing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isNothing ? (rest as Filter) : ({ ...rest, [part]: value } as Filter);
}

/** Takes an entry out of a list, or puts it in at its end. */
export function toggled<T>(list: readonly T[] | undefined, entry: T): T[] {
  const own = list ?? [];
  return own.includes(entry) ? own.filter((one) => one !== entry) : [...own, entry];
}

/** Whether it leaves messages out; each message once or every copy of it leaves none out. */
export function isFiltering({ copies: _copies, ...rest }: Filter): boolean {
  return Object.keys(rest).length > 0;
}
