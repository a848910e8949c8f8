/** Which form the headers of a file have, told from its beginning. */
import { canBeDate } from '../dates/order.ts';
import { HEADER_BYTES, type HeaderReading, readHeader } from './grammar.ts';
import { HeaderMatcher } from './matcher.ts';

/** Bytes of a file that are looked at to tell its form. */
export const FORM_BYTES = 2 ** 16;

/** The first form stands unless another is so many times more frequent. */
const OUTNUMBERED = 10;

export interface HeadForm {
  readonly sample: HeaderReading;
  /** Lines with a header of this form. */
  readonly headers: number;
  /** Lines that are not blank in front of the first of them. */
  readonly linesBefore: number;
}

function isPlausible(header: HeaderReading): boolean {
  const value = (role: string): number => header.numbers.find((number) => number.role === role)?.value ?? 0;
  return (
    value('hour') <= 24 &&
    value('minute') <= 59 &&
    value('second') <= 59 &&
    canBeDate([value('n1'), value('n2'), value('n3')], header.yearAt)
  );
}

const LF = 10;

/**
 * The form of a file: that of its first line with a header.
 * @param head its first bytes, as UTF-8; a last line that is cut off does no harm.
 */
export function formOf(head: Buffer): HeadForm | undefined {
  const forms: { matcher: HeaderMatcher; sample: HeaderReading; headers: number; linesBefore: number }[] = [];
  let lines = 0;
  for (let from = 0; from < head.length; ) {
    const lf = head.indexOf(LF, from);
    const to = lf < 0 ? head.length : lf;
    if (HeaderMatcher.canBegin(head[from]!)) {
      const known = forms.find(({ matcher }) => matcher.match(head, from, to));
      if (known) known.headers++;
      else {
        const sample = readHeader(head.toString('utf8', from, Math.min(to, from + HEADER_BYTES)));
        if (sample && isPlausible(sample)) {
          forms.push({ matcher: new HeaderMatcher(sample.shape), sample, headers: 1, linesBefore: lines });
        }
      }
    }
    if (to > from) lines++;
    from = to + 1;
  }
  const [first] = forms;
  if (!first) return undefined;
  const most = forms.reduce((a, b) => (b.headers > a.headers ? b : a));
  const { sample, headers, linesBefore } = most.headers > first.headers * OUTNUMBERED ? most : first;
  return { sample, headers, linesBefore };
}
