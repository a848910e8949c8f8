import { Fragment } from 'react';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import type { Words } from './words.ts';

/** A sentence with its stretches of evidence set apart. */
export function EvidenceWords({ words }: { words: Words }) {
  return words.map((part, index) =>
    typeof part === 'string' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name and never move
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name and never move
      <EvidenceText key={index} text={part.said} />
    ),
  );
}
