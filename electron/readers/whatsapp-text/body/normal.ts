import { withoutMarks } from '../marks.ts';

const DOUBLE_QUOTES = /[“”„‟«»「」『』〝〞＂]/g;
const APOSTROPHES = /[’‘ʼ＇]/g;
const FINAL_STOP = /[.。।۔]$/;

/** As phrases are compared: without marks, with plain spaces and quotation marks, without a final stop. */
export function normal(text: string): string {
  return withoutMarks(text)
    .trim()
    .replace(DOUBLE_QUOTES, '"')
    .replace(APOSTROPHES, "'")
    .replace(FINAL_STOP, '')
    .normalize('NFC');
}
