/**
 * The open case as the page's main thread knows it: a handle on the store worker, the query worker,
 * the layout worker and the network worker. Made from the case port; nothing of a case is in the main thread but what a
 * view shows.
 */

import type { Annotation } from '../../shared/annotations/index.ts';
import type { Decision } from '../../shared/people/index.ts';
import type { QueryApi } from '../query/api.ts';
import type { LayoutApi } from '../query/layout-api.ts';
import type { NetworkApi } from '../query/network/network-api.ts';
import type { CaseContents } from './protocol.ts';

export interface OpenStore {
  readonly query: QueryApi;
  readonly layout: LayoutApi;
  readonly network: NetworkApi;
  /** Stores a decision about persons; `onChange` follows. Rejects when it cannot be stored, and then it does not hold. */
  decide(decision: Decision): Promise<void>;
  /** Stores a tag, a note or a saved search; `onAnnotated` follows. Rejects as `decide` does. */
  annotate(annotation: Annotation): Promise<void>;
  /** Called after the stored case changed (an exhibit came in, a decision was made); views ask for the summary again. */
  onChange(listener: (revision: number) => void): () => void;
  /** Called after an annotation was stored; what was read, its rows and its indexes stay as they were. */
  onAnnotated(listener: () => void): () => void;
  /** Ends the workers; their memory goes with them. */
  close(): void;
}

export interface OpenStoreOptions {
  readonly caseId: string;
  /** IANA zone of the case. */
  readonly timeZone: string;
  /** From the main process, unopened; it is transferred to the store worker. */
  readonly port: MessagePort;
  /**
   * What the case holds, told early. The store answers what it is asked once the columns of all segments are
   * open; until then it waits.
   */
  readonly onContents?: (contents: CaseContents, store: OpenStore) => void;
  /** How opening goes: segments opened of all. */
  readonly onOpening?: (done: number, all: number) => void;
}

/**
 * Implemented in `open-store.ts`. Resolves once the columns of all segments are open.
 * Rejects with an Error whose message can be shown: the case is open in another window, or the
 * database cannot be opened. Segments that do not open are no error: they stand in the summary.
 */
export type OpenStoreFunction = (options: OpenStoreOptions) => Promise<OpenStore>;
