/** Between the page's main thread and the store worker; the bulk goes over the two ports. */

import type { Annotation } from '../../shared/annotations/index.ts';
import type { IntakeRecord } from '../../shared/model/index.ts';
import type { Decision } from '../../shared/people/index.ts';

export interface OpenRequest {
  readonly caseId: string;
  /** To the main process (shared/contract/case-port.ts). */
  readonly port: MessagePort;
  /** To the query worker (query/feed.ts). */
  readonly feed: MessagePort;
  /** To the index worker (indexing.ts). */
  readonly index: MessagePort;
}

/** Said after opening: the index worker has stopped. */
export interface IndexStopped {
  readonly indexStopped: string;
}

/** What a case holds, as its manifests and intake records say, before its messages are open. */
export interface CaseContents {
  /** Of sources whose lists opened. */
  readonly messages: number;
  /** In the order in which they were stored. */
  readonly exhibits: readonly IntakeRecord[];
}

export type OpenAnswer =
  /** Once, before any progress. */
  | { readonly type: 'contents'; readonly contents: CaseContents }
  | { readonly type: 'progress'; readonly done: number; readonly all: number }
  | { readonly type: 'opened' }
  | { readonly type: 'failed'; readonly reason: string };

/** After the case was opened; each is answered by its entry's id, in order. */
export type AddRequest =
  | { readonly type: 'add'; readonly ledger: 'decisions'; readonly entry: Decision }
  | { readonly type: 'add'; readonly ledger: 'annotations'; readonly entry: Annotation };

export type AddAnswer =
  | { readonly type: 'added'; readonly id: string }
  | { readonly type: 'not-added'; readonly id: string; readonly reason: string };
