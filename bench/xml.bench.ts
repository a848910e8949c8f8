/**
 * An export of WordPress and a Cellebrite report, from the file to messages, against the bare stream parser
 * (sax) over the same bytes. Each run is a process of its own, in turn, without any warming up. Of the report
 * the survey of its applications is part of the time.
 */
import { writeMadeXml } from './made-xml.ts';
import { readerRows } from './reader-rows.ts';

export const rows = readerRows<'wordpress' | 'ufdr'>({
  child: 'xml-child.ts',
  forms: [
    ['wordpress', 'WordPress export of 100,000 posts and comments into model messages'],
    ['ufdr', 'Cellebrite report of 100,000 messages into model messages'],
  ],
  ending: 'xml',
  baseline: 'sax over the same bytes',
  target: 0.5,
  messages: 100_000,
  moreMessages: 300_000,
  baselineCounts: false,
  write: writeMadeXml,
});
