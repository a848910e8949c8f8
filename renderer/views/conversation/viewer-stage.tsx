import { useEffect, useRef } from 'react';
import { Covered } from '../message/covered.tsx';
import { AttachedText } from './attached-text.tsx';
import { useMediaFault } from './use-media-fault.ts';
import styles from './viewer.module.css';

interface Props {
  readonly address: string;
  readonly sha256: string;
  readonly isText: boolean;
  /** What a screen reader says of a picture. */
  readonly name: string;
  /** Pixel for pixel, not fitted to the window. */
  readonly actual: boolean;
  /** Told a picture's size in pixels. */
  onPixels(width: number, height: number): void;
}

/** Where the viewer shows an attachment; it takes the keyboard, to be scrolled by it. */
export function ViewerStage({ address, sha256, isText, name, actual, onPixels }: Props) {
  const stage = useRef<HTMLElement>(null);
  useEffect(() => stage.current?.focus(), []);
  return (
    <section
      ref={stage}
      className={`${styles.stage} ${actual ? styles.actual : ''}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard
      tabIndex={0}
      aria-label="Attachment"
    >
      {isText ? (
        <AttachedText key={address} address={address} />
      ) : (
        <Covered sha256={sha256}>
          <Picture key={address} address={address} name={name} onPixels={onPixels} />
        </Covered>
      )}
    </section>
  );
}

function Picture({ address, name, onPixels }: Pick<Props, 'address' | 'name' | 'onPixels'>) {
  const [fault, fail] = useMediaFault(address);
  if (fault !== null) return <p className="problem">{fault}</p>;
  return (
    <img
      src={address}
      alt={name}
      onError={fail}
      onLoad={({ currentTarget }) => onPixels(currentTarget.naturalWidth, currentTarget.naturalHeight)}
    />
  );
}
