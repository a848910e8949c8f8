/** Small cases with their search structures, for tests. */
import { SegmentReader } from '../../../shared/segment/index.ts';
import { CaseQuery } from '../case-query.ts';
import type { FedGroup, LostGroup, WantedBlocks } from '../feed.ts';
import { GroupBuilder } from '../search/group-builder.ts';
import { headOf, type MadeSource, partsOf, ZONE } from './made-case.ts';

/** A store of search structures as the store worker holds them: records by job and number. */
export class Structures {
  private readonly records = new Map<string, Uint8Array<ArrayBuffer>>();
  asked = 0;

  /** Builds groups of so many segments each. @param opens whether a segment opened when they were built. */
  build(
    job: string,
    sources: readonly MadeSource[],
    segmentsOfGroup: number,
    opens: (source: number, seq: number) => boolean = () => true,
  ) {
    let n = 0;
    return sources.map(({ bytes }, source) => {
      const groups: (FedGroup | LostGroup)[] = [];
      for (let from = 0; from < bytes.length; from += segmentsOfGroup) {
        const builder = new GroupBuilder();
        for (const [i, segment] of bytes.slice(from, from + segmentsOfGroup).entries()) {
          const reader = new SegmentReader(segment);
          if (opens(source, from + i)) builder.add(reader);
          else builder.skip(reader.count);
        }
        const blocks = [...builder.finish()];
        for (const [i, block] of blocks.entries()) this.records.set(`${job} ${n + 1 + i}`, block.bytes);
        groups.push({ messages: builder.messages, firsts: blocks.map(({ first }) => first), first: n });
        n += 1 + blocks.length;
      }
      return groups;
    });
  }

  lose(record: number): void {
    const name = [...this.records.keys()][record % Math.max(1, this.records.size)];
    if (name !== undefined) this.records.delete(name);
  }

  opened({ job, places }: WantedBlocks): (ArrayBuffer | null)[] {
    this.asked++;
    return places.map((place) => this.records.get(`${job} ${place}`)?.slice().buffer ?? null);
  }
}

export interface Fed {
  /** Segments of sources that do not open. */
  readonly missing?: readonly (readonly [source: number, seq: number])[];
  /** Whether they did not open when the structures were built, either. */
  readonly lostBefore?: boolean;
  /** A group whose head does not open, by number. */
  readonly lostHead?: number;
}

/** A case of one job, with structures of so many segments a group. */
export function searched(
  sources: readonly MadeSource[],
  structures: Structures,
  perGroup: number,
  fed: Fed = {},
) {
  const query: CaseQuery = new CaseQuery(
    ZONE,
    () => undefined,
    (wanted) =>
      queueMicrotask(() =>
        query.take(
          wanted.type === 'blocks'
            ? { type: 'blocks', id: wanted.id, blocks: structures.opened(wanted) }
            : { type: 'segments', id: wanted.id, segments: partsOf(new Map([['j', sources]]), wanted) },
        ),
      ),
  );
  const isMissing = (source: number, seq: number): boolean =>
    fed.missing?.some(([s, q]) => s === source && q === seq) ?? false;
  const opens = (source: number, seq: number): boolean => !fed.lostBefore || !isMissing(source, seq);
  const groups = structures.build('j', sources, perGroup, opens);
  for (const [source, { bytes }] of sources.entries()) {
    for (const [seq, segment] of bytes.entries()) {
      if (!isMissing(source, seq))
        query.take({ type: 'segment', job: 'j', source, seq, head: headOf(segment) });
    }
    const segments = bytes.map((segment) => new SegmentReader(segment).count);
    const own = groups[source]!.map((group, g) =>
      g === fed.lostHead ? { messages: group.messages } : group,
    );
    query.take({ type: 'search', job: 'j', source, segments, groups: own });
  }
  query.take({ type: 'job', job: 'j', sources });
  query.take({ type: 'opened', damage: [] });
  return query;
}
