/**
 * The chat with Daniel Marsh as Jonas Keller's iPhone exports it: `_chat.txt` in English, times of the
 * clock in London, a left-to-right mark (U+200E) before all that the app says itself.
 */
import { type AttachedFile, fileOf, vcardOf } from '../attached-file.ts';
import { london, wallClock } from '../clock.ts';
import type { Content, Said } from '../message.ts';
import { OWNER, type PersonKey, person } from '../people.ts';
import { JONAS_OFF } from '../story/jonas.ts';

const MARK = '\u200e';
const EXPORTER: PersonKey = 'jonas';

export interface ExportedChat {
  readonly text: string;
  /** The files beside the text, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** What a message is called in the names of its file, and what stands for it where the file is left out. */
const MEDIA: Readonly<Record<string, readonly [name: string, omitted: string]>> = {
  image: ['PHOTO', 'image omitted'],
  video: ['VIDEO', 'video omitted'],
  gif: ['GIF', 'GIF omitted'],
  sticker: ['STICKER', 'sticker omitted'],
  voice: ['AUDIO', 'audio omitted'],
  audio: ['AUDIO', 'audio omitted'],
  document: ['DOCUMENT', 'document omitted'],
};

/** `22/03/2024, 14:36:48`. */
function headerTime(at: number): string {
  const [date, time] = wallClock(at).toISOString().split(/[T.]/) as [string, string];
  return `${date.split('-').reverse().join('/')}, ${time}`;
}

/** `2024-03-22-14-36-48`. */
const fileTime = (at: number): string => wallClock(at).toISOString().slice(0, 19).replace(/[T:]/g, '-');

interface Part {
  readonly text: string;
  readonly file?: readonly [name: string, bytes: Buffer];
}

function mediaPart(said: Said, content: Content, file: AttachedFile, number: number): Part {
  const caption = 'text' in content && content.text !== undefined ? `${content.text} ` : '';
  const [kind, omitted] = MEDIA[content.kind]!;
  if (file.bytes === undefined || said.inExport === false) return { text: `${caption}${MARK}${omitted}` };
  const index = String(number).padStart(8, '0');
  if (file.name !== undefined) {
    const name = `${index}-${file.name}`;
    return {
      text: `${MARK}${file.name} • ${MARK}1 page ${MARK}<attached: ${name}>`,
      file: [name, file.bytes],
    };
  }
  const name = `${index}-${kind}-${fileTime(said.at)}${file.extension}`;
  return { text: `${caption}${MARK}<attached: ${name}>`, file: [name, file.bytes] };
}

/** What stands after the name; undefined for what the export leaves out. */
function partOf(said: Said, number: number): Part | undefined {
  const content = said.onIPhone ?? said.content;
  const file = fileOf({ ...said, content });
  if (file !== undefined) return mediaPart(said, content, file, number);
  switch (content.kind) {
    case 'text':
      return {
        text:
          said.editedAfter === undefined ? content.text : `${content.text} ${MARK}<This message was edited>`,
      };
    case 'contact': {
      const name = `${String(number).padStart(8, '0')}-${content.name}.vcf`;
      const card = Buffer.from(vcardOf(content.name, content.number));
      return { text: `${MARK}<attached: ${name}>`, file: [name, card] };
    }
    case 'location':
      return {
        text: `${MARK}Location: https://maps.google.com/?q=${content.lat.toFixed(6)},${content.lon.toFixed(6)}`,
      };
    case 'poll': {
      const options = content.options.map(
        ({ text, voters }) =>
          `${MARK}OPTION: ${text} (${MARK}${voters.length} ${voters.length === 1 ? 'vote' : 'votes'})`,
      );
      return { text: [`${MARK}POLL:`, content.question, ...options].join('\n') };
    }
    case 'deleted':
      return {
        text: `${MARK}${said.by === EXPORTER ? 'You deleted this message' : 'This message was deleted'}.`,
      };
    case 'call':
      // The export has no line for calls that were answered or went out.
      return said.by !== EXPORTER && content.outcome === 'missed'
        ? { text: `${MARK}Missed voice call` }
        : undefined;
    case 'system':
      return content.event.action === 'encrypted'
        ? {
            text: `${MARK}Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.`,
          }
        : undefined;
    default:
      throw new Error(`the export of this chat has no form for ${content.kind}`);
  }
}

/** @param said all of the chat, in order of time. */
export function exportedChat(said: readonly Said[]): ExportedChat {
  const off = london(JONAS_OFF);
  const files = new Map<string, Buffer>();
  const lines: string[] = [];
  for (const one of said) {
    if (one.at >= off || one.onIPhone === null) continue;
    const part = partOf(one, lines.length + 1);
    if (part === undefined) continue;
    if (part.file !== undefined) files.set(...part.file);
    const name = person(one.by).saved ?? person(one.by).own;
    const mark = part.text.includes(MARK) && !part.text.includes('edited>') ? MARK : '';
    lines.push(`${mark}[${headerTime(one.at)}] ${name}: ${part.text}\r\n`);
  }
  return { text: lines.join(''), files };
}

/** The name of the export: that of the other side, as saved. */
export const EXPORT_NAME = `WhatsApp Chat - ${person(OWNER).saved}.zip`;
