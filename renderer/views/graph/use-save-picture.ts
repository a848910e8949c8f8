/** Saving what is in sight as a file. */
import { useCallback, useState } from 'react';
import { instantText } from '../../../shared/time/text.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import { useWatch } from '../../app/watch-lists.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { markedText } from '../../ui/marked-text.ts';
import { counted } from '../../ui/numbers.ts';
import { chipsOf } from '../filters/chips.ts';
import { plainText } from '../message/words.ts';
import { captionParagraphs, fileName, wrapped } from './caption.ts';
import type { GraphCanvas } from './graph-canvas.ts';
import { countsText, drawnCounts, isCut, leftOutText, wholeCounts } from './graph-words.ts';
import { scenePng } from './paint.ts';
import { CAPTION_PADDING } from './scene.ts';
import { sceneToSvg } from './svg.ts';
import type { LoadedGraph } from './use-contact-graph.ts';

/** Pixels of a PNG for a px of the screen. */
const PNG_SCALE = 2;

/** @param communities what the picture shows and leaves out when it is of communities. @param drawnPart what part of the graph it shows. */
export function useSavePicture(
  canvas: GraphCanvas | null,
  loaded: LoadedGraph | null,
  communities: string | null,
  drawnPart: string | null,
): { save(format: 'png' | 'svg'): void; words: string } {
  const { openCase, summary, filter, result } = useCase();
  const { lists } = useWatch();
  const zone = useZone();
  const [words, setWords] = useState('');

  const save = useCallback(
    (format: 'png' | 'svg') => {
      if (canvas === null || loaded === null) return;
      const { part, mode, messages } = loaded;
      const whole = wholeCounts(part, summary);
      const scene = canvas.scene();
      const { from = null, to = null } = result ?? {};
      const paragraphs = captionParagraphs({
        reference: openCase.reference,
        filter: chipsOf(filter, summary, zone, lists)
          .map(({ words: said }) => markedText(plainText(said)))
          .join('; '),
        groups: mode === 'nodes' ? 'as nodes' : 'folded into ties',
        counts: `${drawnPart === null ? '' : `${drawnPart}; of `}${countsText(whole)}`,
        leftOut: communities === null && isCut(part) ? leftOutText(whole, drawnCounts(part, summary)) : '',
        messages: counted(messages, 'message'),
        span:
          from === null || to === null
            ? ''
            : `${instantText(from, zone)} to ${instantText(to, zone)} (${zone.name})`,
        shapes:
          communities === null
            ? 'Circles are people, squares are groups and feeds, a ring marks the owner of an exhibit; sizes and widths follow messages.'
            : `Circles are communities, found by Louvain and named after the person or group with the most messages in them: ${communities}. Sizes and widths follow messages.`,
        drawn: instantText(Date.now(), zone, 'min'),
      });
      const context = new OffscreenCanvas(1, 1).getContext('2d')!;
      context.font = `12px ${scene.colours.font}`;
      const measure = (text: string): number => context.measureText(text).width;
      const caption = paragraphs.flatMap((one) => wrapped(one, scene.width - 2 * CAPTION_PADDING, measure));

      const write = async (): Promise<void> => {
        const bytes =
          format === 'png'
            ? await scenePng(scene, caption, PNG_SCALE)
            : new TextEncoder().encode(sceneToSvg(scene, caption));
        const saved = await call('file.save', { suggestedName: fileName(openCase.reference, format), bytes });
        setWords(saved === null ? '' : `Saved as ${saved}`);
      };
      setWords('');
      write().catch((cause) => setWords(`Not saved: ${messageOf(cause)}`));
    },
    [canvas, loaded, communities, drawnPart, openCase, summary, filter, result, zone, lists],
  );
  return { save, words };
}
