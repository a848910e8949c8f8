/** The store of a case whose main process is another program: the page passes on what goes over the case port. */
import type { Annotation } from '../../../shared/annotations/index.ts';
import type { Decision } from '../../../shared/people/index.ts';
import type { OpenStore } from '../api.ts';
import { openStore } from '../open-store.ts';
import { fromText, type Held, toText } from './relay-text.ts';

/** Given by the other program. */
declare const toMain: (text: string) => Promise<void>;

const ROWS = 2000;

let end: MessagePort;
let store: OpenStore;

async function digestOf(texts: readonly (string | null)[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(texts));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const relayed = {
  /** Makes the case port; its messages to the main process go through `toMain`. */
  port(caseId: string, timeZone: string): void {
    const channel = new MessageChannel();
    end = channel.port1;
    // One after another: segments and acknowledgements keep their order.
    let line: Promise<void> = Promise.resolve();
    end.onmessage = ({ data }) => {
      line = line.then(() => toMain(toText(data)));
    };
    relayed.opening = openStore({ caseId, timeZone, port: channel.port2 }).then((opened) => {
      store = opened;
    });
    relayed.opening.catch(() => undefined);
  },
  opening: Promise.resolve(),

  fromMain(text: string): void {
    const message = fromText(text);
    end.postMessage(message);
  },

  decideOn: (decision: Decision): Promise<void> => store.decide(decision),
  annotateOn: (annotation: Annotation): Promise<void> => store.annotate(annotation),
  endRelayed: (): void => store.close(),

  async held(): Promise<Held> {
    await relayed.opening;
    const { exhibits, decisions, damage } = await store.query.summary();
    const { tags, notes } = await store.query.annotations();
    const found: Held['exhibits'][number][] = [];
    for (const exhibit of [...new Set(exhibits.map((record) => record.exhibit))].sort()) {
      await store.query.filter({ exhibits: [exhibit], copies: true });
      const texts: (string | null)[] = [];
      for (let from = 0; ; from += ROWS) {
        const rows = await store.query.rows(from, from + ROWS);
        for (const { text } of rows) texts.push(text);
        if (rows.length < ROWS) break;
      }
      found.push({ exhibit, messages: texts.length, texts: await digestOf(texts) });
    }
    return {
      exhibits: found,
      decisions: decisions.map(({ id }) => id),
      annotations: [...tags.map(({ name }) => name), ...notes.map(({ text }) => text)],
      damage: damage.map(({ exhibit, seq, reason }) => `${exhibit} ${seq} ${reason}`),
    };
  },
};
