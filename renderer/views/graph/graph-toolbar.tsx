/** What can be done with the picture as a whole. */
import { Button, ButtonGroup, Menu, MenuItem, Popover, SegmentedControl } from '@blueprintjs/core';
import { Export, Minus, Plus, Refresh, Th, ZoomToFit } from '@blueprintjs/icons';
import type { GroupMode } from '../../query/api.ts';
import styles from './graph.module.css';
import type { Picture } from './graph-memory.ts';

interface Props {
  readonly mode: GroupMode;
  /** Whether there is a picture to zoom, lay out and save. */
  readonly hasPicture: boolean;
  readonly isLaying: boolean;
  readonly find: React.ReactNode;
  /** null: there is no choice. */
  readonly picture: Picture | null;
  readonly isTableOpen: boolean;
  onMode(mode: GroupMode): void;
  onPicture(picture: Picture): void;
  onTable(): void;
  onZoom(direction: 'in' | 'out'): void;
  onWhole(): void;
  onLayOut(): void;
  onSave(format: 'png' | 'svg'): void;
}

export function GraphToolbar({
  mode,
  hasPicture,
  isLaying,
  find,
  picture,
  isTableOpen,
  onMode,
  onPicture,
  onTable,
  onZoom,
  onWhole,
  onLayOut,
  onSave,
}: Props) {
  return (
    <div className={styles.toolbar}>
      <SegmentedControl
        size="small"
        inline
        aria-label="Groups"
        value={mode}
        onValueChange={(value) => onMode(value as GroupMode)}
        options={[
          { value: 'nodes', label: 'Groups as nodes' },
          { value: 'fold', label: 'Groups folded' },
        ]}
      />
      {picture !== null && (
        <SegmentedControl
          size="small"
          inline
          aria-label="Picture"
          value={picture}
          onValueChange={(value) => onPicture(value as Picture)}
          options={[
            { value: 'communities', label: 'Communities' },
            { value: 'contacts', label: 'People and ties' },
          ]}
        />
      )}
      {find}
      <ButtonGroup variant="minimal">
        <Button
          icon={<Plus />}
          aria-label="Zoom in"
          title="Zoom in"
          disabled={!hasPicture}
          onClick={() => onZoom('in')}
        />
        <Button
          icon={<Minus />}
          aria-label="Zoom out"
          title="Zoom out"
          disabled={!hasPicture}
          onClick={() => onZoom('out')}
        />
        <Button
          icon={<ZoomToFit />}
          aria-label="Show the whole graph"
          title="Show the whole graph"
          disabled={!hasPicture}
          onClick={onWhole}
        />
      </ButtonGroup>
      <Button
        variant="minimal"
        icon={<Refresh />}
        aria-label="Lay out anew"
        title="Lay out anew"
        disabled={!hasPicture || isLaying}
        onClick={onLayOut}
      />
      <Button
        variant="minimal"
        icon={<Th />}
        text="Measures"
        active={isTableOpen}
        aria-pressed={isTableOpen}
        onClick={onTable}
      />
      <Popover
        minimal
        placement="bottom-end"
        content={
          <Menu>
            <MenuItem text="Save as PNG…" onClick={() => onSave('png')} />
            <MenuItem text="Save as SVG…" onClick={() => onSave('svg')} />
          </Menu>
        }
      >
        <Button variant="minimal" icon={<Export />} text="Save" disabled={!hasPicture} />
      </Popover>
    </div>
  );
}
