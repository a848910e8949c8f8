/** Mutations of JSON that leave it JSON: values exchanged, removed, repeated, renamed. */
import type { Chance } from '../chance.ts';
import { changedString, oddNumber, oddString } from './strings.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A place in a document: a member of an object or an element of a list. */
interface Spot {
  readonly holder: Json[] | { [key: string]: Json };
  readonly key: string | number;
}

const MOST_SPOTS = 20_000;

function spotsOf(root: Json[]): Spot[] {
  const spots: Spot[] = [];
  const walk = (holder: Json[] | { [key: string]: Json }): void => {
    if (spots.length > MOST_SPOTS) return;
    const entries: [string | number, Json][] = Array.isArray(holder)
      ? [...holder.entries()]
      : Object.entries(holder);
    for (const [key, value] of entries) {
      spots.push({ holder, key });
      if (typeof value === 'object' && value !== null) walk(value);
    }
  };
  walk(root);
  return spots;
}

const at = ({ holder, key }: Spot): Json => (holder as Record<string | number, Json>)[key]!;
function put({ holder, key }: Spot, value: Json): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function oddValue(chance: Chance, dictionary: readonly string[]): Json {
  return chance.pick<() => Json>([
    () => null,
    () => chance.oneIn(2),
    () => oddNumber(chance),
    () => oddString(chance, dictionary),
    () => String(oddNumber(chance)),
    () => [],
    () => ({}),
    () => [oddString(chance, dictionary)],
    () => ({ [oddString(chance, dictionary)]: oddString(chance, dictionary) }),
  ])();
}

function changeOne(root: Json[], chance: Chance, dictionary: readonly string[]): void {
  const spots = spotsOf(root);
  const spot = chance.pick(spots);
  const { holder, key } = spot;
  const value = at(spot);
  switch (chance.below(8)) {
    case 0:
      put(spot, oddValue(chance, dictionary));
      return;
    case 1:
      if (Array.isArray(holder)) holder.splice(key as number, 1);
      else delete holder[key];
      return;
    case 2:
      put(spot, structuredClone(at(chance.pick(spots))));
      return;
    case 3:
      if (Array.isArray(holder)) holder.splice(chance.below(holder.length + 1), 0, structuredClone(value));
      else put({ holder, key: oddString(chance, dictionary) }, structuredClone(value));
      return;
    case 4: {
      if (Array.isArray(holder)) return;
      delete holder[key];
      put({ holder, key: oddString(chance, dictionary) }, value);
      return;
    }
    case 5:
      if (!Array.isArray(holder))
        put({ holder, key: oddString(chance, dictionary) }, oddValue(chance, dictionary));
      else holder.push(oddValue(chance, dictionary));
      return;
    case 6:
      put(spot, chance.oneIn(2) ? [value] : { [oddString(chance, dictionary)]: value });
      return;
    default:
      if (typeof value === 'string') put(spot, changedString(value, chance, dictionary));
      else if (typeof value === 'number') put(spot, chance.oneIn(2) ? oddNumber(chance) : String(value));
      else put(spot, oddValue(chance, dictionary));
  }
}

/** The text with some values changed; null where it is no JSON, or too deep. */
export function mutateJsonText(text: string, chance: Chance, dictionary: readonly string[]): string | null {
  try {
    const root: Json[] = [JSON.parse(text) as Json];
    for (let times = 1 + chance.below(4); times > 0 && root.length > 0; times--)
      changeOne(root, chance, dictionary);
    return JSON.stringify(root[0] ?? null, null, chance.pick([0, 1, 2]));
  } catch (cause) {
    // Not JSON, or nested deeper than the walk through it can go.
    if (cause instanceof SyntaxError || cause instanceof RangeError) return null;
    throw cause;
  }
}

/** As `mutateJsonText`, of a document, of JSON behind an assignment, or of one JSON a line. */
export function mutateJson(bytes: Buffer, chance: Chance, dictionary: readonly string[]): Buffer | null {
  const text = bytes.toString();
  const assigned = /^[\w.$ ]+=\s*/.exec(text)?.[0] ?? '';
  const whole = mutateJsonText(text.slice(assigned.length), chance, dictionary);
  if (whole !== null) return Buffer.from(assigned + whole);
  const lines = text.split('\n');
  const line = chance.below(lines.length);
  const changed = mutateJsonText(lines[line]!, chance, dictionary);
  if (changed === null) return null;
  lines.splice(line, chance.oneIn(4) ? 0 : 1, changed.replaceAll('\n', ' '));
  return Buffer.from(lines.join('\n'));
}
