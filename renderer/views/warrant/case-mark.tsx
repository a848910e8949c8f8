/** What the case stands on, in sight whatever is shown. */
import { Endorsed, Lock, WarningSign } from '@blueprintjs/icons';
import { useStanding } from '../../app/case-standing.ts';
import { useNow } from '../../app/use-now.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { markedText } from '../../ui/marked-text.ts';
import styles from './case-mark.module.css';
import { basisMark, statusChangesIn } from './warrant-state.ts';

const ICONS = { warrant: Endorsed, none: WarningSign, locked: Lock } as const;
const MINUTE = 60_000;

/** @param onShow goes to the warrant; null where there is none. */
export function CaseMark({ onShow }: { onShow: (() => void) | null }) {
  const { openCase } = useStanding();
  const zone = useZone();
  const { basis } = openCase;
  const now = useNow((at) => (basis.kind === 'warrant' ? statusChangesIn(basis.warrant, at) : MINUTE));
  const { icon, tone, text, sentence } = basisMark(openCase, now, zone);
  const Icon = ICONS[icon];
  const content = (
    <>
      <Icon size={14} aria-hidden />
      <span className="ellipsis">
        <EvidenceText text={text} />
      </span>
    </>
  );
  const props = { className: `${styles.mark} ${styles[tone]}`, title: markedText(sentence) };
  return onShow === null ? (
    <span {...props} data-testid="case-mark">
      {content}
    </span>
  ) : (
    <button type="button" {...props} data-testid="case-mark" onClick={onShow}>
      {content}
    </button>
  );
}
