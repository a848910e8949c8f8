import { Button } from '@blueprintjs/core';
import { Duplicate, Tick } from '@blueprintjs/icons';
import { useEffect, useState } from 'react';
import { copyText } from './copy-text.ts';
import { markedText } from './marked-text.ts';

/** How long the button says what became of it, ms. */
const TOLD = 2000;

interface Props {
  readonly text: string;
  /** What is copied, after "Copy", such as "the SHA-256". */
  readonly what: string;
  /** Words on the button; without them it is an icon of its own. */
  readonly label?: string;
  readonly tabIndex?: number;
}

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, what, label, tabIndex }: Props) {
  const [told, setTold] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (told === null) return;
    const timer = setTimeout(() => setTold(null), TOLD);
    return () => clearTimeout(timer);
  }, [told]);
  const name = markedText(`Copy ${what}`);
  return (
    <>
      <Button
        variant="minimal"
        size="small"
        icon={told === 'copied' ? <Tick size={14} /> : <Duplicate size={14} />}
        title={name}
        aria-label={name}
        {...(label === undefined ? {} : { text: label })}
        {...(tabIndex === undefined ? {} : { tabIndex })}
        onClick={async () => setTold((await copyText(text)) ? 'copied' : 'failed')}
      />
      <span role="status" className={told === 'failed' ? 'problem' : 'unseen'}>
        {told === 'copied' ? 'Copied' : told === 'failed' ? 'Not copied' : ''}
      </span>
    </>
  );
}
