import { Button, type ButtonProps } from '@blueprintjs/core';
import { useId } from 'react';

interface Props extends Omit<ButtonProps, 'disabled' | 'ref'> {
  /** Why it cannot be done now, in a sentence; null when it can. */
  readonly why: string | null;
}

/** A button that, when it cannot be used, stays in reach of the keyboard and says why. */
export function GatedButton({ why, onClick, className, ...rest }: Props) {
  const reason = useId();
  return (
    <>
      <Button
        {...rest}
        className={`${className ?? ''} ${why === null ? '' : 'bp6-disabled'}`}
        aria-disabled={why !== null}
        {...(why === null ? {} : { 'aria-describedby': reason, title: why })}
        onClick={(event) => {
          if (why === null) onClick?.(event as React.MouseEvent<HTMLElement>);
          // It may be the button that submits a form.
          else event.preventDefault();
        }}
      />
      {why !== null && (
        <span id={reason} className="unseen">
          {why}
        </span>
      )}
    </>
  );
}
