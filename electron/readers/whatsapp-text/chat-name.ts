/** The name of a chat as the names of its export give it. */
import { LANGUAGES } from './phrases/index.ts';

const EXTENSION = /\.(?:txt|zip)$/i;
const BEGINNINGS = LANGUAGES.flatMap(({ chatFile }) => chatFile ?? []);

const folded = (name: string): string => name.normalize('NFC').toLowerCase().replaceAll('_', ' ');

/**
 * The chat's name in the name of a file or folder: `Ana` of `WhatsApp Chat with Ana.txt`; undefined
 * where the name is not WhatsApp's. Some systems write `_` for every space.
 */
export function nameInFileName(fileName: string): string | undefined {
  const stem = fileName.normalize('NFC').replace(EXTENSION, '');
  const beginning = BEGINNINGS.find((each) => folded(stem).startsWith(folded(each)));
  if (beginning === undefined) return undefined;
  const rest = stem.slice(beginning.length);
  const isUnderscored = !stem.slice(0, beginning.length).includes(' ');
  const name = (isUnderscored ? rest.replaceAll('_', ' ') : rest).trim();
  return name === '' ? undefined : name;
}

/**
 * The chat's name in the path of its text, from the file outwards.
 * @param around names of what the path stands in, from the inside out: archive or folder, exhibit.
 */
export function chatNameOf(path: string, ...around: readonly (string | undefined)[]): string | undefined {
  for (const part of [...path.split('/').reverse(), ...around]) {
    const name = part === undefined ? undefined : nameInFileName(part);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Whether a file's name is one that WhatsApp is known to give to the text of a chat. */
export function isChatFileName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === '_chat.txt' || (name.toLowerCase().endsWith('.txt') && nameInFileName(name) !== undefined);
}

/** Characters that a file's name cannot have, as WhatsApp and browsers replace them. */
const REPLACED = /[/\\:*?"<>|_-]/g;

/** Whether a name in a file's name can be this name. */
export function isSameName(inFileName: string, name: string): boolean {
  const bare = (text: string): string => text.normalize('NFC').replace(REPLACED, '_');
  return bare(inFileName) === bare(name);
}
