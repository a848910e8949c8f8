/** A file that was saved out of the case: where, how large, and its SHA-256. */
import { Button, DialogBody, DialogFooter } from '@blueprintjs/core';
import { TickCircle } from '@blueprintjs/icons';
import { CopyButton } from './copy-button.tsx';
import { EvidenceText } from './evidence-text.tsx';
import { grouped, sizeText } from './numbers.ts';
import styles from './saved-file.module.css';

interface Props {
  readonly saved: { readonly file: string; readonly bytes: number; readonly sha256: string };
  /** What is saved, in a sentence. */
  readonly words: string;
  onClose(): void;
}

/** Body and foot of a dialog. */
export function SavedFile({ saved: { file, bytes, sha256 }, words, onClose }: Props) {
  return (
    <>
      <DialogBody>
        <p className={styles.saved} role="status">
          <TickCircle size={16} aria-hidden /> {words}
        </p>
        <table className={`facts ${styles.facts}`}>
          <tbody>
            <tr>
              <th scope="row" className="dim">
                File
              </th>
              <td className={styles.value}>
                <EvidenceText text={file} />
              </td>
            </tr>
            <tr>
              <th scope="row" className="dim">
                Size
              </th>
              <td>
                {sizeText(bytes)} ({grouped(bytes)} bytes)
              </td>
            </tr>
            <tr>
              <th scope="row" className="dim">
                SHA-256
              </th>
              <td className={styles.value}>
                <span className="mono">{sha256}</span> <CopyButton text={sha256} what="the SHA-256" />
              </td>
            </tr>
          </tbody>
        </table>
      </DialogBody>
      <DialogFooter actions={<Button intent="primary" text="Close" onClick={onClose} />} />
    </>
  );
}
