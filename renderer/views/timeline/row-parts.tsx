/** What rows of messages show alike, in the timeline and among results: when, and what there is beside the content. */
import {
  Annotation,
  ArrowRight,
  Duplicate,
  Edit,
  Flag,
  Heart,
  type SVGIconProps,
  Trash,
  Undo,
} from '@blueprintjs/icons';
import type { Zone } from '../../../shared/time/zone.ts';
import type { Row } from '../../query/api.ts';
import styles from './message-list.module.css';
import { type RowMark, rowMarks, rowTime } from './message-words.ts';

const MARK_ICONS: Readonly<Record<RowMark['mark'], React.ComponentType<SVGIconProps>>> = {
  witnesses: Duplicate,
  reply: Undo,
  forwarded: ArrowRight,
  edited: Edit,
  deleted: Trash,
  reactions: Heart,
  listed: Flag,
  noted: Annotation,
};

interface TimeProps {
  readonly row: Row;
  readonly zone: Zone;
  /** Whether it says its offset: the clocks change within the case. */
  readonly offsets: boolean;
}

export function RowTime({ row, zone, offsets }: TimeProps) {
  const { reading, offset, notes } = rowTime(zone, row);
  const sentences = notes.map(({ sentence }) => sentence).join(' ');
  return (
    <>
      <span>{reading}</span>
      {notes.length > 0 ? (
        <abbr title={`${reading} ${offset}. ${sentences}`} className={styles.note}>
          {notes.map(({ note }) => note).join(', ')}
        </abbr>
      ) : (
        offsets && offset !== '' && <span className={styles.offset}>{offset}</span>
      )}
    </>
  );
}

export function RowMarks({ row }: { row: Row }) {
  return rowMarks(row).map(({ mark, words, count }) => {
    const Icon = MARK_ICONS[mark];
    return (
      <span key={mark} title={words} className={styles.mark}>
        <Icon size={12} aria-hidden />
        <span className="unseen">{words}</span>
        {count !== undefined && count > 1 && <span aria-hidden>{count}</span>}
      </span>
    );
  });
}
