/**
 * The contact graph: who wrote to whom in the messages that pass the filter, as a picture and as a list.
 */
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import { HiddenMarks } from '../../ui/evidence-text.tsx';
import { FilterChips } from '../filters/filter-chips.tsx';
import { FilterPanel } from '../filters/filter-panel.tsx';
import { contactOf, rosterPositions } from './contacts.ts';
import type { Direction } from './direction.ts';
import { drawnGraph, tieKey } from './drawn-graph.ts';
import type { Picked } from './emphasis.ts';
import { FindContact } from './find-contact.tsx';
import styles from './graph.module.css';
import { graphMemory, type SideTab, useRemembered } from './graph-memory.ts';
import { GraphNotice } from './graph-notice.tsx';
import { GraphSide } from './graph-side.tsx';
import { GraphStage } from './graph-stage.tsx';
import { GraphStatus } from './graph-status.tsx';
import { GraphToolbar } from './graph-toolbar.tsx';
import {
  contactText,
  countsText,
  drawnName,
  STRONGEST_DEFAULT,
  tieText,
  wholeCounts,
} from './graph-words.ts';
import { useContactGraph } from './use-contact-graph.ts';
import { useGoingTo } from './use-going-to.ts';
import { useGraphCanvas } from './use-graph-canvas.ts';
import { useGraphLayout } from './use-graph-layout.ts';
import { useSavePicture } from './use-save-picture.ts';
import { useWaysOut } from './use-ways-out.ts';

