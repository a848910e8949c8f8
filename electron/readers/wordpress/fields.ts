/** The elements of an export that are read, each a text (WXR 1.2, wp-admin/includes/export.php). */

/** Texts of an element's children by name, and where the element begins. */
export interface Fields {
  readonly byte: number;
  /** From 1. */
  readonly line: number;
  readonly values: Map<string, string>;
}

/** An `item`: a post, a page, a file… */
export interface Item extends Fields {
  /** Categories and tags, as they are shown. */
  readonly categories: string[];
}

export const CHANNEL_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'link',
  'wp:base_site_url',
  'wp:base_blog_url',
]);

export const AUTHOR_FIELDS: ReadonlySet<string> = new Set([
  'wp:author_id',
  'wp:author_login',
  'wp:author_email',
  'wp:author_display_name',
  'wp:author_first_name',
  'wp:author_last_name',
]);

export const ITEM_FIELDS: ReadonlySet<string> = new Set([
  'title',
  'link',
  'dc:creator',
  'content:encoded',
  'excerpt:encoded',
  'wp:post_id',
  'wp:post_date',
  'wp:post_date_gmt',
  'wp:post_modified_gmt',
  'wp:status',
  'wp:post_parent',
  'wp:post_type',
  'wp:post_password',
  'wp:is_sticky',
  'wp:attachment_url',
]);

export const COMMENT_FIELDS: ReadonlySet<string> = new Set([
  'wp:comment_id',
  'wp:comment_author',
  'wp:comment_author_email',
  'wp:comment_author_url',
  'wp:comment_author_IP',
  'wp:comment_date',
  'wp:comment_date_gmt',
  'wp:comment_content',
  'wp:comment_approved',
  'wp:comment_type',
  'wp:comment_parent',
  'wp:comment_user_id',
]);

/** A field that says something. */
export function said({ values }: Fields, name: string): string | undefined {
  const value = values.get(name);
  return value === undefined || value === '' ? undefined : value;
}
