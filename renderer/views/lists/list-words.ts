/** Lists in words. */
import type { WatchKind, WatchList } from '../../../shared/contract/index.ts';
import { grouped } from '../../ui/numbers.ts';

export const KIND_OF_LIST: Readonly<Record<WatchKind, string>> = {
  'hash-set': 'Hash set',
  keywords: 'Keyword list',
};

export const entriesText = ({ entries }: Pick<WatchList, 'entries'>): string => grouped(entries);

/** What of the file was not taken, with the reason; null where all was. */
export function skippedText({ skipped }: Pick<WatchList, 'skipped'>): string | null {
  const parts = Object.entries(skipped).map(([reason, count]) => `${grouped(count)} × ${reason}`);
  return parts.length === 0 ? null : `Not taken: ${parts.join(', ')}`;
}

/** A list's name from its file's: `known set.json` is "known set". */
export function nameOfFile(path: string): string {
  const name = path.split(/[\\/]/).at(-1)!;
  return name.replace(/\.[a-z0-9]{1,5}$/i, '') || name;
}
