import { FLAG, type SegmentReader } from '../../shared/segment/index.ts';

/** SHA-256 of the attachments that a segment's messages have, as often as they have them. */
export function* attachmentsOf(segment: SegmentReader): Generator<string> {
  for (let i = 0; i < segment.count; i++) {
    if ((segment.columns.flags[i]! & FLAG.attachment) === 0) continue;
    for (const { present, sha256 } of segment.detail(i).attachments ?? []) {
      if (present && sha256 !== undefined) yield sha256;
    }
  }
}
