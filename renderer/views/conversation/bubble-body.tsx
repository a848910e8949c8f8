import type { Location } from '../../../shared/model/index.ts';
import type { FullMessage } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { KindIcon } from '../../ui/kind.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { counted } from '../../ui/numbers.ts';
import { callText, codeText } from '../message/call-text.ts';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { accountName } from '../message/names.ts';
import { storedTimeText } from '../message/stored-time.ts';
import { listed } from '../message/words.ts';
import { AttachmentBox } from './attachment-box.tsx';
import styles from './bubble.module.css';
import { useFeed } from './feed-scope.ts';
import { LongText } from './long-text.tsx';
import { PollResult } from './poll.tsx';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import { TOLD_KINDS } from './told-kinds.ts';

interface Props {
  readonly message: FullMessage;
  /** Of what takes the keyboard within; 0 while the message is selected. */
  readonly tabIndex: number;
}

/** Spaces, and format characters that have no shape. */
const BLANK = /^[\s\p{Cf}]*$/u;

/** What a message holds, from its quote to its reactions. */
export function BubbleBody({ message: full, tabIndex }: Props) {
  const { people } = useFeed();
  const zone = useZone();
  const { message, kind, direction } = full;
  const { text, attachments = [], poll, mentions = [], edited, deleted } = message;
  return (
    <>
      {message.forwarded && <p className={styles.note}>Forwarded</p>}
      {message.replyTo !== undefined && <Quote message={full} tabIndex={tabIndex} />}
      {!TOLD_KINDS.has(kind) && <KindLine message={full} />}
      {attachments.map((attachment, index) => (
        <AttachmentBox
          // biome-ignore lint/suspicious/noArrayIndexKey: a message's attachments never move
          key={`${index} ${attachment.sha256}`}
          message={full}
          index={index}
          tabIndex={tabIndex}
        />
      ))}
      {message.location && <Place location={message.location} tabIndex={tabIndex} />}
      {message.call && (
        <p className={styles.kind}>
          <KindIcon kind="call" /> {callText(message.call, direction)}
        </p>
      )}
      {message.call && message.system?.accounts && (
        <p className={styles.note}>
          Taking part:{' '}
          <EvidenceWords
            words={listed(message.system.accounts.map((account) => accountName(account, full, people)))}
          />
        </p>
      )}
      {poll && <PollResult poll={poll} />}
      {text !== undefined && text !== poll?.question && <LongText text={text} tabIndex={tabIndex} />}
      {text !== undefined && BLANK.test(text) && (
        <p className={styles.note}>Text that shows nothing: {counted(text.length, 'character')}</p>
      )}
      {text === undefined && attachments.length === 0 && TOLD_KINDS.has(kind) && !message.call && !poll && (
        <p className="dim">{KIND_WORDS[kind]} without content in the source</p>
      )}
      {mentions.length > 0 && (
        <p className={styles.note}>
          Mentions{' '}
          <EvidenceWords words={listed(mentions.map((account) => accountName(account, full, people)))} />
        </p>
      )}
      {edited && (
        <p className={styles.note}>
          Edited{edited.at === undefined ? '' : ` ${storedTimeText(zone, edited.at)}`}
        </p>
      )}
      {deleted && (
        <p className={styles.deleted}>
          Deleted
          {deleted.by !== undefined && (
            <>
              {' '}
              by <EvidenceText text={accountName(deleted.by, full, people)} />
            </>
          )}
          {deleted.at === undefined ? '' : ` at ${storedTimeText(zone, deleted.at)}`}
        </p>
      )}
      {(message.reactions?.length ?? 0) > 0 && <Reactions message={full} tabIndex={tabIndex} />}
    </>
  );
}

/** What a message is, where that does not show of itself. */
function KindLine({ message: { kind, message } }: { message: FullMessage }) {
  if (kind === 'deleted' && message.deleted) return null;
  const code = kind === 'unknown' ? codeText(message) : null;
  return (
    <p className={styles.kind}>
      <KindIcon kind={kind} />{' '}
      {kind === 'unknown' ? `Unknown type${code === null ? '' : `: ${code}`}` : KIND_WORDS[kind]}
    </p>
  );
}

function Place({ location: { lat, lon, name }, tabIndex }: { location: Location; tabIndex: number }) {
  const coordinates = `${lat}, ${lon}`;
  return (
    <div className={styles.place}>
      {name !== undefined && (
        <p>
          <EvidenceText text={name} />
        </p>
      )}
      <p>
        <span className="mono">{coordinates}</span>
        <CopyButton text={coordinates} what="the coordinates" tabIndex={tabIndex} />
      </p>
    </div>
  );
}
