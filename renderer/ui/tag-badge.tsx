/** Tags as they look everywhere: a colour with its letters, and the name beside it or on demand. */
import type { TagLook } from '../../shared/annotations/index.ts';
import { EvidenceText } from './evidence-text.tsx';
import { markedText } from './marked-text.ts';
import styles from './tag-badge.module.css';

/** The letters alone; what it means is said beside it. */
export function TagBadge({ tag }: { tag: TagLook }) {
  return (
    <span className={`${styles.badge} ${styles[tag.colour]}`} aria-hidden>
      <bdi>{tag.letters}</bdi>
    </span>
  );
}

export function NamedTag({ tag }: { tag: TagLook }) {
  return (
    <span className={styles.named}>
      <TagBadge tag={tag} />
      <span className={styles.name}>
        <EvidenceText text={tag.name} />
      </span>
    </span>
  );
}

/** Tags that are shown in a line; more are counted. */
const SHOWN = 3;

/** Badges in a line of text, with their names for whoever does not see or know them. */
export function TagBadges({ tags }: { tags: readonly TagLook[] }) {
  if (tags.length === 0) return null;
  const names = tags.map(({ name }) => markedText(name)).join(', ');
  return (
    <span className={styles.badges} title={names}>
      <span className="unseen">Tagged {names}. </span>
      {tags.slice(0, SHOWN).map((tag) => (
        <TagBadge key={`${tag.colour} ${tag.letters} ${tag.name}`} tag={tag} />
      ))}
      {tags.length > SHOWN && (
        <span className={styles.more} aria-hidden>
          +{tags.length - SHOWN}
        </span>
      )}
    </span>
  );
}
