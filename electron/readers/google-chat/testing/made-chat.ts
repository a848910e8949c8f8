/** Exports as Google Takeout writes them of Google Chat, for tests. */
import type {
  DraftMessage,
  EvidenceTree,
  ReaderLoader,
  ReadResult,
  SkippedRow,
} from '../../../../shared/evidence/index.ts';
import { writtenDraft } from '../../../../shared/evidence/written.ts';
import type { Platform } from '../../../../shared/model/index.ts';

export const ANA = { name: 'Ana', email: 'ana@example.org', user_type: 'Human' };
export const BEN = { name: 'Ben', email: 'ben@example.org', user_type: 'Human' };
export const ME = { name: 'Me', email: 'Me@example.org', user_type: 'Human' };

export const AT = 'Friday, March 22, 2024 at 2:38:05\u202fPM UTC';

/** As Takeout indents them. */
const written = (value: unknown): string => JSON.stringify(value, null, 2);

export const messagesJson = (messages: readonly unknown[]): string => written({ messages });

/** Files of a group, by path. */
export function group(
  name: string,
  messages: readonly unknown[] | undefined,
  { title, members = [ME, ANA] }: { title?: string; members?: readonly unknown[] } = {},
): Record<string, string> {
  const home = `Takeout/Google Chat/Groups/${name}/`;
  return {
    [`${home}group_info.json`]: written({ ...(title === undefined ? {} : { name: title }), members }),
    ...(messages === undefined ? {} : { [`${home}messages.json`]: messagesJson(messages) }),
  };
}

export const user = (of: unknown = ME): Record<string, string> => ({
  'Takeout/Google Chat/Users/User 1234/user_info.json': written({
    user: of,
    membership_info: [{ group_name: 'Ana', group_id: 'DM abc', membership_state: 'MEMBER_JOINED' }],
  }),
});

export interface ReadSource {
  readonly platform: Platform;
  readonly title: string;
  readonly messages: DraftMessage[];
  readonly skipped: SkippedRow[];
  readonly result: ReadResult;
}

/** Reads every source of a reader in a tree. */
export async function readAll(loader: ReaderLoader, tree: EvidenceTree): Promise<ReadSource[]> {
  const read = await loader.load();
  const found: ReadSource[] = [];
  for (const source of await loader.recognise(tree)) {
    const batches = read({
      exhibit: 'AB/1',
      tree,
      source,
      options: {},
      signal: new AbortController().signal,
      materialise: () => Promise.reject(new Error('JSON needs no copy')),
    });
    const messages: DraftMessage[] = [];
    const skipped: SkippedRow[] = [];
    for (;;) {
      const step = await batches.next();
      if (step.done) {
        found.push({ platform: source.platform, title: source.title, messages, skipped, result: step.value });
        break;
      }
      messages.push(...step.value.messages.map(writtenDraft));
      skipped.push(...step.value.skipped);
    }
  }
  return found;
}
