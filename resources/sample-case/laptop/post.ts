/** What was written on the platforms that Jonas Keller used on his laptop, before either has exported it. */
import { london } from '../clock.ts';
import type { Content } from '../message.ts';

export interface Post<Who extends string> {
  /** Ms since 1970 UTC, whole seconds. */
  readonly at: number;
  readonly by: Who;
  readonly content: Content;
  /** A name by which replies find the post. */
  readonly key?: string;
  readonly replyTo?: string;
  readonly editedAfter?: number;
  readonly reactions?: readonly { readonly by: Who; readonly emoji: string; readonly after: number }[];
  /** Whose post it was before it was forwarded. */
  readonly forwardedFrom?: string;
}

type More<Who extends string> = Omit<Partial<Post<Who>>, 'at' | 'by' | 'content'>;

/** One line a post; `at` is `03-22 14:34:51` of 2024, or has a year, as the clock in London showed it. */
export function post<Who extends string>(
  at: string,
  by: Who,
  what: string | Content,
  more: More<Who> = {},
): Post<Who> {
  return {
    at: london(/^\d{4}-/.test(at) ? at : `2024-${at}`),
    by,
    content: typeof what === 'string' ? { kind: 'text', text: what } : what,
    ...more,
  };
}

export const inOrder = <Who extends string>(posts: readonly Post<Who>[]): Post<Who>[] =>
  posts
    .map((one, order) => ({ one, order }))
    .sort((a, b) => a.one.at - b.one.at || a.order - b.order)
    .map(({ one }) => one);