export function ContactGraphView() {
  const { store, summary, result } = useCase();
  const { showMessages, showTie, open } = useWaysOut();
  const marks = useContext(HiddenMarks);
  const memory = graphMemory(store, summary.revision);
  const [mode, setMode] = useRemembered(memory, 'mode');
  const [strongest, setStrongest] = useRemembered(memory, 'strongest');
  const [also, setAlso] = useRemembered(memory, 'also');
  const [selection, setSelection] = useRemembered(memory, 'selection');
  const [tab, setTab] = useRemembered(memory, 'tab');
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const findInput = useRef<HTMLInputElement>(null);

  const { loaded, fault, isLoading } = useContactGraph(
    store,
    result,
    mode,
    strongest ?? STRONGEST_DEFAULT,
    also,
  );
  const { canvas, missing } = useGraphCanvas(element, memory);
  const part = loaded?.part ?? null;
  const shown = useMemo(() => {
    if (part === null) return null;
    const look = (key: string) => {
      const contact = contactOf(summary, key);
      return contact === null
        ? { label: '', isOwner: false }
        : { label: drawnName(contact, marks), isOwner: contact.person?.isOwner ?? false };
    };
    return { graph: part, drawn: drawnGraph(part, look) };
  }, [part, summary, marks]);
  const layout = useGraphLayout(canvas, store.layout, shown, memory);
  const positions = useMemo(
    () => (part === null ? new Map<string, number>() : rosterPositions(part.roster)),
    [part],
  );
  const picture = useSavePicture(canvas, loaded);

  useEffect(() => canvas?.select(selection), [canvas, selection]);

  const isInGraph = useCallback((key: string) => positions.has(key), [positions]);
  const goTo = useGoingTo(canvas, shown, isInGraph, setAlso);

  const pick = useCallback(
    (picked: Picked | null, from: SideTab | 'picture') => {
      setSelection(picked);
      if (picked === null) return;
      if (from !== 'everyone') setTab('selection');
      if (from !== 'picture' && picked.kind === 'node') goTo(picked.key);
    },
    [setSelection, setTab, goTo],
  );

  const wordsOf = useCallback(
    (picked: Picked | null): string | null => {
      if (picked === null || part === null) return null;
      if (picked.kind === 'node') {
        const position = positions.get(picked.key);
        return position === undefined ? null : contactText(part, summary, position);
      }
      return tieText(part, summary, picked.key);
    },
    [part, positions, summary],
  );

  useEffect(() => {
    if (canvas === null) return;
    const ends = [
      canvas.on('pick', (picked) => pick(picked, 'picture')),
      canvas.on('open', open),
      canvas.on('hover', (picked) => setHovered(wordsOf(picked))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [canvas, pick, open, wordsOf]);

  const move = (direction: Direction): void => {
    const next = canvas?.next(selection?.kind === 'node' ? selection.key : null, direction) ?? null;
    if (canvas === null || next === null) return;
    pick({ kind: 'node', key: next }, 'picture');
    canvas.camera.keepInSight(next);
    setSaid(wordsOf({ kind: 'node', key: next }) ?? '');
  };
  const openSelection = (): void => {
    if (selection?.kind === 'node') open(selection.key);
    else if (selection?.kind === 'tie') {
      const edge = part?.edges.find((one) => tieKey(one) === selection.key);
      if (edge) showTie(edge);
    }
  };

  useCommand({
    id: 'graph.find',
    title: 'Find a person or group in the contact graph',
    keys: '/',
    run: () => findInput.current?.focus(),
  });
  useCommand({
    id: 'graph.groups',
    title: mode === 'nodes' ? 'Fold groups into ties' : 'Show groups as nodes',
    keys: 'f',
    run: () => setMode(mode === 'nodes' ? 'fold' : 'nodes'),
  });
  useCommand({ id: 'graph.whole', title: 'Show the whole contact graph', run: () => void canvas?.whole() });
  useCommand({ id: 'graph.lay-out', title: 'Lay the contact graph out anew', run: layout.layOutAnew });
  useCommand({
    id: 'graph.save-png',
    title: 'Save the contact graph as PNG',
    run: () => picture.save('png'),
  });
  useCommand({
    id: 'graph.save-svg',
    title: 'Save the contact graph as SVG',
    run: () => picture.save('svg'),
  });

  const hasPicture = canvas !== null && part !== null && part.nodes.length > 0;
  return (
    <div className={styles.view}>
      <FilterPanel />
      <div className={styles.middle}>
        <FilterChips />
        <GraphToolbar
          mode={mode}
          hasPicture={hasPicture}
          isLaying={layout.isLaying}
          find={
            part !== null && (
              <FindContact
                roster={part.roster}
                summary={summary}
                inputRef={findInput}
                onFind={(key) => pick({ kind: 'node', key }, 'selection')}
              />
            )
          }
          onMode={setMode}
          onZoom={(direction) => canvas?.camera.zoom(direction)}
          onWhole={() => void canvas?.whole()}
          onLayOut={layout.layOutAnew}
          onSave={picture.save}
        />
        <GraphStage
          label={part === null ? 'Contact graph' : `Contact graph: ${countsText(wholeCounts(part, summary))}`}
          elementRef={setElement}
          hovered={hovered}
          over={<GraphNotice missing={missing} fault={fault} loaded={loaded} />}
          onMove={move}
          onOpen={openSelection}
          onClear={() => pick(null, 'picture')}
          onZoom={(direction) => canvas?.camera.zoom(direction)}
          onWhole={() => void canvas?.whole()}
        />
        <GraphStatus
          loaded={loaded}
          isLoading={isLoading}
          isLaying={layout.isLaying}
          told={layout.fault === null ? picture.words : `Not laid out: ${layout.fault}`}
          strongest={strongest ?? STRONGEST_DEFAULT}
          onStrongest={setStrongest}
          onStop={layout.stop}
        />
        <p role="status" aria-label="Selection" className="unseen">
          {said}
        </p>
      </div>
      {loaded !== null && (
        <GraphSide
          loaded={loaded}
          positions={positions}
          selection={selection}
          tab={tab}
          onTab={setTab}
          onSelect={pick}
          onCentre={(key) => (canvas?.spotOf(key) ? canvas.camera.centreOn(key) : goTo(key))}
          onShowMessages={showMessages}
          onOpen={open}
          onTimeline={showTie}
        />
      )}
    </div>
  );
}
