/** What is measured of a selected person or group, and the pictures and comparisons that begin with them. */
import { Button, ButtonGroup } from '@blueprintjs/core';
import { useCase } from '../../../app/case-session.ts';
import { EvidenceText } from '../../../ui/evidence-text.tsx';
import { counted, grouped } from '../../../ui/numbers.ts';
import { contactOf } from '../contacts.ts';
import { communityOf } from './communities.ts';
import type { DrawnPart } from './drawn-part.ts';
import { betweennessText } from './measure-rows.ts';
import styles from './measures.module.css';
import type { BetweennessCount, Measured } from './use-network.ts';

export interface MeasuresProps {
  /** null until the graph is measured. */
  readonly measured: Measured | null;
  readonly betweenness: BetweennessCount;
  onDraw(part: DrawnPart): void;
  /** Puts a person or group among those compared. */
  onAsk(key: string): void;
}

export function ContactMeasures({
  of,
  measured,
  betweenness,
  onDraw,
  onAsk,
}: MeasuresProps & { readonly of: string }) {
  const { summary } = useCase();
  const node = measured?.nodeOf(of) ?? -1;
  if (measured === null || node < 0) return null;
  const community = communityOf(measured, of)!;
  const size = measured.communities.sizes[community]!;
  const listed = measured.overview.communities[community];
  const hub = listed && contactOf(summary, measured.keyOf(listed.hub));
  return (
    <section>
      <h3>Place in the graph</h3>
      <table className="facts">
        <tbody>
          <tr>
            <th scope="row">Degree</th>
            <td>{counted(measured.degree[node]!, 'tie')}, feeds left out</td>
          </tr>
          <tr>
            <th scope="row">Weighted degree</th>
            <td>{counted(measured.weightedDegree[node]!, 'message')} on them</td>
          </tr>
          {betweenness.result !== null && (
            <tr>
              <th scope="row">Betweenness</th>
              <td>
                {betweenness.result.share[node] === 0
                  ? 'On none of the shortest paths between others that were looked at'
                  : `${betweennessText(betweenness.result, node)} of the shortest paths between others`}
              </td>
            </tr>
          )}
          <tr>
            <th scope="row">Community</th>
            <td>
              {hub ? (
                <>
                  {grouped(community + 1)}, around <EvidenceText text={hub.name} />: {grouped(size)} in it
                </>
              ) : (
                `${grouped(community + 1)}: ${grouped(size)} in it`
              )}
            </td>
          </tr>
        </tbody>
      </table>
      <div className={styles.actions}>
        <ButtonGroup>
          <Button
            size="small"
            text="Draw 1 step around"
            onClick={() => onDraw({ kind: 'ego', key: of, steps: 1 })}
          />
          <Button
            size="small"
            text="2 steps"
            aria-label="Draw 2 steps around"
            onClick={() => onDraw({ kind: 'ego', key: of, steps: 2 })}
          />
        </ButtonGroup>
        {size > 1 && (
          <Button
            size="small"
            text="Draw the community"
            onClick={() => onDraw({ kind: 'community', key: of })}
          />
        )}
        <Button size="small" text="Compare with others" onClick={() => onAsk(of)} />
      </div>
    </section>
  );
}
