import { type DocumentOptions, JsonDocument } from './document.ts';
import type { Descent, JsonEvent } from './events.ts';
import { type JsonLineEvent, JsonLineReader } from './lines.ts';

/**
 * Bytes that are read at a time: what they become in memory is some times as much. Below 128 KiB their text is
 * young to the engine, which is a fifth of the time quicker than one of its large objects for each.
 */
const AT_ONCE = 64 * 1024;

interface Pushed<Event> {
  push(chunk: Uint8Array): Event[];
  finish(): Event[];
}

async function* eventsOf<Event>(
  chunks: AsyncIterable<Uint8Array>,
  reader: Pushed<Event>,
): AsyncGenerator<Event[], void, void> {
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += AT_ONCE) {
      const events = reader.push(chunk.subarray(from, from + AT_ONCE));
      if (events.length > 0) yield events;
    }
  }
  const events = reader.finish();
  if (events.length > 0) yield events;
}

/**
 * The events of a JSON document, some at a time, in bounded memory.
 * @param chunks the file from its first byte; what it throws is thrown.
 */
export function jsonEvents(
  chunks: AsyncIterable<Uint8Array>,
  descent: Descent,
  options: DocumentOptions = {},
): AsyncGenerator<JsonEvent[], void, void> {
  return eventsOf(chunks, new JsonDocument(descent, options));
}

/** The events of a file with a JSON value a line, likewise. */
export function jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  options: DocumentOptions = {},
): AsyncGenerator<JsonLineEvent[], void, void> {
  return eventsOf(chunks, new JsonLineReader(options));
}
