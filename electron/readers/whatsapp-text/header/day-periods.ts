/**
 * Names of the parts of the day as they stand before or after the time of a header.
 * Source: CLDR 48 (`dayPeriods`, widths `abbreviated` and `short`), and spellings of older CLDR releases
 * that phones still write (Hindi पूर्वाह्न, Slovene pop., Turkish öö in lower case).
 */

/**
 * What a period says of a 12-hour reading. `am`: 12 is midnight. `pm`: 12 is noon. `noon`: 10, 11 and
 * 12 are as they stand, 1 to 9 after noon. `night`: 12 is midnight, 1 to 5 after it, 6 to 11 before it.
 */
export type DayPeriod = 'am' | 'pm' | 'noon' | 'night';

/** One line a group of scripts; names stand between bars. */
const NAMES: Readonly<Record<DayPeriod, readonly string[]>> = {
  am: [
    'am|a. m.|a.m.|vm.|dop.|ap.|r.n.|de.|f.h.|priešpiet|priekšp.|PG|GH|p.d.|e paradites|e mëngjesit|fm|öö|TO|SA',
    'prijepodne|pre podne|go.öň|de la madrugada|de la mañana|da madrugada|da manhã|pagi|sáng',
    'π.μ.|дп|пр.об.|претпл.|претпладне|пре подне|ү.ө.|тң|կա|დილ.',
    'ص|صباحا|صباحًا|ق.ظ.|قبل از ظهر|قبل‌ازظهر|غ.م.|صبح',
    'पूर्वाह्न|म.पू.|सुबह|पहाट|सकाळ|পূর্বাহ্ণ|পূৰ্বাহ্ন|ভোর|সকাল|முற்பகல்|அதிகாலை|காலை|పూర్వాహ్న|ఉదయం',
    'ಪೂರ್ವಾಹ್ನ|ಬೆಳಗ್ಗೆ|പുലർച്ചെ|രാവിലെ|સવારે|ਪੂ.ਦੁ.|පෙ.ව.|උදේ|පාන්දර',
    'ก่อนเที่ยง|ในตอนเช้า|ກ່ອນທ່ຽງ|ព្រឹក|နံနက်|ጥዋት',
    '上午|凌晨|早上|清晨|早晨|午前|朝|오전|아침|새벽',
  ],
  pm: [
    'pm|p. m.|p.m.|nm.|odp.|ip.|i.n.|du.|e.h.|popiet|pēcp.|pop.|PTG|GD|m.d.|e pasdites|e mbrëmjes|em|ös|TK|CH',
    'popodne|po podne|go.soň|de la tarde|da tarde|petang|sore|chiều|tối',
    'μ.μ.|пп|сл.об.|попл.|попладне|по подне|ү.х.|тк|կհ|ნაშუადღ.|საღ.',
    'م|مساء|مساءً|ب.ظ.|بعد از ظهر|بعدازظهر|غ.و.|شام|سہ پہر',
    'अपराह्न|म.उ.|शाम|संध्याकाळ|অপরাহ্ণ|অপৰাহ্ন|বিকাল|সন্ধ্যা|பிற்பகல்|மாலை|அந்தி மாலை|అపరాహ్న|సాయంత్రం',
    'ಅಪರಾಹ್ನ|ಸಂಜೆ|വൈകുന്നേരം|ഉച്ചതിരിഞ്ഞ്|സന്ധ്യ|સાંજે|ਬਾ.ਦੁ.|ප.ව.|හවස',
    'หลังเที่ยง|บ่าย|ในตอนเย็น|ค่ำ|ຫຼັງທ່ຽງ|ល្ងាច|ညနေ|ከሰዓት',
    '下午|傍晚|午後|夕方|오후|저녁',
  ],
  noon: [
    'noon|del mediodía|tengah hari|siang|e mesditës',
    'შუადღ.|دوپہر|दोपहर|मध्यान्ह|दुपार|দুপুর|நண்பகல்|மதியம்|మధ్యాహ్నం|ಮಧ್ಯಾಹ್ನ|ഉച്ച|ഉച്ചയ്ക്ക്|બપોરે',
    'เที่ยง|မွန်းတည့်|နေ့လယ်|中午|正午|昼|정오|낮',
  ],
  night: [
    'de la noche|da noite|malam|e natës|đêm|ღამ.|رات|रात|रात्र|রাত্রি|রাত|இரவு|రాత్రి|ರಾತ್ರಿ|രാത്രി|રાત્રે',
    'กลางคืน|ည|晚上|夜晚|半夜|午夜|夜中|夜|밤',
  ],
};

/** Every name with its period, for the table and for tests. */
export const DAY_PERIODS: readonly (readonly [name: string, period: DayPeriod])[] = (
  Object.keys(NAMES) as DayPeriod[]
).flatMap((period) =>
  NAMES[period].flatMap((line) => line.split('|')).map((name) => [name, period] as const),
);

const DROPPED = /[\s.\u200c]/g;

/** As names are compared: composed, in lower case, without dots, spaces and joiners. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase().replace(DROPPED, '');

const BY_NAME = new Map(DAY_PERIODS.map(([name, period]) => [folded(name), period]));

/** The period of a name as it stands in a header, or undefined when it is none. */
export function dayPeriod(name: string): DayPeriod | undefined {
  return BY_NAME.get(folded(name));
}

/** The hour of the day, 0 to 23, that a reading means. Above 12 it is of 24 hours whatever the period. */
export function hourOfDay(hour: number, period: DayPeriod | undefined): number {
  if (period === undefined || hour > 12) return hour === 24 ? 0 : hour;
  switch (period) {
    case 'am':
      return hour % 12;
    case 'pm':
      return (hour % 12) + 12;
    case 'noon':
      return hour >= 10 ? hour : hour + 12;
    case 'night':
      return hour === 12 ? 0 : hour <= 5 ? hour : hour + 12;
  }
}
