/** Finds the texts of chats in a tree: by their names, and by what their first lines look like. */
import type { EvidenceEntry, EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { isChatFileName } from './chat-name.ts';
import { decideOrder } from './dates/order.ts';
import { FORM_BYTES, formOf } from './header/form.ts';
import { type Survey, survey } from './survey.ts';
import { openText } from './text-stream.ts';

/** Bytes that are read of a chat to tell whether its date order is open. */
const DATE_BYTES = 2 ** 20;
/** Lines that may stand in front of the first header of a text whose name says nothing. */
const LINES_BEFORE = 5;
/** A log of another program has levels where an export has senders. */
const LOG_LEVEL =
  /^(?:[\w.-]+\.)?(?:trace|debug|info|notice|warn|warning|error|err|critical|alert|fatal|emergency)$/i;

async function looksLikeChat(entry: EvidenceEntry): Promise<boolean> {
  const text = await openText(entry, FORM_BYTES);
  const chunks: Uint8Array[] = [];
  for await (const chunk of text.chunks) chunks.push(Buffer.from(chunk));
  const form = formOf(Buffer.concat(chunks));
  return form !== undefined && form.linesBefore <= LINES_BEFORE;
}

/** What the beginning of a text says. */
async function beginning(entry: EvidenceEntry): Promise<Survey> {
  const surveying = survey(entry, DATE_BYTES);
  for (;;) {
    const step = await surveying.next();
    if (step.done) return step.value;
  }
}

function isLog({ senders }: Survey): boolean {
  let all = 0;
  let levels = 0;
  for (const { name, count } of senders) {
    all += count;
    if (LOG_LEVEL.test(name)) levels += count;
  }
  return all === 0 || levels * 2 > all;
}

function sourceOf(path: string, { sample, dates }: Survey): RecognisedSource {
  const shape = sample?.shape ?? '';
  const phone = shape.endsWith(' - ')
    ? ' (Android)'
    : shape.startsWith('[') && shape.includes('seconds')
      ? ' (iPhone)'
      : '';
  const isOpen = sample !== undefined && decideOrder(dates).order === 'ambiguous';
  return {
    reader: 'whatsapp-text',
    platform: 'whatsapp',
    title: `WhatsApp chat export${phone}, “${path.slice(path.lastIndexOf('/') + 1)}”`,
    paths: [path],
    needs: { timeZone: true, ...(isOpen ? { dateOrder: true as const } : {}) },
  };
}

async function recogniseOne(entry: EvidenceEntry): Promise<RecognisedSource | undefined> {
  const isNamed = isChatFileName(entry.path);
  try {
    if (!isNamed && !(await looksLikeChat(entry))) return undefined;
    const found = await beginning(entry);
    if (!isNamed && (found.sample === undefined || isLog(found))) return undefined;
    return sourceOf(entry.path, found);
  } catch (cause) {
    // A damaged file that is none of ours is none of our business; one of ours is refused when it is read.
    if (!(cause instanceof Refusal) || isNamed) throw cause;
    return undefined;
  }
}

/** Every text of a chat, in the order of their paths. */
export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const found: RecognisedSource[] = [];
  for (const entry of tree.entries) {
    if (entry.bytes === 0 || !entry.path.toLowerCase().endsWith('.txt')) continue;
    const source = await recogniseOne(entry);
    if (source) found.push(source);
  }
  return found;
}
