import type { QuarantineGroup } from '../../../shared/contract/index.ts';
import { PRIVILEGE_WORDS } from '../../../shared/warrant/words.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { grouped } from '../../ui/numbers.ts';
import { decidedText } from './quarantine-words.ts';

/** What is withheld, as it is known without the key. */
export function WithheldTable({ groups }: { groups: readonly QuarantineGroup[] | null }) {
  if (groups === null) return <p className="dim">Counting what is withheld…</p>;
  if (groups.length === 0) return <p className="dim">No message of this case is withheld.</p>;
  return (
    <table className="facts" aria-label="Withheld messages">
      <thead>
        <tr>
          <th scope="col">Exhibit</th>
          <th scope="col">Why withheld</th>
          <th scope="col" className="number">
            Messages
          </th>
          <th scope="col">Decided</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={`${group.exhibit} ${group.privilege}`}>
            <td>
              <EvidenceText text={group.exhibit} />
            </td>
            <td>{PRIVILEGE_WORDS[group.privilege]}</td>
            <td className="number">{grouped(group.messages)}</td>
            <td>{decidedText(group)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
