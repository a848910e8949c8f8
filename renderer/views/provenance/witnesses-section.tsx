/** The same message on other exhibits. */
import { Button } from '@blueprintjs/core';
import { useCase } from '../../app/case-session.ts';
import type { FullMessage } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { fullTimeText } from '../message/message-time.ts';
import { Section } from './facts.tsx';

export function WitnessesSection({ message: { witnesses, exhibit } }: { message: FullMessage }) {
  const { show, select } = useCase();
  const zone = useZone();
  if (witnesses.length === 0) return null;
  return (
    <Section title="Also on">
      <p className="dim">The same message as on {exhibit}, each as its own device has it.</p>
      {witnesses.map((row) => (
        <div key={row.row}>
          <p>
            {row.exhibit}, {row.id}: {fullTimeText(zone, row)}
            {row.deleted || row.kind === 'deleted' ? ', deleted' : ''}
            {row.edited ? ', edited' : ''}
          </p>
          {row.text !== null && (
            <p>
              <EvidenceText text={row.text} />
            </p>
          )}
          <Button size="small" text={`Look at ${row.id}`} onClick={() => select(row.row)} />
          <Button
            size="small"
            variant="minimal"
            text="Show in the chat"
            aria-label={`Show ${row.id} in the chat`}
            onClick={() => show('conversation', { row: row.row, chat: row.chat })}
          />
        </div>
      ))}
    </Section>
  );
}
