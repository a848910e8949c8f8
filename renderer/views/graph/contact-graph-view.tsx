/**
 * The contact graph: who wrote to whom in the messages that pass the filter, as a picture and as a list.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import { FilterChips } from '../filters/filter-chips.tsx';
import { FilterPanel } from '../filters/filter-panel.tsx';
import { rosterPositions } from './contacts.ts';
import type { Direction } from './direction.ts';
import { tieKey } from './drawn-graph.ts';
import type { Picked } from './emphasis.ts';
import { FindContact } from './find-contact.tsx';
import styles from './graph.module.css';
import { graphMemory, type SideTab, useRemembered } from './graph-memory.ts';
import { GraphNotice } from './graph-notice.tsx';
import { GraphSide } from './graph-side.tsx';
import { GraphStage } from './graph-stage.tsx';
import { GraphStatus } from './graph-status.tsx';
import { GraphToolbar } from './graph-toolbar.tsx';
import { contactText, countsText, STRONGEST_DEFAULT, tieText, wholeCounts } from './graph-words.ts';
import {
  communityOf,
  communityWords,
  hubOf,
  isCommunityKey,
  keyOfCommunity,
  overviewText,
} from './measures/communities.ts';
import { type DrawnPart, partText, useAmong } from './measures/drawn-part.ts';
import { MeasureTable } from './measures/measure-table.tsx';
import { PartBar } from './measures/part-bar.tsx';
import { useBetweenness, useNetwork } from './measures/use-network.ts';
import { useContactGraph } from './use-contact-graph.ts';
import { useGoingTo } from './use-going-to.ts';
import { useGraphCanvas } from './use-graph-canvas.ts';
import { useGraphCommands } from './use-graph-commands.ts';
import { useGraphLayout } from './use-graph-layout.ts';
import { useSavePicture } from './use-save-picture.ts';
import { useShownGraph } from './use-shown-graph.ts';
import { useWaysOut } from './use-ways-out.ts';

export function ContactGraphView() {
  const { store, summary, result } = useCase();
  const { showMessages, showTie, open } = useWaysOut();
  const memory = graphMemory(store, summary.revision);
  const [mode, setMode] = useRemembered(memory, 'mode');
  const [strongest, setStrongest] = useRemembered(memory, 'strongest');
  const [also, setAlso] = useRemembered(memory, 'also');
  const [selection, setSelection] = useRemembered(memory, 'selection');
  const [tab, setTab] = useRemembered(memory, 'tab');
  const [picture, setPicture] = useRemembered(memory, 'picture');
  const [drawnPart, setPart] = useRemembered(memory, 'part');
  const [isTableOpen, setTableOpen] = useRemembered(memory, 'isTableOpen');
  const [order, setOrder] = useRemembered(memory, 'order');
  const [asked, setAsked] = useRemembered(memory, 'asked');
  const [periods, setPeriods] = useRemembered(memory, 'periods');
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const findInput = useRef<HTMLInputElement>(null);

  const { measured, fault: measureFault, isMeasuring } = useNetwork(store, result, mode);
  const among = useAmong(store, measured, drawnPart);
  const { loaded, fault, isLoading } = useContactGraph(
    store,
    result,
    mode,
    strongest ?? STRONGEST_DEFAULT,
    also,
    among,
    drawnPart !== null && among === null,
  );
  const betweenness = useBetweenness(store, measured, isTableOpen);
  const { canvas, missing } = useGraphCanvas(element, memory);
  const part = loaded?.part ?? null;
  const { shown, isOverview, hasCommunities, backTo } = useShownGraph(loaded, measured, drawnPart, picture);
  const layout = useGraphLayout(canvas, store.layout, shown, memory);
  const positions = useMemo(
    () => (part === null ? new Map<string, number>() : rosterPositions(part.roster)),
    [part],
  );
  const partWords = drawnPart === null ? null : partText(drawnPart, summary, among ?? []);
  const communities = !isOverview ? null : measured === null ? 'nothing yet' : overviewText(measured);
  const saving = useSavePicture(canvas, loaded, communities, partWords);

  useEffect(() => canvas?.select(selection), [canvas, selection]);

  const isInGraph = useCallback((key: string) => positions.has(key), [positions]);
  const goToDrawn = useGoingTo(canvas, shown, isInGraph, setAlso);
  const goTo = useCallback(
    (key: string) => {
      const community = measured === null || isCommunityKey(key) ? null : communityOf(measured, key);
      if (!isOverview) goToDrawn(key);
      else goToDrawn(community === null ? key : (keyOfCommunity(measured!, community) ?? key));
    },
    [measured, isOverview, goToDrawn],
  );
  const draw = useCallback(
    (next: DrawnPart | null) => {
      setAlso(null);
      setPart(next);
    },
    [setAlso, setPart],
  );
  const openNode = useCallback(
    (key: string) => (isCommunityKey(key) ? draw({ kind: 'community', key: hubOf(key) }) : open(key)),
    [draw, open],
  );

  const pick = useCallback(
    (picked: Picked | null, from: SideTab | 'picture' | 'table') => {
      setSelection(picked);
      if (picked === null) return;
      if (from !== 'everyone' && from !== 'changes') setTab('selection');
      if (from !== 'picture' && picked.kind === 'node') goTo(picked.key);
    },
    [setSelection, setTab, goTo],
  );

  const wordsOf = useCallback(
    (picked: Picked | null): string | null => {
      if (picked === null || part === null) return null;
      if (isCommunityKey(picked.key))
        return measured === null ? null : communityWords(measured, summary, picked.key);
      if (picked.kind === 'node') {
        const position = positions.get(picked.key);
        return position === undefined ? null : contactText(part, summary, position);
      }
      return tieText(part, summary, picked.key);
    },
    [part, positions, summary, measured],
  );

  useEffect(() => {
    if (canvas === null) return;
    const ends = [
      canvas.on('pick', (picked) => pick(picked, 'picture')),
      canvas.on('open', openNode),
      canvas.on('hover', (picked) => setHovered(wordsOf(picked))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [canvas, pick, openNode, wordsOf]);

  const move = (direction: Direction): void => {
    const next = canvas?.next(selection?.kind === 'node' ? selection.key : null, direction) ?? null;
    if (canvas === null || next === null) return;
    pick({ kind: 'node', key: next }, 'picture');
    canvas.camera.keepInSight(next);
    setSaid(wordsOf({ kind: 'node', key: next }) ?? '');
  };
  const openSelection = (): void => {
    if (selection?.kind === 'node') openNode(selection.key);
    else if (selection?.kind === 'tie') {
      const edge = part?.edges.find((one) => tieKey(one) === selection.key);
      if (edge) showTie(edge);
    }
  };

  useGraphCommands({
    mode,
    isTableOpen,
    onFind: () => findInput.current?.focus(),
    onMode: setMode,
    onTable: () => setTableOpen(!isTableOpen),
    onWhole: () => void canvas?.whole(),
    onLayOut: layout.layOutAnew,
    onSave: saving.save,
  });

  const told =
    layout.fault !== null
      ? `Not laid out: ${layout.fault}`
      : measureFault !== null
        ? `Not measured: ${measureFault}`
        : isMeasuring && isOverview
          ? 'Finding communities…'
          : saving.words;
  const hasPicture = canvas !== null && shown !== null && shown.graph.nodes.length > 0;
  return (
    <div className={styles.view}>
      <FilterPanel />
      <div className={styles.middle}>
        <FilterChips />
        <GraphToolbar
          mode={mode}
          hasPicture={hasPicture}
          isLaying={layout.isLaying}
          picture={drawnPart === null && hasCommunities ? (isOverview ? 'communities' : 'contacts') : null}
          isTableOpen={isTableOpen}
          onPicture={setPicture}
          onTable={() => setTableOpen(!isTableOpen)}
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
          onSave={saving.save}
        />
        {partWords !== null && <PartBar text={partWords} backTo={backTo} onBack={() => draw(null)} />}
        <GraphStage
          label={part === null ? 'Contact graph' : `Contact graph: ${countsText(wholeCounts(part, summary))}`}
          elementRef={setElement}
          hovered={hovered}
          over={
            <GraphNotice
              missing={missing}
              fault={fault}
              loaded={loaded}
              isPart={drawnPart !== null}
              isFinding={isOverview && measured === null && measureFault === null}
            />
          }
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
          told={told}
          strongest={strongest ?? STRONGEST_DEFAULT}
          communities={communities}
          isPart={drawnPart !== null}
          onStrongest={setStrongest}
          onStop={layout.stop}
        />
        {isTableOpen && measured !== null && (
          <MeasureTable
            measured={measured}
            betweenness={betweenness}
            selected={selection?.kind === 'node' ? selection.key : null}
            order={order}
            onOrder={setOrder}
            onSelect={(key) => pick({ kind: 'node', key }, 'table')}
            onOpen={open}
          />
        )}
        <p role="status" aria-label="Selection" className="unseen">
          {said}
        </p>
      </div>
      {loaded !== null && (
        <GraphSide
          loaded={loaded}
          positions={positions}
          measured={measured}
          betweenness={betweenness}
          selection={selection}
          tab={tab}
          asked={asked}
          periods={periods}
          onTab={setTab}
          onAsked={setAsked}
          onAsk={(key) => {
            if (!asked.includes(key)) setAsked([...asked, key]);
            setTab('connections');
          }}
          onPeriods={setPeriods}
          onDraw={draw}
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
