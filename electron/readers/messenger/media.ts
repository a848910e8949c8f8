/** Files of messages, by the paths that an export gives them. */
import type { Attachment, MessageKind } from '../../../shared/model/index.ts';
import type { TreeFiles } from '../tree-files.ts';

export interface FoundFile {
  readonly attachment: Attachment;
  /** Path in the evidence. */
  readonly path: string | undefined;
}

/** Voice messages, which are audio files like others but for the name that Messenger gives them. */
const VOICE = /^audioclip[-_]/i;

/** By ending, for those whose kind nothing else tells. */
const KINDS: readonly (readonly [MessageKind, RegExp])[] = [
  ['image', /\.(?:jpe?g|png|webp|heic|heif|bmp)$/i],
  ['gif', /\.gif$/i],
  ['video', /\.(?:mp4|mov|webm|m4v|3gp|mkv)$/i],
  ['audio', /\.(?:ogg|oga|opus|aac|m4a|mp3|wav|amr)$/i],
];

export const nameIn = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

export const kindByEnding = (name: string): MessageKind =>
  KINDS.find(([, ending]) => ending.test(name))?.[0] ?? 'document';

export const isVoice = (name: string): boolean => VOICE.test(name);

/**
 * The file of a path that a message gives, relative to the export's folder. An address of the web, and what
 * is no path, are no file of the evidence.
 */
export function fileAt(uri: string, name: string, home: string, files: TreeFiles): FoundFile {
  const path = /^[a-z][a-z0-9+.-]*:/i.test(uri) ? undefined : files.find(uri, home);
  return { attachment: { ...(name === '' ? {} : { name }), present: path !== undefined }, path };
}
