/** What an item is, by its `wp:post_type` (WordPress's own types: wp-includes/post.php). */

/** Written by people, and read by visitors; a revision is an earlier state of one. */
export const WRITTEN: ReadonlySet<string> = new Set(['post', 'page', 'revision']);

/** Files of the media library. */
export const FILE = 'attachment';

/** Settings of the site: nobody's words. */
export const SETTINGS: ReadonlySet<string> = new Set([
  'nav_menu_item',
  'custom_css',
  'customize_changeset',
  'oembed_cache',
  'wp_template',
  'wp_template_part',
  'wp_global_styles',
  'wp_navigation',
  'wp_font_family',
  'wp_font_face',
]);

/** Types of comments: WordPress's own, and links to the post that other sites announce. */
export const COMMENTS: ReadonlySet<string> = new Set(['comment', 'pingback', 'trackback']);
