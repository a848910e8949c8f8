import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { EvidenceFileRecord, IntakeRecord } from '../../../shared/model/index.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { Facts, Section } from './facts.tsx';
import styles from './provenance.module.css';

/** Files shown at first, and added at each wish for more: an exhibit may have tens of thousands. */
const FILES_SHOWN = 5;
const FILES_MORE = 100;

/** What the message was read out of, by what, and when. */
export function EvidenceSection({ record, ownFile }: { record: IntakeRecord; ownFile: string }) {
  const { file, bytes, sha256, files, container, reader, readerVersion, software, started, ended } = record;
  const others = files.filter((one) => one.name !== file || one.sha256 !== sha256);
  // The message's own file first: it is what the place above is in.
  const ordered = [
    ...others.filter(({ name }) => name === ownFile),
    ...others.filter(({ name }) => name !== ownFile),
  ];
  return (
    <Section title="Evidence">
      <Facts
        facts={[
          { term: 'File given', value: file, said: true },
          { term: 'Size', value: counted(bytes, 'byte') },
          { term: 'SHA-256', value: sha256, fixed: true, copied: `the SHA-256 of ${file}` },
          { term: 'Container', value: container.join(' › ') || 'none' },
          { term: 'Read by', value: `${reader}, version ${readerVersion}` },
          { term: 'Software', value: software },
          { term: 'Import began', value: started },
          { term: 'Import ended', value: ended },
          ...(record.timeZone === undefined ? [] : [{ term: 'Device’s zone given', value: record.timeZone }]),
        ]}
      />
      {ordered.length > 0 && <Files files={ordered} />}
    </Section>
  );
}

function Files({ files }: { files: readonly EvidenceFileRecord[] }) {
  const [shown, setShown] = useState(FILES_SHOWN);
  return (
    <>
      <h4 className={styles.minor}>{counted(files.length, 'file')} of this evidence</h4>
      <ul className={styles.files}>
        {files.slice(0, shown).map(({ name, bytes, sha256 }) => (
          <li key={name}>
            <p>
              <EvidenceText text={name} /> <span className="dim">{counted(bytes, 'byte')}</span>
            </p>
            <p className={`mono ${styles.hash}`}>
              {sha256}
              <CopyButton text={sha256} what={`the SHA-256 of ${name}`} />
            </p>
          </li>
        ))}
      </ul>
      {shown < files.length && (
        <Button
          variant="minimal"
          size="small"
          text={`Show more of the ${grouped(files.length - shown)} other files`}
          onClick={() => setShown(shown + FILES_MORE)}
        />
      )}
    </>
  );
}
