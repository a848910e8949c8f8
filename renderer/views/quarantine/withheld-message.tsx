import type { QuarantineItem } from '../../../shared/contract/index.ts';
import { PRIVILEGE_WORDS } from '../../../shared/warrant/words.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { sizeText } from '../../ui/numbers.ts';
import { placeInFile } from '../message/place-text.ts';
import { itemTime, nameIn, reported, senderName } from './item-words.ts';
import styles from './quarantine.module.css';

/** A withheld message in full. */
export function WithheldMessage({ item }: { item: QuarantineItem }) {
  const zone = useZone();
  const { message, chatTitle, exhibit, privilege } = item;
  const { text, attachments = [], poll, mentions = [], sender, source, kind } = message;
  const report = reported(item);
  return (
    <article className={styles.message} aria-label="Withheld message">
      <dl className={styles.facts}>
        <Fact term="From">
          <EvidenceText text={senderName(item)} />
          {sender !== undefined && nameIn(item, sender) !== sender && (
            <span className="dim">
              {' '}
              <EvidenceText text={sender} />
            </span>
          )}
        </Fact>
        <Fact term="Chat">
          <EvidenceText text={chatTitle} />
        </Fact>
        <Fact term="Time">{itemTime(item, zone)}</Fact>
        <Fact term="Kind">{KIND_WORDS[kind]}</Fact>
        <Fact term="Withheld for">{PRIVILEGE_WORDS[privilege]}</Fact>
        {mentions.length > 0 && (
          <Fact term="Mentions">
            <EvidenceText text={mentions.map((account) => nameIn(item, account)).join(', ')} />
          </Fact>
        )}
        <Fact term="Message">
          <EvidenceText text={message.id} />, exhibit <EvidenceText text={exhibit} />
        </Fact>
        <Fact term="Stands in">
          <EvidenceText text={[source.file, placeInFile(source)].filter((part) => part !== '').join(', ')} />
        </Fact>
      </dl>
      {text !== undefined && text !== '' && (
        <p className={styles.text} dir="auto">
          <EvidenceText text={text} />
        </p>
      )}
      {report !== null && (
        <p className={styles.text}>
          <EvidenceText text={report} />
        </p>
      )}
      {poll && (
        <div className={styles.text}>
          <EvidenceText text={poll.question} />
          <ul>
            {poll.options.map((option) => (
              <li key={option.text}>
                <EvidenceText text={option.text} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {attachments.length > 0 && (
        <ul className={styles.attachments} aria-label="Attachments">
          {attachments.map(({ name, mime, bytes, present }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no other name and never move
            <li key={i}>
              <EvidenceText text={name ?? mime ?? 'without a name'} />{' '}
              <span className="dim">
                {[bytes === undefined ? '' : sizeText(bytes), present ? '' : 'not in the evidence']
                  .filter((note) => note !== '')
                  .join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
