import type { Attachment } from '../../../shared/model/index.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import { FactsOfFile } from '../files/file-panel.tsx';
import { mismatchSentence } from '../files/file-words.ts';
import { ElsewhereSection } from './elsewhere-section.tsx';
import { Section } from './facts.tsx';
import styles from './provenance.module.css';

interface Props {
  readonly attachments: readonly Attachment[];
  /** Row of the message. */
  readonly row: number;
}

/** The message's files, whether their bytes were in the evidence, what they state, and where else they are. */
export function AttachmentsSection({ attachments, row }: Props) {
  if (attachments.length === 0) return null;
  return (
    <>
      <Section title="Attachments">
        <ul className={styles.files}>
          {attachments.map((attachment, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and they never move
            <li key={index}>
              <Described attachment={attachment} />
            </li>
          ))}
        </ul>
      </Section>
      {attachments.map(({ file, sha256 }, index) => {
        const mismatch = file && mismatchSentence(file);
        const of = attachments.length > 1 ? index + 1 : null;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and they never move
          <div key={index}>
            {file && <FactsOfFile facts={file} mismatches={mismatch ? [mismatch] : []} of={of} />}
            {sha256 !== undefined && <ElsewhereSection sha256={sha256} row={row} of={of} />}
          </div>
        );
      })}
    </>
  );
}

function Described({ attachment: { name, mime, bytes, sha256, md5, present } }: { attachment: Attachment }) {
  return (
    <>
      <p>
        {name === undefined ? (
          <span className="dim">No name in the source</span>
        ) : (
          <EvidenceText text={name} />
        )}
      </p>
      <p className="dim">
        {mime === undefined ? 'type not in the source' : <EvidenceText text={mime} />},{' '}
        {bytes === undefined ? 'size not in the source' : counted(bytes, 'byte')}
      </p>
      <p>
        {present
          ? 'In the evidence: size and SHA-256 are of its bytes.'
          : 'Not in the evidence: size and SHA-256 are what the source states.'}
      </p>
      {sha256 !== undefined && (
        <p className={`mono ${styles.hash}`}>
          {sha256}
          <CopyButton text={sha256} what="the attachment’s SHA-256" />
        </p>
      )}
      {md5 !== undefined && (
        <p className={`mono ${styles.hash}`}>
          MD5 {md5}
          <CopyButton text={md5} what="the attachment’s MD5" />
        </p>
      )}
    </>
  );
}
