import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { Attachment } from '../../../shared/model/index.ts';
import type { FullMessage } from '../../query/api.ts';
import { attachmentForm } from '../../query/attachments.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { KindIcon } from '../../ui/kind.tsx';
import { sizeText } from '../../ui/numbers.ts';
import { mediaAddress } from '../message/media-address.ts';
import styles from './attachment-box.module.css';
import { useFeed } from './feed-scope.ts';

interface Props {
  readonly message: FullMessage;
  /** Index in the message's attachments. */
  readonly index: number;
  readonly tabIndex: number;
}

/** A file of a message: shown where its bytes are in the case and the window can show them, else named. */
export function AttachmentBox({ message, index, tabIndex }: Props) {
  const { caseId, view } = useFeed();
  const [failed, setFailed] = useState(false);
  const attachment = message.message.attachments![index]!;
  const { name, sha256, present } = attachment;
  const form = attachmentForm(message.kind, attachment);
  const called = name ?? 'without a name';
  if (!present || sha256 === undefined) {
    return <Placeholder message={message} attachment={attachment} why="Not in the evidence" />;
  }
  const address = mediaAddress(caseId, sha256);
  if (failed) {
    return (
      <Placeholder
        message={message}
        attachment={attachment}
        why={`Cannot be shown: the case has no ${FORM_WORDS[form]} there that the window can decode`}
        isFault
      />
    );
  }
  const fail = (): void => setFailed(true);
  if (form === 'image') {
    return (
      <button
        type="button"
        className={styles.picture}
        tabIndex={tabIndex}
        title="Open the picture"
        onClick={() => view(message, index)}
      >
        <img src={address} alt={`Attachment ${called}`} loading="lazy" decoding="async" onError={fail} />
      </button>
    );
  }
  if (form === 'video') {
    return (
      // biome-ignore lint/a11y/useMediaCaption: evidence has no captions
      <video
        className={styles.video}
        src={address}
        controls
        preload="none"
        tabIndex={tabIndex}
        aria-label={`Video ${called}`}
        onError={fail}
      />
    );
  }
  if (form === 'audio') {
    return (
      <div className={styles.sound}>
        {/* biome-ignore lint/a11y/useMediaCaption: evidence has no captions */}
        <audio
          src={address}
          controls
          preload="none"
          tabIndex={tabIndex}
          aria-label={`Recording ${called}`}
          onError={fail}
        />
        <Facts attachment={attachment} />
      </div>
    );
  }
  return (
    <div className={styles.box}>
      <KindIcon kind={message.kind} />
      <div className={styles.named}>
        <Facts attachment={attachment} />
        {form === 'text' ? (
          <Button
            size="small"
            text="Show the text"
            tabIndex={tabIndex}
            onClick={() => view(message, index)}
          />
        ) : (
          <p className="dim">In the case. Files of this type are not opened here.</p>
        )}
      </div>
    </div>
  );
}

const FORM_WORDS = {
  image: 'picture',
  video: 'video',
  audio: 'recording',
  text: 'text',
  file: 'file',
} as const;

function Placeholder({
  message,
  attachment,
  why,
  isFault = false,
}: {
  message: FullMessage;
  attachment: Attachment;
  why: string;
  isFault?: boolean;
}) {
  return (
    <div className={`${styles.box} ${isFault ? styles.fault : styles.absent}`}>
      <KindIcon kind={message.kind} />
      <div className={styles.named}>
        <p className={styles.why}>{why}</p>
        <Facts attachment={attachment} />
      </div>
    </div>
  );
}

/** Name, size and media type, as far as they are known. */
function Facts({ attachment: { name, bytes, mime } }: { attachment: Attachment }) {
  const facts = [bytes === undefined ? '' : sizeText(bytes), mime ?? ''].filter((fact) => fact !== '');
  return (
    <p className={styles.facts}>
      {name === undefined ? <span className="dim">No name in the source</span> : <EvidenceText text={name} />}
      {facts.length > 0 && (
        <span className="dim">
          {' '}
          <EvidenceText text={facts.join(', ')} />
        </span>
      )}
    </p>
  );
}
