/**
 * What a text must hold for a regular expression to be found in it: letters and digits that stand in every
 * way to match it. The search structures tell which messages have words with them, and only those are read.
 *
 * Only runs of the letters a to z and digits are told: a run stands within one word of the text, and folding
 * leaves it there, without regard to case (folding.ts; RE2's Kelvin sign and long s are k and s to it, too).
 * Whatever of the syntax is not known here requires nothing.
 */
import type { Expression } from './language.ts';
import type { Plan } from './plan.ts';

/** Shorter runs stand in nearly every message. */
const SHORTEST = 3;
/** Ways to match of an expression, beyond which the look-ups cost more than they spare. */
const MOST_WAYS = 64;
const DEEPEST = 100;

/** Null: nothing is known to be required. */
type Need = Plan | null;

/** The expression has what is not known here. */
class Unknown extends Error {}

const WORDLY = /^[a-z0-9]$/;
/** Escapes of one letter that stand for one character or place, and end a run. */
const ESCAPES = 'dDwWsSbBAzafnrtvpP';

class Reader {
  private readonly source: string;
  private at = 0;
  private depth = 0;
  private ways = 0;

  constructor(source: string) {
    this.source = source;
  }

  whole(): Need {
    const need = this.either();
    if (this.at < this.source.length) throw new Unknown();
    return need;
  }

  private get next(): string | undefined {
    return this.source[this.at];
  }

  private either(): Need {
    const ways = [this.sequence()];
    while (this.next === '|') {
      this.at++;
      ways.push(this.sequence());
    }
    if (ways.length === 1) return ways[0]!;
    this.ways += ways.length;
    if (this.ways > MOST_WAYS) throw new Unknown();
    const known = ways.filter((way) => way !== null);
    return known.length < ways.length ? null : { type: 'or', of: known };
  }

  private sequence(): Need {
    const needs: Plan[] = [];
    let run = '';
    const end = (): void => {
      if (run.length >= SHORTEST) {
        needs.push({ type: 'phrase', parts: [{ offset: 0, oneOf: [{ type: 'within', part: run }] }] });
      }
      run = '';
    };
    while (this.next !== undefined && this.next !== '|' && this.next !== ')') {
      const character = this.character();
      if (typeof character === 'string') {
        const least = this.repeats();
        if (least === null) run += character;
        else {
          if (least > 0) run += character;
          end();
        }
        continue;
      }
      end();
      const least = this.repeats();
      if (character.need !== null && least !== 0) needs.push(character.need);
    }
    end();
    return needs.length === 0 ? null : needs.length === 1 ? needs[0]! : { type: 'and', of: needs };
  }

  /** A letter or digit of a run, in small letters, or whatever ends one, with what it requires itself. */
  private character(): string | { need: Need } {
    const first = this.source[this.at++]!;
    if (first === '(') return { need: this.group() };
    if (first === '[') {
      this.set();
      return { need: null };
    }
    if (first === '\\') {
      const escaped = this.source[this.at++];
      if (escaped === undefined) throw new Unknown();
      if (escaped === 'p' || escaped === 'P') this.property();
      // Numbers of characters and quotations are not read.
      if (/[a-zA-Z0-9]/.test(escaped) && !ESCAPES.includes(escaped)) throw new Unknown();
      return { need: null };
    }
    const lower = first.toLowerCase();
    return WORDLY.test(lower) ? lower : { need: null };
  }

  private property(): void {
    if (this.next !== '{') {
      this.at++;
      return;
    }
    const end = this.source.indexOf('}', this.at);
    if (end < 0) throw new Unknown();
    this.at = end + 1;
  }

  private group(): Need {
    if (++this.depth > DEEPEST) throw new Unknown();
    if (this.next === '?') {
      const head = /^\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?(:|\)))/.exec(this.source.slice(this.at));
      if (!head) throw new Unknown();
      this.at += head[0].length;
      if (head[1] === ')') {
        this.depth--;
        return null;
      }
    }
    const need = this.either();
    if (this.source[this.at++] !== ')') throw new Unknown();
    this.depth--;
    return need;
  }

  private set(): void {
    if (this.next === '^') this.at++;
    if (this.next === ']') this.at++;
    for (;;) {
      const character = this.source[this.at++];
      if (character === undefined) throw new Unknown();
      if (character === ']') return;
      if (character === '\\') this.at++;
      else if (character === '[' && this.next === ':') {
        const end = this.source.indexOf(':]', this.at);
        if (end < 0) throw new Unknown();
        this.at = end + 2;
      }
    }
  }

  /** How often at least what is before must stand; null when nothing is said. */
  private repeats(): number | null {
    let least: number | null = null;
    for (;;) {
      const sign = this.next;
      if (sign === '*' || sign === '+' || sign === '?') {
        this.at++;
        // Behind another one, a question mark says how much is tried first.
        if (sign === '*' || (sign === '?' && least === null)) least = 0;
        else least ??= 1;
        continue;
      }
      const counted = sign === '{' ? /^\{(\d+)(?:,\d*)?\}/.exec(this.source.slice(this.at)) : null;
      if (!counted) return least;
      this.at += counted[0].length;
      least = least === 0 || Number(counted[1]) === 0 ? 0 : 1;
    }
  }
}

const known = new WeakMap<Expression, { readonly need: Need }>();

/** A plan of phrases joined by and, or, that lets every message pass in which the expression is found; or null. */
export function requiredOf(expression: Expression): Plan | null {
  let own = known.get(expression);
  if (!own) {
    own = { need: null };
    try {
      own = { need: new Reader(expression.source).whole() };
    } catch (cause) {
      if (!(cause instanceof Unknown)) throw cause;
    }
    known.set(expression, own);
  }
  return own.need;
}
