/** Fills a chat with small talk: which exchange comes when, and who says its lines. */
import { type Chance, chance } from './chance.ts';
import {
  CHAT_KEYS,
  type ChatKey,
  chatOf,
  isGroup,
  type Rhythm,
  type SampleChat,
  type Talk,
} from './chats.ts';
import { DAY, HOUR, london, MINUTE, SECOND, wallClock } from './clock.ts';
import type { Reaction, Said } from './message.ts';
import { type Language, OWNER, type PersonKey, person } from './people.ts';
import { contentOf, SCRIPTS, type Script, type Speaker, wordsOf } from './talk.ts';

/** For each day of the week from Sunday: how likely it is, and between which hours people begin. */
type Week = readonly (readonly [weight: number, from: number, to: number])[];

const evenings: Week[number] = [3, 17.5, 22];
const atWork: Week[number] = [5, 6.8, 16.5];
const RHYTHMS: Readonly<Record<Rhythm, Week>> = {
  evenings: [[4, 10, 21.5], evenings, evenings, evenings, evenings, [4, 17, 22.3], [5, 9.5, 22]],
  work: [[0, 9, 10], atWork, atWork, atWork, atWork, atWork, [1, 8, 13]],
  'all-day': Array.from({ length: 7 }, () => [1, 7.4, 22.2] as const),
  'match-days': [
    [1, 12, 20],
    [4, 11, 21.5],
    [7, 11.5, 22],
    [2, 9, 20],
    [1, 12, 20],
    [1, 12, 20],
    [1, 12, 20],
  ],
  weekends: [
    [6, 10, 21.5],
    [1, 18, 21.5],
    [1, 18, 21.5],
    [2, 18, 21.5],
    [2, 18, 21.5],
    [4, 17, 22],
    [6, 9.5, 22],
  ],
};

/** After this hour nobody begins anything; an exchange that would go on later is cut short in its pauses. */
const LATEST = 23 * HOUR;
const EMOJI = ['👍', '❤️', '😂', '🙏', '👏', '😮'];

/** What is said in a chat, how often and when. */
export type TalkPlan = Pick<SampleChat, 'talk' | 'rhythm' | 'messages' | 'from' | 'to'>;

export interface Exchange {
  readonly script: Script;
  /** Ms since 1970 UTC, one for each line. */
  readonly times: readonly number[];
}

/** Days on which nobody works. */
const HOLIDAYS = ['2023-12-25', '2023-12-26', '2024-01-01'];

function pickDay(from: number, to: number, week: Week, by: Chance): number {
  for (;;) {
    const day = from + by.whole(0, Math.floor((to - from) / DAY)) * DAY;
    const [weight] = week[wallClock(day).getUTCDay()]!;
    if (by.happens(weight / 7)) return day;
  }
}

/** When an exchange begins: midnight of its day in London, and the start in ms after it. */
function pickStart(plan: TalkPlan, by: Chance): Start {
  const { from, to, rhythm } = plan;
  const week = RHYTHMS[rhythm];
  const day = wallClock(pickDay(london(from), london(to), week, by));
  const date = day.toISOString().slice(0, 10);
  if (rhythm === 'work' && HOLIDAYS.includes(date)) return pickStart(plan, by);
  const midnight = london(`${date} 00:00:00`);
  const [, first, last] = week[day.getUTCDay()]!;
  return { midnight, start: (first + by.next() * (last - first)) * HOUR };
}

function timesOf(script: Script, { midnight, start }: Start, by: Chance): number[] {
  let at = start;
  let days = 0;
  return script.lines.map(({ pause }, index) => {
    if (pause === '~~') {
      days += by.whole(1, 3);
      at = Math.min(LATEST - HOUR, start + by.whole(0, 90) * MINUTE);
    } else if (index > 0) {
      const passes = pause === '~' ? by.whole(50, 200) * MINUTE : 9 * SECOND * 50 ** by.next();
      at += at + passes > LATEST ? 20 * SECOND : passes;
    }
    return midnight + days * DAY + Math.floor(at / SECOND) * SECOND;
  });
}

/** So long no exchange comes a second time in a chat. */
const REST = 24 * DAY;

interface Start {
  readonly midnight: number;
  /** Ms after midnight. */
  readonly start: number;
}

/** Something that fits the chat, the month and the hour and has not been said lately; undefined if nothing does. */
function pickScript(
  talk: readonly Talk[],
  { midnight, start }: Start,
  used: ReadonlyMap<Script, readonly number[]>,
  by: Chance,
): Script | undefined {
  const month = wallClock(midnight).getUTCMonth() + 1;
  const hour = start / HOUR;
  const { language, scenes } = by.pick(
    talk.flatMap((entry) => Array.from({ length: entry.weight }, () => entry)),
  );
  const fitting = SCRIPTS.filter((script) => {
    const { months, hours } = script;
    if (script.language !== language || !scenes.includes(script.scene)) return false;
    if (months.length > 0 && !months.includes(month)) return false;
    if (hour < hours[0] || hour > hours[1]) return false;
    const times = used.get(script) ?? [];
    return !(script.once && times.length > 0) && times.every((time) => Math.abs(time - midnight) > REST);
  });
  return fitting.length === 0 ? undefined : by.pick(fitting);
}

/** Gives each part to a person: by the chat's cast, else to somebody who speaks the language and has none. */
class Cast {
  private readonly parts = new Map<string, PersonKey>();
  private readonly key: ChatKey;
  private readonly language: Language;
  private readonly at: number;
  private readonly by: Chance;

  constructor(key: ChatKey, language: Language, at: number, by: Chance) {
    this.key = key;
    this.language = language;
    this.at = at;
    this.by = by;
    if (!isGroup(key) && key !== 'status') {
      this.parts.set('a', OWNER);
      this.parts.set('b', chatOf(key).members[0]!);
    }
  }

