import type { Attachment } from '../../../shared/model/index.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import { Section } from './facts.tsx';
import styles from './provenance.module.css';

/** The message's files, and whether their bytes were in the evidence. */
export function AttachmentsSection({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <Section title="Attachments">
      <ul className={styles.files}>
        {attachments.map(({ name, mime, bytes, sha256, present }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and they never move
          <li key={index}>
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
          </li>
        ))}
      </ul>
    </Section>
  );
}
