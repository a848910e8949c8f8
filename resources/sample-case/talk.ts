/** The small talk as written in `talk/`, and how one exchange of it comes out. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Chance } from './chance.ts';
import type { Content, SoundKey } from './message.ts';
import { isPersonKey, type Language, type PersonKey } from './people.ts';
import { isPictureKey } from './pictures/scenes.ts';

/** A part (`a`, `b`…) that anybody can take, or a person. */
export type Speaker = { readonly part: string } | { readonly person: PersonKey };

interface Line {
  readonly speaker: Speaker;
  /** What passes before it: `~` an hour or more, `~~` a day or more. */
  readonly pause: '' | '~' | '~~';
  readonly quotes: boolean;
  readonly forwarded: boolean;
  /** What is in brackets before the text, such as `image sunset` or `voice 9`. */
  readonly attached?: string;
  readonly text: string;
  readonly reaction?: string;
}

export interface Script {
  readonly language: Language;
  readonly scene: string;
  /** 1 to 12; empty for all. */
  readonly months: readonly number[];
  /** Between which hours of the day it may begin. */
  readonly hours: readonly [from: number, to: number];
  /** Once in a chat. */
  readonly once: boolean;
  readonly lines: readonly Line[];
}

const LANGUAGES: readonly Language[] = ['en', 'de', 'es', 'ar', 'tr', 'pl', 'fa'];
const LINE = /^(~{0,2})(\w+) ((?:\[[^\]]+\] ?)*)(.*?)(?: \^(\S+))?$/u;

function parseLine(written: string): Line {
  const match = LINE.exec(written);
  if (!match) throw new Error(`not a line of small talk: ${written}`);
  const [, pause, speaker, marks, text, reaction] = match as unknown as string[];
  const inBrackets = [...marks!.matchAll(/\[([^\]]+)\]/g)].map(([, mark]) => mark!);
  const attached = inBrackets.find((mark) => mark !== 'quote' && mark !== 'fwd');
  return {
    speaker: isPersonKey(speaker!) ? { person: speaker } : { part: speaker! },
    pause: pause as Line['pause'],
    quotes: inBrackets.includes('quote'),
    forwarded: inBrackets.includes('fwd'),
    ...(attached === undefined ? {} : { attached }),
    text: text!,
    ...(reaction === undefined ? {} : { reaction }),
  };
}

function parse(language: Language, file: string): Script[] {
  const blocks = file
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .join('\n')
    .split(/^@ /m)
    .slice(1);
  return blocks.map((block) => {
    const [heading, ...lines] = block.trim().split('\n');
    const [scene, ...options] = heading!.split(' ');
    const numbers = (name: string, mark: string): number[] | undefined =>
      options
        .find((option) => option.startsWith(`${name}=`))
        ?.slice(name.length + 1)
        .split(mark)
        .map(Number);
    const [from = 0, to = 24] = numbers('hours', '-') ?? [];
    return {
      language,
      scene: scene!,
      months: numbers('months', ',') ?? [],
      hours: [from, to],
      once: options.includes('once'),
      lines: lines.map(parseLine),
    };
  });
}

export const SCRIPTS: readonly Script[] = LANGUAGES.flatMap((language) =>
  parse(language, readFileSync(path.join(import.meta.dirname, 'talk', `${language}.txt`), 'utf8')),
);

const DAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  de: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  es: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
  ar: ['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'],
  tr: ['pazartesi', 'salı', 'çarşamba', 'perşembe', 'cuma', 'cumartesi', 'pazar'],
  pl: ['poniedziałek', 'wtorek', 'środę', 'czwartek', 'piątek', 'sobotę', 'niedzielę'],
  fa: ['دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنج‌شنبه', 'جمعه', 'شنبه', 'یک‌شنبه'],
};
const TIMES = [
  '7:15',
  '8:30',
  '10:00',
  '11:45',
  '13:00',
  '14:30',
  '16:00',
  '17:30',
  '18:15',
  '19:00',
  '20:30',
];
const EVENINGS = ['18:30', '19:00', '19:30', '20:00', '20:30'];
const FILMS = ['the comedy night', 'that documentary', 'the gig at the Anchor', 'the cup match'];

/** Fills the places in braces and takes one of each `<this|that>`. */
export function wordsOf(text: string, language: Language, names: readonly string[], by: Chance): string {
  return text
    .replace(/<([^>]*\|[^>]*)>/g, (_, choice: string) => by.pick(choice.split('|')))
    .replace(/\{(\w+)\}/g, (_, place: string) => {
      if (place === 'day') return by.pick(DAYS[language]);
      if (place === 'time') return by.pick(TIMES);
      if (place === 'evening') return by.pick(EVENINGS);
      if (place === 'film') return by.pick(FILMS);
      if (place === 'name') return by.pick(names);
      if (place === 'n') return String(by.whole(3, 12));
      throw new Error(`nothing is known to stand for {${place}}`);
    });
}

const SOUNDS: readonly string[] = ['bells', 'horn'] satisfies readonly SoundKey[];

/** What a line sends: `attached` as in `Line`, with the text it goes with. */
export function contentOf(attached: string | undefined, text: string): Content {
  const caption = text === '' ? {} : { text };
  if (attached === undefined) return { kind: 'text', text };
  const [kind, ...rest] = attached.split(' ');
  const about = rest.join(' ');
  if (kind === 'image' && isPictureKey(about)) return { kind, picture: about, ...caption };
  if (kind === 'sticker') return { kind };
  if (kind === 'doc') return { kind: 'document', name: about, ...caption };
  const seconds = Number(rest.at(-1));
  if (kind === 'voice' && seconds > 0) return { kind, seconds };
  if ((kind === 'video' || kind === 'gif') && seconds > 0) return { kind, seconds, ...caption };
  if (kind === 'audio' && SOUNDS.includes(rest[0]!)) return { kind, sound: rest[0] as SoundKey, seconds };
  throw new Error(`nothing can be attached as [${attached}]`);
}
