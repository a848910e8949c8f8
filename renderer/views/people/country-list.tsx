/** Of which country numbers without a country code are, for each exhibit. */
import { HTMLSelect } from '@blueprintjs/core';
import { countries } from '../../../shared/people/index.ts';
import type { ExhibitCountry } from '../../query/api.ts';
import { Section } from '../provenance/facts.tsx';
import type { Proposal } from './decide-dialog.tsx';
import styles from './people.module.css';

const NAMES = new Intl.DisplayNames('en-GB', { type: 'region' });

interface Props {
  readonly known: readonly ExhibitCountry[];
  onPropose(proposal: Proposal): void;
}

export function CountryList({ known, onPropose }: Props) {
  const all = countries()
    .map((code) => ({ code, name: NAMES.of(code) ?? code }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const propose = (exhibit: string, country: string): void => {
    const line = `Numbers of ${exhibit} without a country code are of ${NAMES.of(country) ?? country}`;
    onPropose({
      title: 'Set a country',
      lines: [[{ said: line }]],
      action: 'Set',
      words: line,
      decision: (reason) => ({ kind: 'country', exhibit, country, reason }),
    });
  };
  return (
    <Section title="Numbers without a country code">
      {known.map(({ exhibit, country, by }) => (
        <div key={exhibit} className={styles.country}>
          <span>{exhibit}</span>
          <HTMLSelect
            aria-label={`Country of ${exhibit}`}
            value={country ?? ''}
            onChange={({ target }) => target.value !== '' && propose(exhibit, target.value)}
          >
            <option value="">not known</option>
            {all.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </HTMLSelect>
          <span className="dim">
            {by === 'owner' ? 'by its owner’s number' : by === 'decision' ? 'decided' : ''}
          </span>
        </div>
      ))}
    </Section>
  );
}
