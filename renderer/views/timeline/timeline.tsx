import { FilterChips } from '../filters/filter-chips.tsx';
import { FilterPanel } from '../filters/filter-panel.tsx';
import styles from './timeline.module.css';

export function Timeline() {
  return (
    <div className={styles.timeline}>
      <FilterPanel />
      <div className={styles.middle}>
        <FilterChips />
      </div>
    </div>
  );
}
