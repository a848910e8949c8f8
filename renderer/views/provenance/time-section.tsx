import { clockCorrections } from '../../../shared/people/index.ts';
import { useCase } from '../../app/case-session.ts';
import type { FullMessage } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { correctionText } from '../clocks/clock-offset.ts';
import { clockBasisText } from '../clocks/clock-words.ts';
import {
  AMBIGUOUS_SENTENCE,
  BASIS_SENTENCES,
  fullTimeText,
  PRECISION_SENTENCES,
} from '../message/message-time.ts';
import { storedTimeText } from '../message/stored-time.ts';
import { Facts, Section } from './facts.tsx';
import type { Fact } from './provenance-facts.ts';

/** The time as shown, as stored, and what is to be known of it. */
export function TimeSection({ message: full }: { message: FullMessage }) {
  const zone = useZone();
  const { decisions } = useCase().summary;
  const { sentAt, timeBasis, timePrecision, timeAmbiguous, receivedAt, edited, deleted } = full.message;
  const facts: Fact[] = [
    {
      term: 'Shown',
      value: Number.isNaN(full.when) ? 'no time' : `${fullTimeText(zone, full)} (${zone.name})`,
    },
    sentAt === undefined
      ? { term: 'As stored', value: 'The source has no usable time.' }
      : { term: 'As stored', value: sentAt, fixed: true, copied: 'the time as stored' },
  ];
  const { correction } = full;
  const clock = correction && clockCorrections(decisions).get(full.exhibit);
  if (correction && clock) {
    facts.push(
      { term: 'Corrected by', value: correctionText(correction.ahead) },
      { term: 'Correction', value: clock.name, said: true },
      { term: 'From', value: clockBasisText(clock.basis) },
      { term: 'Reason', value: clock.reason, said: true },
    );
  }
  if (timeBasis) facts.push({ term: 'Basis', value: BASIS_SENTENCES[timeBasis] });
  if (timePrecision) facts.push({ term: 'Precision', value: PRECISION_SENTENCES[timePrecision] });
  if (timeAmbiguous) facts.push({ term: 'Ambiguous', value: AMBIGUOUS_SENTENCE });
  const others = [
    ['Received', receivedAt],
    ['Edited', edited?.at],
    ['Deleted', deleted?.at],
  ] as const;
  for (const [term, at] of others) {
    if (at !== undefined)
      facts.push({
        term,
        value: `${storedTimeText(zone, at)} (stored ${at}${correction ? ', not corrected' : ''})`,
      });
  }
  return (
    <Section title="Time">
      <Facts facts={facts} />
    </Section>
  );
}
