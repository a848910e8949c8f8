// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot come and go while it scrolls
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and says which row it is on
/** Parts of a grid that keeps the keyboard to itself. */

type Props = React.HTMLAttributes<HTMLDivElement>;

export function GridRow(props: Props) {
  return <div role="row" {...props} />;
}

export function GridCell(props: Props) {
  return <div role="gridcell" {...props} />;
}

export function ColumnHeader(props: Props) {
  return <div role="columnheader" {...props} />;
}