  speaks(speaker: Speaker): PersonKey {
    if ('person' in speaker) return speaker.person;
    const known = this.parts.get(speaker.part);
    if (known !== undefined) return known;
    const { cast, members, joined } = chatOf(this.key);
    const free = (people: readonly PersonKey[]): PersonKey[] =>
      people.filter(
        (key) =>
          ![...this.parts.values()].includes(key) &&
          london(joined?.[key] ?? '2023-01-01 00:00:00') <= this.at,
      );
    const native = members.filter((key) => person(key).speaks[0] === this.language);
    const able = members.filter((key) => person(key).speaks.includes(this.language));
    const named = (cast?.[speaker.part] ?? []).filter((key) => able.includes(key));
    const fluent = this.language === 'en' ? able : native;
    const candidates = [named, fluent, able, members].map(free);
    const chosen = this.by.pick(candidates.find((people) => people.length > 0) ?? members);
    this.parts.set(speaker.part, chosen);
    return chosen;
  }

  /** Somebody else who has said something, or anybody. */
  other(than: PersonKey): PersonKey {
    const others = [...this.parts.values()].filter((key) => key !== than);
    return others[0] ?? chatOf(this.key).members.find((key) => key !== than) ?? OWNER;
  }
}

function spoken(key: ChatKey, { script, times }: Exchange, name: string, by: Chance): Said[] {
  const cast = new Cast(key, script.language, times[0]!, by);
  const names = chatOf(key).members.map(
    (member) => (person(member).saved ?? person(member).own).split(' ')[0]!,
  );
  const group = isGroup(key);
  return script.lines.map((line, index) => {
    const speaker = cast.speaks(line.speaker);
    const text = wordsOf(line.text, script.language, names, by);
    const reactions: Reaction[] = [];
    if (line.reaction !== undefined) {
      reactions.push({ by: cast.other(speaker), emoji: line.reaction, after: by.whole(10, 300) });
    } else if (group && by.happens(0.05)) {
      reactions.push({ by: cast.other(speaker), emoji: by.pick(EMOJI), after: by.whole(15, 1800) });
    }
    const quotes = line.quotes || (group && index > 0 && by.happens(0.07));
    return {
      chat: key,
      at: times[index]!,
      by: speaker,
      content: contentOf(line.attached, text),
      key: `${name}.${index}`,
      ...(quotes && index > 0 ? { replyTo: `${name}.${index - 1}` } : {}),
      ...(line.forwarded ? { forwarded: by.pick([1, 2, 127]) } : {}),
      ...(reactions.length > 0 ? { reactions } : {}),
      ...(by.happens(speaker === OWNER ? 0.1 : 0.4) ? { fileKept: false } : {}),
      ...(by.happens(0.35) ? { inExport: false } : {}),
    };
  });
}

const MOST_TRIES = 20_000;

/**
 * About as many messages as the plan says, exchange after exchange, each with a name of its own.
 * @param by is drawn from between two exchanges as well.
 */
export function* exchangesOf(
  name: string,
  plan: TalkPlan,
  by: Chance,
): Generator<Exchange & { readonly name: string }, void, void> {
  const { messages, talk, from, to } = plan;
  const [begin, end] = [london(from) + HOUR, london(to)];
  const used = new Map<Script, readonly number[]>();
  const taken: (readonly [from: number, to: number])[] = [];
  let said = 0;
  for (let n = 0; said < messages; n++) {
    if (n > MOST_TRIES) throw new Error(`there is not enough small talk for the chat ${name}`);
    const start = pickStart(plan, by);
    const script = pickScript(talk, start, used, by);
    if (script === undefined) continue;
    const times = timesOf(script, start, by);
    const [first, last] = [times[0]!, times.at(-1)!];
    if (first < begin || last > end) continue;
    if (taken.some(([a, b]) => first < b + 10 * MINUTE && last > a - 10 * MINUTE)) continue;
    taken.push([first, last]);
    used.set(script, [...(used.get(script) ?? []), start.midnight]);
    said += times.length;
    yield { script, times, name: `${name}.${n}` };
  }
}

/** Small talk of one chat of the phones. */
export function smallTalkOf(key: ChatKey): Said[] {
  const by = chance(`small talk ${key}`);
  const said: Said[] = [];
  for (const exchange of exchangesOf(key, chatOf(key), by)) {
    said.push(...spoken(key, exchange, exchange.name, by));
  }
  return said;
}

/** Calls of everyday life, in these chats so many. */
const CALLS: readonly (readonly [ChatKey, number])[] = [
  ['lucia', 12],
  ['helen', 7],
  ['sophie', 4],
  ['jonas', 6],
  ['priya', 5],
  ['chris', 2],
];

export function everydayCalls(): Said[] {
  return CALLS.flatMap(([key, count]) => {
    const by = chance(`calls ${key}`);
    const other = chatOf(key).members[0]!;
    return Array.from({ length: count }, (): Said => {
      const { midnight, start } = pickStart(chatOf(key), by);
      const outcome = by.pick([
        'answered',
        'answered',
        'answered',
        'missed',
        'declined',
        'unavailable',
      ] as const);
      return {
        chat: key,
        at: midnight + Math.floor(start / SECOND) * SECOND + 3 * MINUTE,
        by: by.happens(0.5) ? OWNER : other,
        content: {
          kind: 'call',
          video: by.happens(0.25),
          seconds: outcome === 'answered' ? by.whole(20, 1900) : 0,
          outcome,
        },
      };
    });
  });
}

export const everySmallTalk = (): Said[] => CHAT_KEYS.flatMap(smallTalkOf);
