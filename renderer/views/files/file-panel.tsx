/** One file: what it is, what it states of itself, and every message that carries it. */
import { Button } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import type { FileFacts } from '../../../shared/model/index.ts';
import { useCase } from '../../app/case-session.ts';
import type { FileSendings } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { mediaAddress } from '../message/media-address.ts';
import { Facts, Section } from '../provenance/facts.tsx';
import { SubjectNotes } from '../tags/subject-notes.tsx';
import { FilePicture } from './file-picture.tsx';
import { factsOfFile, mismatchSentence } from './file-words.ts';
import styles from './files.module.css';
import { SendingList } from './sending-list.tsx';

interface Props {
  readonly shown: FileSendings;
  onClose(): void;
}

export function FilePanel({ shown: { file, sendings }, onClose }: Props) {
  const { openCase } = useCase();
  const facts = sendings.find(({ attachment }) => attachment.file)?.attachment.file;
  const [name] = sendings.flatMap(({ attachment }) => attachment.name ?? []);
  const names = [...new Set(sendings.flatMap(({ attachment }) => attachment.name ?? []))];
  return (
    <aside className={styles.panel} aria-label="File">
      <header className={styles.panelHead}>
        <h2>File</h2>
        <Button variant="minimal" icon={<Cross />} aria-label="Close the file" onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard */}
      <div className={styles.panelBody} tabIndex={0}>
        {file.present && file.form === 'image' && (
          <FilePicture
            key={file.sha256}
            address={mediaAddress(openCase.id, file.sha256)}
            name={name ?? 'without a name'}
            sha256={file.sha256}
          />
        )}
        <Section title="What it is">
          {names.length === 0 ? (
            <p className="dim">No source gives it a name.</p>
          ) : (
            <ul className={styles.names} aria-label="Names">
              {names.map((one) => (
                <li key={one}>
                  <EvidenceText text={one} />
                </li>
              ))}
            </ul>
          )}
          <Facts
            facts={[
              {
                term: 'Type',
                value:
                  file.type === null
                    ? 'not stated'
                    : `${file.type}, ${file.typeByBytes ? 'by its bytes' : 'as the source states'}`,
                said: true,
              },
              { term: 'Size', value: file.bytes === null ? 'not stated' : counted(file.bytes, 'byte') },
              { term: 'SHA-256', value: file.sha256, fixed: true, copied: 'the SHA-256' },
              ...(file.md5 === undefined
                ? []
                : [{ term: 'MD5', value: file.md5, fixed: true as const, copied: 'the MD5' }]),
            ]}
          />
          {!file.present && (
            <p className="dim">Not in the evidence: size and SHA-256 are what the source states.</p>
          )}
        </Section>
        <Section title="Notes">
          <SubjectNotes of={{ sha256: file.sha256 }} />
        </Section>
        {facts && <FactsOfFile facts={facts} mismatches={mismatchesOf(sendings)} />}
        <Section title={`Carried by ${counted(file.messages, 'message')}`}>
          <p className="dim">
            The first in time stands first; a file may have been sent before what this evidence holds.
          </p>
          <SendingList sendings={sendings} />
          {file.messages > sendings.length && (
            <p className="dim">The first {grouped(sendings.length)} are shown.</p>
          )}
        </Section>
      </div>
    </aside>
  );
}

const mismatchesOf = (sendings: FileSendings['sendings']): string[] => [
  ...new Set(sendings.flatMap(({ attachment: { file } }) => (file && mismatchSentence(file)) ?? [])),
];

interface FactsProps {
  readonly facts: FileFacts;
  readonly mismatches: readonly string[];
  /** Which of several attachments it is, from 1. */
  readonly of?: number | null;
}

/** What a file states of itself, apart from the times of messages. */
export function FactsOfFile({ facts, mismatches, of = null }: FactsProps) {
  const zone = useZone();
  const told = factsOfFile(zone, facts);
  if (told.length === 0 && mismatches.length === 0) return null;
  return (
    <Section title={of === null ? 'What the file says of itself' : `What file ${of} says of itself`}>
      {mismatches.map((sentence) => (
        <p key={sentence} className={styles.mismatch}>
          {sentence}
        </p>
      ))}
      <div className={styles.stated}>
        <Facts facts={told} />
      </div>
      <p className="dim">Written into the file by whoever made or changed it; not when a message was sent.</p>
    </Section>
  );
}
