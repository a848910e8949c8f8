import { Button } from '@blueprintjs/core';
import type { Attachment, MessageKind } from '../../../shared/model/index.ts';
import type { FullMessage } from '../../query/api.ts';
import { type AttachmentForm, attachmentForm } from '../../query/attachments.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { KindIcon } from '../../ui/kind.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { markedText } from '../../ui/marked-text.ts';
import { sizeText } from '../../ui/numbers.ts';
import { Covered } from '../message/covered.tsx';
import { mediaAddress } from '../message/media-address.ts';
import styles from './attachment-box.module.css';
import { useFeed } from './feed-scope.ts';
import { TOLD_KINDS } from './told-kinds.ts';
import { useMediaFault } from './use-media-fault.ts';

interface Props {
  readonly message: FullMessage;
  /** Index in the message's attachments. */
  readonly index: number;
  readonly tabIndex: number;
}

/** A file of a message: shown where its bytes are in the case and the window can show them, else named. */
export function AttachmentBox({ message, index, tabIndex }: Props) {
  const { caseId, view } = useFeed();
  const attachment = message.message.attachments![index]!;
  const { name, sha256, present } = attachment;
  const form = attachmentForm(message.kind, attachment);
  const called = name === undefined ? 'without a name' : markedText(name);
  const address = mediaAddress(caseId, sha256 ?? '');
  const [fault, fail] = useMediaFault(address);
  if (!present || sha256 === undefined) {
    return <Placeholder message={message} attachment={attachment} why="Not in the evidence" />;
  }
  if (fault !== null) {
    return <Placeholder message={message} attachment={attachment} why={fault} instead={form} />;
  }
  if (form === 'image') {
    return (
      <Covered sha256={sha256} tabIndex={tabIndex}>
        <button
          type="button"
          className={styles.picture}
          tabIndex={tabIndex}
          title="Open the picture"
          onClick={() => view(message, index)}
        >
          <img src={address} alt={`Attachment ${called}`} loading="lazy" decoding="async" onError={fail} />
        </button>
      </Covered>
    );
  }
  if (form === 'video') {
    return (
      <div className={styles.player}>
        <Covered sha256={sha256} tabIndex={tabIndex}>
          {/* biome-ignore lint/a11y/useMediaCaption: evidence has no captions */}
          <video
            src={address}
            controls
            controlsList="nodownload"
            disablePictureInPicture
            preload="none"
            tabIndex={tabIndex}
            aria-label={`Video ${called}`}
            onError={fail}
          />
        </Covered>
        <Facts attachment={attachment} />
      </div>
    );
  }
  if (form === 'audio') {
    return (
      <div className={styles.player}>
        {/* biome-ignore lint/a11y/useMediaCaption: evidence has no captions */}
        <audio
          src={address}
          controls
          controlsList="nodownload"
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

function Placeholder({
  message,
  attachment,
  why,
  instead,
}: {
  message: FullMessage;
  attachment: Attachment;
  why: string;
  /** What could not be shown; absent where nothing could have been. */
  instead?: AttachmentForm;
}) {
  // As high as what stood there a moment ago, so that nothing moves.
  const size = instead === 'image' ? styles.asPicture : instead === 'video' ? styles.asVideo : '';
  return (
    <div className={`${styles.box} ${instead === undefined ? styles.absent : styles.fault} ${size}`}>
      <KindIcon kind={message.kind} />
      <div className={styles.named}>
        <p className={styles.why}>{why}</p>
        <Facts attachment={attachment} {...(TOLD_KINDS.has(message.kind) ? { kind: message.kind } : {})} />
      </div>
    </div>
  );
}

/** What it is where nothing else says so, its name, its size and its media type, as far as they are known. */
function Facts({ attachment, kind }: { attachment: Attachment; kind?: MessageKind }) {
  const { name, bytes, mime } = attachment;
  return (
    <p className={styles.facts}>
      {kind !== undefined && <span className="dim">{KIND_WORDS[kind]}, </span>}
      {name === undefined ? <span className="dim">no name in the source</span> : <EvidenceText text={name} />}
      {bytes !== undefined && <span className="dim">, {sizeText(bytes)}</span>}
      {mime !== undefined && (
        <span className="dim">
          , <EvidenceText text={mime} />
        </span>
      )}
    </p>
  );
}
