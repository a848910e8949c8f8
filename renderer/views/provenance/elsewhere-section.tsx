import { counted, grouped } from '../../ui/numbers.ts';
import { SendingList } from '../files/sending-list.tsx';
import { useFile } from '../files/use-files.ts';
import { Section } from './facts.tsx';

/** Beside the message itself; the Files view has them all. */
const SHOWN = 12;

interface Props {
  readonly sha256: string;
  /** Row of the message that is shown. */
  readonly row: number;
  /** Which of several attachments it is, from 1; null where there is one. */
  readonly of: number | null;
}

/** Who sent a file first, and in which other messages it is, over all exhibits. */
export function ElsewhereSection({ sha256, row, of }: Props) {
  const found = useFile(sha256);
  if (found === null) return null;
  const { file, sendings } = found;
  const title = of === null ? 'Where else the file is' : `Where else file ${of} is`;
  if (file.messages === 1) {
    return (
      <Section title={title}>
        <p className="dim">In no other message of this case.</p>
      </Section>
    );
  }
  return (
    <Section title={title}>
      <p className="dim">
        In {counted(file.messages, 'message')}, {counted(file.chats, 'chat')},{' '}
        {counted(file.exhibits.length, 'exhibit')}; the first in time stands first.
      </p>
      <SendingList sendings={sendings.slice(0, SHOWN)} here={row} />
      {file.messages > SHOWN && <p className="dim">{grouped(file.messages - SHOWN)} more: see Files.</p>}
    </Section>
  );
}
