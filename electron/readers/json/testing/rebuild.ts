/** What a document's events say, put together again, for tests. */
import { type DocumentOptions, JsonDocument } from '../document.ts';
import type { Descent, JsonEvent, JsonPath } from '../events.ts';

export interface Rebuilt {
  /** The document; values that were refused are missing. */
  readonly value: unknown;
  /** Every value given, with its offset. */
  readonly given: readonly { readonly byte: number; readonly value: unknown }[];
  readonly refused: readonly string[];
  readonly problems: readonly string[];
}

/** The events of a file that comes in pieces of the sizes given, the last one again and again. */
export function eventsOf(
  file: Uint8Array,
  descent: Descent,
  sizes: readonly number[],
  options?: DocumentOptions,
): JsonEvent[] {
  const document = new JsonDocument(descent, options);
  const events: JsonEvent[] = [];
  for (let at = 0, n = 0; at < file.length; n++) {
    const size = sizes[Math.min(n, sizes.length - 1)]!;
    events.push(...document.push(file.slice(at, at + size)));
    at += size;
  }
  return [...events, ...document.finish()];
}

export function rebuild(events: readonly JsonEvent[]): Rebuilt {
  let root: unknown;
  const given: { byte: number; value: unknown }[] = [];
  const refused: string[] = [];
  const problems: string[] = [];
  const put = (path: JsonPath, value: unknown): void => {
    if (path.length === 0) {
      root = value;
      return;
    }
    let parent = root as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
    Object.defineProperty(parent, path.at(-1)!, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  };
  for (const event of events) {
    if (event.is === 'enter') put(event.path, event.what === 'array' ? [] : {});
    else if (event.is === 'root' || event.is === 'member') {
      const { byte, value } = event;
      put(event.is === 'root' ? [] : [...event.path, event.key], value);
      given.push({ byte, value });
    } else if (event.is === 'elements') {
      for (const [n, value] of event.values.entries()) {
        put([...event.path, event.first + n], value);
        given.push({ byte: event.bytes[n]!, value });
      }
    } else if (event.is === 'refused') {
      refused.push(`${event.path.join('/')} at ${event.byte}, ${event.bytes}: ${event.reason}`);
    } else if (event.is === 'problem') {
      problems.push(`${event.byte}: ${event.reason}${event.detail === undefined ? '' : `: ${event.detail}`}`);
    }
  }
  return { value: root, given, refused, problems };
}

/** A value with the numbers that were given as text, since a double does not hold them, as JSON.parse has them. */
export function withRoundedNumbers(value: unknown): unknown {
  if (typeof value === 'string' && /^-?\d{16,}$|^-?\d[\d.]*[eE]\+?\d{3,}$/.test(value)) return Number(value);
  if (Array.isArray(value)) return value.map(withRoundedNumbers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withRoundedNumbers(one)]));
}

/**
 * What JSON.parse makes of a text, with rounded numbers; undefined where V8 may have a key wrong. Once an
 * object had a key `\\`, V8 13.6 gives it in the place of other keys that begin with an escape.
 */
export function reference(text: string): { readonly value: unknown } | undefined {
  let isSure = true;
  const value: unknown = JSON.parse(text, (key, one) => {
    if (key.includes('\\')) isSure = false;
    return one;
  });
  return isSure ? { value: withRoundedNumbers(value) } : undefined;
}
