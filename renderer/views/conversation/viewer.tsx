/** An attachment by itself: a picture to fit or pixel for pixel, or a text. */
import { Button, Dialog } from '@blueprintjs/core';
import { ChevronLeft, ChevronRight } from '@blueprintjs/icons';
import { useState } from 'react';
import type { ChatRow, FullMessage, PersonRow, QueryApi } from '../../query/api.ts';
import { attachmentForm, isPicture } from '../../query/attachments.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { markedText } from '../../ui/marked-text.ts';
import { counted, grouped, sizeText } from '../../ui/numbers.ts';
import { mediaAddress } from '../message/media-address.ts';
import { fullTimeText } from '../message/message-time.ts';
import { personName } from '../message/names.ts';
import styles from './viewer.module.css';
import { ViewerStage } from './viewer-stage.tsx';

export interface Viewed {
  readonly message: FullMessage;
  /** Index in its attachments. */
  readonly attachment: number;
}

interface Props {
  readonly viewed: Viewed | null;
  readonly caseId: string;
  readonly query: QueryApi;
  readonly chat: ChatRow;
  readonly people: readonly PersonRow[];
  onView(viewed: Viewed | null): void;
  /** Goes to the message in the chat. */
  onShow(message: FullMessage): void;
}

/** The picture before or after one, in the same message or in the chat's next that has one; null at the end. */
async function nextPicture(
  query: QueryApi,
  chat: number,
  { message, attachment }: Viewed,
  step: 1 | -1,
): Promise<Viewed | null> {
  const picturesOf = ({ message: { attachments = [] }, kind }: FullMessage): number[] =>
    attachments.flatMap((one, i) => (isPicture(kind, one) ? [i] : []));
  const own = picturesOf(message).filter((i) => (step > 0 ? i > attachment : i < attachment));
  const within = step > 0 ? own[0] : own.at(-1);
  if (within !== undefined) return { message, attachment: within };
  const position = await query.conversationPicture(chat, message.position, step);
  if (position === null) return null;
  const [next] = await query.conversationRows(chat, position, position + 1);
  const pictures = next ? picturesOf(next) : [];
  const first = step > 0 ? pictures[0] : pictures.at(-1);
  return next && first !== undefined ? { message: next, attachment: first } : null;
}

/** `412 bytes`, `1.4 MiB (1,468,006 bytes)`. */
const bytesText = (bytes: number): string =>
  bytes < 1024 ? counted(bytes, 'byte') : `${sizeText(bytes)} (${counted(bytes, 'byte')})`;

export function Viewer({ viewed, onView, ...rest }: Props) {
  return (
    <Dialog
      isOpen={viewed !== null}
      onClose={() => onView(null)}
      title="Attachment"
      className={styles.dialog!}
      canOutsideClickClose
    >
      {viewed && <Shown viewed={viewed} onView={onView} {...rest} />}
    </Dialog>
  );
}

function Shown({
  viewed,
  caseId,
  query,
  chat,
  people,
  onView,
  onShow,
}: Omit<Props, 'viewed'> & { readonly viewed: Viewed }) {
  const zone = useZone();
  const { message, attachment: index } = viewed;
  const attachment = message.message.attachments![index]!;
  const { name, bytes, mime, sha256 = '' } = attachment;
  const isText = attachmentForm(message.kind, attachment) === 'text';
  const address = mediaAddress(caseId, sha256);
  const [actual, setActual] = useState(false);
  const [ended, setEnded] = useState<1 | -1 | null>(null);
  /** Of the picture at an address. */
  const [pixels, setPixels] = useState<{ of: string; width: number; height: number } | null>(null);

  const leaf = async (step: 1 | -1): Promise<void> => {
    const next = await nextPicture(query, chat.index, viewed, step).catch(() => null);
    setEnded(next ? null : step);
    if (next) onView(next);
  };
  const sender = personName(message.sender, people);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows act wherever in the dialog the keyboard is
    <div
      className={styles.shown}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
        // A picture larger than its stage is scrolled by the arrows.
        if (step === null || isText || actual) return;
        event.preventDefault();
        void leaf(step);
      }}
    >
      <ViewerStage
        address={address}
        sha256={sha256}
        isText={isText}
        name={name === undefined ? 'Picture without a name' : markedText(name)}
        actual={actual}
        onPixels={(width, height) => setPixels({ of: address, width, height })}
      />
      <div className={styles.bar}>
        {!isText && (
          <>
            <Button icon={<ChevronLeft />} text="Previous" onClick={() => void leaf(-1)} />
            <Button endIcon={<ChevronRight />} text="Next" onClick={() => void leaf(1)} />
            <Button
              text={actual ? 'Fit to the window' : 'Actual size'}
              aria-pressed={actual}
              onClick={() => setActual(!actual)}
            />
          </>
        )}
        <span role="status" className="dim">
          {ended === 1
            ? 'This is the chat’s last picture.'
            : ended === -1
              ? 'This is the chat’s first picture.'
              : ''}
        </span>
        <Button className={styles.show!} text="Show in the chat" onClick={() => onShow(message)} />
      </div>
      <dl className={styles.facts}>
        <dt>Name</dt>
        <dd>{name === undefined ? 'not in the source' : <EvidenceText text={name} />}</dd>
        <dt>From</dt>
        <dd>
          {sender === null ? 'no sender' : <EvidenceText text={sender} />}, {fullTimeText(zone, message)},{' '}
          {message.id}
        </dd>
        <dt>Size</dt>
        <dd>
          {bytes === undefined ? 'not in the source' : bytesText(bytes)}
          {pixels?.of === address && `, ${grouped(pixels.width)} × ${grouped(pixels.height)} pixels`}
          {mime !== undefined && (
            <>
              , <EvidenceText text={mime} />
            </>
          )}
        </dd>
        <dt>SHA-256</dt>
        <dd className={styles.hash}>
          <span className="mono">{sha256}</span>
          <CopyButton text={sha256} what="the SHA-256" />
        </dd>
      </dl>
    </div>
  );
}
