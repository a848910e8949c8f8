/** Where threads stand in an export, by their paths. */

/** Folders of threads that Facebook and Instagram have had; others below `messages/` are taken, too. */
const CATEGORIES: ReadonlySet<string> = new Set([
  'inbox',
  'archived_threads',
  'filtered_threads',
  'message_requests',
  'e2ee_cutover',
]);

const PART = /^message(?:_(\d{1,9}))?\.json$/i;
/** `Ana Baker_12.json`: a thread of the separate download of end-to-end encrypted chats. */
const ENCRYPTED = /_\d{1,9}\.json$/i;
/** `your_activity_across_facebook`, `your_facebook_activity`, `your_instagram_activity`. */
const ACTIVITY = /^your_\w+$/;

export interface ThreadFile {
  readonly path: string;
  /** Folder of the export, ending with `/`; empty at the root. What messages name is relative to it. */
  readonly root: string;
  /** `inbox/ana_123`, `Ana Baker_12`; undefined where no folder says it. */
  readonly thread: string | undefined;
  /** Of a thread in several files: `message_1.json` has its newest messages. */
  readonly part: number;
  /** Whether the path alone tells that it is a thread. */
  readonly isCertain: boolean;
}

const folder = (parts: readonly string[]): string => parts.map((part) => `${part}/`).join('');

/** What a path says of the thread in it; undefined where its name is none of a thread. */
export function threadFileOf(path: string): ThreadFile | undefined {
  const parts = path.split('/');
  const name = parts.pop()!;
  const numbered = PART.exec(name);
  if (!numbered) {
    if (!/\.json$/i.test(name)) return undefined;
    const thread = name.slice(0, -'.json'.length);
    return { path, root: folder(parts), thread, part: 1, isCertain: false };
  }
  const part = Number(numbered[1] ?? 1);
  const thread = parts.pop();
  if (thread === undefined) return { path, root: '', thread, part, isCertain: false };
  const above = parts.at(-1);
  const hasMessages = above === 'messages' || parts.at(-2) === 'messages';
  if (!hasMessages && !CATEGORIES.has(above ?? '')) {
    return { path, root: folder(parts), thread, part, isCertain: false };
  }
  // Exports of 2018 have threads right in `messages/`.
  const category = above === 'messages' ? undefined : parts.pop();
  if (hasMessages) {
    parts.pop();
    if (ACTIVITY.test(parts.at(-1) ?? '')) parts.pop();
  }
  const id = category === undefined ? thread : `${category}/${thread}`;
  return { path, root: folder(parts), thread: id, part, isCertain: hasMessages };
}

/** Whether a file's name is as those of encrypted threads. */
export const isNamedAsEncrypted = (path: string): boolean => ENCRYPTED.test(path);

/** Threads by id, the parts of each by number; parts of one thread can lie in several archives. */
export function inThreadOrder(a: ThreadFile, b: ThreadFile): number {
  const [threadA, threadB] = [a.thread ?? '', b.thread ?? ''];
  if (threadA !== threadB) return threadA < threadB ? -1 : 1;
  return a.part - b.part || (a.path < b.path ? -1 : 1);
}
