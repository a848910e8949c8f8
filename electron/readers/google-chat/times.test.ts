import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LANGUAGES } from './languages.ts';
import { msOf } from './times.ts';

const iso = (text: string): string | undefined => {
  const ms = msOf(text);
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

test('English dates, with an ordinary space and with U+202F before AM and PM', () => {
  assert.equal(iso('Friday, March 22, 2024 at 2:38:05 PM UTC'), '2024-03-22T14:38:05.000Z');
  assert.equal(iso('Friday, March 22, 2024 at 2:38:05\u202fPM UTC'), '2024-03-22T14:38:05.000Z');
  assert.equal(iso('Thursday, February 29, 2024 at 12:00:00 AM UTC'), '2024-02-29T00:00:00.000Z');
  assert.equal(iso('Tuesday, January 2, 2024 at 12:59:59\u202fPM UTC'), '2024-01-02T12:59:59.000Z');
  assert.equal(iso('Friday, 22 March 2024 at 14:38:05 UTC'), '2024-03-22T14:38:05.000Z');
  assert.equal(iso('Friday, 22 March 2024 at 2:38:05 pm UTC'), '2024-03-22T14:38:05.000Z');
});

test('dates of other languages, as the CLDR writes them', () => {
  const written = [
    'Freitag, 22. März 2024 um 14:38:05 UTC',
    'vendredi 22 mars 2024 à 14:38:05 UTC',
    'vendredi 22 mars 2024 à 14 h 38 min 05 s UTC',
    'viernes, 22 de marzo de 2024, 2:38:05 p. m. UTC',
    'sexta-feira, 22 de março de 2024 às 14:38:05 UTC',
    'fredag den 22. marts 2024 kl. 14.38.05 UTC',
    'perjantai 22. maaliskuuta 2024 klo 14.38.05 UTC',
    '2024. március 22., péntek 14:38:05 UTC',
    'Παρασκευή 22 Μαρτίου 2024 στις 2:38:05 μ.μ. UTC',
    'петък, 22 март 2024 г. в 14:38:05 ч. UTC',
    'пятница, 22 марта 2024 г. в 14:38:05 UTC',
    '22 Mart 2024 Cuma 14:38:05 UTC',
    'lúc 14:38:05 UTC Thứ Sáu, 22 tháng 3, 2024',
    '2024年3月22日金曜日 14:38:05 UTC',
    '2024년 3월 22일 금요일 오후 2시 38분 5초 UTC',
    '2024년 3월 22일 금요일 PM 2시 38분 5초 UTC',
    '2024年3月22日星期五 UTC 14:38:05',
    '2024年3月22日 星期五 下午2:38:05 [UTC]',
    'الجمعة، ٢٢ مارس ٢٠٢٤ في ٢:٣٨:٠٥ م UTC',
    'शुक्रवार, 22 मार्च 2024 को 2:38:05 pm UTC बजे',
  ];
  for (const text of written) assert.equal(iso(text), '2024-03-22T14:38:05.000Z', text);
});

test('a month that two languages name alike is told by the day’s name', () => {
  // October in Croatian, November in Polish.
  assert.equal(iso('utorak, 22. listopada 2024. u 10:00:00 UTC'), '2024-10-22T10:00:00.000Z');
  assert.equal(iso('piątek, 22 listopada 2024 10:00:00 UTC'), '2024-11-22T10:00:00.000Z');
});

test('every day that the platform can write in a language is read as that day', () => {
  const zones = LANGUAGES.map(
    ([language]) =>
      [
        language,
        new Intl.DateTimeFormat(language, {
          dateStyle: 'full',
          timeStyle: 'long',
          timeZone: 'UTC',
          calendar: 'gregory',
        }),
      ] as const,
  );
  const seconds = fc.integer({ min: Date.UTC(2005, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), seconds, ([language, format], second) => {
      const text = format.format(second * 1000);
      assert.equal(msOf(text), second * 1000, `${language}: ${text}`);
    }),
    { numRuns: 2000 },
  );
});

test('what is no date, no day that exists, or not in UTC is none', () => {
  const none = [
    '',
    'yesterday',
    'Friday, March 22, 2024',
    'Friday, March 22, 2024 at 2:38:05 PM',
    'Friday, March 22, 2024 at 2:38:05 PM GMT+1',
    'Monday, March 22, 2024 at 2:38:05 PM UTC',
    'Friday, February 30, 2024 at 2:38:05 PM UTC',
    'Friday, March 22, 2024 at 13:38:05 PM UTC',
    'Friday, March 22, 2024 at 2:60:05 PM UTC',
    'Friday, March 22, 20240 at 2:38:05 PM UTC',
    'Friday, Smarch 22, 2024 at 2:38:05 PM UTC',
    'Freitag, 22. March 2024 um 14:38:05 UTC',
    `Friday, March 22, 2024 at 2:38:05 PM UTC${' '.repeat(1000)}`,
  ];
  for (const text of none) assert.equal(iso(text), undefined, text);
});
