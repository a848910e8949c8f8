// biome-ignore-all lint/a11y/useSemanticElements: options of a list with two lines each
// biome-ignore-all lint/a11y/useFocusableInteractive: the list has the focus and says which option it is on
import { Cross, Disable, Tick } from '@blueprintjs/icons';
import { useEffect, useId, useRef } from 'react';
import type { QuarantineItem, WithheldState } from '../../../shared/contract/index.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { senderName } from './item-words.ts';
import styles from './quarantine.module.css';

const STATE_WORDS: Readonly<Record<WithheldState, string>> = {
  withheld: 'Not decided',
  released: 'Released',
  'kept-withheld': 'Stays withheld',
};
const STATE_ICONS = { withheld: Disable, released: Tick, 'kept-withheld': Cross } as const;

interface Props {
  /** null while the page is on its way. */
  readonly items: readonly QuarantineItem[] | null;
  readonly at: number;
  onAt(at: number): void;
}

export function WithheldList({ items, at, onAt }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place, another option in sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  // What opened the page is gone: the keyboard goes on here.
  const hasItems = items !== null;
  useEffect(() => {
    if (hasItems && document.activeElement === document.body) list.current?.focus();
  }, [hasItems]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || items === null) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onAt(Math.min(Math.max(to, 0), items.length - 1));
  };
  if (items === null) return <p className={styles.waiting}>Opening the messages of this page…</p>;
  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Withheld messages"
      tabIndex={0}
      aria-activedescendant={`${id}-${at}`}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {items.map((item, index) => {
        const { message, state } = item;
        const Icon = STATE_ICONS[state];
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keyboard
          <div
            key={item.item}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={`${styles.option} ${index === at ? styles.selected : ''}`}
            onClick={() => onAt(index)}
          >
            <span className={styles.who}>
              <EvidenceText text={senderName(item)} />
            </span>
            <span className={styles.state}>
              <Icon size={12} aria-hidden /> {STATE_WORDS[state]}
            </span>
            <span className={styles.said}>
              {message.text === undefined || message.text === '' ? (
                KIND_WORDS[message.kind]
              ) : (
                <EvidenceText text={message.text} />
              )}
            </span>
          </div>
        );
      })}
    </div>
  );
}
