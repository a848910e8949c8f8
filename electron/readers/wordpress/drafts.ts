/** Messages of the model: of posts, pages and files, and of comments. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { MessageKind, Source } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import type { TreeFiles } from '../tree-files.ts';
import { type Fields, type Item, said } from './fields.ts';
import type { People } from './people.ts';
import { COMMENTS, FILE, WRITTEN } from './post-types.ts';
import { dateOf } from './times.ts';

type Raw = Record<string, string | number | null>;

/** States in which a post was never shown, so that its date is only when it was saved. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['draft', 'auto-draft', 'pending']);

/** Kinds of files by the endings that WordPress lets users upload. */
const FILE_KINDS: readonly (readonly [MessageKind, RegExp])[] = [
  ['image', /\.(?:jpe?g|jpe|gif|png|bmp|tiff?|webp|avif|ico|heic)$/i],
  ['video', /\.(?:mp4|m4v|mov|qt|avi|mpe?g|mkv|webm|ogv|wmv|flv|3gp|3g2)$/i],
  ['audio', /\.(?:mp3|m4a|m4b|aac|ogg|oga|wav|wma|flac|mid|midi|ra)$/i],
];

/** The path of a web address, without its query. */
function pathOfUrl(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return undefined;
  }
}

export interface DraftsOptions {
  readonly file: string;
  readonly chat: string;
  readonly people: People;
  readonly files: TreeFiles;
  /** Folder of the export in the tree, ending with `/`; empty at the root. */
  readonly home: string;
  readonly findings: Findings;
}

export class Drafts {
  private readonly options: DraftsOptions;

  constructor(options: DraftsOptions) {
    this.options = options;
  }

  private time(
    fields: Fields,
    names: { readonly utc: string; readonly local: string },
    isShown: boolean,
    raw: Raw,
  ): Partial<DraftMessage> {
    const [utc, local] = [said(fields, names.utc), said(fields, names.local)];
    const [atUtc, atLocal] = [dateOf(utc), dateOf(local)];
    if (atUtc) return { sentAt: `${atUtc}Z`, timeBasis: 'utc', timePrecision: 's' };
    if (atUtc === undefined || atLocal === undefined) {
      this.options.findings.damage(this.options.file, `byte ${fields.byte}`, 'a date that does not exist');
    }
    if (atUtc === undefined) raw[names.utc] = utc ?? null;
    if (atLocal && isShown) return { sentAt: atLocal, timeBasis: 'device-local', timePrecision: 's' };
    if (local !== undefined && atLocal !== null) raw[names.local] = local;
    return {};
  }

  private source({ byte, line }: Fields, key: string | undefined, raw: Raw): Source {
    return {
      file: this.options.file,
      line,
      byte,
      ...(key === undefined ? {} : { key }),
      ...(Object.keys(raw).length === 0 ? {} : { raw }),
    };
  }

  private keep(fields: Fields, raw: Raw, ...names: string[]): void {
    for (const name of names) {
      const value = said(fields, name);
      if (value !== undefined && value !== '0') raw[name] = value;
    }
  }

  /** A post, a page, a file of the media library, or an item of a type that is not known. */
  post(item: Item): DraftMessage {
    const { chat, people } = this.options;
    const raw: Raw = {};
    const type = said(item, 'wp:post_type') ?? '';
    const status = said(item, 'wp:status');
    const file = type === FILE ? (said(item, 'wp:attachment_url') ?? '') : undefined;
    const kind: MessageKind =
      file !== undefined
        ? (FILE_KINDS.find(([, ending]) => ending.test(pathOfUrl(file) ?? file))?.[0] ?? 'document')
        : WRITTEN.has(type)
          ? 'post'
          : 'unknown';
    if (type !== 'post') raw['wp:post_type'] = type;
    this.keep(item, raw, 'wp:status', 'link', 'excerpt:encoded', 'wp:post_password', 'wp:is_sticky');
    this.keep(item, raw, 'wp:post_parent', 'wp:attachment_url');
    if (item.categories.length > 0) raw.category = item.categories.join(', ');
    const sender = people.authorOf(item);
    const text = [said(item, 'title'), said(item, 'content:encoded')].filter((part) => part !== undefined);
    const time = this.time(
      item,
      { utc: 'wp:post_date_gmt', local: 'wp:post_date' },
      !NOT_SHOWN.has(status ?? ''),
      raw,
    );
    const number = said(item, 'wp:post_id');
    return {
      chat,
      ...(sender === undefined ? {} : { sender }),
      ...time,
      kind,
      ...(text.length === 0 ? {} : { text: text.join('\n\n') }),
      ...this.edited(item, time.sentAt),
      ...(status === 'trash' ? { deleted: {} } : {}),
      ...(file === undefined ? {} : this.attached(file)),
      source: this.source(item, number === undefined ? undefined : postKey(number), raw),
    };
  }

  private edited(item: Item, sentAt: string | undefined): Partial<DraftMessage> {
    const modified = dateOf(said(item, 'wp:post_modified_gmt'));
    return modified && `${modified}Z` !== sentAt ? { edited: { at: `${modified}Z` } } : {};
  }

  private attached(url: string): Partial<DraftMessage> {
    const { files, home } = this.options;
    const path = pathOfUrl(url);
    const name = path?.slice(path.lastIndexOf('/') + 1);
    const found = path === undefined ? undefined : files.find(path, home);
    const attachment = {
      ...(name === undefined || name === '' ? {} : { name }),
      present: found !== undefined,
    };
    return { attachments: [attachment], ...(found === undefined ? {} : { attachmentPaths: [found] }) };
  }

  /** @param replyTo what the comment answers: another comment, or the post. */
  comment(comment: Fields, replyTo: number | string | undefined): DraftMessage {
    const { chat, people } = this.options;
    const raw: Raw = {};
    const type = said(comment, 'wp:comment_type') ?? 'comment';
    const state = said(comment, 'wp:comment_approved');
    if (type !== 'comment') raw['wp:comment_type'] = type;
    if (state !== undefined) raw['wp:comment_approved'] = state;
    this.keep(comment, raw, 'wp:comment_author_IP', 'wp:comment_author_url', 'wp:comment_user_id');
    const sender = people.commenterOf(comment);
    const text = said(comment, 'wp:comment_content');
    const number = said(comment, 'wp:comment_id');
    return {
      chat,
      ...(sender === undefined ? {} : { sender }),
      ...this.time(comment, { utc: 'wp:comment_date_gmt', local: 'wp:comment_date' }, true, raw),
      kind: COMMENTS.has(type) ? 'comment' : 'unknown',
      ...(text === undefined ? {} : { text }),
      ...(state === 'trash' || state === 'post-trashed' ? { deleted: {} } : {}),
      ...(replyTo === undefined ? {} : { replyTo }),
      source: this.source(comment, number === undefined ? undefined : commentKey(number), raw),
    };
  }
}

/** Posts and comments are numbered each for themselves. */
export const postKey = (number: string): string => `post ${number}`;
export const commentKey = (number: string): string => `comment ${number}`;
