/** The head of a column by which a grid's rows can be put in order. */
import { CaretDown, CaretUp } from '@blueprintjs/icons';
import type { ReactNode } from 'react';
import { ColumnHeader } from './grid-parts.tsx';
import styles from './sortable-rows.module.css';

interface Order<Column> {
  readonly by: Column;
  readonly descending: boolean;
}

interface Props<Column> {
  readonly column: Column;
  readonly order: Order<Column>;
  readonly isNumber: boolean;
  /** Which way the rows read when the column is chosen first. */
  readonly startsDescending: boolean;
  readonly children: ReactNode;
  onOrder(order: Order<Column>): void;
}

export function SortHeader<Column>({
  column,
  order,
  isNumber,
  startsDescending,
  children,
  onOrder,
}: Props<Column>) {
  const isOrder = order.by === column;
  return (
    <ColumnHeader
      className={isNumber ? 'number' : ''}
      aria-sort={isOrder ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => onOrder({ by: column, descending: isOrder ? !order.descending : startsDescending })}
      >
        {children}
        {isOrder && (order.descending ? <CaretDown size={12} /> : <CaretUp size={12} />)}
      </button>
    </ColumnHeader>
  );
}
