import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import styles from './provenance.module.css';
import type { Fact } from './provenance-facts.ts';

/** Terms and their values, one below the other. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, value, fixed, copied, said }) => (
        <div key={term}>
          <dt>{said ? <EvidenceText text={term} /> : term}</dt>
          <dd className={fixed ? 'mono' : undefined}>
            {said ? <EvidenceText text={value} /> : value}
            {copied !== undefined && <CopyButton text={value} what={copied} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface SectionProps {
  readonly title: string;
  readonly children: React.ReactNode;
}

export function Section({ title, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
