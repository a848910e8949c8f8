import { ORIGIN_PATHS } from '../../../shared/contract/index.ts';

/** Where the main process serves an attachment of the open case, decoded, with a checked type; relative to the page. */
export function mediaAddress(caseId: string, sha256: string): string {
  return `${ORIGIN_PATHS.media}/${encodeURIComponent(caseId)}/${encodeURIComponent(sha256)}`;
}
