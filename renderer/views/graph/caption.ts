/** The lines under a saved picture: what it shows, of which case, under which filter, drawn when. */

export interface CaptionFacts {
  readonly reference: string;
  /** In words; empty when nothing is filtered. */
  readonly filter: string;
  readonly groups: 'as nodes' | 'folded into ties';
  readonly counts: string;
  /** What a cut leaves out; empty when nothing. */
  readonly leftOut: string;
  readonly messages: string;
  /** First and last time of the messages, with the zone; empty when none has a time. */
  readonly span: string;
  /** What the shapes are. */
  readonly shapes: string;
  /** When the picture was drawn, with the zone. */
  readonly drawn: string;
}

/** Unwrapped. */
export function captionParagraphs(facts: CaptionFacts): string[] {
  const { reference, filter, groups, counts, leftOut, messages, span, shapes, drawn } = facts;
  return [
    `${reference}: contact graph, groups ${groups}`,
    filter === '' ? 'All messages, unfiltered' : `Filter: ${filter}`,
    [
      counts,
      ...(leftOut === '' ? [] : [`not drawn: ${leftOut}`]),
      messages,
      ...(span === '' ? [] : [span]),
    ].join('; '),
    `${shapes} Drawn ${drawn}.`,
  ];
}

/**
 * Lines no wider than `width` px, broken between words; a single word that is too long stays whole.
 * @param measure width of a text, px.
 */
export function wrapped(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/).filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** A name for the file that every system takes: no path, no reserved characters, not too long. */
export function fileName(reference: string, ending: 'png' | 'svg' | 'csv', what = 'contact graph'): string {
  const plain = reference
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a case reference may hold anything
    .replace(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '-')
    .slice(0, 80)
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return `${plain === '' ? 'case' : plain} ${what}.${ending}`;
}
